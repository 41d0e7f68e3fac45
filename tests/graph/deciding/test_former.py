"""What became of an address that is answered no longer."""

from pathlib import Path

from usagraph.graph.deciding.former import Former, fate
from usagraph.graph.deciding.fusions import Fusion, Fusions
from usagraph.graph.identity import Names
from usagraph.workspace import Workspace

BASE = "https://example.org"


def test_an_address_is_known_by_its_fingerprint_alone(tmp_path: Path) -> None:
    former = Former(tmp_path / "former.jsonl")
    assert former.find("/id/person/secret-name") is None
    former.add(["/id/person/secret-name", "/id/document/old"])
    former.add(["/id/document/old"], "/id/document/new")
    former.add(["/id/document/old"], "/id/document/new")
    assert former.find("/id/person/secret-name") == ""
    assert former.find("/id/document/old") == "/id/document/new"
    assert former.find("/id/person/other") is None
    written = former.path.read_text()
    assert "secret" not in written
    assert written.count("\n") == 3


def test_the_fate_of_an_address(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert fate(workspace, "/id/action/never") is None
    names = Names(workspace.keys, BASE)
    for key in ("action||été", "action||a", "action||b"):
        names.iri(key)
    names.save()
    Fusions(workspace.fusions).add(Fusion("/id/action/a", "/id/action/b", "x", "2026-11-21T09:00:00Z"))
    assert fate(workspace, "/id/action/été") == ""
    assert fate(workspace, "/id/action/a") == "/id/action/b"
    assert fate(workspace, "/id/action/ét") is None
    assert fate(workspace, '/id/action/"}') is None
