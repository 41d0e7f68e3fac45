"""Every example of the description is answered by the graph of `usagraph demo`: what a reader tries first."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from fastapi.testclient import TestClient

Json = dict[str, Any]


def test_every_example_of_a_parameter_is_answered(demo: TestClient) -> None:
    """Each parameter that may be left out on its own, beside those that may not."""
    tried = {}
    for path, operation in _reads(demo):
        for asked in _requests(path, operation):
            tried[asked] = demo.get(asked).status_code
    assert len(tried) > 120
    assert {asked: status for asked, status in tried.items() if status not in (200, 303)} == {}


def test_the_examples_of_lists_are_not_empty(demo: TestClient) -> None:
    for path, operation in _reads(demo):
        for asked in _requests(path, operation):
            answer = demo.get(asked)
            if answer.headers.get("content-type") == "application/json" and "cursor=" not in asked:
                assert answer.json().get("total", 1), asked


def _reads(client: TestClient) -> Iterator[tuple[str, Json]]:
    paths = client.get("/openapi.json").json()["paths"]
    return ((path, {"parameters": [], **methods["get"]}) for path, methods in paths.items() if "get" in methods)


def _requests(path: str, operation: Json) -> Iterator[str]:
    """The address with what it needs, then with each of its other parameters beside."""
    parameters = operation["parameters"]
    for one in parameters:
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", quote(str(one["example"])))
    queries = [one for one in parameters if one["in"] == "query"]
    needed = [one for one in queries if one.get("required")]
    for more in ([], *([one] for one in queries if one not in needed)):
        values = {one["name"]: _value(one["example"]) for one in (*needed, *more)}
        beside = {} if "query" in values else operation.get("x-example", {})
        yield f"{path}?{urlencode(beside | values, doseq=True)}"


def _value(example: object) -> object:
    return str(example).lower() if isinstance(example, bool) else example
