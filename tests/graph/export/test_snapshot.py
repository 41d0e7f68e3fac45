"""The graph as exports read it, wherever it is kept."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.errors import StoreError
from usagraph.graph.export.exporting import opened_export
from usagraph.graph.export.snapshot import opened_snapshot
from usagraph.graph.store.remote import opened
from usagraph.server import Server
from usagraph.workspace import Workspace

from .conftest import BASE, SAMPLE


def test_graph_on_a_server_gives_the_same_export(plain_server: Server, open_hard: Workspace, tmp_path: Path) -> None:
    """What a server holds is copied first: the formats know of one kind of graph."""
    store = ox.Store()
    store.load(path=str(SAMPLE))
    stored = list(store)
    with opened(plain_server, BASE) as remote:
        for graph in {quad.graph_name for quad in stored}:
            name = graph.value if isinstance(graph, ox.NamedNode) else None
            remote.load(name, [quad.triple for quad in stored if quad.graph_name == graph])
    with opened_export(Workspace(tmp_path, plain_server), BASE, edition="internal") as export:
        assert set(export.contents.dataset()) == set(stored)
        assert export.contents.documents == ["note-11111111"]


def test_graph_that_is_not_there_yet_is_empty(tmp_path: Path) -> None:
    with opened_snapshot(Workspace(tmp_path), BASE) as snapshot:
        assert snapshot.generation == 0
        assert not list(snapshot.triples(None))
        assert snapshot.documents == []


def test_generation_that_was_swept_is_said_to_be_gone(open_hard: Workspace) -> None:
    with pytest.raises(StoreError), opened_snapshot(open_hard, BASE, generation=7):
        pass
