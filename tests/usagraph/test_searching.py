import argparse
import json
from pathlib import Path

import pytest

from usagraph.graph.search.index import FILE, SearchIndex, selecting
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ontology.terms import BASE
from usagraph.searching import search
from usagraph.settings import Settings, read_settings
from usagraph.workspace import Workspace

SAMPLE = Path(__file__).parents[1] / "graph/sample.trig"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over a workspace that holds the sample of the graph."""
    workspace = Workspace(tmp_path_factory.mktemp("workspace"))
    with EmbeddedStore(workspace.store) as store:
        store.engine.load(path=str(SAMPLE))
        index = SearchIndex(workspace.store / FILE, selecting(store), BASE)
        store.publish(lambda generation: index.publish(generation, 1))
        index.close()
    return read_settings(workspace=workspace.root, lang="fr")


def asked(*words: str, kind: str | None = None, limit: int = 20, as_json: bool = False) -> argparse.Namespace:
    """The arguments of the command."""
    return argparse.Namespace(words=list(words), kind=kind, limit=limit, json=as_json)


def test_a_line_a_thing(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert search(asked("direction", "mobilité"), settings) == 0
    assert capsys.readouterr().out.split("\t")[:2] == ["Direction des mobilités (DMO)", "DepartmentalDirectorate"]


def test_what_is_left_out_is_said_apart(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    search(asked("dmo introuvable"), settings)
    search(asked("introuvable"), settings)
    search(asked("co", limit=1), settings)
    said = capsys.readouterr().err
    assert "Sans : introuvable" in said
    assert "Aucun résultat pour « introuvable »" in said
    assert "1 sur " in said


def test_programs_read_json(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    search(asked("dmo", kind="directorate", as_json=True), settings)
    found = json.loads(capsys.readouterr().out)
    assert [hit["node"]["acronym"] for hit in found["hits"]] == ["DMO"]
    assert found["passages"] == []


def test_an_empty_graph_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert search(asked("loi"), read_settings(workspace=tmp_path, lang="fr")) == 0
    assert "Aucun résultat" in capsys.readouterr().err
