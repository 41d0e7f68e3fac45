"""The W3C suites of SPARQL against the endpoint, where USAGRAPH_W3C names a folder that holds them."""

import importlib.util
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from usagraph.api.app import create_app
from usagraph.settings import read_settings
from usagraph.workspace import Workspace

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

_SPEC = importlib.util.spec_from_file_location("w3c_suites", Path(__file__).parent / "w3c.py")
assert _SPEC
assert _SPEC.loader
w3c: Any = importlib.util.module_from_spec(_SPEC)
sys.modules["w3c_suites"] = w3c
_SPEC.loader.exec_module(w3c)

FOLDER = os.environ.get("USAGRAPH_W3C", "")
EXAMPLES = list(w3c.examples(Path(FOLDER))) if FOLDER else []

pytestmark = pytest.mark.skipif(not EXAMPLES, reason="USAGRAPH_W3C names no folder of the W3C's tests")


class Endpoint:
    """The service over the data of one test after another."""

    def __init__(self, root: Path) -> None:
        workspace = Workspace(root)
        self._generations = workspace.store / "generations"
        self._generations.mkdir(parents=True)
        self._data: object = None
        self._number = 0
        self.client = TestClient(create_app(read_settings(workspace=root, max_rows=1_000_000)))

    @property
    def newest(self) -> Path:
        """The folder of the newest generation."""
        if not self._number:
            self.holds(())
        return self._generations / str(self._number)

    def holds(self, data: tuple[tuple[str | None, Path], ...]) -> None:
        """Publishes the data, where it is not already there."""
        if data != self._data:
            self._number += 1
            self._data = data
            w3c.stored(data, self._generations / str(self._number))


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """The endpoint."""
    made = Endpoint(tmp_path_factory.mktemp("w3c"))
    with made.client:
        yield made


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.name)
def test_the_answer_is_that_of_the_suite(endpoint: Endpoint, example: Any) -> None:
    if example.kind == "evaluated":
        endpoint.holds(example.data)
    wanted = _accept(example)
    answer = endpoint.client.post("/sparql", data={"query": example.text}, headers={"Accept": wanted})
    kind = answer.headers["content-type"].partition(";")[0]
    if _is_right(example, answer.status_code, kind, answer.content):
        return
    if "SERVICE" in example.text:
        pytest.xfail("federation is refused")
    alone = w3c.engine_answer(example, kind, endpoint.newest)
    assert answer.content == alone or (alone is None) == (answer.status_code == 400), answer.text
    pytest.xfail("the engine's own answer")


def _is_right(example: Any, status: int, kind: str, content: bytes) -> bool:
    if example.kind == "bad":
        return status == 400
    if example.kind == "good" or example.result is None:
        # A data set or a function that is not here is another matter than what the query says.
        return status == 200 or b'"line"' not in content
    if status != 200:
        return False
    if kind == "application/n-triples":
        return bool(w3c.same_graph(content, example.result))
    return bool(w3c.same_rows(content, kind, example.result))


def _accept(example: Any) -> str:
    ends = {".csv": "text/csv", ".tsv": "text/tab-separated-values"}
    rows = ends.get(example.result.suffix, "application/sparql-results+json") if example.result else "*/*"
    return f"{rows}, application/n-triples;q=0.9"
