"""The way in: labels and N-Triples."""

import json
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.compare import isomorphic

from usagraph.ontology.load import (
    FOLDER,
    labels,
    ontology_files,
    ontology_ntriples,
    vocabularies_ntriples,
    vocabulary_files,
)
from usagraph.ontology.terms import NS, ug


def graph_of(paths: list[Path]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in paths:
        graph.parse(path)
    return graph


def test_ntriples_say_what_the_turtle_says() -> None:
    assert isomorphic(rdflib.Graph().parse(data=ontology_ntriples(), format="nt"), graph_of(ontology_files()))
    assert isomorphic(rdflib.Graph().parse(data=vocabularies_ntriples(), format="nt"), graph_of(vocabulary_files()))


def test_ntriples_are_the_same_bytes_each_time() -> None:
    assert ontology_ntriples() == ontology_ntriples()
    assert vocabularies_ntriples() == vocabularies_ntriples()


def test_labels_come_in_both_languages() -> None:
    assert labels("fr")[ug("hasStep")] == "a pour étape"
    assert labels("en")[ug("hasStep")] == "has step"
    assert set(labels("fr")) == set(labels("en"))


def context() -> dict[str, object]:
    found: dict[str, object] = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return found


def test_the_context_names_every_term() -> None:
    assert {iri.removeprefix(NS) for iri in labels("en")} - set(context()) == set()


def test_json_written_with_the_context_is_read_as_triples() -> None:
    data = {
        "@context": context(),
        "id": "https://example.org/a",
        "type": "Action",
        "prefLabel": {"fr": "Une action"},
        "ledBy": "https://example.org/d",
        "hasStep": {"id": "https://example.org/s", "type": "ParticipationStep", "degree": "voc:degree/consultation"},
    }
    expected = """
        PREFIX ug: <https://w3id.org/usagraph/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX ex: <https://example.org/>
        ex:a a ug:Action ; skos:prefLabel "Une action"@fr ; ug:ledBy ex:d ; ug:hasStep ex:s .
        ex:s a ug:ParticipationStep ; ug:degree <https://w3id.org/usagraph/voc/degree/consultation> .
    """
    found = {quad.triple for quad in parse(json.dumps(data), format=RdfFormat.JSON_LD)}
    assert found == {quad.triple for quad in parse(expected, format=RdfFormat.TURTLE)}
