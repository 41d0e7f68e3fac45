import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from fastapi.testclient import TestClient

from usagraph.api.rest import entities
from usagraph.errors import Overload
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading import evidence as grounds
from usagraph.graph.reading.chains import Triple

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
    "passage",
}
RELATION = {
    "predicate",
    "name",
    "inverse",
    "inferred",
    "node",
    "value",
    "language",
    "passages",
    "evidence_url",
    "reasons_url",
    "evidence",
}
DMO = "/api/v1/entities/directorate/valdore-dmo"


def assert_relation_shape(relation: dict[str, Any]) -> None:
    """What every relation on the wire looks like."""
    assert set(relation) == RELATION
    assert relation["passages"] == len(relation["evidence"])
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


@pytest.mark.parametrize("words", ['"} DROP ALL #', "\\", "%", "'", "{{"])
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


def test_every_filter_and_order_works(client: TestClient) -> None:
    def found(**asked: str) -> list[str]:
        answer = client.get("/api/v1/entities", params={"type": "action", **asked})
        assert answer.status_code == 200, answer.text
        return [one["iri"].rpartition("/")[2] for one in answer.json()["items"]]

    assert found(degree="consultation") == found(degree="degree/consultation") == ["valdore-ecouter"]
    assert found(policy="mobilites") == ["valdore-ecouter"]
    assert found(direction="valdore-dmo", sort="-label") == ["valdore-ecouter", "valdore-dessiner"]
    assert found(document="note-11111111", degree="co-construction") == ["valdore-dessiner"]
    for sort in ("label", "type", "iri", "evidence"):
        assert sorted(found(sort=sort)) == ["valdore-dessiner", "valdore-ecouter"]


def test_pages_follow_each_other_to_the_last(client: TestClient) -> None:
    whole = client.get("/api/v1/entities", params={"sort": "iri"}).json()
    met: list[dict[str, Any]] = []
    page = client.get("/api/v1/entities", params={"sort": "iri", "limit": 2}).json()
    met += page["items"]
    while page["next"]:
        page = client.get("/api/v1/entities", params={"sort": "iri", "limit": 2, "cursor": page["next"]}).json()
        met += page["items"]
    assert met == whole["items"]
    assert len(met) == whole["total"]


@pytest.mark.parametrize("cursor", ["x", "WzFd", "é", "W10", "bnVsbA", "[]", "e30"])
def test_a_cursor_that_no_list_gave_is_refused(client: TestClient, cursor: str) -> None:
    for address in ("/api/v1/entities", DMO, DMO + "/evidence"):
        assert client.get(address, params={"cursor": cursor}).status_code == 400


def test_relations_come_in_pages(client: TestClient) -> None:
    whole = client.get(DMO).json()
    first = client.get(DMO, params={"limit": 2}).json()
    rest = client.get(DMO, params={"cursor": first["next"]}).json()
    assert first["relations"] + rest["relations"] == whole["relations"]
    assert first["total"] == whole["total"] == len(whole["relations"])


def test_evidence_is_there_or_one_call_away(client: TestClient) -> None:
    whole, bare = client.get(DMO).json(), client.get(DMO, params={"include": "none"}).json()
    assert any(one["passages"] for one in whole["relations"])
    for told, untold in zip(whole["relations"], bare["relations"], strict=True):
        assert untold == told | {"evidence": []}
        (statement,) = client.get(untold["evidence_url"]).json()["items"]
        assert statement["evidence"] == told["evidence"]
        for one in told["evidence"]:
            assert client.get(one["passage"]).json()["exact"] == one["exact"]


def test_labels_are_in_the_language_asked_for(client: TestClient) -> None:
    address = "/api/v1/entities/degree/concertation"
    english, french = client.get(address, params={"lang": "en"}), client.get(address)
    assert (english.json()["node"]["label"], french.json()["node"]["label"]) == ("involvement", "concertation")
    assert (english.headers["content-language"], french.headers["content-language"]) == ("en", "fr")
    assert english.headers["etag"] != french.headers["etag"]
    assert client.get(address, headers={"Accept-Language": "en"}).json() == english.json()


def test_the_cap_of_neighbours_is_announced(client: TestClient) -> None:
    whole = client.get(DMO + "/neighbours", params={"depth": 3}).json()
    some = client.get(DMO + "/neighbours", params={"depth": 3, "limit": 3}).json()
    assert (whole["truncated"], some["truncated"]) == (False, True)
    # What lies beyond the things left out is not looked at: it is not counted either.
    assert 3 < some["total"] <= whole["total"] == len(whole["nodes"])
    assert some["nodes"] == whole["nodes"][:3]
    shown = {node["iri"] for node in some["nodes"]}
    assert all({edge["source"], edge["target"]} <= shown for edge in some["edges"])


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_neighbours_are_cut_and_nothing_else_is_changed(client: TestClient, depth: int) -> None:
    def told(limit: int) -> Any:
        return client.get(DMO + "/neighbours", params={"depth": depth, "limit": limit}).json()

    whole = told(1000)
    assert told(len(whole["nodes"])) == whole
    for limit in range(1, len(whole["nodes"])):
        some = told(limit)
        assert (some["nodes"], some["truncated"]) == (whole["nodes"][:limit], True)
        shown = {node["iri"] for node in some["nodes"]}
        assert some["edges"] == [one for one in whole["edges"] if {one["source"], one["target"]} <= shown]


def test_passages_of_neighbours_are_counted_without_being_read(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bare(answer: Any) -> list[Any]:
        return [{**edge, "evidence": []} for edge in answer["edges"]]

    for depth in (1, 2, 3):
        whole = client.get(DMO + "/neighbours", params={"depth": depth}).json()
        with monkeypatch.context() as patch:
            patch.setattr("usagraph.graph.reading.evidence.passages_of", None)
            some = client.get(DMO + "/neighbours", params={"depth": depth, "include": "none"}).json()
        assert some["edges"] == bare(whole)


def test_evidence_is_read_for_what_is_shown_alone(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Triple] = []
    support = grounds.support

    def watched(service: QueryService, triples: Iterable[Triple], **limits: Any) -> dict[Triple, grounds.Support]:
        some = list(triples)
        read.extend(some)
        return support(service, some, **limits)

    monkeypatch.setattr(grounds, "support", watched)
    shown = client.get(DMO + "/neighbours", params={"depth": 3, "limit": 3}).json()
    assert len(read) == len(set(read)) <= len(shown["edges"])


def test_neighbours_that_wait_too_long_are_told_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("at_once", 1), ("patience", 0.05), ("_queues", WeakKeyDictionary())):
        monkeypatch.setattr(entities.TURNS, name, value)
    began, over = threading.Event(), threading.Event()

    def slow(*_: object, **__: object) -> None:
        began.set()
        over.wait(10)
        raise Overload

    with monkeypatch.context() as patch, ThreadPoolExecutor(1) as pool:
        patch.setattr("usagraph.api.rest.entities.network", slow)
        first = pool.submit(client.get, DMO + "/neighbours?depth=2")
        assert began.wait(5)
        answers = [client.get(DMO + "/neighbours?depth=2") for _ in range(3)]
        over.set()
        first.result()
    assert {(one.status_code, "retry-after" in one.headers) for one in answers} == {(503, True)}


def test_fields_stand_in_the_same_order_in_every_answer(client: TestClient) -> None:
    for address in (DMO, DMO + "/neighbours", "/api/v1/entities", "/api/v1/facets"):
        assert client.get(address).text == client.get(address).text
    assert list(client.get(DMO).json()) == ["node", "alternatives", "relations", "total", "next"]
