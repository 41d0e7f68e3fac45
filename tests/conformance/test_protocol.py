"""The SPARQL 1.1 Protocol case by case, by a real client: each test of the W3C's manifest, written anew, and what it leaves open.

Where the W3C asks for an update to be done, ours must refuse it: nothing is written over HTTP.
Source: SPARQL 1.1 Protocol (W3C, 2013), 2.1 and 2.2; https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
GRAPH = "https://example.org/data/{}"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
ONE, TWO, THREE = (GRAPH.format(number) for number in (1, 2, 3))
BOTH = f"ASK {{ <{ONE}> a ?t . <{TWO}> a ?t }}"
NAMED = f"ASK {{ GRAPH ?g {{ <{ONE}> a ?t }} GRAPH ?h {{ <{TWO}> a ?t }} }}"
FULL = f"ASK {{ <{THREE}> a ?t GRAPH ?g {{ <{ONE}> a ?t }} GRAPH ?h {{ <{TWO}> a ?t }} }}"
ROWS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
TRIPLES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


@dataclass(frozen=True)
class Sent:
    """A request: its parameters stand in the address; what is expected are the status and, of an ASK, the answer."""

    name: str
    status: int
    truth: bool | None = None
    method: str = "GET"
    address: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    kind: str | None = None


def _asked(text: str, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (("query", text), *more)


def _form(*pairs: tuple[str, str]) -> bytes:
    return urlencode(pairs).encode()


DEFAULTS = (("default-graph-uri", ONE), ("default-graph-uri", TWO))
NAMES = (("named-graph-uri", ONE), ("named-graph-uri", TWO))
ANSWERED = (
    Sent("query_get", 200, True, address=_asked("ASK {}")),
    Sent("query_post_form", 200, True, "POST", body=_form(("query", "ASK {}")), kind=FORM),
    Sent("query_post_direct", 200, True, "POST", body=b"ASK {}", kind=QUERY),
    Sent("query_dataset_default_graphs_get", 200, True, address=_asked(BOTH, *DEFAULTS)),
    Sent("query_dataset_default_graphs_post", 200, True, "POST", DEFAULTS, BOTH.encode(), QUERY),
    Sent("query_dataset_default_graphs_form", 200, True, "POST", body=_form(*_asked(BOTH, *DEFAULTS)), kind=FORM),
    Sent("query_dataset_named_graphs_get", 200, True, address=_asked(NAMED, *NAMES)),
    Sent("query_dataset_named_graphs_post", 200, True, "POST", NAMES, NAMED.encode(), QUERY),
    Sent("query_dataset_full", 200, True, "POST", (("default-graph-uri", THREE), *NAMES), FULL.encode(), QUERY),
    Sent("one default graph leaves out the other", 200, False, address=_asked(BOTH, DEFAULTS[0])),
    Sent("named graphs leave the default one empty", 200, False, address=_asked(FULL, *NAMES)),
    Sent(
        "query_multiple_dataset: that of the protocol comes before that of the query",
        200,
        True,
        "POST",
        (DEFAULTS[0],),
        f"ASK FROM <{TWO}> {{ <{ONE}> a ?t }}".encode(),
        QUERY,
    ),
    Sent("a form with a charset", 200, True, "POST", body=_form(("query", "ASK {}")), kind=f"{FORM}; charset=UTF-8"),
    Sent("a body with a charset", 200, True, "POST", body=b"ASK {}", kind=f"{QUERY};charset=utf-8"),
    Sent("unknown parameters", 200, True, address=_asked("ASK {}", ("other", "1"))),
)
REFUSED = (
    Sent("bad_query_method", 405, method="PUT", address=_asked("ASK {}")),
    Sent("bad_query_method: DELETE", 405, method="DELETE", address=_asked("ASK {}")),
    Sent("bad_multiple_queries", 400, address=(*_asked("ASK {}"), *_asked("SELECT * {}"))),
    Sent("bad_multiple_queries: a form", 400, method="POST", body=_form(*_asked("ASK {}") * 2), kind=FORM),
    Sent("bad_multiple_queries: address and body", 400, None, "POST", _asked("ASK {}"), b"ASK {}", QUERY),
    Sent("no query", 400, method="POST", body=b"", kind=FORM),
    Sent("no query: an empty body", 400, method="POST", body=b"", kind=QUERY),
    Sent("bad_query_wrong_media_type", 415, method="POST", body=b"ASK {}", kind="text/plain"),
    Sent("bad_query_missing_form_type", 415, method="POST", body=_form(("query", "ASK {}"))),
    Sent("bad_query_missing_direct_type", 415, method="POST", body=b"ASK {}"),
    Sent("bad_query_non_utf8", 415, method="POST", body="ASK {}".encode("utf-16"), kind=f"{QUERY}; charset=UTF-16"),
    Sent("bad_query_non_utf8: not said", 400, method="POST", body="ASK {}".encode("utf-16"), kind=QUERY),
    Sent("bad_query_syntax", 400, address=_asked("ASK")),
    Sent("bad_query_syntax: a form", 400, method="POST", body=_form(("query", "SELECT {}")), kind=FORM),
    Sent("bad_query_syntax: a body", 400, method="POST", body=b"SELECT nothing", kind=QUERY),
    Sent("an update as a query", 400, address=_asked("CLEAR ALL")),
    Sent("a graph that is not here", 400, address=_asked("ASK {}", ("default-graph-uri", GRAPH.format(9)))),
    Sent("bad_update_get", 403, address=(("update", "CLEAR ALL"),)),
    Sent("update_post_form", 403, method="POST", body=_form(("update", "CLEAR ALL")), kind=FORM),
    Sent("update_post_direct", 403, method="POST", body=b"CLEAR ALL", kind=UPDATE),
    Sent("bad_multiple_updates", 403, method="POST", body=_form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")), kind=FORM),
    Sent("bad_update_wrong_media_type", 415, method="POST", body=b"CLEAR ALL", kind="text/plain"),
    Sent("bad_update_missing_form_type", 415, method="POST", body=_form(("update", "CLEAR ALL"))),
    Sent("bad_update_non_utf8", 403, method="POST", body="CLEAR ALL".encode("utf-16"), kind=f"{UPDATE}; charset=UTF-16"),
    Sent("bad_update_syntax", 403, method="POST", body=_form(("update", "CLEAR XYZ")), kind=FORM),
    Sent("bad_update_dataset_conflict", 403, None, "POST", (("using-graph-uri", ONE),), b"CLEAR ALL", UPDATE),
)  # fmt: skip


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A service as a user starts it, over three named graphs that each say one thing."""
    root = tmp_path_factory.mktemp("protocol")
    (root / "store/generations").mkdir(parents=True)
    live = ox.Store(str(root / "store/live"))
    for one in (ONE, TWO, THREE):
        live.add(ox.Quad(ox.NamedNode(one), TYPE, ox.NamedNode(GRAPH.format("Thing")), ox.NamedNode(one)))
    live.flush()
    live.backup(str(root / "store/generations/1"))
    yield from _served(root)


