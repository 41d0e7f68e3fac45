"""Citations: their forms, what they lead to, and the fingerprint of a result."""

import json
from dataclasses import replace
from datetime import date

import pytest

from usagraph.errors import BadQuery, WrongUse
from usagraph.graph.citation import Citation, as_bibtex, as_csl, as_ris, as_text, checked, fingerprint
from usagraph.graph.querying.service import QueryService

QUERY = "SELECT ?action { ?action a ug:Action }"
CITED = Citation(
    kind="query",
    title="Actions & degrés\n100 %",
    generation=12,
    made=date(2026, 11, 21),
    seen=date(2026, 12, 1),
    licence="https://example.org/licence",
    root="http://127.0.0.1:8011",
    query=QUERY,
    result="0123456789abcdef",
)


def test_text_is_one_sentence_in_each_language() -> None:
    for lang, words in (
        ("fr", "génération 12 du graphe (2026-11-21)"),
        ("en", "generation 12 of the graph (2026-11-21)"),
    ):
        text = as_text(CITED, lang)
        assert text.startswith("usagraph, Actions & degrés 100 %, ")
        assert words in text
        assert "2026-12-01" in text
        assert "https://example.org/licence" in text
        assert CITED.address in text
        assert "\n" not in text


def test_bibtex_escapes_what_latex_takes_for_its_own() -> None:
    entry = as_bibtex(CITED, "fr")
    assert entry.startswith(f"@misc{{{CITED.key},\n")
    assert r"title = {Actions \& degrés 100 \%}" in entry
    assert "version = {12}" in entry
    assert "urldate = {2026-12-01}" in entry
    assert r"SELECT ?action \{ ?action a ug:Action \}" in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


def test_csl_json_is_an_item_of_a_data_set() -> None:
    (item,) = json.loads(as_csl(CITED, "en"))
    assert item["type"] == "dataset"
    assert item["issued"] == {"date-parts": [[2026, 11, 21]]}
    assert item["URL"] == CITED.address
    assert "Fingerprint of the result: 0123456789abcdef." in item["note"]


def test_ris_is_a_record_of_tagged_lines() -> None:
    lines = as_ris(CITED, "fr").split("\r\n")
    assert lines[0] == "TY  - DATA"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(line[2:6] == "  - " for line in lines[:-1])


def test_key_is_that_of_the_thing_cited() -> None:
    assert CITED.key == replace(CITED, seen=date(2027, 1, 1)).key
    assert CITED.key != replace(CITED, query="ASK {}").key


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"kind": "poème"}, WrongUse),
        ({"query": "", "view": ""}, WrongUse),
        ({"view": "/reliability"}, WrongUse),
        ({"query": "", "view": "//elsewhere.example"}, WrongUse),
        ({"query": "", "view": "https://elsewhere.example/"}, WrongUse),
        ({"query": "", "view": "/\\elsewhere"}, WrongUse),
        ({"query": "", "view": "javascript:alert(1)"}, WrongUse),
        ({"query": "DROP ALL"}, BadQuery),
    ],
)
def test_what_cannot_be_cited_is_refused(change: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        checked(replace(CITED, **change))  # type: ignore[arg-type]


def test_view_leads_to_itself_and_query_to_the_page_of_questions() -> None:
    assert replace(CITED, query="", view="/reseau?focus=x").redrawn == "/reseau?focus=x"
    assert CITED.redrawn.startswith("/questions?sparql=SELECT")


def test_fingerprint_is_that_of_the_rows_whatever_their_order(service: QueryService) -> None:
    up, down = (fingerprint(service, f"{QUERY} ORDER BY {way}(?action)") for way in ("ASC", "DESC"))
    assert up == down
    assert len(up) == 16
    assert up != fingerprint(service, "SELECT ?action { ?action a ug:LegalText }")
    assert fingerprint(service, "ASK {}")
    assert fingerprint(service, "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 2000") == ""
