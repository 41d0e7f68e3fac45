"""Our answers against the JSON schemas of the Reconciliation Service API 0.2."""

import json

import pytest
from fastapi.testclient import TestClient

from usagraph.api.reconciliation.examples import answers, asked

from .conftest import ROOT, Check

QUERIES = {
    "q0": {"query": "direction des mobilités", "type": "Directorate", "type_strict": "should", "limit": 3},
    "q1": {"query": "loi n° 1999-123", "properties": [{"pid": "ug:imposes", "v": {"id": "id/obligation/charte"}}]},
    "q2": {"query": "nothing of the kind"},
    "q3": {"properties": [{"pid": "iri", "v": "id/local-authority/valdore"}]},
}
EXTEND = {
    "ids": ["id/legal-text/loi-1999-123", "voc/degree/consultation", "unknown"],
    "properties": [{"id": "skos:prefLabel", "settings": {"limit": "1"}}, {"id": "ug:imposes"}, {"id": "page"}],
}


@pytest.mark.parametrize("address", [ROOT, f"{ROOT}/fr", f"{ROOT}/en"])
def test_manifest(client: TestClient, check: Check, address: str) -> None:
    check("manifest", client.get(address).json())


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_candidates(client: TestClient, check: Check, lang: str) -> None:
    check("reconciliation-query-batch", QUERIES)
    answer = client.post(f"{ROOT}/{lang}", data={"queries": json.dumps(QUERIES)}).json()
    check("reconciliation-result-batch", answer)
    assert [bool(answer[key]["result"]) for key in QUERIES] == [True, True, False, True]


def test_candidates_of_a_batch_that_is_wrong_in_part(client: TestClient, check: Check) -> None:
    answer = client.post(ROOT, data={"queries": json.dumps(QUERIES | {"q9": {"query": 5}})}).json()
    check("reconciliation-result-batch", answer)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_extension(client: TestClient, check: Check, lang: str) -> None:
    check("data-extension-query", EXTEND)
    check("data-extension-response", client.post(f"{ROOT}/{lang}", data={"extend": json.dumps(EXTEND)}).json())


@pytest.mark.parametrize("type", ["", "LegalText", "Directorate", "Territory", "policy"])
def test_properties_that_may_be_fetched(client: TestClient, check: Check, type: str) -> None:
    answer = client.get(f"{ROOT}/fr/properties", params={"type": type} if type else {}).json()
    check("data-extension-property-proposal", answer)
    assert answer["properties"]


@pytest.mark.parametrize(
    ("of", "schema", "prefix"),
    [
        ("entity", "suggest-entities-response", "dir"),
        ("property", "suggest-properties-response", "num"),
        ("type", "suggest-types-response", "org"),
    ],
)
def test_suggestions(client: TestClient, check: Check, of: str, schema: str, prefix: str) -> None:
    answer = client.get(f"{ROOT}/fr/suggest/{of}", params={"prefix": prefix}).json()
    check(schema, answer)
    assert answer["result"]


@pytest.mark.parametrize("name", sorted(answers().keys() - {"flyout"}))
def test_examples_of_answers(check: Check, name: str) -> None:
    check(name, answers()[name])


def test_examples_of_what_is_asked(client: TestClient, check: Check) -> None:
    check("reconciliation-query-batch", json.loads(asked("queries")))
    check("data-extension-query", json.loads(asked("extend")))
    for name in ("queries", "extend"):
        assert client.post(ROOT, data={name: asked(name)}).status_code == 200


def test_every_route_is_described_with_an_example_of_its_answer(client: TestClient) -> None:
    """What a thing looks like in a frame is no JSON."""
    paths = client.get("/openapi.json").json()["paths"]
    ours = {path: methods for path, methods in paths.items() if path.startswith(ROOT)}
    assert len(ours) == 8
    for path, methods in ours.items():
        for operation in methods.values():
            content = operation["responses"]["200"]["content"]
            assert path.endswith("/preview") or content["application/json"]["examples"], path
