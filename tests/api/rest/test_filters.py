"""The values of filters: one that is misspelt is refused by name, one that the graph has nothing of keeps nothing."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.settings import read_settings

ACTION = "action/valdore-ecouter"
TYPED = (
    "entities",
    "facets",
    "search?q=usagers",
    f"entities/{ACTION}/neighbours",
    f"paths?source={ACTION}&target=action/valdore-dessiner",
    "measures/degree",
)


@pytest.mark.parametrize("path", TYPED)
def test_a_misspelt_type_is_refused_with_those_close_to_it(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}", params={**_given(path), "type": "acton", "lang": "en"})
    told = answer.json()
    assert (answer.status_code, told["parameter"]) == (400, "type")
    assert "“acton”" in told["detail"]
    assert "action" in told["detail"].partition("Close to it: ")[2].split(".")[0].split(", ")


@pytest.mark.parametrize("path", [one for one in TYPED if not one.startswith("measures")])
@pytest.mark.parametrize("kind", ["Charter", "charter", "user-role", "change-event"])
def test_a_type_that_the_graph_has_nothing_of_is_no_mistake(client: TestClient, path: str, kind: str) -> None:
    assert client.get(f"/api/v1/{path}", params={**_given(path), "type": kind}).status_code == 200


def test_an_empty_graph_answers(tmp_path: Path) -> None:
    with TestClient(create_app(read_settings(workspace=tmp_path)), base_url="http://127.0.0.1") as reader:
        for kind in ("action", "LegalText", "degree", "document"):
            assert reader.get("/api/v1/entities", params={"type": kind}).json()["items"] == []


@pytest.mark.parametrize(
    ("given", "parameter", "close"),
    [
        ({"predicate": "ug:hasDegre"}, "predicate", "ug:hasDegree"),
        ({"object": "degree/consultatio"}, "object", "degree/consultation"),
        ({"object": "degree/nope"}, "object", ""),
        ({"object": "https://w3id.org/usagraph/voc/degree/nope"}, "object", ""),
    ],
)
def test_a_statement_is_narrowed_by_what_there_is(
    client: TestClient, given: dict[str, str], parameter: str, close: str
) -> None:
    answer = client.get("/api/v1/evidence", params={"subject": ACTION, **given})
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)
    assert close in answer.json()["detail"]


@pytest.mark.parametrize("given", [{"predicate": "ug:targets"}, {"object": "degree/information"}, {"object": "2003"}])
def test_a_statement_that_nothing_says_is_no_mistake(client: TestClient, given: dict[str, str]) -> None:
    answer = client.get("/api/v1/evidence", params={"subject": ACTION, **given})
    assert (answer.status_code, answer.json()["items"]) == (200, [])


def test_things_that_filters_name_have_neighbours(client: TestClient) -> None:
    answer = client.get("/api/v1/entities", params={"degree": "consultatio", "lang": "en"})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "degree")
    assert "degree/consultation" in answer.json()["detail"]


def _given(path: str) -> dict[str, str]:
    return dict(one.split("=") for one in path.partition("?")[2].split("&") if one)
