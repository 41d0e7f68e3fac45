import json

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

DMO = "/directorate/valdore-dmo"


def _triples(content: bytes, format: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(content, format=format)}


@pytest.mark.parametrize(
    "path", [DMO, "/action/valdore-ecouter", "/legal-text/loi-1999-123", "/document/note-11111111"]
)
def test_the_json_ld_of_a_thing_holds_the_triples_of_its_turtle(client: TestClient, path: str) -> None:
    turtle = _triples(client.get(f"/id{path}?format=turtle").content, ox.RdfFormat.TURTLE)
    _same(client, f"/api/v1/entities{path}", turtle)


def test_the_json_ld_of_a_concept_holds_the_triples_of_its_turtle(client: TestClient) -> None:
    turtle = _triples(client.get("/voc/degree/concertation?format=turtle").content, ox.RdfFormat.TURTLE)
    _same(client, "/api/v1/entities/degree/concertation", turtle)


def _same(client: TestClient, address: str, turtle: set[ox.Triple]) -> None:
    answer = client.get(address, headers={"Accept": "application/ld+json"})
    assert answer.headers["content-type"] == "application/ld+json"
    told = answer.json()
    context = client.get(told["@context"].removeprefix("http://testserver"))
    assert context.headers["content-type"] == "application/ld+json"
    # A reader of JSON-LD would fetch it.
    told["@context"] = context.json()["@context"]
    assert turtle
    assert _triples(json.dumps(told).encode(), ox.RdfFormat.JSON_LD) == turtle
    assert client.get(address, params={"format": "jsonld"}).json() == answer.json()


def test_the_json_of_an_entity_leads_to_its_json_ld(client: TestClient) -> None:
    answer = client.get("/api/v1/entities" + DMO)
    assert f'<https://w3id.org/usagraph/id{DMO}>; rel="describes"' in answer.headers["link"]
    assert answer.links["alternate"]["url"] == f"/api/v1/entities{DMO}?format=jsonld"
    assert client.get(answer.links["alternate"]["url"]).status_code == 200


def test_what_is_not_offered_is_not_acceptable(client: TestClient) -> None:
    answer = client.get("/api/v1/entities" + DMO, headers={"Accept": "image/png"})
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")


def test_each_format_has_its_tag(client: TestClient) -> None:
    tags = {client.get("/api/v1/entities" + DMO, params={"format": one}).headers["etag"] for one in ("json", "jsonld")}
    assert len(tags) == 2
    tag = client.get("/api/v1/context.jsonld").headers["etag"]
    assert client.get("/api/v1/context.jsonld", headers={"If-None-Match": tag}).status_code == 304
