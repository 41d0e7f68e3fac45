"""Programs of other people ask a service that runs as they would start it: the examples, in a process of its own."""

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs/notebooks/questions.ipynb"
DEGREES = """
PREFIX ug: <https://w3id.org/usagraph/ns#>
SELECT ?degree (COUNT(DISTINCT ?step) AS ?steps) { ?step ug:degree ?degree } GROUP BY ?degree ORDER BY ?degree
"""


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the SPARQL service over the examples."""
    workspace = tmp_path_factory.mktemp("workspace")
    usagraph = [sys.executable, "-m", "usagraph", "--workspace", str(workspace)]
    subprocess.run([*usagraph, "ingest", str(ROOT / "examples")], check=False, capture_output=True, timeout=240)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    with subprocess.Popen([*usagraph, "serve", "--port", str(port)], stderr=subprocess.DEVNULL) as service:
        try:
            _wait(f"http://127.0.0.1:{port}/health")
            yield f"http://127.0.0.1:{port}/sparql"
        finally:
            service.terminate()


def _wait(url: str, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if httpx.get(url, trust_env=False).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise AssertionError(f"no answer from {url}")


@pytest.fixture(scope="module")
def degrees(endpoint: str) -> dict[str, int]:
    """The steps of each degree, as the service itself counts them."""
    found = httpx.get(endpoint, params={"query": DEGREES, "format": "json"}, trust_env=False).json()
    counted = {row["degree"]["value"]: int(row["steps"]["value"]) for row in found["results"]["bindings"]}
    assert len(counted) == 4
    return counted


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("sent", ["urlencoded", "postdirectly"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper(endpoint: str, degrees: dict[str, int], method: str, sent: str, form: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(endpoint)
    client.setQuery(DEGREES)
    client.setMethod(method)
    if method == "POST":
        client.setRequestMethod(sent)
    client.setReturnFormat(form)
    answer = client.query().convert()
    match form:
        case "json":
            rows = {r["degree"]["value"]: int(r["steps"]["value"]) for r in answer["results"]["bindings"]}
        case "xml":
            texts = [[t.firstChild.data for t in r.getElementsByTagName("uri") + r.getElementsByTagName("literal")]
                     for r in answer.getElementsByTagName("result")]  # fmt: skip
            rows = {iri: int(count) for iri, count in texts}
        case _:
            separator = "," if form == "csv" else "\t"
            lines = [line.split(separator) for line in answer.decode().splitlines()[1:]]
            rows = {iri.strip("<>"): int(count) for iri, count in lines}
    assert rows == degrees


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore(endpoint: str, degrees: dict[str, int], method: str) -> None:
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(endpoint, method=method)
    rows: Any = Graph(store).query(DEGREES)
    assert {str(row.degree): int(row.steps) for row in rows} == degrees
    built = Graph(store).query("PREFIX ug: <https://w3id.org/usagraph/ns#> CONSTRUCT WHERE { ?s ug:degree ?o }").graph
    assert built is not None
    assert len(built) == sum(degrees.values())


def test_pandas_reads_the_csv(endpoint: str, degrees: dict[str, int]) -> None:
    pandas = pytest.importorskip("pandas")
    url = httpx.URL(endpoint, params={"query": DEGREES, "format": "csv"})
    table = pandas.read_csv(str(url))
    assert dict(zip(table["degree"], table["steps"], strict=True)) == degrees


def test_curl(endpoint: str, degrees: dict[str, int]) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    asked = ["curl", "-s", "--noproxy", "*", "-H", "Accept: text/csv", "--data-urlencode", f"query={DEGREES}", endpoint]
    said = subprocess.run(asked, capture_output=True, check=True, timeout=60).stdout.decode().split()
    assert {line.rpartition(",")[0]: int(line.rpartition(",")[2]) for line in said[1:]} == degrees


def test_the_notebook_runs(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SPARQLWrapper", "pandas"):
        pytest.importorskip(name)
    monkeypatch.setenv("USAGRAPH_ENDPOINT", endpoint)
    cells = [c for c in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    assert not any(cell["outputs"] for cell in cells), "what was printed once is not kept"
    space: dict[str, Any] = {}
    for cell in cells:
        exec("".join(cell["source"]), space)  # noqa: S102 - our own notebook
    assert set(space["degrees"]) == {"information", "consultation", "concertation", "co-construction"}
    assert len(space["labels"]) > 10
    assert len(space["part"]) > len(space["labels"])
    assert len(space["table"]) > 10
