"""Parameters that are not known, and values that there are not: refused by their names, in the language asked for."""

import itertools
from typing import Any

import pytest
from fastapi.testclient import TestClient

DMO = "/api/v1/entities/directorate/valdore-dmo"
NOTE = "/api/v1/documents/note-11111111"


@pytest.mark.parametrize(
    "address", ["/api/v1/entities", "/api/v1/statistics", "/api/v1/documents", DMO, NOTE + "/text", "/api/v1/queries"]
)
def test_a_parameter_that_is_not_known_is_refused_by_its_name(client: TestClient, address: str) -> None:
    answer = client.get(address, params={"degre": "consultation"})
    _is_refused(answer, "degre", "fr")
    assert "lang" in answer.json()["detail"]


@pytest.mark.parametrize("name", ["degree", "policy", "stage", "direction", "document"])
def test_a_value_that_there_is_not_is_refused_by_the_name_of_its_filter(client: TestClient, name: str) -> None:
    for address, lang in itertools.product(("/api/v1/entities", "/api/v1/facets"), ("fr", "en")):
        _is_refused(client.get(address, params={name: "none-such", "lang": lang}), name, lang)


def test_the_hosts_of_paths_are_no_way_in(client: TestClient) -> None:
    for path in ("%00", "a" * 10_000, "%ED%A0%80", "%22%7D", "..%2F..%2Fetc", "-1"):
        for address in (f"/api/v1/entities/{path}/x", f"/api/v1/entities/action/{path}", f"/api/v1/documents/{path}"):
            answer = client.get(address)
            assert answer.status_code in (400, 404), address
            assert answer.headers["content-type"] == "application/problem+json"


def _is_refused(answer: Any, name: str, lang: str) -> None:
    found = answer.json()
    assert found["status"] in (400, 404, 406), found
    assert answer.headers["content-type"] == "application/problem+json"
    assert found.get("parameter", name) == name, found
    # A cursor is told by its sentence; a format by those that there are.
    assert name in found["detail"] or "curs" in found["detail"] or found["status"] == 406, found
    assert answer.headers["content-language"] == lang
