"""Claims of models put together as a person decides of them."""

from dataclasses import replace
from decimal import Decimal

from usagraph.graph.deciding.proposal import Proposal, proposals
from usagraph.ontology.terms import PROV, RDF, SKOS, ug
from usagraph.records import Claim, Passage, Term, iri, key, text_value

LEVER, WORDS, AGENT, ACTION = (
    key(name) for name in ("lever|n|temps", "verbatim|n|on", "agent|n|une habitante", "action|n|cafe")
)


def claim(start: int, subject: Term, predicate: str, value: Term) -> Claim:
    name = f"{subject.key}{predicate}{value.key or value.iri or value.value}"
    place = (Passage(start, start + 4, "mots"),)
    return Claim(name, subject, predicate, value, place, "llm.x", "m1", Decimal("0.4"), "mots", "pending")


def thing(start: int, one: Term, kind: str, label: str) -> list[Claim]:
    return [claim(start, one, RDF + "type", iri(kind)), claim(start, one, SKOS + "prefLabel", text_value(label))]


def test_a_thing_comes_with_what_is_said_of_it_and_what_it_leads_to() -> None:
    agent, spoken = thing(9, AGENT, PROV + "Agent", "une habitante"), thing(5, WORDS, ug("Verbatim"), "on vient")
    said, link = claim(5, WORDS, ug("attributedTo"), AGENT), claim(1, ACTION, ug("hasFactor"), LEVER)
    lever = thing(1, LEVER, ug("Lever"), "temps")
    found = proposals([*agent, *spoken, said, link, *lever])
    assert [set(one.claims) for one in found] == [{*lever, link}, {*spoken, said, *agent}]
    assert [(one.id, one.thing, one.words, one.status) for one in found] == [
        (lever[0].id, LEVER, "temps", "pending"),
        (spoken[0].id, WORDS, "on vient", "pending"),
    ]


def test_what_is_said_of_a_thing_of_the_rules_is_a_proposal_too() -> None:
    mode = claim(3, ACTION, ug("mode"), iri("https://example.org/projet"))
    assert proposals([mode]) == [Proposal((mode,))]
    assert proposals([mode])[0].words == "mots"
    assert proposals([]) == []


def test_its_status_is_that_of_its_class_while_nothing_waits() -> None:
    first, second = thing(1, LEVER, ug("Lever"), "temps")
    for status, other, expected in (
        ("accepted", "accepted", "accepted"),
        ("accepted", "pending", "pending"),
        ("rejected", "pending", "rejected"),
        ("pending", "pending", "pending"),
    ):
        assert Proposal((replace(first, status=status), replace(second, status=other))).status == expected
