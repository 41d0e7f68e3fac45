"""Following paths through the claims of a document, and the names of what they lead to."""

from decimal import Decimal

from usagraph.ingest.evaluation.said import Said
from usagraph.ontology.terms import RDF, SKOS, concept, ug
from usagraph.records import Claim, Passage, Term, iri, key, text_value

ACTION, STEP = key("action||a"), key("participation-step|a|b")


def claim(subject: Term, predicate: str, object_: Term) -> Claim:
    return Claim("x", subject, predicate, object_, (Passage(0, 1, "x"),), "r", "1", Decimal(1))


SAID = Said(
    [
        claim(ACTION, RDF + "type", iri(ug("Action"))),
        claim(ACTION, SKOS + "prefLabel", text_value("Le guichet ouvert")),
        claim(ACTION, ug("hasStep"), STEP),
        claim(STEP, ug("degree"), iri(concept("degree", "consultation"))),
    ]
)


def test_paths_go_along_and_against_properties() -> None:
    ends = {"s": STEP, "o": iri(concept("degree", "consultation"))}
    assert SAID.ends("s", ends) == [STEP]
    assert SAID.ends("s^hasStep", ends) == [ACTION]
    assert SAID.ends("o^degree^hasStep", ends) == [ACTION]
    assert SAID.ends("s^hasStep/hasStep/degree", ends) == [ends["o"]]
    assert SAID.ends("s/stage", ends) == []


def test_names_come_from_the_claims_the_vocabularies_and_the_reference_tables() -> None:
    assert SAID.names(ACTION) == {"Le guichet ouvert", "a"}
    assert "consultation" in SAID.names(iri(concept("degree", "consultation")))
    assert {"loi 2002-2", "loi-2002-2"} <= SAID.names(key("legal-text||loi-2002-2"))
    assert SAID.names(text_value("mot")) == {"mot"}
    assert "collectivité territoriale" in SAID.names(iri(ug("LocalAuthority")))
    assert SAID.kinds(ACTION) == {"Action"}
