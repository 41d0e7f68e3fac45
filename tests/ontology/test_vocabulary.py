"""The SKOS schemes as ingestion sees them."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from usagraph.errors import BadTurtle, BrokenRule, UnknownName
from usagraph.ontology import vocabulary
from usagraph.ontology.terms import concept
from usagraph.ontology.vocabulary import Concept, concepts, schemes

SCHEMES = (
    *("access", "attribution", "basis", "claim-status", "concept", "decision", "degree", "document-type"),
    *("instrument", "issue", "method"),
    *("mode", "nature", "organisation-type", "policy", "stage", "theme", "user-position", "user-role", "user-type"),
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


@pytest.mark.parametrize("scheme", ["issue", "theme"])
def test_an_open_scheme_is_empty(scheme: str) -> None:
    assert concepts(scheme) == []


def test_an_unknown_scheme_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownName) as caught:
        concepts("degre")
    assert "degree" in str(caught.value)


def test_a_concept_travels_to_another_process() -> None:
    found = concepts("degree")[0]
    again: Concept = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes, a line above
    assert again == found
    assert hash(again) == hash(found)


GOOD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/usagraph/voc/invented/a> a skos:Concept ;
  skos:notation "1" ; skos:prefLabel "un"@fr, "one"@en .
"""


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Concept]]:
    """Reads a scheme from the words given."""
    monkeypatch.setattr(vocabulary, "FOLDER", tmp_path)

    def read(turtle: str) -> list[Concept]:
        (tmp_path / "invented.ttl").write_text(turtle, encoding="utf-8")
        # The cache is of the real files: it is neither read nor filled.
        return concepts.__wrapped__("invented")

    return read


def test_a_scheme_is_read_from_its_file(invented: Callable[[str], list[Concept]]) -> None:
    assert [(one.slug, one.pref["en"]) for one in invented(GOOD)] == [("a", "one")]


def test_a_scheme_that_does_not_parse_is_named_with_its_line(invented: Callable[[str], list[Concept]]) -> None:
    with pytest.raises(BadTurtle) as caught:
        invented(GOOD.replace('"1" ;', '"1'))
    assert (caught.value.values["file"], caught.value.values["line"]) == ("invented.ttl", 3)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ('skos:notation "1" ;', ""),
        ('"1"', '"one"'),
        ('"1"', '"1", "2"'),
        (', "one"@en', ""),
        ('"un"@fr', '"un"@fr, "une"@fr'),
    ],
    ids=["no notation", "a word for notation", "two notations", "one language", "two French names"],
)
def test_a_concept_that_is_not_whole_is_refused_by_name(
    invented: Callable[[str], list[Concept]], said: str, wrong: str
) -> None:
    assert said in GOOD
    with pytest.raises(BrokenRule) as caught:
        invented(GOOD.replace(said, wrong))
    assert "invented.ttl, <https://w3id.org/usagraph/voc/invented/a>" in str(caught.value)
