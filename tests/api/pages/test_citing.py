"""The page that a citation leads to."""

import re
from html import unescape
from urllib.parse import urlsplit

from fastapi.testclient import TestClient

QUERY = "SELECT ?action { ?action a ug:Action }"
PATH = "/api/v1/citations"


def test_citation_leads_back_to_what_was_cited(client: TestClient) -> None:
    told = client.get(PATH, params={"query": QUERY}).json()
    address = urlsplit(told["address"])
    page = client.get(f"{address.path}?{address.query}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "Le graphe en est à cette génération" in page.text
    assert "/questions?sparql=SELECT" in page.text
    assert client.get(told["redrawn"]).status_code == 200
    assert (
        client.get(f"{address.path}?{address.query}", headers={"Accept": "application/json"}).json()["moved"] is False
    )


def test_page_of_an_older_citation_says_so(client: TestClient) -> None:
    older = {"query": QUERY, "generation": "0", "made": "2025-01-02", "lang": "en"}
    page = client.get("/cite", params=older, headers={"Accept": "text/html"})
    assert "The graph has changed since" in page.text


def test_page_shows_the_words_of_a_stranger_as_words(client: TestClient) -> None:
    page = client.get(
        "/cite", params={"view": "/", "title": "<script>alert(1)</script>"}, headers={"Accept": "text/html"}
    )
    assert "<script>alert" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_every_page_leads_to_its_citation(client: TestClient) -> None:
    page = client.get("/questions", params={"nom": "tables-2", "lang": "en"}, headers={"Accept": "text/html"})
    (address,) = re.findall(r'href="(/cite\?[^"]*view=[^"]*)"', page.text)
    told = client.get(unescape(address), headers={"Accept": "application/json"}).json()
    assert told["redrawn"] == "/questions?nom=tables-2"
    assert "SPARQL" in told["text_en"]
    assert "/cite" not in client.get("/nulle-part", headers={"Accept": "text/html"}).text


def test_result_over_the_cap_leads_to_the_whole_of_it(client: TestClient) -> None:
    page = client.get("/questions", params={"sparql": "SELECT * { ?s ?p ?o }"}, headers={"Accept": "text/html"})
    assert "Plus de 40 lignes." in page.text
    files = [unescape(one) for one in re.findall(r'href="(/api/v1/exports/rows\?[^"]*)"', page.text)]
    assert len(files) == 3
    assert all(client.get(one).text.count("\n") > 40 or "json" in one for one in files)
    assert not re.findall(r'href="/sparql', page.text)
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", "partial": "true"})
    assert answer.links["alternate"]["url"] == "/api/v1/exports/rows?query=SELECT+%2A+%7B+%3Fs+%3Fp+%3Fo+%7D"
