"""The rules, run to fixpoint on a graph small enough to read."""

import re

import pytest
from pyoxigraph import Quad, QueryTriples, RdfFormat, Store, Triple, parse

from usagraph.ontology.load import labels
from usagraph.ontology.rule import Rule, rules
from usagraph.ontology.terms import ug

PREFIXES = """
PREFIX : <https://example.org/>
PREFIX ug: <https://w3id.org/usagraph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX degree: <https://w3id.org/usagraph/voc/degree/>
PREFIX policy: <https://w3id.org/usagraph/voc/policy/>
"""
FACTS = """
policy:social skos:broader policy:solidarites .
:village ug:within :valley . :valley ug:within :massif .
:act ug:imposes :duty . :duty a ug:Obligation . :rule a ug:Obligation ; ug:imposedBy :code .

:built a ug:Action ; ug:hasStep :built1 ; ug:inDomain policy:social ; ug:takesPlaceIn :village .
:built1 a ug:ParticipationStep ; ug:degree degree:co-construction ; ug:involves :parents ; ug:usesMethod :workshop .

:asked a ug:Action ; ug:hasStep :asked1 ; ug:inDomain policy:routes-mobilites ; ug:underObligation :duty .
:asked1 a ug:ParticipationStep ; ug:degree degree:concertation .

:told a ug:Action ; ug:hasStep :told1 ; ug:inDomain policy:social .
:told1 a ug:ParticipationStep ; ug:degree degree:information .

:offered a ug:Action ; ug:inDomain policy:culture .
:council a ug:GovernanceBody ; ug:underObligation :rule .
"""
INFERRED = """
:built ug:hasDegree degree:co-construction ; ug:associates :parents ; ug:usesMethod :workshop ;
  ug:inDomain policy:solidarites ; ug:takesPlaceIn :valley, :massif ;
  a ug:UserAssociatingAction, ug:CoConstructionAction, ug:SocialCoConstruction, ug:HighDegreeAction .
:asked ug:hasDegree degree:concertation ; ug:mandatedBy :act ;
  a ug:UserAssociatingAction, ug:HighDegreeAction, ug:StatutoryParticipation .
:told ug:hasDegree degree:information ; ug:inDomain policy:solidarites ; a ug:UserAssociatingAction .
:council ug:mandatedBy :code ; a ug:StatutoryParticipation .
"""


def read(turtle: str) -> set[Triple]:
    return {quad.triple for quad in parse(PREFIXES + turtle, format=RdfFormat.TURTLE)}


def run_to_fixpoint(facts: set[Triple]) -> set[Triple]:
    store = Store()
    store.extend(Quad(*triple) for triple in facts)
    size = -1
    while len(store) != size:
        size = len(store)
        for rule in rules():
            found = store.query(rule.query)
            assert isinstance(found, QueryTriples)
            store.extend([Quad(*triple) for triple in found])
    return {quad.triple for quad in store}


def test_the_rules_give_these_statements_and_no_other() -> None:
    assert run_to_fixpoint(read(FACTS)) - read(FACTS) == read(INFERRED)


def test_the_rules_add_nothing_to_what_they_gave() -> None:
    once = run_to_fixpoint(read(FACTS))
    assert run_to_fixpoint(once) == once


def test_the_rules_say_nothing_of_an_empty_graph() -> None:
    assert run_to_fixpoint(set()) == set()


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_has_two_titles_and_names_only_known_terms(rule: Rule) -> None:
    assert rule.title_fr != rule.title_en
    assert all(title and not title.startswith("PREFIX") for title in (rule.title_fr, rule.title_en))
    assert {ug(name) for name in re.findall(r"\bug:(\w+)", rule.query)} <= set(labels("fr"))


def test_the_rules_are_these() -> None:
    assert [rule.name for rule in rules()] == [
        "associates",
        "co-construction-action",
        "has-degree",
        "high-degree-action",
        "in-domain-broader",
        "mandated-by",
        "social-co-construction",
        "statutory-participation",
        "takes-place-in",
        "user-associating-action",
        "uses-method",
    ]
