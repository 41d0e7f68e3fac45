import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from usagraph.ontology.service import service_description

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
GRAPHS = ("https://w3id.org/usagraph/graph/inferred", "https://w3id.org/usagraph/graph/note-1")


@pytest.fixture
def graph() -> Graph:
    """The description of a service at an address of its own."""
    return Graph().parse(data=service_description("https://graphe.example.org", GRAPHS), format="turtle")


def test_the_endpoint_is_the_address_of_the_service(graph: Graph) -> None:
    service = URIRef("https://graphe.example.org/sparql")
    assert list(graph.subjects(RDF.type, SD.Service)) == [service]
    assert graph.value(service, SD.endpoint) == service
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
    assert (service, SD.resultFormat, FORMATS["JSON-LD"]) in graph


def test_every_named_graph_is_told(graph: Graph) -> None:
    data_set = graph.value(URIRef("https://graphe.example.org/sparql"), SD.defaultDataset)
    named = {str(graph.value(one, SD.name)) for one in graph.objects(data_set, SD.namedGraph)}
    assert named == set(GRAPHS)


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        service_description("not an address", ())
