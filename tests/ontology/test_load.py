"""The way in: labels and N-Triples."""

from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

from usagraph.errors import BadTurtle
from usagraph.graph.consolidate import Consolidation
from usagraph.graph.identity import Names
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ontology import load
from usagraph.ontology.load import (
    companion_files,
    files,
    labels,
    ontology_files,
    ontology_ntriples,
    vocabularies_ntriples,
    vocabulary_files,
)
from usagraph.ontology.terms import BASE, ug
from usagraph.workspace import Workspace


def graph_of(paths: list[Path]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in paths:
        graph.parse(path)
    return graph


def test_ntriples_say_what_the_turtle_says() -> None:
    assert isomorphic(rdflib.Graph().parse(data=ontology_ntriples(), format="nt"), graph_of(ontology_files()))
    assert isomorphic(
        rdflib.Graph().parse(data=vocabularies_ntriples(), format="nt"),
        graph_of([*vocabulary_files(), *companion_files()]),
    )


def test_ntriples_are_the_same_bytes_each_time() -> None:
    assert ontology_ntriples() == ontology_ntriples()
    assert vocabularies_ntriples() == vocabularies_ntriples()


def test_the_two_can_be_read_into_one_graph() -> None:
    """Unnamed nodes of one are not those of the other: a list would run into another."""
    together = rdflib.Graph().parse(data=ontology_ntriples() + vocabularies_ntriples(), format="nt")
    assert isomorphic(together, graph_of(files()))


def test_labels_come_in_both_languages() -> None:
    assert labels("fr")[ug("hasStep")] == "a pour étape"
    assert labels("en")[ug("hasStep")] == "has step"
    assert set(labels("fr")) == set(labels("en"))


def test_the_files_are_each_named_once() -> None:
    assert files() == [*ontology_files(), *vocabulary_files(), *companion_files()]
    assert len(files()) == len(set(files()))
    assert all(path.is_file() for path in files())


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A companion file whose third line does not parse."""
    path = tmp_path / "broken.ttl"
    path.write_text("@prefix : <https://example.org/> .\n:a :b :c .\n:a :b\n", encoding="utf-8")
    monkeypatch.setattr(load, "companion_files", lambda: [path])
    return path


def test_a_file_that_does_not_parse_is_named_with_its_line(broken: Path) -> None:
    with pytest.raises(BadTurtle) as caught:
        vocabularies_ntriples()
    assert caught.value.values["file"] == broken.name
    assert caught.value.values["line"] in (3, 4)
    assert broken.name in str(caught.value)


def test_nothing_is_loaded_where_one_file_does_not_parse(broken: Path, tmp_path: Path) -> None:
    """Not even the files that do parse: a graph that is half there would be worse than none."""
    workspace = Workspace(tmp_path / "workspace")
    store = EmbeddedStore(tmp_path / "store")
    names = Names(tmp_path / "keys.jsonl", BASE)
    with pytest.raises(BadTurtle):
        Consolidation(workspace, store, names).prepare()
    assert len(store.engine) == 0
