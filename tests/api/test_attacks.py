"""What strangers may send to a real server: each thing is refused with its reason, and the service goes on."""

import time
from typing import Any
from urllib.parse import quote

import pytest

SMALL = "/sparql?query=" + quote("ASK { ?s a ug:Action }")
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
DOUBLING = (
    'SELECT * { BIND("x" AS ?x0) ' + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40)) + "}"
)


REFUSED_QUERIES = {
    "update": "INSERT DATA { <a:a> <a:b> <a:c> }",
    "load": "LOAD <http://127.0.0.1:1/>",
    "clear": "CLEAR ALL",
    "escaped update": r"\u0049NSERT DATA { <a:a> <a:b> <a:c> }",
    "service": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "silent service": "SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "escaped service": r"SELECT * { \u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "service by variable": "SELECT * { BIND(<http://127.0.0.1:1/> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "update after query": "ASK {} ; DROP ALL",
    "foreign from": "SELECT * FROM <http://127.0.0.1:1/data.ttl> { ?s ?p ?o }",
    "foreign from named": "SELECT * FROM NAMED <http://127.0.0.1:1/data.ttl> { GRAPH ?g { ?s ?p ?o } }",
    "from a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "from a prefixed name": "PREFIX a: <http://127.0.0.1:1/> SELECT * FROM a:x { ?s ?p ?o }",
    "from a relative name": "BASE <http://127.0.0.1:1/> SELECT * FROM <x> { ?s ?p ?o }",
    "braces": "SELECT * " + "{" * 3000 + "}" * 3000,
    "parentheses": "SELECT * { FILTER" + "(" * 5000 + "1" + ")" * 5000 + "}",
    "brackets": "SELECT * { ?s ?p " + "[ ?p " * 500 + "1" + " ]" * 500 + "}",
    "collections": "SELECT * { ?s ?p " + "(" * 500 + " 1 " + ")" * 500 + "}",
    "unions": "SELECT * { " + " UNION ".join(["{}"] * 5000) + " }",
    "path": "SELECT * { ?s " + "/".join(["<a:b>"] * 5000) + " ?o }",
    "negations": "SELECT * { FILTER(" + "!" * 5000 + "true) }",
    "sums": "SELECT (" + "+".join(["1"] * 5000) + " AS ?x) {}",
    "no end": "SELECT * { ?s ?p ",
    "no end of string": 'SELECT * { ?s ?p "abc }',
    "quotes": "SELECT * { ?s ?p " + '"' * 10001 + " }",
    "nul": "SELECT * { ?s ?p \x00 }",
    "lone surrogate": r'SELECT * { ?s ?p "\uD800" }',
    "no such code point": r"SELECT * { ?s ?p <\U00110000> }",
    "two queries": "ASK {} ASK {}",
    "unknown prefix": "SELECT * { ?s nothere:x ?o }",
    "unknown function": "SELECT (<http://127.0.0.1:1/f>(1) AS ?x) {}",
    "memory": DOUBLING,
    "words": "hello world",
    "comment": "# only a comment",
    "html": "<html><script>alert(1)</script></html>",
    "xml bomb": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
}


@pytest.mark.parametrize("name", REFUSED_QUERIES)
def test_a_query_that_may_not_run_is_refused(server: Any, name: str) -> None:
    answer = server.post(QUERY, REFUSED_QUERIES[name].encode())
    assert answer[0] in (400, 413, 503), answer
    assert server.is_problem(answer)


@pytest.mark.parametrize("text", ['ASK { ?s ?p "SERVICE public" }', "ASK { ?s ug:service ?insert } # LOAD <http://a/>"])
def test_words_that_are_no_keywords_pass(server: Any, text: str) -> None:
    assert server.post(QUERY, text.encode())[0] == 200


WRITING = ["PUT", "DELETE", "PATCH", "POST", "MKCOL", "PROPFIND", "LOCK", "TRACE", "CONNECT", "BREW", "get", "X" * 300]


@pytest.mark.parametrize("method", WRITING)
@pytest.mark.parametrize("path", ["/", "/api/v1/documents", "/health", "/id/action/x", "/nowhere"])
def test_nothing_is_written_anywhere(server: Any, method: str, path: str) -> None:
    status, headers, body = answer = server.get(path, "Content-Length: 2", method=method, body=b"{}")
    assert status in (400, 405), body
    assert server.is_problem(answer)
    if status == 405:
        assert headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", [one for one in WRITING if one != "POST"])
def test_nothing_is_written_through_queries(server: Any, method: str) -> None:
    answer = server.get(
        SMALL, "Content-Type: application/sparql-update", "Content-Length: 9", method=method, body=b"CLEAR ALL"
    )
    assert answer[0] in (400, 405)
    assert server.is_problem(answer)


BODIES: dict[str, tuple[str, bytes, set[int]]] = {
    "no type": ("", b"ASK {}", {415}),
    "json": ("application/json", b'{"query": "ASK {}"}', {415}),
    "multipart": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="query"\r\n\r\nASK {}\r\n--x--',
        {415},
    ),
    "text": ("text/plain", b"ASK {}", {415}),
    "update": ("application/sparql-update", b"CLEAR ALL", {403}),
    "update with charset": ("Application/SPARQL-Update; charset=utf-8", b"CLEAR ALL", {403}),
    "update in a form": (FORM, b"update=CLEAR+ALL", {403}),
    "update beside query": (FORM, b"query=ASK+%7B%7D&update=CLEAR+ALL", {403}),
    "update as query": (QUERY, b"DELETE WHERE { ?s ?p ?o }", {400}),
    "empty": (QUERY, b"", {400}),
    "spaces": (QUERY, b" \r\n\t ", {400}),
    "empty form": (FORM, b"", {400}),
    "form without query": (FORM, b"a=b", {400}),
    "query twice": (FORM, b"query=ASK+%7B%7D&query=ASK+%7B%7D", {400}),
    "latin-1": (QUERY, 'ASK { ?s ?p "é" }'.encode("latin-1"), {400}),
    "utf-16": (QUERY, "ASK {}".encode("utf-16"), {400}),
    "said to be latin-1": (QUERY + "; charset=iso-8859-1", b"ASK {}", {415}),
    "bad percents": (FORM, b"query=ASK+%7B+%3Fs+%3Fp+%22%ff%22+%7D", {400}),
    "many parameters": (FORM, b"&".join(b"a=b" for _ in range(5000)), {400}),
    "over the limit": (QUERY, b"#" * 1_000_001, {413}),
    "far over the limit": (QUERY, b"#" * 20_000_000, {413}),
    "long query": (QUERY, b"ASK { ?s ?p '" + b"a" * 999_000, {400}),
    "many tokens": (QUERY, b"ASK {" + b" ?s ?p ?o ." * 80_000, {400, 503}),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_is_no_query_is_refused(server: Any, name: str) -> None:
    kind, body, expected = BODIES[name]
    answer = server.post(kind, body)
    assert answer[0] in expected, answer
    assert server.is_problem(answer)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "GZIP", "gzip, gzip", "zstd", "x"])
