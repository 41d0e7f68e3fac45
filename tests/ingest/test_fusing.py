"""Things that a person says are one, in the graph of a workspace."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.deciding.former import fate
from usagraph.graph.deciding.fusions import Fusion, Fusions
from usagraph.graph.store.embedded import newest_generation
from usagraph.ingest import library
from usagraph.ingest.session import session
from usagraph.workspace import Workspace

BASE = "https://example.org"
ONE = """# Note

## Consulter

| Direction | Politique publique | Enjeu |
| --- | --- | --- |
| DA | Autonomie | Recueillir les avis des aînés |
"""
OTHER = ONE.replace("Recueillir les avis des aînés", "Écouter les aînés").replace("Note", "Relevé")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "workspace")
    for name, words in (("one.md", ONE), ("other.md", OTHER)):
        (tmp_path / name).write_text(words, encoding="utf-8")
    library.add([tmp_path / "one.md", tmp_path / "other.md"], made, BASE)
    return made


def quads(workspace: Workspace) -> frozenset[str]:
    newest = newest_generation(workspace.store)
    assert newest
    ledger = ox.NamedNode(f"{BASE}/graph/ledger")
    return frozenset(str(quad) for quad in ox.Store.read_only(str(newest)) if quad.graph_name != ledger)


def actions(workspace: Workspace) -> list[str]:
    """The paths of the actions, in order."""
    found = {part.partition(">")[0] for quad in quads(workspace) for part in quad.split(f"<{BASE}")[1:]}
    return sorted(path for path in found if path.startswith("/id/action/"))


def say(workspace: Workspace, thing: str, into: str) -> None:
    Fusions(workspace.fusions).add(Fusion(thing, into, "chargée de mission", "2026-11-21T09:00:00Z"))


def test_a_fusion_is_told_in_every_graph_and_undone_without_a_trace(workspace: Workspace) -> None:
    before = quads(workspace)
    one, other = actions(workspace)
    say(workspace, other, one)
    with session(workspace, BASE):
        pass
    assert actions(workspace) == [one]
    assert library.verify(workspace, BASE) == []
    assert fate(workspace, other) == one
    merged = quads(workspace)
    library.rebuild(workspace, BASE)
    assert quads(workspace) == merged
    say(workspace, other, "")
    # Whatever is written next: a command that was cut short after its line of the log is made good so.
    library.load([], workspace, BASE)
    assert quads(workspace) == before


def test_what_a_document_took_away_with_it_is_gone(workspace: Workspace, tmp_path: Path) -> None:
    [document, _] = workspace.ids()
    there = actions(workspace)
    library.remove(document, workspace, BASE)
    [stays] = actions(workspace)
    [gone] = set(there) - {stays}
    assert fate(workspace, gone) == ""
    assert fate(workspace, f"/id/document/{document}") == ""
    [old] = workspace.ids()
    path = tmp_path / ("other.md" if "other" in old else "one.md")
    path.write_text(path.read_text(encoding="utf-8") + "\nFin.\n", encoding="utf-8")
    library.add([path], workspace, BASE)
    [new] = workspace.ids()
    assert new != old
    assert fate(workspace, f"/id/document/{old}") == f"/id/document/{new}"
