"""A person's details are gone from every byte of the workspace, and do not come back."""

import stat
import zlib
from pathlib import Path

import pytest

from usagraph.graph.deciding.reports import Report, reports_at
from usagraph.graph.querying.service import QueryService
from usagraph.ingest import library
from usagraph.ingest.keeping.backups import BACKUPS, backup
from usagraph.ingest.keeping.erase import erase, found
from usagraph.ingest.keeping.restore import restore
from usagraph.ontology.terms import BASE
from usagraph.workspace import Workspace

NAME = "Ysaline Corvandel"
SHEET = f"""# Fiche action 3

Département de la Vaunelle, programme d'association des usagers

**Mode :** ☐ Projet ☒ Activité courante ☐ Glissant

**Direction :** DCU

**Titre :** Le jardin de {NAME}

## Degré d'association par étape

| Étape | Degré |
|---|---|
| Conception | Concertation |

## Observations

« On a choisi les plantes ensemble », raconte {NAME}, usagère.
"""
OTHER = """# Fiche action 4

Département de la Vaunelle, programme d'association des usagers

**Direction :** DEA

**Titre :** La rivière partagée

## Degré d'association par étape

| Étape | Degré |
|---|---|
| Conception | Co-construction |
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace of two documents, one refused file and a backup; a person is named in the first, and in its file name."""
    files = tmp_path / "files"
    files.mkdir()
    (files / "jardin-ysaline-corvandel.md").write_text(SHEET, encoding="utf-8")
    (files / "riviere.md").write_text(OTHER, encoding="utf-8")
    (files / "refuse.docx").write_bytes(f"pas un document de {NAME}".encode())
    made = Workspace(tmp_path / "workspace")
    report = library.add(sorted(files.iterdir()), made, BASE)
    assert (len(report.read), len(report.refused)) == (2, 1)
    named = next(name for name in made.ids() if "corvandel" in name)
    reports_at(made.reports).add(Report(named, 0, 9, "name", words=f"{NAME} n'a pas dit cela"))
    backup(made)
    return made


def _holding(workspace: Workspace) -> list[str]:
    """The files that hold the name, written plainly, as a slug, or within what is compressed."""
    return [
        str(path.relative_to(workspace.root)) for path in workspace.root.rglob("*") if path.is_file() and _names(path)
    ]


def _names(path: Path) -> bool:
    content = path.read_bytes()
    if content.startswith(b"\x1f\x8b"):
        content = zlib.decompress(content, 47)
    return b"corvandel" in content.lower() or b"corvandel" in path.name.encode().lower()


def test_the_details_are_gone_from_every_file(workspace: Workspace) -> None:
    before = _holding(workspace)
    assert {Path(name).parts[0] for name in before} >= {
        "documents",
        "store",
        "quarantine",
        BACKUPS,
        "keys.jsonl",
        "reports.jsonl",
    }
    assert sum(found([NAME], workspace).values()) >= 2

    done = erase([NAME], workspace, BASE, "déléguée à la protection des données")

    assert _holding(workspace) == []
    assert len(done.documents) == 1
    # What readers wrote stays for the eyes of whoever runs the service.
    assert stat.S_IMODE(workspace.reports.stat().st_mode) == 0o600
    assert done.documents.popitem()[0].startswith("document-")
    assert (len(done.refused), done.backups) == (1, 1)
    assert library.verify(workspace, BASE) == []
    assert found([NAME], workspace) == {}


def test_what_else_the_documents_say_stays(workspace: Workspace) -> None:
    erase([NAME], workspace, BASE, "déléguée")
    with QueryService(workspace.store) as service:
        labels = {row["l"] for row in service.select("SELECT ?l { ?a a ug:Action ; skos:prefLabel ?l }")}
        degrees = service.select("SELECT ?d { ?a a ug:Action ; ug:hasStep/ug:degree ?d }")
    assert "La rivière partagée" in labels
    assert any(label.startswith("Le jardin de") for label in labels)
    assert not any("Corvandel" in label for label in labels)
    assert len(degrees) == 2


def test_the_same_file_ingested_again_comes_in_without_them(workspace: Workspace, tmp_path: Path) -> None:
    erase([NAME], workspace, BASE, "déléguée")
    fresh = tmp_path / "copie.md"
    fresh.write_text(SHEET + "\nUn paragraphe de plus.\n", encoding="utf-8")
    library.add([fresh], workspace, BASE)
    assert not [name for name in _holding(workspace) if "original" not in name]
    assert found([NAME], workspace) == {}


def test_a_backup_of_before_that_is_restored_forgets_them_again(workspace: Workspace, tmp_path: Path) -> None:
    elsewhere = backup(workspace, tmp_path / "elsewhere.tar.gz")
    erase([NAME], workspace, BASE, "déléguée")
    restore(elsewhere, workspace, BASE)
    assert _holding(workspace) == []
    assert library.verify(workspace, BASE) == []
