"""The description of the data set, where catalogues look for it."""

import pytest
import rdflib
from fastapi.testclient import TestClient
from rdflib import DCAT, RDF, VOID, URIRef
from rdflib.compare import isomorphic

BASE = "https://w3id.org/usagraph"


def read(client: TestClient, **headers: str) -> rdflib.Graph:
    answer = client.get("/.well-known/void", headers=headers)
    assert answer.status_code == 200
    kind = answer.headers["content-type"].partition(";")[0]
    return rdflib.Graph().parse(data=answer.text, format=kind, publicID=f"{BASE}/")


def test_the_figures_are_those_of_the_graph(client: TestClient) -> None:
    graph = read(client)
    dataset = next(graph.subjects(RDF.type, DCAT.Dataset))
    statistics = client.get("/api/v1/statistics").json()
    assert int(str(graph.value(dataset, VOID.triples))) == statistics["triples"]
    assert int(str(graph.value(dataset, VOID.documents))) == statistics["documents"]
    assert int(str(graph.value(dataset, VOID.entities))) == sum(statistics["entities"].values())
    parts = {
        str(graph.value(part, VOID["class"])): int(str(graph.value(part, VOID.entities)))
        for part in graph.objects(dataset, VOID.classPartition)
    }
    query = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a <https://w3id.org/usagraph/ns#Action> }"
    row = client.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"][0]
    assert parts[f"{BASE}/ns#Action"] == int(row["n"]["value"])
    assert graph.value(dataset, VOID.sparqlEndpoint) == URIRef("http://testserver/sparql")


# rdflib reads JSON-LD with a class of its own that it has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("kind", ["application/ld+json", "application/n-triples", "application/rdf+xml"])
def test_every_format_says_the_same(client: TestClient, kind: str) -> None:
    answer = client.get("/dataset", headers={"accept": kind})
    assert answer.headers["content-type"].startswith(kind)
    same = rdflib.Graph().parse(data=answer.text, format=kind)
    assert isomorphic(same, read(client))


def test_an_unknown_format_is_refused_and_an_unchanged_one_is_not_sent_again(client: TestClient) -> None:
    assert client.get("/.well-known/void", headers={"accept": "image/png"}).status_code == 406
    tag = client.get("/.well-known/void").headers["etag"]
    assert client.get("/.well-known/void", headers={"if-none-match": tag}).status_code == 304