def _served(root: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "usagraph", "--workspace", str(root), "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ) as process:
        try:
            _await(port)
            yield port
        finally:
            process.terminate()


def _await(port: int) -> None:
    for _ in range(600):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not start")


def _answer(port: int, sent: Sent, accept: str = "*/*") -> tuple[int, str, bytes]:
    """The status, the type and the content of the answer; no header is sent that was not asked for."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        client.putrequest(sent.method, f"/sparql?{urlencode(sent.address)}" if sent.address else "/sparql")
        client.putheader("Accept", accept)
        if sent.kind is not None:
            client.putheader("Content-Type", sent.kind)
        if sent.method == "POST":
            client.putheader("Content-Length", str(len(sent.body)))
        client.endheaders(sent.body or None)
        answer = client.getresponse()
        return answer.status, answer.headers.get_content_type(), answer.read()
    finally:
        client.close()


@pytest.mark.parametrize("sent", ANSWERED, ids=lambda one: one.name)
def test_a_query_is_answered_however_it_is_sent(port: int, sent: Sent) -> None:
    status, kind, content = _answer(port, sent)
    assert (status, kind) == (sent.status, ROWS[0])
    assert json.loads(content)["boolean"] is sent.truth


@pytest.mark.parametrize("sent", REFUSED, ids=lambda one: one.name)
def test_what_is_no_query_is_refused_with_a_problem(port: int, sent: Sent) -> None:
    status, kind, content = _answer(port, sent)
    assert (status, kind) == (sent.status, "application/problem+json")
    assert json.loads(content)["status"] == status


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("SELECT (1 AS ?one) {}", ROWS),
        ("ASK {}", ROWS),
        (f"DESCRIBE <{ONE}>", TRIPLES),
        ("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", TRIPLES),
    ],
    ids=["query_content_type_select", "query_content_type_ask", "query_content_type_describe", "query_content_type_construct"],
)  # fmt: skip
def test_each_form_is_answered_in_the_types_of_its_kind(
    port: int, text: str, kinds: tuple[str, ...], method: str
) -> None:
    sent = Sent("", 200, address=_asked(text))
    if method == "POST":
        sent = Sent("", 200, method=method, body=text.encode(), kind=QUERY)
    for kind in kinds:
        assert _answer(port, sent, kind)[:2] == (200, kind)
    assert _answer(port, sent)[1] == kinds[0]
    assert _answer(port, sent, "image/png")[0] == 406


def test_nothing_of_what_was_refused_was_done(port: int) -> None:
    text = quote("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    client.request("GET", f"/sparql?query={text}", headers={"Accept": ROWS[2]})
    assert client.getresponse().read() == b"n\r\n3\r\n"
    client.close()
