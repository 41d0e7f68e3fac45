"""The service as OpenRefine uses it: described, asked by form and by address, and refused with reasons."""

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from usagraph.api.reconciliation import service
from usagraph.api.reconciliation.reading import MOST_QUERIES
from usagraph.api.turns import Turns

from .conftest import ROOT, Json

Ask = Callable[..., Json]


def test_every_address_of_the_manifest_answers(client: TestClient) -> None:
    told = client.get(f"{ROOT}/en").json()
    assert (told["versions"], told["batchSize"]) == (["0.2"], 50)
    suggest, id = told["suggest"], "id/local-authority/valdore"
    paths = [one["service_url"] + one["service_path"] + "?prefix=di" for one in suggest.values()]
    cards = {"entity": id, "property": "ug:leads", "type": "LegalText"}
    paths += [
        suggest[of]["flyout_service_url"] + suggest[of]["flyout_service_path"].replace("${id}", one)
        for of, one in cards.items()
    ]
    proposed = told["extend"]["propose_properties"]
    paths += [proposed["service_url"] + proposed["service_path"] + "?type=LegalText"]
    paths += [told[name]["url"].replace("{{id}}", id) for name in ("view", "preview")]
    paths += [told["feature_view"]["url"].replace("{{id}}", "context"), told["documentation"], told["logo"]]
    answers = {path: client.get(path, follow_redirects=True).status_code for path in paths}
    assert answers == dict.fromkeys(paths, 200)


def test_name_is_given_candidates_with_the_reasons_of_their_scores(ask: Ask) -> None:
    first = ask("La DIRECTION des mobilités", type="Directorate")["result"][0]
    assert {name: first[name] for name in ("id", "name", "match", "score")} == {
        "id": "id/directorate/valdore-dmo",
        "name": "Direction des mobilités",
        "match": True,
        "score": 98.0,
    }
    assert [one["id"] for one in first["type"]] == ["DepartmentalDirectorate", "Directorate"]
    assert {one["id"]: one["value"] for one in first["features"]} == {
        "identifier": False,
        "name": 98.0,
        "acronym": False,
        "type": True,
    }
    assert first["description"] == "direction départementale · DMO · Département de Valdoré"


def test_candidates_are_asked_by_address_too(client: TestClient) -> None:
    queries = json.dumps({"q0": {"query": "valdoré"}})
    assert client.get(ROOT, params={"queries": queries}).json()["q0"]["result"][0]["name"] == "Département de Valdoré"
    extend = json.dumps({"ids": ["local-authority/valdore"], "properties": [{"id": "skos:prefLabel"}]})
    rows = client.get(f"{ROOT}/fr", params={"extend": extend}).json()["rows"]
    assert rows == {"local-authority/valdore": {"skos:prefLabel": [{"str": "Département de Valdoré"}]}}


def test_answers_are_in_the_language_of_the_address(client: TestClient, ask: Ask) -> None:
    found = ask("mobilities", lang="en")["result"][0]
    assert (found["id"], found["type"]) == ("voc/policy/mobilites", [{"id": "policy", "name": "public policy"}])
    answer = client.get(f"{ROOT}/en", headers={"Accept-Language": "fr"})
    assert (answer.headers["content-language"], answer.json()["name"][:9]) == ("en", "usagraph:")
    assert (
        client.get(ROOT, headers={"Accept-Language": "en"})
        .json()["view"]["url"]
        .startswith("http://testserver/api/v1/reconcile/en/view")
    )


def test_problems_are_in_the_language_of_the_address(client: TestClient) -> None:
    for lang, words in (("fr", "n'est pas du JSON"), ("en", "is not JSON")):
        assert words in client.post(f"{ROOT}/{lang}", data={"queries": "{"}).json()["detail"]
        assert words in client.get(f"{ROOT}/{lang}", params={"queries": "{"}).json()["detail"]


def test_property_that_is_known_counts_and_is_told(ask: Ask) -> None:
    known = [{"pid": "org:unitOf", "v": {"id": "id/local-authority/valdore", "name": "Valdoré"}}]
    features = ask("DMO", properties=known)["result"][0]["features"]
    assert {"id": "property:org:unitOf", "value": 1.0} in features


@pytest.mark.parametrize("value", ["x", 5, 2.5, True, ["a", 1], {"id": "id/local-authority/valdore"}, "", []])
def test_any_value_of_the_specification_is_read(ask: Ask, value: object) -> None:
    assert ask("DMO", properties=[{"pid": "org:unitOf", "v": value, "p": "parent"}])["result"]


def test_a_query_that_cannot_be_read_does_not_lose_the_others(client: TestClient) -> None:
    queries = {"good": {"query": "DMO"}, "bad": {"query": "DMO", "type": "Q5"}}
    answer = client.post(f"{ROOT}/en", data={"queries": json.dumps(queries)}).json()
    assert answer["good"]["result"]
    error = answer["bad"]["error"]
    assert (answer["bad"]["result"], error["status"], error["parameter"]) == ([], 400, "queries.bad.type")
    assert "“Q5” is not a type of this service" in error["detail"]


