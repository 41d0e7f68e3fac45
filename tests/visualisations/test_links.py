"""Addresses lead from things to pages and back."""

import pytest

from usagraph.graph.reading.entities import Evidence
from usagraph.visualisations.links import address, concept_iri, evidence_page, page_of, thing_iri


@pytest.mark.parametrize(
    ("iri", "page"),
    [
        ("https://w3id.org/usagraph/id/directorate/isere-dau", "/fiche/directorate/isere-dau"),
        ("https://example.org/graph/id/action/x", "/fiche/action/x"),
        ("https://w3id.org/usagraph/voc/degree/consultation", "/concept/degree/consultation"),
        ("https://w3id.org/usagraph/id/document/note-1234abcd", "/documents/note-1234abcd"),
        (
            "https://w3id.org/usagraph/id/document/note-1234abcd/passage/3-9",
            "/documents/note-1234abcd?passage=3-9#passage",
        ),
        ("https://w3id.org/usagraph/voc/arnstein#tokenism", None),
        ("https://example.org/elsewhere", None),
        ("javascript:alert(1)", None),
    ],
)
def test_page_of_an_iri(iri: str, page: str | None) -> None:
    assert page_of(iri, "fr") == page


def test_there_and_back() -> None:
    assert page_of(thing_iri("https://w3id.org/usagraph", "action", "a-b"), "en") == "/fiche/action/a-b?lang=en"
    assert page_of(concept_iri("policy", "social"), "fr") == "/concept/policy/social"


def test_evidence_opens_at_its_passage() -> None:
    evidence = Evidence(
        "c", "https://w3id.org/usagraph/id/document/n-1", "t", 3, 9, "words", None, None, "r@1", 1.0, "proposed"
    )
    assert evidence_page(evidence, "en") == "/documents/n-1?passage=3-9&lang=en#passage"


def test_nothing_in_a_name_escapes_the_address() -> None:
    assert address('/documents/a"><script>', "fr", q="é&b") == "/documents/a%22%3E%3Cscript%3E?q=%C3%A9%26b"
