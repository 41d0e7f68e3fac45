"""Names of files are told without the addresses and numbers in them; ordinary ones as they are."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.store.embedded import newest_generation
from usagraph.ingest import library, pipeline
from usagraph.ingest.filenames import document_id, scope, shown_name
from usagraph.ingest.masking import FILLER
from usagraph.records import Document
from usagraph.textview import slug
from usagraph.workspace import Workspace

BASE = "https://example.org"
DIGEST = "0a1b2c3d" + "0" * 56
TELLING = [
    "prenom.nom@exemple.fr 0600000001 =cmd.md",
    "cv-0600000001.pdf",
    "cv_06-00-00-00-01.pdf",
    "06_00_00_00_01.docx",
    "appel 06 000 000 01 (2).txt",
    "note +33 (0)6 00 00 00 01.txt",
    "note-2-0033600000001.md",
    "０６００００００００.md",
    "bilan.prenom(arobase)exemple.fr",
]
ORDINARY = [
    "bilan-2019-06-12.pdf",
    "releve_2021_06_12_10_30_45.csv",
    "20210612103045.csv",
    "loi 2002-2 du 2 janvier 2002.md",
    "siret 12345678900012.txt",
    "fiche 01-02-2003-04.txt",
    "000_2d17b63356786817.txt",
    "Fiche action n° 41 (v2).docx",
]
TEXT = "# {}\n\nLa direction des aînés (DA) a rendu un bilan au Département de la Creuse.\n"


@pytest.mark.parametrize("name", TELLING)
def test_a_name_that_tells_too_much_is_filled_in_at_the_same_length(name: str) -> None:
    shown, called = shown_name(Path(name)), document_id(Path(name), DIGEST)
    assert (FILLER in shown, len(shown)) == (True, len(name))
    assert re.search(r"\d{2}.?\d{2}|prenom", shown) is None
    assert called == "document-0a1b2c3d"


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_names_are_told_as_they_are(name: str) -> None:
    assert shown_name(Path(name)) == name
    assert not document_id(Path(name), DIGEST).startswith("document-")


def test_the_id_of_an_ordinary_name_is_what_it_was() -> None:
    assert document_id(Path("Décaler la posture.docx"), DIGEST) == "decaler-la-posture-0a1b2c3d"


def test_things_are_told_apart_without_the_words_of_a_name() -> None:
    ordinary, other = Document("a", (), "text/plain"), Document("b", (), "text/plain", {"title": "0600000001"})
    assert scope(ordinary, "Note de cadrage") == "note-de-cadrage"
    assert scope(other, "note").startswith("document-")
    assert scope(ordinary, "0600000001") != scope(other, "0600000001")


def held(workspace: Workspace) -> str:
    """All that the graph holds, the ledger with it."""
    return "\n".join(str(quad) for quad in ox.Store.read_only(str(newest_generation(workspace.store))))


def test_nothing_of_a_telling_name_is_in_the_graph_nor_in_what_is_shown(tmp_path: Path) -> None:
    workspace, path = Workspace(tmp_path / "workspace"), tmp_path / TELLING[0]
    path.write_text(TEXT.format("").replace("# ", ""), encoding="utf-8")
    library.add([path], workspace, BASE)
    (bundle,) = workspace.bundles()
    told = json.dumps({name: value for name, value in bundle.run.items() if name != "path"}, ensure_ascii=False)
    for words in (bundle.id, told, held(workspace), workspace.keys.read_text(encoding="utf-8")):
        assert "0600000001" not in words
        assert "prenom" not in words


@pytest.mark.parametrize("way", ["again", "rebuild"])
def test_a_document_of_before_is_called_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    workspace, path = Workspace(tmp_path / "workspace"), tmp_path / "note 0600000001.md"
    path.write_text(TEXT.format("Note"), encoding="utf-8")
    with monkeypatch.context() as before:
        before.setattr(pipeline, "shown_name", lambda file: file.name)
        before.setattr(pipeline, "document_id", lambda file, digest: f"{slug(file.stem, 40)}-{digest[:8]}")
        library.add([path], workspace, BASE)
    assert "note-0600000001" in held(workspace)
    if way == "again":
        library.add([path], workspace, BASE)
    else:
        library.rebuild(workspace, BASE)
    (made,) = workspace.bundles()
    assert (made.id[:-8], made.run["file_name"]) == ("document-", f"note {FILLER * 10}.md")
    assert "0600000001" not in held(workspace)
    assert library.verify(workspace, BASE) == []
