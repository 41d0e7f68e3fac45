"""The gazetteers that the ontology gives."""

import pytest

from usagraph.ingest.known import KnownNames
from usagraph.records import iri, key
from usagraph.textview import flat

KNOWN = KnownNames()


def test_a_concept_by_any_of_its_names() -> None:
    wanted = iri("https://w3id.org/usagraph/voc/policy/routes-mobilites")
    assert [KNOWN.concept("policy", words) for words in ("Routes", "ROUTES.", "voirie", "Route")] == [wanted] * 4
    assert KNOWN.concept("policy", "Routes et chemins") is None
    assert KNOWN.concept("mode", "Routes") is None


def test_the_longest_name_at_each_place() -> None:
    words = flat("une charte des droits et libertés de la personne accueillie, une charte des droits et libertés")
    found = [words[start:end] for start, end, _ in KNOWN.mentions("instrument", words)]
    assert found == ["charte des droits et libertes de la personne accueillie", "charte des droits et libertes"]


@pytest.mark.parametrize(
    ("number", "nature", "slug"),
    [
        ("2002-2", "loi", "loi-2002-2"),
        ("1983-663", "loi", "loi-83-663"),
        ("83-663", "loi", "loi-83-663"),
        ("2002-2", "decret", None),
        ("2002-20", "loi", None),
    ],
)
def test_a_law_by_its_number(number: str, nature: str, slug: str | None) -> None:
    row = KNOWN.law(number, nature)
    assert (row and row.slug) == slug


def test_laws_by_their_date_or_year() -> None:
    assert [row.slug for row in KNOWN.laws_of("2007-03-05")] == ["loi-2007-290", "loi-2007-293"]
    assert {row.slug for row in KNOWN.laws_of("2002")} == {"loi-2002-2", "loi-2002-276", "loi-2002-303"}
    assert [row.slug for row in KNOWN.laws_of("2004-03-25", "decret")] == ["decret-2004-287"]


def test_a_name_of_one_word_keeps_its_capitals() -> None:
    def named(words: str) -> list[str]:
        return [row.slug for _, _, row in KNOWN.law_names(flat(words), words)]

    assert named("le CASF et ADELE") == ["casf", "programme-adele"]
    assert named("Adèle et la constitution, css, casf") == []


def test_a_departement_at_the_start() -> None:
    assert KNOWN.departement_at("loire-atlantique et") == ("loire-atlantique", 16)
    assert KNOWN.departement_at("loire et") == ("loire", 5)
    assert KNOWN.departement_at("loiret-sur") is None
    assert KNOWN.departement_at("vers la loire") is None


def test_a_body_by_its_name_or_acronym() -> None:
    assert [KNOWN.body(name) for name in ("CAF", "Caisse d’allocations familiales", "inconnue")] == [
        key("public-body||caf"),
        key("public-body||caf"),
        None,
    ]
