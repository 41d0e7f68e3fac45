"""The gazetteers that the ontology gives."""

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
