"""The addresses of things, concepts and evidence: what each kind of reader is sent to, and what stands there."""

import urllib.request
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

BASE = "https://w3id.org/usagraph"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
THING, CONCEPT = "/id/directorate/valdore-dmo", "/voc/degree/consultation"
FORMATS = {
    "text/turtle": "turtle",
    "application/ld+json": "jsonld",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
}
EVIDENCE = "SELECT ?claim ?passage { GRAPH ?g { ?claim ug:passage ?passage } } ORDER BY ?claim ?passage LIMIT 1"


def evidence(client: TestClient) -> tuple[str, str]:
    """The paths of a claim and of its passage."""
    row = client.get("/sparql", params={"query": EVIDENCE, "format": "csv"}).text.split()[1]
    claim, passage = (iri.removeprefix(BASE) for iri in row.split(","))
    return claim, passage


def triples(content: bytes, media_type: str) -> set[str]:
    form = ox.RdfFormat.from_media_type(media_type.partition(";")[0])
    return {str(quad.triple) for quad in ox.parse(content, format=form)}


@pytest.mark.parametrize(
    ("path", "page"),
    [
        (THING, "/fiche/directorate/valdore-dmo"),
        ("/id/document/note-11111111", "/documents/note-11111111"),
        (CONCEPT, "/concept/degree/consultation"),
    ],
)
def test_a_browser_is_sent_to_the_page(client: TestClient, path: str, page: str) -> None:
    answer = client.get(path, headers={"Accept": BROWSER})
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert answer.headers["vary"] == "Accept, Accept-Language"
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("accept", FORMATS)
@pytest.mark.parametrize("path", [THING, CONCEPT])
def test_a_program_is_sent_to_the_triples(client: TestClient, accept: str, path: str) -> None:
    """What an IRI names is no document: the document has an address of its own."""
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{path}?format={FORMATS[accept]}")
    assert answer.headers["vary"] == "Accept, Accept-Language"
    document = client.get(answer.headers["location"])
    assert document.status_code == 200
    assert document.headers["content-type"].partition(";")[0] == accept
    assert any(f"<{BASE}{path}>" in triple for triple in triples(document.content, accept))


@pytest.mark.parametrize("path", [THING, CONCEPT])
def test_every_format_says_the_same(client: TestClient, path: str) -> None:
    answers = [client.get(path, params={"format": name}) for name in FORMATS.values()]
    first, *others = [triples(answer.content, answer.headers["content-type"]) for answer in answers]
    assert len(first) > 3
    assert others == [first] * 3
    assert len({answer.headers["etag"] for answer in answers}) == 4


@pytest.mark.parametrize(
    ("accept", "end"),
    [
        ("text/html;q=0.1, text/turtle", "?format=turtle"),
        ("text/turtle;q=0.2, text/html;q=0.9", "/fiche/directorate/valdore-dmo"),
        ("application/ld+json, text/turtle;q=0.9", "?format=jsonld"),
        ("text/turtle;q=0, application/n-triples;q=0.1", "?format=ntriples"),
        ("*/*", "?format=turtle"),
        ("application/json", "?format=jsonld"),
        ("image/png, */*;q=0.1", "?format=turtle"),
    ],
)
def test_weights_are_heard(client: TestClient, accept: str, end: str) -> None:
    answer = client.get(THING, headers={"Accept": accept})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(end)


def test_accept_in_two_headers_is_one_list(client: TestClient) -> None:
    answer = client.get(THING, headers=[("Accept", "image/png"), ("Accept", "application/n-triples")])
    assert answer.headers["location"] == f"{THING}?format=ntriples"


@pytest.mark.parametrize(("path", "accept"), [(THING, "image/png"), (f"{THING}?format=pdf", "*/*")])
def test_a_format_that_there_is_not_is_refused_with_those_there_are(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 406
    assert "application/ld+json" in answer.json()["detail"]


def test_a_claim_and_its_passage_lead_to_the_words(client: TestClient) -> None:
    claim, passage = evidence(client)
    for path in (claim, passage):
        page = client.get(path, headers={"Accept": BROWSER}).headers["location"]
        assert page.startswith("/documents/")
        assert page.endswith("#passage")
        assert client.get(page).status_code == 200
        told = client.get(path, params={"format": "ntriples"})
        assert any(f"<{BASE}{passage}>" in triple for triple in triples(told.content, "application/n-triples"))


def test_a_document_of_triples_says_what_it_describes_and_under_which_licence(client: TestClient) -> None:
    links = client.get(THING, params={"format": "turtle"}).headers["link"].split(", ")
    assert links[0] == f'<{BASE}{THING}>; rel="describes"'
    assert f'<{THING}?format=jsonld>; rel="alternate"; type="application/ld+json"' in links
    assert '<https://opensource.org/license/mit>; rel="license"' in links


def test_head_is_answered_alike_without_a_body(client: TestClient) -> None:
    for path in (THING, f"{THING}?format=turtle", "/.well-known/void", "/ns", "/id/action/none"):
        asked, headed = (client.request(method, path) for method in ("GET", "HEAD"))
        assert headed.status_code == asked.status_code
        assert headed.content == b""
        for name in ("location", "etag", "vary", "link", "content-type"):
            assert headed.headers.get(name) == asked.headers.get(name)


def test_a_reader_that_holds_the_triples_is_not_sent_them_again(client: TestClient) -> None:
    tag = client.get(THING, params={"format": "turtle"}).headers["etag"]
    again = client.get(THING, params={"format": "turtle"}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(THING, params={"format": "jsonld"}, headers={"If-None-Match": tag})
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/id/action/none", "/voc/none/none", "/id/claim/none"])
def test_a_thing_that_is_not_here_is_a_page_or_a_problem(client: TestClient, path: str) -> None:
    page = client.get(path, headers={"Accept": BROWSER})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>" in page.text
    for answer in (client.get(path), client.get(path, params={"format": "turtle"}, headers={"Accept": BROWSER})):
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
def test_an_address_that_is_no_iri_is_refused(client: TestClient, accept: str) -> None:
    assert client.get("/id/action/%3C%3E%7D", headers={"Accept": accept}).status_code in (400, 404)


# rdflib reads JSON-LD with a class of its own that it has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("kind", ["turtle", "json-ld", "nt", "xml"])
@pytest.mark.parametrize("path", [THING, CONCEPT, "/ns", "/voc/degree", "/.well-known/void"])
def test_rdflib_reads_the_address_itself(server: Any, monkeypatch: pytest.MonkeyPatch, kind: str, path: str) -> None:
    """Its own HTTP client: it asks for what it wants, and follows."""
    from rdflib import Graph

    # No proxy for this machine, whatever the environment says.
    monkeypatch.setattr(urllib.request, "getproxies", dict)
    graph = Graph().parse(f"http://127.0.0.1:{server.port}{path}", format=kind)
    assert len(graph) > 3