def test_answers_have_a_tag(client: TestClient) -> None:
    for address in (ROOT, f"{ROOT}/fr/suggest/type?prefix=", f"{ROOT}/fr/preview?id=voc/degree/consultation"):
        tag = client.get(address).headers["etag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("queries", "name"),
    [
        ("", "queries"),
        ("{", "queries"),
        ("[" * 10_000, "queries"),
        ('{"q0": {"query": "\\ud800"}}', "queries"),
        ('{"q0": {"query": "a", "limit": NaN}}', "queries"),
        ("[]", "queries"),
        ("null", "queries"),
        ('"text"', "queries"),
        ('{"q0": "text"}', "queries.q0"),
        ('{"q0": null}', "queries.q0"),
        ('{"q0": {}}', "queries.q0.query"),
        ('{"q0": {"query": 5}}', "queries.q0.query"),
        ('{"q0": {"query": "a", "nonsense": 1}}', "queries.q0.nonsense"),
        ('{"q0": {"query": "a", "limit": "5"}}', "queries.q0.limit"),
        ('{"q0": {"query": "a", "limit": -1}}', "queries.q0.limit"),
        ('{"q0": {"query": "a", "limit": 1e999}}', "queries.q0.limit"),
        ('{"q0": {"query": "a", "limit": true}}', "queries.q0.limit"),
        ('{"q0": {"query": "a", "type": "Q5"}}', "queries.q0.type"),
        ('{"q0": {"query": "a", "type": [5]}}', "queries.q0.type"),
        ('{"q0": {"query": "a", "type_strict": "maybe"}}', "queries.q0.type_strict"),
        ('{"q0": {"query": "a", "properties": {}}}', "queries.q0.properties"),
        ('{"q0": {"query": "a", "properties": [5]}}', "queries.q0.properties.0"),
        ('{"q0": {"query": "a", "properties": [{"pid": "x", "v": "y"}]}}', "queries.q0.properties.0.pid"),
        ('{"q0": {"query": "a", "properties": [{"pid": "iri"}]}}', "queries.q0.properties.0.v"),
        ('{"q0": {"query": "a", "properties": [{"pid": "iri", "v": 1e400}]}}', "queries.q0.properties.0.v"),
        ('{"q0": {"query": "a", "properties": [{"pid": "iri", "v": null}]}}', "queries.q0.properties.0.v"),
        (json.dumps({"q0": {"query": "a" * 10_000}}), "queries.q0.query"),
        (json.dumps({"q0": {"query": "a", "type": ["LegalText"] * 10_000}}), "queries.q0.type"),
        (json.dumps({str(at): {"query": "a"} for at in range(10_000)}), "queries"),
        (json.dumps({"q" * 10_000: 5}), None),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(client: TestClient, queries: str, name: str | None) -> None:
    answer = client.post(ROOT, data={"queries": queries})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    told = answer.json()
    assert name is None or told["parameter"] == name
    assert "{" not in told["detail"].replace('{"q0": {"query": "loi 2002-2"}}', "")
    assert len(answer.content) < 2_000


def test_a_batch_may_be_large_and_not_larger(client: TestClient) -> None:
    queries = {str(at): {"query": f"loi n° 1999-{at}"} for at in range(MOST_QUERIES + 1)}
    assert client.post(ROOT, data={"queries": json.dumps(queries)}).status_code == 400
    queries.popitem()
    assert len(client.post(ROOT, data={"queries": json.dumps(queries)}).json()) == MOST_QUERIES
    assert client.post(ROOT, data={"queries": "x" * 1_000_001}).status_code == 413


def test_what_is_posted_is_a_form(client: TestClient) -> None:
    assert client.post(ROOT, json={"q0": {"query": "a"}}).status_code == 415
    assert client.post(ROOT, files={"queries": b"{}"}).status_code == 415
    missing = client.post(ROOT, data={"query": "a"})
    assert (missing.status_code, missing.json()["parameter"]) == (400, "queries")
    assert client.post(ROOT, data={"queries": "{}"}).json() == {}
    assert client.post(f"{ROOT}/de", data={"queries": "{}"}).status_code in (400, 405)
    assert client.put(ROOT).status_code == 405


def test_batches_wait_for_their_turn_and_leave_the_others_theirs(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few at work; the rest is refused after a while, and may ask again; what is no batch waits for none."""
    running: list[int] = []
    most: list[int] = []

    def slowly(*_: object) -> dict[str, tuple[object, ...]]:
        running.append(1)
        most.append(len(running))
        time.sleep(0.5)
        running.pop()
        return {"q0": ()}

    monkeypatch.setattr(service, "reconciled", slowly)
    monkeypatch.setattr(service, "TURNS", Turns(at_once=2, most=10, patience=0.7))
    form = {"queries": json.dumps({"q0": {"query": "direction"}})}
    with ThreadPoolExecutor(20) as pool:
        many = [pool.submit(client.post, ROOT, data=form) for _ in range(20)]
        time.sleep(0.1)
        begun = time.monotonic()
        assert client.get(ROOT).status_code == client.get("/health").status_code == 200
        assert time.monotonic() - begun < 0.4
        answers = [one.result() for one in many]
    assert max(most) == 2
    assert len(most) == sum(answer.status_code == 200 for answer in answers) == 4
    refused = [answer for answer in answers if answer.status_code != 200]
    assert {answer.status_code for answer in refused} == {503}
    assert all(answer.headers["retry-after"] for answer in refused)


def test_a_batch_that_takes_longer_than_a_query_may_is_given_up(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = json.dumps({f"q{n}": {"query": "direction"} for n in range(service.TOGETHER + 1)})
    assert len(client.post(ROOT, data={"queries": queries}).json()) == service.TOGETHER + 1
    monkeypatch.setattr(client.app.state.service, "timeout", -1.0)  # type: ignore[attr-defined]
    assert client.post(ROOT, data={"queries": queries}).status_code == 503
