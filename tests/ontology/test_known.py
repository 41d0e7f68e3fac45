"""The terms that may be named, read from the files."""

import pytest

from usagraph.ontology.known import is_unknown, known_terms
from usagraph.ontology.terms import DCT, OA, ORG, SDO, SKOS, XSD, concept, ug


def test_own_and_borrowed_terms_are_known() -> None:
    borrowed = {ORG + "Organization", SKOS + "prefLabel", DCT + "issued", OA + "exact"}
    assert {ug("Action"), ug("Claim"), concept("degree", "concertation"), *borrowed} <= known_terms()


@pytest.mark.parametrize(
    ("iri", "unknown", "in_place"),
    [
        (ug("Actoin"), True, True),
        (concept("degree", "none"), True, True),
        (ORG + "Organisation", True, True),
        (ORG + "Organization", False, False),
        (SDO + "foundingDates", True, True),
        (XSD + "integer", False, False),
        ("https://example.org/Club", False, True),
    ],
)
def test_a_misspelt_term_is_unknown(iri: str, unknown: bool, in_place: bool) -> None:
    """A name from elsewhere is a thing, unless it stands where a class or a relation is named."""
    assert is_unknown(iri, known_terms()) is unknown
    assert is_unknown(iri, known_terms(), place=True) is in_place
