from typing import Any

import pytest
from fastapi.testclient import TestClient

NODE = {"iri", "type", "label", "acronym", "url"}
EVIDENCE = {
    "claim",
    "document",
    "document_title",
    "start",
    "end",
    "exact",
    "section",
    "page",
    "rule",
    "confidence",
    "status",
    "url",
}
DMO = "/api/v1/entities/directorate/valdore-dmo"


def assert_relation_shape(relation: dict[str, Any]) -> None:
    """What every relation on the wire looks like."""
    assert set(relation) == {"predicate", "name", "inverse", "inferred", "node", "value", "evidence"}
    assert (relation["node"] is None) != (relation["value"] is None)
    if relation["node"]:
        assert set(relation["node"]) == NODE
    for evidence in relation["evidence"]:
        assert set(evidence) == EVIDENCE


def test_entities_are_listed_by_class_and_page(client: TestClient) -> None:
    actions = client.get("/api/v1/entities", params={"type": "Action"}).json()
    assert [one["label"] for one in actions["items"]] == [
        "Dessiner les arrêts avec l'autonomie",
        "Écouter les voyageurs du car",
    ]
    assert (actions["total"], actions["next"]) == (2, None)
    first = client.get("/api/v1/entities", params={"limit": 3}).json()
    then = client.get("/api/v1/entities", params={"limit": 3, "cursor": first["next"]}).json()
    assert len(first["items"]) == len(then["items"]) == 3
    assert first["items"] != then["items"]
    assert client.get("/api/v1/entities", params={"type": "legal-text", "q": "1999"}).json()["total"] == 1


def test_an_entity_comes_with_relations_and_their_evidence(client: TestClient) -> None:
    entity = client.get(DMO).json()
    assert entity["node"]["acronym"] == "DMO"
    for relation in entity["relations"]:
        assert_relation_shape(relation)
    led = [one for one in entity["relations"] if one["name"] == "ug:ledBy"]
    assert len(led) == 2
    page = client.get(led[0]["evidence"][0]["url"].partition("#")[0])
    assert page.status_code == 200


def test_concepts_are_entities_too(client: TestClient) -> None:
    entity = client.get("/api/v1/entities/degree/consultation").json()
    assert entity["node"]["type"] == "degree"
    assert [one["node"]["label"] for one in entity["relations"] if one["name"] == "ug:hasDegree"] == [
        "Écouter les voyageurs du car"
    ]


def test_neighbours_are_nodes_and_edges(client: TestClient) -> None:
    found = client.get(DMO + "/neighbours", params={"depth": 2}).json()
    iris = {node["iri"] for node in found["nodes"]}
    assert len(iris) == len(found["nodes"])
    assert all(edge["source"] in iris and edge["target"] in iris and edge["evidence"] for edge in found["edges"])
    only = client.get(DMO + "/neighbours", params={"type": "Action"}).json()
    assert {node["type"] for node in only["nodes"]} == {"DepartmentalDirectorate", "Action"}


def test_search_gives_the_best_first(client: TestClient) -> None:
    (hit,) = client.get("/api/v1/search", params={"q": "dmo"}).json()["items"]
    assert (hit["node"]["label"], hit["matched"]) == ("Direction des mobilités", "DMO")


@pytest.mark.parametrize("words", ['"} DROP ALL #', "\\", "%", "'", "{{", "\x00"])
def test_search_words_are_never_a_query(client: TestClient, words: str) -> None:
    assert client.get("/api/v1/search", params={"q": words}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/entities/action/none", 404),
        ("/api/v1/entities/none/none", 404),
        ("/api/v1/entities/action/%3E%20%7D", 404),
        (DMO + "/neighbours?depth=9", 400),
        ("/api/v1/entities?limit=0", 400),
        ("/api/v1/search", 400),
        ("/api/v1/nothing", 404),
        (DMO + "/", 404),
    ],
)
def test_errors_are_problem_documents(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["detail"]


def test_the_tag_of_the_generation_spares_a_second_answer(client: TestClient) -> None:
    tag = client.get(DMO).headers["etag"]
    assert client.get(DMO, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(DMO, headers={"If-None-Match": 'W/"0-api"'}).status_code == 200
