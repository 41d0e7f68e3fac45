"""Measures over HTTP: explained, in words, with passages in the answer or one call away, kept for a generation."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from usagraph.graph.measures import apart, measuring
from usagraph.graph.measures.explanations import MEASURES


def answer(client: TestClient, path: str, **parameters: Any) -> dict[str, Any]:
    response = client.get(f"/api/v1/measures{path}", params=parameters)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


@pytest.mark.parametrize(("lang", "word"), [("fr", "corpus"), ("en", "corpus")])
def test_the_list_says_what_each_says_and_does_not_say(client: TestClient, lang: str, word: str) -> None:
    items = answer(client, "", lang=lang)["items"]
    assert [one["name"] for one in items] == list(MEASURES)
    assert any(word in one["caution"] for one in items)
    assert all(client.get(one["url"]).status_code == 200 for one in items)


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_comes_with_its_explanation_and_its_results_in_words(client: TestClient, name: str) -> None:
    found = answer(client, f"/{name}", lang="fr")
    assert found["measure"]["caution"]
    assert found["things"] > 3
    assert found["items"]
    assert found["total"] >= len(found["items"])
    assert all(one["sentence"].endswith(".") for one in found["items"])
    assert answer(client, f"/{name}", lang="en")["items"][0]["sentence"] != found["items"][0]["sentence"]


@pytest.mark.parametrize("name", ["bridges", "betweenness"])
def test_passages_are_one_call_away_or_included(client: TestClient, name: str) -> None:
    bare, whole = (answer(client, f"/{name}", include=what) for what in ("none", "evidence"))
    edges = [edge for one in bare["items"] for edge in one["edges"]]
    assert edges
    for edge, told in zip(edges, (edge for one in whole["items"] for edge in one["edges"]), strict=True):
        assert edge["evidence"] == []
        assert edge["passages"] == len(told["evidence"]) > 0
        assert client.get(edge["evidence_url"]).json()["items"]
        assert client.get(told["evidence"][0]["url"]).status_code == 200


def test_things_are_one_call_away(client: TestClient) -> None:
    for one in answer(client, "/degree")["items"]:
        assert client.get(one["nodes"][0]["url"]).status_code == 200


def test_filters_are_told_and_kept_to(client: TestClient) -> None:
    found = answer(client, "/degree", type=["degree", "action"], document="note-11111111", limit=2)
    assert (found["types"], found["documents"]) == (["action", "degree"], ["note-11111111"])
    assert {one["nodes"][0]["type"] for one in found["items"]} <= {"Action", "degree"}
    assert len(found["items"]) == 2 < found["total"]


def test_a_document_is_named_by_the_start_of_its_id_and_by_its_iri(client: TestClient) -> None:
    for name in ("note-1", "https://w3id.org/usagraph/id/document/note-11111111"):
        assert answer(client, "/degree", document=name)["documents"] == ["note-11111111"]


def test_an_answer_that_is_held_is_not_sent_again(client: TestClient) -> None:
    for path in ("", "/bridges"):
        first = client.get(f"/api/v1/measures{path}")
        again = client.get(f"/api/v1/measures{path}", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/v1/measures/bridges?limit=1", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/closeness", 404),
        ("/degree?document=no-such-document", 400),
        ("/degree?limit=0", 400),
        ("/degree?limit=1001", 400),
        ("/degree?include=all", 400),
        ("/degree?tipe=action", 400),
        ("/degree?type=" + "x" * 10_000, 400),
        ('/degree?document="}', 400),
        ("/degree?type=%00", 400),
    ],
)
def test_what_cannot_be_measured_is_refused_in_words(client: TestClient, path: str, status: int) -> None:
    for lang in ("fr", "en"):
        response = client.get(f"/api/v1/measures{path}", headers={"Accept-Language": lang})
        assert response.status_code == status
        assert response.headers["content-type"] == "application/problem+json"


def test_a_network_too_large_is_refused_with_the_remedy(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_LINKS", 1)
    response = client.get("/api/v1/measures/degree?type=action&type=degree&type=directorate")
    assert response.status_code == 413
    assert response.json()["type"].endswith("/measure-too-large")
    assert "type=" in response.json()["detail"]


def test_a_measure_that_takes_long_is_for_later(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    real, path = apart.made, "/api/v1/measures/degree?type=action&type=policy&type=degree"
    with monkeypatch.context() as patched:
        patched.setattr(client.app.state.service, "timeout", 0.0)  # type: ignore[attr-defined]
        patched.setattr(measuring, "made", lambda *given: real(*given))
        response = client.get(path)
    assert response.status_code == 503
    assert response.headers["retry-after"]
    assert response.json()["type"].endswith("/measure-underway")
    assert client.get(path).status_code == 200
