"""Files in, documents out: what is refused is said and the others go on; twice is once; removal is exact."""

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.errors import DamagedDocument, EmptyFile, MissingFile, WrongContent
from usagraph.graph.store.embedded import newest_generation
from usagraph.ingest import library
from usagraph.workspace import Workspace

BASE = "https://example.org"
NOTE = """# Note

Le Département de la Creuse a demandé au Département de la Creuse un bilan. La direction des aînés (DA) l'a rendu.

## Consulter

| Direction | Politique publique | Enjeu |
| --- | --- | --- |
| DA | Autonomie | Recueillir les avis |
| DR | Routes | Recueillir les avis |
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def note(folder: Path, name: str = "note.md", words: str = NOTE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(words, encoding="utf-8")
    return folder / name


def quads(workspace: Workspace) -> frozenset[str]:
    """What readers see, the ledger apart."""
    newest = newest_generation(workspace.store)
    assert newest is not None
    ledger = ox.NamedNode(f"{BASE}/graph/ledger")
    return frozenset(str(quad) for quad in ox.Store.read_only(str(newest)) if quad.graph_name != ledger)


def bundles(workspace: Workspace) -> dict[str, bytes]:
    """Every file of every bundle, `run.json` (which holds the time) apart."""
    files = (p for p in workspace.documents.rglob("*") if p.is_file() and p.name != "run.json")
    return {str(p.relative_to(workspace.documents)): p.read_bytes() for p in files}


def test_ingesting_twice_gives_the_same_bytes_and_adds_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = note(tmp_path)
    first = library.add([path], workspace, BASE)
    held, files = quads(workspace), bundles(workspace)
    second = library.add([path], workspace, BASE)
    assert [i.known for i in (*first.read, *second.read)] == [False, True]
    assert (quads(workspace), bundles(workspace)) == (held, files)


def test_two_workspaces_of_the_same_files_are_alike(tmp_path: Path) -> None:
    paths = [note(tmp_path, f"{n}.md", NOTE + f"\nNuméro {n}.\n") for n in range(3)]
    one, two = Workspace(tmp_path / "one"), Workspace(tmp_path / "two")
    library.add(paths, one, BASE)
    library.add(paths[::-1], two, BASE)
    assert bundles(one) == bundles(two)
    assert quads(one) == quads(two)


def test_what_is_refused_is_said_and_the_others_are_read(workspace: Workspace, tmp_path: Path) -> None:
    good = note(tmp_path)
    empty, binary, missing = tmp_path / "vide.txt", tmp_path / "image.txt", tmp_path / "absent.pdf"
    empty.touch()
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    report = library.add([missing, empty, binary, good], workspace, BASE)
    assert [type(error) for _, error in report.refused] == [MissingFile, EmptyFile, WrongContent]
    assert [i.bundle.run["file_name"] for i in report.read] == ["note.md"]
    reasons = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(workspace.quarantine.glob("*/reason.json"))]
    assert [reason["file"] for reason in reasons] == ["image.txt", "vide.txt"]
    assert all(reason["fr"] != reason["en"] for reason in reasons)


def test_removing_a_document_takes_its_facts_and_only_them(workspace: Workspace, tmp_path: Path) -> None:
    library.add([note(tmp_path)], workspace, BASE)
    alone = quads(workspace)
    other = library.add([note(tmp_path, "autre.md", NOTE.replace("Routes", "Culture"))], workspace, BASE)
    assert quads(workspace) > alone
    library.remove(other.read[0].bundle.id, workspace, BASE)
    assert quads(workspace) == alone


def test_a_new_version_at_the_same_path_takes_the_place_of_the_old(workspace: Workspace, tmp_path: Path) -> None:
    library.add([note(tmp_path)], workspace, BASE)
    report = library.add([note(tmp_path, words=NOTE.replace("Routes", "Culture"))], workspace, BASE)
    assert len(report.replaced) == 1
    assert [b.id for b in workspace.bundles()] == [report.read[0].bundle.id]
    assert library.verify(workspace, BASE) == []


@pytest.mark.parametrize("copy", ["copie/note.md", "autre-nom.md"])
def test_one_content_under_two_names_is_one_document(workspace: Workspace, tmp_path: Path, copy: str) -> None:
    first, second = note(tmp_path), tmp_path / copy
    second.parent.mkdir(exist_ok=True)
    shutil.copyfile(first, second)
    report = library.add([first, second], workspace, BASE)
    assert [i.known for i in report.read] == [False, True]
    assert [b.run["file_name"] for b in workspace.bundles()] == ["note.md"]
    assert library.verify(workspace, BASE) == []


def test_a_rebuild_gives_the_same_graph(workspace: Workspace, tmp_path: Path) -> None:
    library.add([note(tmp_path)], workspace, BASE)
    held = quads(workspace)
    assert library.rebuild(workspace, BASE) == 1
    assert quads(workspace) == held


def test_verify_says_what_is_not_whole(workspace: Workspace, tmp_path: Path) -> None:
    report = library.add([note(tmp_path)], workspace, BASE)
    name = report.read[0].bundle.id
    assert library.verify(workspace, BASE) == []
    text = workspace.documents / name / "text.txt"
    held = text.read_bytes()
    text.write_bytes(held[1:])
    assert library.verify(workspace, BASE) == [(name, "text"), (name, "passage")]
    text.write_bytes(held + b"!")
    assert library.verify(workspace, BASE) == [(name, "text")]
    text.write_bytes(held)
    (workspace.documents / name / "original.md").unlink()
    assert library.verify(workspace, BASE) == [(name, "text")]
    shutil.rmtree(workspace.documents / name)
    assert library.verify(workspace, BASE) == [(name, "text")]


def test_a_rebuild_names_the_document_that_is_damaged(workspace: Workspace, tmp_path: Path) -> None:
    name = library.add([note(tmp_path)], workspace, BASE).read[0].bundle.id
    (workspace.documents / name / "claims.jsonl").unlink()
    with pytest.raises(DamagedDocument, match=name):
        library.rebuild(workspace, BASE)


def test_a_folder_stands_for_its_files(tmp_path: Path) -> None:
    paths = [note(tmp_path / "a"), note(tmp_path / "a" / "b", "c.md")]
    note(tmp_path / "a", ".hidden.md")
    assert sorted(library.files_in([tmp_path / "a"])) == sorted(paths)


def test_the_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    paths = [note(tmp_path, f"{n}.md", NOTE + f"\nNuméro {n}.\n") for n in range(5)]
    (tmp_path / "vide.txt").touch()
    paths.insert(2, tmp_path / "vide.txt")
    one, two = Workspace(tmp_path / "one"), Workspace(tmp_path / "two")
    reports = [library.add(paths, w, BASE, jobs=j) for w, j in ((one, 1), (two, 2))]
    first, second = ([i.bundle.id for i in report.read] for report in reports)
    assert first == second
    assert [[path.name for path, _ in r.refused] for r in reports] == [["vide.txt"]] * 2
    assert bundles(one) == bundles(two)
    assert quads(one) == quads(two)


def test_interrupted_it_keeps_what_was_finished(workspace: Workspace, tmp_path: Path) -> None:
    paths = [note(tmp_path, f"{n}.md", NOTE + f"\nNuméro {n}.\n") for n in range(4)]

    def stop(path: Path) -> None:
        if path.name == "1.md":
            raise KeyboardInterrupt

    report = library.add(paths, workspace, BASE, stop)
    assert report.interrupted
    assert [i.bundle.run["file_name"] for i in report.read] == ["0.md", "1.md"]
    assert library.verify(workspace, BASE) == []
    assert [i.known for i in library.add(paths, workspace, BASE).read] == [True, True, False, False]
