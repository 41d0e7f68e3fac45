"""The JSON-LD context: a short name for every term, and the same triples there and back."""

import json
from typing import Any

import pytest
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from usagraph.ontology.load import FOLDER, labels, ontology_files
from usagraph.ontology.terms import NS, PREFIXES, ug

OWL_OBJECT = URIRef("http://www.w3.org/2002/07/owl#ObjectProperty")
OWL_DATATYPE = URIRef("http://www.w3.org/2002/07/owl#DatatypeProperty")
# rdflib reads JSON-LD through a class of its own that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
VALUES = {XSD.decimal: "0.5", XSD.integer: "7", XSD.boolean: "true"}


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return found


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for path in ontology_files():
        graph.parse(path)
    return graph


def properties(graph: Graph, kind: URIRef) -> list[URIRef]:
    return sorted(p for p in graph.subjects(RDF.type, kind) if isinstance(p, URIRef) and p.startswith(NS))


def test_every_term_has_a_short_name_and_no_other_name_is_ours(context: dict[str, Any]) -> None:
    ours = {name: said if isinstance(said, str) else said["@id"] for name, said in context.items() if name[0] != "@"}
    assert {name: iri for name, iri in ours.items() if isinstance(iri, str) and iri.startswith("ug:")} == {
        iri.removeprefix(NS): "ug:" + iri.removeprefix(NS) for iri in labels("en")
    }


def test_every_prefix_is_that_of_the_queries(context: dict[str, Any]) -> None:
    assert {name: context[name] for name in PREFIXES} == PREFIXES


def test_links_are_read_as_links_and_values_by_their_type(context: dict[str, Any], ontology: Graph) -> None:
    for found in properties(ontology, OWL_OBJECT):
        assert context[found.removeprefix(NS)] == {"@id": "ug:" + found.removeprefix(NS), "@type": "@id"}
    for found in properties(ontology, OWL_DATATYPE):
        said, value = context[found.removeprefix(NS)], ontology.value(found, RDFS.range)
        typed = "xsd:" + str(value).removeprefix(str(XSD)) if value in VALUES else None
        assert (said.get("@type") if isinstance(said, dict) else None) == typed


def test_a_short_document_says_the_triples_meant(context: dict[str, Any]) -> None:
    data = {
        "@context": context,
        "id": "https://example.org/a",
        "type": "Action",
        "prefLabel": {"fr": "Une action"},
        "altLabel": {"fr": ["La même", "Encore la même"]},
        "observation": {"fr": ["Rien à signaler"]},
        "ledBy": "https://example.org/d",
        "hasStep": {"id": "https://example.org/s", "type": "ParticipationStep", "degree": "voc:degree/consultation"},
        "hasMeasurement": {"id": "https://example.org/m", "value": "0.5", "unit": "%"},
    }
    expected = """
        PREFIX ug: <https://w3id.org/usagraph/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX ex: <https://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        ex:a a ug:Action ; skos:prefLabel "Une action"@fr ; skos:altLabel "La même"@fr, "Encore la même"@fr ;
            ug:observation "Rien à signaler"@fr ; ug:ledBy ex:d ; ug:hasStep ex:s ; ug:hasMeasurement ex:m .
        ex:s a ug:ParticipationStep ; ug:degree <https://w3id.org/usagraph/voc/degree/consultation> .
        ex:m ug:value "0.5"^^xsd:decimal ; ug:unit "%" .
    """
    assert isomorphic(
        Graph().parse(data=json.dumps(data), format="json-ld"), Graph().parse(data=expected, format="turtle")
    )


def test_every_property_comes_back_from_json_with_its_short_name(context: dict[str, Any], ontology: Graph) -> None:
    thing = URIRef("https://example.org/a")
    graph = Graph().add((thing, RDF.type, URIRef(ug("Action"))))
    for found in properties(ontology, OWL_OBJECT):
        graph.add((thing, found, URIRef("https://example.org/b")))
    for found in properties(ontology, OWL_DATATYPE):
        graph.add((thing, found, value_of(ontology.value(found, RDFS.range))))
    written = graph.serialize(format="json-ld", context=context)
    assert isomorphic(Graph().parse(data=written, format="json-ld"), graph)
    names = {name for name in json.loads(written) if name not in ("@context", "id", "type")}
    assert names == {iri.removeprefix(NS) for iri in labels("en") if iri.removeprefix(NS)[0].islower()}


def value_of(datatype: object) -> Literal:
    if datatype in VALUES:
        return Literal(VALUES[URIRef(str(datatype))], datatype=URIRef(str(datatype)))
    return Literal("des mots", lang="fr") if datatype == RDFS.Literal else Literal("des mots")
