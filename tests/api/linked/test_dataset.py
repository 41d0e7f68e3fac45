"""The description of the data set, where catalogues look for it."""

from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from fastapi.testclient import TestClient
from rdflib import DCAT, DCTERMS, RDF, VOID, URIRef
from rdflib.compare import isomorphic

from usagraph.api.app import create_app
from usagraph.cli import main
from usagraph.settings import Settings, read_settings

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


def test_each_dump_is_there_and_is_of_the_type_that_is_told(client: TestClient) -> None:
    graph = read(client)
    dataset = next(graph.subjects(RDF.type, DCAT.Dataset))
    told = {
        graph.value(one, DCAT.downloadURL): graph.value(one, DCAT.mediaType) for one in graph.subjects(DCAT.mediaType)
    }
    dumps = set(graph.objects(dataset, VOID.dataDump))
    assert len(dumps) == 3
    assert dumps < set(told)
    for address, kind in told.items():
        answer = client.get(str(address).removeprefix("http://testserver"))
        assert answer.status_code == 200
        assert str(kind).endswith(answer.headers["content-type"].partition(";")[0])
        assert answer.content


def test_every_address_of_the_service_that_is_told_is_answered(client: TestClient) -> None:
    told = {str(end) for end in read(client).objects() if str(end).startswith("http://testserver")}
    assert len(told) > 5
    # /sparql without a query describes the service.
    assert {client.get(one).status_code for one in told} == {200}


def test_the_licence_is_that_of_the_settings(settings: Settings) -> None:
    licence = "https://spdx.org/licenses/etalab-2.0"
    app = create_app(replace(settings, licence=licence))
    with TestClient(app) as client:
        assert set(read(client).objects(None, DCTERMS.license)) == {URIRef(licence)}
        link = client.get("/voc/degree/consultation", params={"format": "turtle"}).headers["link"]
        assert f'<{licence}>; rel="license"' in link


def test_the_figures_move_with_the_graph(tmp_path: Path) -> None:
    """Each generation has its own, and its own tag."""
    note = tmp_path / "note.md"
    note.write_text("# Note\n\nLa loi n° 2002-2 du 2 janvier 2002 rénove l'action sociale.\n", encoding="utf-8")
    with TestClient(create_app(read_settings(workspace=tmp_path / "w"))) as client:
        before = client.get("/.well-known/void").headers["etag"]
        with pytest.raises(SystemExit):
            main(["--workspace", str(tmp_path / "w"), "ingest", str(note)])
        graph = read(client)
        dataset = next(graph.subjects(RDF.type, DCAT.Dataset))
        assert int(str(graph.value(dataset, VOID.documents))) == 1
        assert int(str(graph.value(dataset, VOID.triples))) == client.get("/api/v1/statistics").json()["triples"]
        assert client.get("/.well-known/void").headers["etag"] != before
