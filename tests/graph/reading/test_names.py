"""Names are read from the index of the generation that is served, and from the graph where there is none."""

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names, resolve, search, suggest
from usagraph.graph.search.index import FILE, SearchIndex, selecting
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ontology.terms import BASE, SKOS, ug

ACTION = f"{BASE}/id/action/essai"


def labelled(words: str) -> list[ox.Triple]:
    """An action of that name."""
    action = ox.NamedNode(ACTION)
    return [
        ox.Triple(action, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(ug("Action"))),
        ox.Triple(action, ox.NamedNode(SKOS + "prefLabel"), ox.Literal(words, language="fr")),
    ]


def written(root: Path, words: str) -> None:
    """A generation in which the action has a name, with its index."""
    with EmbeddedStore(root) as store:
        store.drop(None)
        store.load(None, labelled(words))
        index = SearchIndex(root / FILE, selecting(store), BASE)
        index.rename([ACTION])
        store.publish(lambda generation: index.publish(generation, 1))
        index.close()


def test_names_follow_the_generations_without_a_restart(tmp_path: Path) -> None:
    written(tmp_path, "Atelier des usagères")
    with QueryService(tmp_path, workers=1) as service:
        before = names(service)
        assert before.reader.connections.path == tmp_path / FILE
        assert before.node(ACTION).label == "Atelier des usagères"
        written(tmp_path, "Cercle des habitants")
        assert names(service).node(ACTION).label == "Cercle des habitants"
        assert before.node(ACTION).label == "Atelier des usagères"
        assert not search(service, "atelier").hits
        assert [hit.node.iri for hit in suggest(service, "cer")] == [ACTION]


def test_without_an_index_one_is_made_from_the_graph_and_goes_with_it(tmp_path: Path) -> None:
    written(tmp_path, "Atelier des usagères")
    (tmp_path / FILE).unlink()
    with QueryService(tmp_path, workers=1) as service:
        made = names(service).reader.connections.path
        assert made.parent != tmp_path
        assert [hit.node.iri for hit in search(service, "usager").hits] == [ACTION]
        written(tmp_path, "Cercle des habitants")
        assert names(service).node(ACTION).label == "Cercle des habitants"
        assert not made.exists()


def test_an_index_of_another_generation_is_not_read(tmp_path: Path) -> None:
    written(tmp_path, "Atelier des usagères")
    kept = tmp_path / "kept.sqlite"
    shutil.copyfile(tmp_path / FILE, kept)
    written(tmp_path, "Cercle des habitants")
    for extra in tmp_path.glob(f"{FILE}*"):
        extra.unlink()
    shutil.copyfile(kept, tmp_path / FILE)
    with QueryService(tmp_path, workers=1) as service:
        assert names(service).node(ACTION).label == "Cercle des habitants"


def test_a_name_that_is_not_there_is_made_from_its_iri(service: QueryService) -> None:
    known = names(service)
    assert "https://elsewhere.example/thing#it" not in known
    assert known.node("https://elsewhere.example/thing#it").label == "it"
    assert 42 not in known
    assert resolve(service, "degree", "consultation") in known


@pytest.mark.parametrize("kept", [0, 2])
def test_what_is_kept_is_bounded(service: QueryService, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    monkeypatch.setattr("usagraph.graph.reading.names._KEPT", kept)
    known = names(service)
    iris = [node.iri for node in known.reader.listed()]
    assert [node.iri for node in known.load(iris).values() if node] == iris
    for iri in iris:
        assert known.node(iri).iri == iri
