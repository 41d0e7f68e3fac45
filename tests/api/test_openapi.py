"""The description of the interface: whole, committed, and never broken unnoticed."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from usagraph.api.changes import breaking

COMMITTED = Path(__file__).parent.parent.parent / "docs" / "openapi.json"

Json = dict[str, Any]


@pytest.fixture(scope="module")
def document(client: TestClient) -> Json:
    """The description that is served."""
    found: Json = client.get("/openapi.json").json()
    return found


def test_the_committed_description_is_the_one_that_is_served(document: Json) -> None:
    """Renew it with `python scripts/make_openapi.py`, and look at what changed."""
    committed = json.loads(COMMITTED.read_text(encoding="utf-8"))
    assert breaking(committed, document) == []
    assert committed == document, "renew it: python scripts/make_openapi.py"


def test_it_is_not_sent_again_to_who_holds_it(client: TestClient) -> None:
    whole = client.get("/openapi.json")
    spared = client.get("/openapi.json", headers={"If-None-Match": whole.headers["etag"]})
    assert (whole.headers["cache-control"], whole.headers["content-type"]) == ("no-cache", "application/json")
    assert (spared.status_code, spared.content) == (304, b"")


def test_every_parameter_has_a_title_a_description_and_an_example(document: Json) -> None:
    bare = [
        (name, one["name"])
        for name, operation in _operations(document)
        for one in operation.get("parameters", ())
        if not (one["schema"].get("title") and one.get("description") and "example" in one)
    ]
    assert bare == []


def test_every_field_has_a_title_a_description_and_an_example(document: Json) -> None:
    bare = [
        (name, field)
        for name, schema in document["components"]["schemas"].items()
        for field, told in schema.get("properties", {}).items()
        if not (told.get("title") and told.get("description") and told.get("examples", [[]])[0] != [])
    ]
    assert bare == []


def test_every_operation_tells_its_problems_and_every_tag_is_told(document: Json) -> None:
    told = {tag["name"] for tag in document["tags"]}
    for name, operation in _operations(document):
        assert set(operation["tags"]) <= told, name
        assert operation["summary"], name
        assert operation["description"], name
        assert {"200", "400", "429", "503"} <= set(operation["responses"]), name
        assert "422" not in operation["responses"], name
        assert ("304" in operation["responses"]) == name.startswith("GET"), name
    problem = document["components"]["responses"]["404"]["content"]["application/problem+json"]
    assert problem == {"schema": {"$ref": "#/components/schemas/Problem"}}


def test_what_breaks_programs_is_told() -> None:
    old = _small(limit={"type": "integer", "maximum": 100}, sort={"enum": ["a", "b"]}, field={"type": "string"})
    new = _small(limit={"type": "integer", "maximum": 50}, sort={"enum": ["a"]}, field={"type": "integer"})
    new["paths"]["/things"]["get"]["parameters"].append({"in": "query", "name": "x", "required": True, "schema": {}})
    assert breaking(old, old) == []
    assert breaking(old, new) == [
        "GET /things: parameter x is required",
        "GET /things: parameter limit has maximum 50",
        "GET /things: parameter sort is no longer 'b'",
        "Thing.field: may be integer",
    ]
    assert breaking(old, {"paths": {}}) == ["GET /things: gone"]


def test_something_more_breaks_nothing(document: Json) -> None:
    new = deepcopy(document)
    new["paths"]["/more"] = new["paths"]["/health"]
    operation = new["paths"]["/api/v1/entities"]["get"]
    operation["parameters"].append({"in": "query", "name": "more", "schema": {"type": "string"}})
    operation["responses"]["200"]["content"]["text/more"] = {}
    new["components"]["schemas"]["NodeOut"]["properties"]["more"] = {"type": "string"}
    assert breaking(document, new) == []


#: Changes to the description that is served, and how they are told.
BROKEN: dict[str, Callable[[Json], object]] = {
    "GET /health: gone": lambda new: new["paths"].pop("/health"),
    "GET /health: is now called alive": lambda new: new["paths"]["/health"]["get"].update(operationId="alive"),
    "GET /api/v1/paths: parameter source is gone": lambda new: new["paths"]["/api/v1/paths"]["get"]["parameters"].pop(
        0
    ),
    "GET /api/v1/entities: parameter limit is 10 where it is left out": lambda new: _parameter(new, "limit").update(
        default=10
    ),
    "GET /api/v1/entities: parameter limit has maximum 10": lambda new: _parameter(new, "limit").update(maximum=10),
    "GET /api/v1/entities: parameter sort is no longer 'iri'": lambda new: _parameter(new, "sort")["enum"].remove(
        "iri"
    ),
    "GET /api/v1/entities: answer 200 is gone": lambda new: new["paths"]["/api/v1/entities"]["get"]["responses"].pop(
        "200"
    ),
    "GET /api/v1/entities: application/json is of another schema": lambda new: new["paths"]["/api/v1/entities"]["get"][
        "responses"
    ]["200"]["content"]["application/json"].update(schema={"type": "object"}),
    "POST /sparql: application/sparql-query is no longer taken": lambda new: new["paths"]["/sparql"]["post"][
        "requestBody"
    ]["content"].pop("application/sparql-query"),
    "NodeOut.label: gone": lambda new: new["components"]["schemas"]["NodeOut"]["properties"].pop("label"),
    "NodeOut.label: may be integer": lambda new: new["components"]["schemas"]["NodeOut"]["properties"]["label"].update(
        type="integer"
    ),
    "NodeOut.label: may be left out": lambda new: new["components"]["schemas"]["NodeOut"]["required"].remove("label"),
}


@pytest.mark.parametrize("told", BROKEN)
def test_each_change_that_breaks_programs_is_found_in_the_description_that_is_served(document: Json, told: str) -> None:
    new = deepcopy(document)
    BROKEN[told](new)
    assert breaking(document, new) == [told]


def test_names_are_short_and_each_stands_for_one_thing(document: Json) -> None:
    """What programs that are made from the description call its operations and its objects."""
    names = [operation["operationId"] for _, operation in _operations(document)]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() and "__" not in name for name in (*names, *document["components"]["schemas"]))


def _parameter(document: Json, name: str) -> Json:
    parameters = document["paths"]["/api/v1/entities"]["get"]["parameters"]
    schema: Json = next(one["schema"] for one in parameters if one["name"] == name)
    return schema


def _small(limit: Json, sort: Json, field: Json) -> Json:
    parameters = [{"in": "query", "name": name, "schema": one} for name, one in (("limit", limit), ("sort", sort))]
    answer = {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}
    return {
        "paths": {"/things": {"get": {"parameters": parameters, "responses": answer}}},
        "components": {"schemas": {"Thing": {"properties": {"field": field}}}},
    }


def _operations(document: Json) -> Iterator[tuple[str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation
