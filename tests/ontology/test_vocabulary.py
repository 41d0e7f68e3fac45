"""The SKOS schemes as ingestion sees them."""

import pickle

import pytest

from usagraph.errors import UnknownName
from usagraph.ontology.terms import concept
from usagraph.ontology.vocabulary import Concept, concepts, schemes

SCHEMES = (
    *("access", "basis", "claim-status", "concept", "degree", "document-type", "instrument", "method", "mode"),
    *("nature", "organisation-type", "policy", "stage", "theme", "user-position", "user-role", "user-type"),
    "viewpoint",
)


def test_the_schemes_are_those_of_the_namespace() -> None:
    assert schemes() == SCHEMES


def test_the_degrees_come_in_order() -> None:
    found = [(one.notation, one.slug, one.pref["fr"]) for one in concepts("degree")]
    expected = ["information", "consultation", "concertation", "co-construction"]
    assert found == [(str(rank), slug, slug) for rank, slug in enumerate(expected, 1)]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_concept_is_named_in_both_languages(scheme: str) -> None:
    for found in concepts(scheme):
        assert set(found.pref) == {"fr", "en"}
        assert found.iri == concept(scheme, found.slug)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_notations_and_french_names_are_unique_in_a_scheme(scheme: str) -> None:
    """A gazetteer would not know which concept to choose."""
    notations = [found.notation for found in concepts(scheme)]
    assert len(notations) == len(set(notations))
    names = [name for found in concepts(scheme) for name in found.names("fr")]
    assert sorted(names) == sorted(set(names))


def test_every_broader_concept_exists() -> None:
    known = {found.iri for scheme in SCHEMES for found in concepts(scheme)}
    assert {broader for scheme in SCHEMES for found in concepts(scheme) for broader in found.broader} <= known


def test_policies_are_named_as_administrations_print_them() -> None:
    printed = {found.slug: found.pref["fr"] for found in concepts("policy")}
    assert printed["college-education"] == "Collège"
    assert printed["routes-mobilites"] == "Routes"
    social = next(found for found in concepts("policy") if found.slug == "social")
    assert social.broader == (concept("policy", "solidarites"),)
    ase = next(found for found in concepts("policy") if found.slug == "ase")
    assert ase.names("fr")[:3] == ("ASE", "aide sociale à l'enfance", "protection de l'enfance")


def test_an_open_scheme_is_empty() -> None:
    assert concepts("theme") == []


def test_an_unknown_scheme_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownName) as caught:
        concepts("degre")
    assert "degree" in str(caught.value)


def test_a_concept_travels_to_another_process() -> None:
    found = concepts("degree")[0]
    again: Concept = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes, a line above
    assert again == found
    assert hash(again) == hash(found)
