"""What is restored is what was backed up; what is no backup changes nothing."""

import io
import tarfile
from pathlib import Path

import pytest

from usagraph.errors import BadBackup
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ingest import library
from usagraph.ingest.keeping.backups import MANIFEST, backup, checked
from usagraph.ingest.keeping.restore import restore
from usagraph.ontology.terms import BASE
from usagraph.workspace import Workspace

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace of two documents."""
    made = Workspace(tmp_path / "workspace")
    library.add([EXAMPLES / "note-cadre.md", EXAMPLES / "fiche-15-cercle-des-aidants.md"], made, BASE)
    return made


def _quads(workspace: Workspace) -> set[str]:
    with EmbeddedStore(workspace.store) as store:
        return {str(quad) for quad in store.engine}


def _files(workspace: Workspace) -> dict[str, bytes]:
    apart = ("store", "backups")
    every = (path for path in workspace.root.rglob("*") if path.is_file())
    return {n: p.read_bytes() for p in every if (n := str(p.relative_to(workspace.root))).split("/")[0] not in apart}


def test_what_is_restored_is_what_was_backed_up(workspace: Workspace, tmp_path: Path) -> None:
    archive, files, quads = backup(workspace), _files(workspace), _quads(workspace)
    library.remove("note-cadre", workspace, BASE)
    library.add([EXAMPLES / "fiche-17-assemblee-des-jeunes.txt"], workspace, BASE)
    before = restore(archive, workspace, BASE)
    assert (_files(workspace), _quads(workspace)) == (files, quads)
    assert library.verify(workspace, BASE) == []
    # And back again: a restoration is undone by another.
    assert before is not None
    restore(before, workspace, BASE)
    assert {b.run["file_name"] for b in workspace.bundles()} == {
        "fiche-15-cercle-des-aidants.md",
        "fiche-17-assemblee-des-jeunes.txt",
    }
    elsewhere = Workspace(tmp_path / "elsewhere")
    assert restore(archive, elsewhere, BASE) is None
    assert (_files(elsewhere), _quads(elsewhere)) == (files, quads)


def _tar(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


@pytest.mark.parametrize("how", ["text", "foreign", "cut", "changed", "climbing", "newer"])
def test_what_is_no_backup_changes_nothing(workspace: Workspace, tmp_path: Path, how: str) -> None:
    archive = backup(workspace)
    other = tmp_path / "other.tar.gz"
    match how:
        case "text":
            other.write_text("not an archive", encoding="utf-8")
        case "foreign":
            _tar(other, {"a.txt": b"a"})
        case "cut":
            other.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
        case "changed":
            with tarfile.open(archive) as opened:
                held = {m.name: f.read() for m in opened if (f := opened.extractfile(m))}
            _tar(other, held | {"keys.jsonl": b"{}\n"})
        case "climbing":
            _tar(other, {MANIFEST: b'{"format": 1, "files": {}}', "../outside.txt": b"a"})
        case "newer":
            _tar(other, {MANIFEST: b'{"format": 99, "files": {}}'})
    files = _files(workspace)
    with pytest.raises(BadBackup):
        restore(other, workspace, BASE)
    assert _files(workspace) == files
    assert not (tmp_path / "outside.txt").exists()


def test_the_hash_of_every_file_is_told(workspace: Workspace) -> None:
    assert checked(backup(workspace)).keys() == _files(workspace).keys()
