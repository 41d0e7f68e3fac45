"""The `measures` command: what is explained, what is found, and what programs read."""

import argparse
import json
from pathlib import Path

import pytest

from usagraph.errors import UnknownName
from usagraph.graph.measures.explanations import MEASURES
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.measuring import measures
from usagraph.settings import Settings, read_settings
from usagraph.workspace import Workspace

SAMPLE = Path(__file__).parents[1] / "graph/sample.trig"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over a workspace that holds the sample of the graph."""
    workspace = Workspace(tmp_path_factory.mktemp("workspace"))
    with EmbeddedStore(workspace.store) as store:
        store.engine.load(path=str(SAMPLE))
        store.publish()
    return read_settings(workspace=workspace.root, lang="fr")


def given(name: str | None = None, *types: str, limit: int = 20, as_json: bool = False) -> argparse.Namespace:
    """The arguments of the command."""
    return argparse.Namespace(name=name, type=list(types), document=[], limit=limit, json=as_json)


def test_without_a_name_each_measure_is_explained_with_its_caution(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measures(given(), settings) == 0
    said = capsys.readouterr().out
    assert [line.split("\t")[0] for line in said.splitlines() if "\t" in line] == list(MEASURES)
    assert said.count("⚠") == len(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
def test_results_are_sentences_beside_what_they_do_not_say(
    name: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measures(given(name, limit=1), settings) == 0
    said = capsys.readouterr()
    assert said.out.rstrip().endswith(".")
    assert "⚠" in said.err
    assert "1 sur " in said.err


def test_programs_read_the_passages_too(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    measures(given("bridges", as_json=True), settings)
    found = json.loads(capsys.readouterr().out)
    assert found["measure"]["caution"]
    assert found["total"] == len(found["items"])
    assert all(edge["evidence"] for one in found["items"] for edge in one["edges"])
    measures(given(as_json=True), settings)
    assert [one["name"] for one in json.loads(capsys.readouterr().out)] == list(MEASURES)


def test_the_network_is_narrowed_by_types(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    measures(given("degree", "degree", "action", as_json=True), settings)
    found = json.loads(capsys.readouterr().out)
    assert found["types"] == ["action", "degree"]
    assert {one["nodes"][0]["kind"] for one in found["items"]} == {"Action", "degree"}


def test_a_measure_that_is_not_known_is_told_with_those_that_are(settings: Settings) -> None:
    with pytest.raises(UnknownName, match="pagerank"):
        measures(given("closeness"), settings)


def test_an_empty_graph_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert measures(given("degree"), read_settings(workspace=tmp_path, lang="fr")) == 0
    assert "0 choses, 0 liens" in capsys.readouterr().err
