import json
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import uvicorn
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.settings import Settings

ACTIONS = "SELECT ?s ?label { ?s a ug:Action ; skos:prefLabel ?label } ORDER BY ?s"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
JSON = "application/sparql-results+json"


def rows(content: bytes) -> list[Any]:
    """The bindings of a JSON answer."""
    found: list[Any] = json.loads(content)["results"]["bindings"]
    return found


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    """The address of a real server."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        deadline = time.monotonic() + 30
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=30)


def _fetch(request: urllib.request.Request | str) -> bytes:
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own server
        content: bytes = answer.read()
    return content


def test_the_three_ways_of_the_protocol_give_the_same_rows(address: str) -> None:
    text = ACTIONS.replace("}", ' BIND("100%41 & + é" AS ?odd) }', 1)
    by_get = _fetch(f"{address}/sparql?" + urlencode({"query": text}))
    by_form = _fetch(_post(address, FORM, urlencode({"query": text}).encode()))
    by_body = _fetch(_post(address, QUERY, text.encode()))
    assert by_get == by_form == by_body
    assert len(rows(by_get)) == 2


def _post(address: str, kind: str, content: bytes) -> urllib.request.Request:
    return urllib.request.Request(f"{address}/sparql", data=content, headers={"Content-Type": kind})  # noqa: S310 - our own server


def test_a_form_is_decoded_once(client: TestClient) -> None:
    text = 'SELECT ("100%41" AS ?x) {}'
    for answer in (
        client.get("/sparql", params={"query": text}),
        client.post("/sparql", data={"query": text}),
        client.post("/sparql", content=text, headers={"Content-Type": QUERY}),
    ):
        assert rows(answer.content)[0]["x"]["value"] == "100%41"


@pytest.mark.parametrize(
    ("accept", "given", "kind"),
    [
        ("", "", JSON),
        ("*/*", "", JSON),
        ("application/json", "", JSON),
        ("text/csv", "", "text/csv"),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", "", "application/sparql-results+xml"),
        ("text/csv", "json", JSON),
        ("", "tsv", "text/tab-separated-values"),
        ("", "xml", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_the_format_asked_for(client: TestClient, accept: str, given: str, kind: str) -> None:
    answer = client.get("/sparql", params={"query": ACTIONS, "format": given}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == kind


@pytest.mark.parametrize(
    ("accept", "given", "kind"),
    [
        ("", "", "text/turtle"),
        ("application/ld+json", "", "application/ld+json"),
        ("application/rdf+xml", "", "application/rdf+xml"),
        ("", "ntriples", "application/n-triples"),
        ("", "nquads", "application/n-quads"),
        ("", "trig", "application/trig"),
        ("", "jsonld", "application/ld+json"),
        ("", "json", "application/ld+json"),
    ],
)
def test_graphs_come_in_the_format_asked_for(client: TestClient, accept: str, given: str, kind: str) -> None:
    text = "CONSTRUCT { ?s a ug:Action } WHERE { ?s a ug:Action }"
    answer = client.get("/sparql", params={"query": text, "format": given}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, kind)
    assert b"valdore-ecouter" in answer.content


@pytest.mark.parametrize(
    ("status", "kind", "sent"),
    [
        (400, "bad-query", {"query": "SELECT * {\n ?s ?p }"}),
        (400, "bad-query", {"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}),
        (400, "bad-query", {"query": "SELECT * { SERVICE <http://127.0.0.1/> {} }"}),
        (400, "bad-query", {"query": "SELECT * " + "{" * 500 + "}" * 500}),
        (400, "bad-query", {"query": "ASK {}", "default-graph-uri": "http://elsewhere/"}),
        (400, "wrong-use", {"query": "  "}),
        (400, "wrong-use", {"query": ["ASK {}", "ASK {}"]}),
        (400, "wrong-use", {"query": "ASK {}", "timeout": "soon"}),
        (403, "read-only", {"update": "CLEAR ALL"}),
        (406, "not-acceptable", {"query": "ASK {}", "format": "turtle"}),
        (406, "not-acceptable", {"query": "ASK {}", "format": "pdf"}),
        (413, "result-too-large", {"query": "SELECT * { ?s ?p ?o }"}),
        (
            503,
            "query-timeout",
            {
                "query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }",
                "timeout": "0.3",
            },
        ),
    ],
)
def test_errors_are_problem_documents(client: TestClient, status: int, kind: str, sent: dict[str, Any]) -> None:
    for answer in (
        client.get("/sparql", params=sent),
        client.post("/sparql", data=sent, headers={"Content-Type": FORM}),
    ):
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        problem = answer.json()
        assert problem["type"].endswith(f"/problem/{kind}")
        assert problem["status"] == status
        assert problem["detail"]
        assert "{" not in problem["title"]
        assert answer.headers["content-language"] == "fr"
        assert (status == 503) == ("retry-after" in answer.headers)


def test_a_problem_says_where_in_the_language_asked_for(client: TestClient) -> None:
    sent = {"query": "SELECT * {\n ?s ug:a }"}
    french = client.get("/sparql", params=sent).json()
    english = client.get("/sparql", params=sent, headers={"Accept-Language": "de, en-GB;q=0.9, fr;q=0.1"}).json()
    forced = client.get("/sparql", params=sent | {"lang": "fr"}, headers={"Accept-Language": "en"}).json()
    assert (french["line"], french["column"]) == (2, 10)
    assert "ligne 2, colonne 10" in french["detail"] == forced["detail"]
    assert "line 2, column 10" in english["detail"]


@pytest.mark.parametrize(
    ("kind", "content", "status"),
    [
        ("application/sparql-update", b"CLEAR ALL", 403),
        ("application/json", b"{}", 415),
        ("", b"ASK {}", 415),
        (QUERY, b"\xff\xfe", 400),
        (FORM, b"query=%ff", 400),
        (FORM, b"&".join(b"a=1" for _ in range(500)), 400),
        (QUERY, b"ASK {} #" + b"x" * 1_000_001, 413),
        (QUERY, b"ASK {} #" + b"x" * 900_000, 200),
    ],
)
def test_bodies_that_are_not_a_query_are_refused(client: TestClient, kind: str, content: bytes, status: int) -> None:
    answer = client.post("/sparql", content=content, headers={"Content-Type": kind} if kind else {})
    assert answer.status_code == status


def test_a_body_without_an_announced_length_is_refused_while_read(client: TestClient) -> None:
    answer = client.post("/sparql", content=(b"x" * 10_000 for _ in range(500)), headers={"Content-Type": QUERY})
    assert answer.status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_writing_methods_are_refused(client: TestClient, method: str) -> None:
    answer = client.request(method, "/sparql")
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (405, "method-not-allowed")


def test_a_cut_is_announced(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", "partial": "true", "format": "csv"})
    assert answer.status_code == 200
    assert answer.headers["usagraph-truncated"] == "true"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "usagraph-truncated" not in client.get("/sparql", params={"query": ACTIONS}).headers


def test_the_same_question_is_not_answered_twice(client: TestClient) -> None:
    first = client.get("/sparql", params={"query": ACTIONS})
    again = client.get("/sparql", params={"query": ACTIONS}, headers={"If-None-Match": first.headers["etag"]})
    other = client.get(
        "/sparql", params={"query": ACTIONS, "format": "csv"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


def test_the_dataset_is_chosen_by_the_protocol(client: TestClient) -> None:
    base = "https://w3id.org/usagraph/graph/"
    text = "SELECT * { ?s ug:hasDegree ?o }"
    assert len(rows(client.get("/sparql", params={"query": text, "default-graph-uri": base + "inferred"}).content)) == 2
    assert (
        len(rows(client.get("/sparql", params={"query": text, "default-graph-uri": base + "reference"}).content)) == 0
    )
    address = f"/sparql?query={quote('SELECT * { GRAPH ?g { ?s ug:hasDegree ?o } }')}&named-graph-uri={quote(base + 'inferred')}"
    assert len(rows(client.get(address).content)) == 2


@pytest.mark.parametrize(
    "accept", ["", "*/*", "text/turtle", "application/ld+json", "application/rdf+xml;q=0.9, */*;q=0.1"]
)
def test_without_a_query_the_service_is_described(client: TestClient, accept: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    assert answer.status_code == 200
    assert "sparql-service-description" in answer.text
    assert "graph/inferred" in answer.text
    held = client.get("/sparql", headers={"Accept": accept, "If-None-Match": answer.headers["etag"]})
    assert held.status_code == 304


def test_who_asks_for_rows_without_a_query_is_told_what_is_missing(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"Accept": JSON})
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (400, "wrong-use")
    assert client.post("/sparql", data={"a": "b"}, headers={"Content-Type": FORM}).status_code == 400


@pytest.mark.parametrize("kind", [QUERY, QUERY + "; charset=utf-8", QUERY.upper() + ' ; Charset="UTF-8"'])
def test_a_body_may_say_that_it_is_utf8(client: TestClient, kind: str) -> None:
    answer = client.post("/sparql", content='ASK { BIND("é" AS ?x) }'.encode(), headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)


def test_several_accept_headers_are_read_as_one(client: TestClient) -> None:
    answer = client.get(
        "/sparql",
        params={"query": "ASK {}"},
        headers=[("Accept", "image/png"), ("Accept", "application/sparql-results+xml")],
    )
    assert answer.headers["content-type"].startswith("application/sparql-results+xml")


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_a_foreign_graph_is_refused_by_name(client: TestClient, clause: str) -> None:
    answer = client.get("/sparql", params={"query": f"SELECT * {clause} <http://elsewhere/> {{ ?s ?p ?o }}"})
    assert answer.status_code == 400
    assert "<http://elsewhere/>" in answer.json()["detail"]


def test_the_data_set_of_the_protocol_comes_before_that_of_the_query(client: TestClient) -> None:
    base = "https://w3id.org/usagraph/graph/"
    text = "SELECT * FROM <http://elsewhere/> { ?s ug:hasDegree ?o }"
    answer = client.get("/sparql", params={"query": text, "default-graph-uri": base + "inferred"})
    assert len(rows(answer.content)) == 2


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_head_of_an_answer_is_that_of_the_answer(client: TestClient, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": ACTIONS})
    assert answer.status_code == 200
    assert int(answer.headers["content-length"]) > 100
    assert (answer.content == b"") == (method == "HEAD")


def test_the_place_of_an_error_comes_with_it(client: TestClient) -> None:
    found = client.get("/sparql", params={"query": "SELECT *\nWHERE {\n  ?s ug:a }"}).json()
    assert (found["line"], found["column"]) == (3, 11)
