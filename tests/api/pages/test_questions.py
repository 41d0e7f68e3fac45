"""The page of questions: the saved ones, SPARQL of one's own, failures in words."""

import pytest
from fastapi.testclient import TestClient

from usagraph.graph.queries import names


def page(client: TestClient, code: int = 200, **state: str) -> str:
    answer = client.get("/questions", params=state)
    assert answer.status_code == code
    return str(answer.text)


def test_every_saved_question_is_offered(client: TestClient) -> None:
    assert all(f"nom={name}" in page(client) for name in names())


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("document", ["", "note-11111111"])
def test_a_saved_question_is_answered(client: TestClient, name: str, document: str) -> None:
    assert 'id="answer"' in page(client, nom=name, document=document)


def test_a_thing_in_an_answer_is_named_and_leads_to_its_page(client: TestClient) -> None:
    shown = page(client, sparql="SELECT ?d WHERE { ?a ug:ledBy ?d }")
    assert '<td><a href="/fiche/directorate/' in shown


def test_a_yes_or_no_and_a_graph_are_shown(client: TestClient) -> None:
    assert '<pre class="answer">true</pre>' in page(client, sparql="ASK { ?a ug:ledBy ?d }")
    assert "ug:ledBy" in page(client, sparql="CONSTRUCT WHERE { ?a ug:ledBy ?d }")


def test_no_row_is_said_in_words(client: TestClient) -> None:
    assert "Aucune ligne" in page(client, sparql="SELECT ?x WHERE { ?x ug:noSuchTerm ?y }")


def test_a_wrong_query_is_said_beside_its_text(client: TestClient) -> None:
    shown = page(client, sparql="SELECT ?x WHERE { <script>")
    assert 'role="alert"' in shown
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown


def test_an_unknown_question_is_a_404_in_words(client: TestClient) -> None:
    assert "<h1>" in page(client, 404, nom="no-such-question")


def test_a_browser_at_the_endpoint_is_led_to_the_page_with_its_query(client: TestClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    assert client.get("/sparql", headers=browser).headers["location"] == "/questions"
    led = client.get("/sparql", params={"query": "ASK {}"}, headers=browser)
    assert (led.status_code, led.headers["location"]) == (303, "/questions?sparql=ASK+%7B%7D")
    assert client.get("/sparql", params={"query": "ASK {}", "format": "csv"}, headers=browser).status_code == 200


@pytest.mark.parametrize(
    "state",
    [
        {"sparql": "SELECT * {?s ?p ?o} LIMIT ²"},
        {"sparql": "SELECT * {?s ?p ?o} LIMIT " + "9" * 5000},
        {"sparql": 'SELECT (TRIPLE(<urn:a>,<urn:b>,"c") AS ?t) {}'},
        {"sparql": "SELECT ?s {?s ?p ?o} LIMIT 1", "document": "x"},
    ],
)
def test_odd_questions_are_pages_too(client: TestClient, state: dict[str, str]) -> None:
    assert "<h1>" in page(client, 200, **state)