def test_an_encoded_body_is_not_unpacked(server: Any, encoding: str) -> None:
    answer = server.post(QUERY, b"\x1f\x8b\x08" + b"\x00" * 50, f"Content-Encoding: {encoding}")
    assert answer[0] == 415
    assert server.is_problem(answer)


def test_a_body_in_chunks_is_refused_as_soon_as_it_is_too_long(server: Any) -> None:
    head = server.request("POST", "/sparql", f"Content-Type: {QUERY}", "Transfer-Encoding: chunked")
    chunk = b"10000\r\n" + b"#" * 0x10000 + b"\r\n"
    answer = server.send(head, *[chunk] * 200)
    assert answer[0] == 413
    assert server.is_problem(answer)


def test_a_body_said_to_be_too_long_is_refused_before_it_comes(server: Any) -> None:
    head = server.request(
        "POST", "/sparql", f"Content-Type: {QUERY}", "Content-Length: 80000000", "Expect: 100-continue"
    )
    start = time.monotonic()
    answer = server.send(head)
    assert answer[0] == 413
    assert time.monotonic() - start < 9


ADDRESSES = {
    "bad percents": ("/sparql?query=%ff%fe", {400}),
    "empty query": ("/sparql?query=", {400}),
    "query twice": ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {400}),
    "update": ("/sparql?update=CLEAR%20ALL", {403}),
    "unknown graph": (SMALL + "&default-graph-uri=http%3A%2F%2Fevil.example%2F", {400}),
    "file graph": (SMALL + "&named-graph-uri=file%3A%2F%2F%2Fetc%2Fpasswd", {400}),
    "graph that is no iri": (SMALL + "&default-graph-uri=%3C%3E%20x", {400}),
    "empty graph": (SMALL + "&default-graph-uri=", {400}),
    "many graphs": (SMALL + "&default-graph-uri=a:b" * 500, {400}),
    "timeout in words": (SMALL + "&timeout=never", {400}),
    "timeout without end": (SMALL + "&timeout=inf", {400}),
    "timeout that is none": (SMALL + "&timeout=nan", {400}),
    "timeout before": (SMALL + "&timeout=-1", {400}),
    "format": (SMALL + "&format=exe", {406}),
    "format by path": (SMALL + "&format=..%2F..%2Fetc%2Fpasswd", {406}),
    "slash": ("/sparql/", {404}),
    "two slashes": ("//evil.example/%2e%2e", {404}),
    "up": ("/static/../../../etc/passwd", {400, 404}),
    "up, encoded": ("/static/%2e%2e/%2e%2e/etc/passwd", {400, 404}),
    "up, with backslashes": ("/static/..%5c..%5cetc%5cpasswd", {400, 404}),
    "nul": ("/static/%00", {400, 404}),
    "nul in a document": ("/api/v1/documents/%00", {400, 404}),
    "long name": ("/api/v1/documents/" + "a" * 5000, {400, 404}),
    "line feed": ("/id/action/x%0d%0aSet-Cookie:%20a=b", {303, 400, 404}),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_that_makes_no_sense_is_refused(server: Any, name: str) -> None:
    path, expected = ADDRESSES[name]
    answer = server.get(path)
    assert answer[0] in expected, answer
    assert "set-cookie" not in answer[1]
    assert answer[0] == 303 or server.is_problem(answer)


@pytest.mark.parametrize(
    "accept", ["image/png", "*/*;q=0", "text/html;q=0, image/*", ";;;", "a" * 5000, "application/pdf, " * 500]
)
def test_a_type_that_is_not_offered_is_refused(server: Any, accept: str) -> None:
    answer = server.get(SMALL, f"Accept: {accept}")
    assert answer[0] == 406
    assert server.is_problem(answer)


def test_a_redirection_stays_here_whatever_the_request_says(server: Any) -> None:
    _, headers, _ = server.get(
        SMALL, "Accept: text/html", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: javascript"
    )
    assert headers["location"].startswith("/questions?")
