"""Contradictions explained: the smallest set of statements, tested, and told in words."""

import math
import re
from collections.abc import Sequence

import pytest
from pyoxigraph import NamedNode, Triple

from usagraph.ontology.load import labels
from usagraph.ontology.reasoning import hermit
from usagraph.ontology.reasoning.explanation import Explanation, each_needed, explain, explain_class, minimal
from usagraph.ontology.reasoning.hermit import consistent, contradictory, has_java
from usagraph.ontology.reasoning.knowledge import Knowledge, knowledge, module
from usagraph.ontology.reasoning.telling import Telling
from usagraph.ontology.statement import Statement, ntriples, read_turtle
from usagraph.ontology.terms import ug

needs_java = pytest.mark.skipif(not has_java(), reason="HermiT runs on Java, which is not installed")
EX = "https://example.org/"
PREFIXES = """
PREFIX : <https://example.org/>
PREFIX ug: <https://w3id.org/usagraph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
TWO_CLASSES = ':relay a ug:Action, ug:Organisation ; skos:prefLabel "Relais des aînés"@fr, "Elders\' relay"@en .'
LED_BY_A_PLACE = ":relay a ug:Action ; ug:ledBy :valley . :valley a ug:Territory ; ug:within :massif ."
CHOICE = ":relay a ug:Action ; ug:covers :valley ."
CHAIN = ":relay ug:takesPlaceIn :village . :village ug:within :fair . :fair a ug:Event ."
NUMBER = ':sum a ug:Measurement ; ug:value "many"^^xsd:decimal .'
# Beyond what `closure` sees: a negation under "all values".
UNSEEN = """
:team a [ a owl:Restriction ; owl:onProperty ug:leads ;
          owl:allValuesFrom [ a owl:Class ; owl:complementOf ug:UserAssociatingAction ] ] .
:relay ug:ledBy :team ; ug:hasStep :step .
"""


def known(facts: str) -> Knowledge:
    return knowledge(read_turtle((PREFIXES + facts).encode(), "facts.ttl"))


def first(facts: str) -> Explanation:
    found = next(explain(known(facts)), None)
    assert found is not None
    return found


def heads(statements: Sequence[Statement]) -> set[str]:
    """The facts in short: the last part of each name."""
    return {" ".join(re.sub(r"<[^>]*[/#]|[<>]", "", str(term)) for term in s.head) for s in statements}


def assert_minimal(found: Explanation, frame: Sequence[Statement]) -> None:
    """HermiT finds all of it contradictory, and no longer so without any one of its statements."""
    statements = (*found.facts, *found.axioms)
    assert not consistent(ntriples((*frame, *statements)))
    without_one = [ntriples((*frame, *(s for s in statements if s != left_out))) for left_out in statements]
    assert contradictory(without_one) == len(statements)


@needs_java
@pytest.mark.parametrize(
    ("facts", "needed", "axioms"),
    [
        (TWO_CLASSES, {"relay type Action", "relay type Organisation"}, 3),
        (LED_BY_A_PLACE, {"relay ledBy valley", "valley type Territory"}, 2),
        (CHOICE, {"relay type Action", "relay covers valley"}, 7),
        (CHAIN, {"village within fair", "fair type Event"}, 2),
    ],
    ids=["two disjoint classes", "a range against a class", "a domain that is a choice", "a transitive relation"],
)
def test_an_explanation_is_the_smallest_set(facts: str, needed: set[str], axioms: int) -> None:
    found = first(facts)
    assert heads(found.facts) == needed
    assert len(found.axioms) == axioms
    assert found.reasoner == "HermiT"
    assert_minimal(found, known(facts).frame)


@needs_java
def test_what_only_the_reasoner_sees_is_explained_too() -> None:
    crowd = "".join(f":a{n} a ug:Action ; ug:ledBy :t{n} ; ug:hasStep :s{n} ." for n in range(2))
    asked: list[None] = []
    found = next(explain(known(crowd + UNSEEN), asked=lambda: asked.append(None)))
    assert found.clash is None
    assert len(found.facts) == 3
    assert {"relay ledBy team", "relay hasStep step"} < heads(found.facts)
    assert_minimal(found, known(UNSEEN).frame)
    assert len(asked) <= 8 * 3


def test_what_holds_together_needs_no_explanation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hermit, "has_java", lambda: False)
    assert list(explain(known(":relay a ug:Action ; ug:ledBy :team ."))) == []


def test_contradictions_are_explained_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hermit, "has_java", lambda: False)
    found = list(explain(known(TWO_CLASSES + NUMBER)))
    assert [(why.clash.kind, heads(why.facts)) for why in found if why.clash] == [
        ("datatype", {'sum value "many"^^decimal'}),
        ("disjoint", {"relay type Action", "relay type Organisation"}),
    ]
    assert [why.reasoner for why in found] == [None, None]


@pytest.mark.parametrize("needed", [set(), {0}, {96}, {3, 4}, {0, 48, 96}, set(range(97)), {5, 17, 33, 60, 61}])
def test_the_needed_statements_are_found_in_few_looks(needed: set[int]) -> None:
    given = tuple(Statement(Triple(NamedNode(f"{EX}{n}"), NamedNode(EX), NamedNode(EX))) for n in range(97))
    cause, looks = {given[number] for number in needed}, 0

    def first(sets: Sequence[tuple[Statement, ...]]) -> int:
        nonlocal looks
        looks += 1
        return next((number for number, tried in enumerate(sets) if cause <= set(tried)), len(sets))

    assert set(minimal(given, (), first)) == cause
    assert looks <= (len(needed) + 1) * math.ceil(math.log(97, 7))
    assert set(each_needed(given, (), first)) == cause


def test_of_several_causes_one_is_found_and_it_is_minimal() -> None:
    given = tuple(Statement(Triple(NamedNode(f"{EX}{n}"), NamedNode(EX), NamedNode(EX))) for n in range(12))
    causes = [{given[0], given[7]}, {given[1], given[2], given[3]}, {given[7], given[8]}]

    def first(sets: Sequence[tuple[Statement, ...]]) -> int:
        return next((n for n, tried in enumerate(sets) if any(cause <= set(tried) for cause in causes)), len(sets))

    assert set(minimal(given, (), first)) in causes
    assert set(each_needed(given, (), first)) in causes


def test_the_part_of_the_ontology_around_some_facts_gives_the_same_answer() -> None:
    given = known(TWO_CLASSES)
    around = module(given.axioms, given.facts)
    assert len(around) < len(given.axioms) / 2
    assert {s for s in around if s.head.subject == NamedNode("http://www.w3.org/ns/org#Organization")}


@needs_java
def test_a_class_without_members_is_explained_by_a_supposed_member() -> None:
    given = known(":Club a owl:Class ; rdfs:subClassOf ug:Action, ug:Organisation .")
    found = explain_class(given, EX + "Club")
    assert found is not None
    assert heads(found.facts) == {
        "urn:usagraph:member type Club",
        "Club subClassOf Action",
        "Club subClassOf Organisation",
    }
    told = Telling("fr").explain(found)
    assert told[0] == "« un membre supposé » serait à la fois « action » et « acteur », ce que l'ontologie exclut."


def test_an_explanation_is_told_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hermit, "has_java", lambda: False)
    facts = read_turtle((PREFIXES + TWO_CLASSES).encode(), "facts.ttl")
    places = {triple: f"facts.ttl:{line}" for triple, line in facts.items()}
    found = next(explain(knowledge(facts)))
    french = Telling("fr", facts, places).explain(found)
    assert french[:4] == [
        "« Relais des aînés » serait à la fois « action » et « acteur », ce que l'ontologie exclut.",
        "Ce qui est dit :",
        "  - « Relais des aînés » est déclaré « action » (facts.ttl:8)",
        "  - « Relais des aînés » est déclaré « organisation » (facts.ttl:8)",
    ]
    assert "  - rien ne peut être à la fois « acteur » et « action »" in french
    english = Telling("en", facts).explain(found)
    assert english[0] == "“Elders' relay” would be both “action” and “agent”, which the ontology rules out."
    assert english[2] == "  - “Elders' relay” is declared “action”"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_axiom_of_the_ontology_is_told_in_words(lang: str) -> None:
    telling = Telling(lang)
    told = [telling.statement(axiom) for axiom in knowledge().axioms]
    assert not [sentence for sentence in told if "model." in sentence or "{" in sentence or "://" in sentence]
    unknown = telling.name(None)
    assert not [sentence for sentence in told if unknown in sentence]


def test_the_links_of_a_chain_are_told_in_their_order() -> None:
    chains = [axiom for axiom in knowledge().axioms if axiom.head.predicate.value.endswith("propertyChainAxiom")]
    told = {Telling("fr").statement(axiom) for axiom in chains}
    step, involves, associates = (labels("fr")[ug(name)] for name in ("hasStep", "involves", "associates"))
    assert f"la suite « {step} » puis « {involves} » donne « {associates} »" in told
