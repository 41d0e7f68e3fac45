"""What is found wrong without a reasoner, and what it rests on."""

import pytest

from usagraph.ontology.reasoning.closure import Clash, Closure
from usagraph.ontology.reasoning.knowledge import knowledge
from usagraph.ontology.statement import read_turtle
from usagraph.ontology.terms import compact

PREFIXES = """
PREFIX : <https://example.org/>
PREFIX ug: <https://w3id.org/usagraph/ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
OWN = """
:oneHome a owl:ObjectProperty, owl:FunctionalProperty .
:age a owl:DatatypeProperty, owl:FunctionalProperty .
:near a owl:ObjectProperty, owl:SymmetricProperty ; rdfs:range ug:Territory .
:nearest a owl:ObjectProperty ; rdfs:subPropertyOf :near .
:Club a owl:Class ; owl:equivalentClass [ owl:intersectionOf ( ug:Organisation [ a owl:Restriction ;
  owl:onProperty :meetsAt ; owl:hasValue :hall ] ) ] .
:meetsAt a owl:ObjectProperty ; rdfs:range ug:Territory .
:Empty a owl:Class ; rdfs:subClassOf owl:Nothing .
"""


def clashes(facts: str) -> list[Clash]:
    known = knowledge(read_turtle((PREFIXES + facts).encode(), "facts.ttl"))
    return Closure((*known.axioms, *known.facts)).clashes


@pytest.mark.parametrize(
    ("facts", "kind", "thing"),
    [
        (":x a ug:Lever, ug:Obstacle .", "disjoint", "x"),
        (":x ug:hasStep :y . :y ug:ledBy :z .", "disjoint", "y"),
        (":x ug:supportedBy :y . :y ug:within :z .", "disjoint", "y"),
        (":x ug:leads :y . :y ug:within :z .", "disjoint", "y"),
        (":x ug:takesPlaceIn :y . :y ug:within :z . :z ug:within :w . :w a ug:Event .", "disjoint", "w"),
        (":x ug:appliesTo :y ; a ug:Obligation . :y a ug:Territory .", "union", "y"),
        (":x a ug:Empty2, :Empty .", "nothing", "x"),
        (":x a :Club . :hall a ug:Event .", "disjoint", "hall"),
        (":x :nearest :y . :x a ug:Event .", "disjoint", "x"),
        (":x :oneHome :y, :z . :y a ug:Event . :z a ug:Territory .", "disjoint", "y"),
        (":x :oneHome :y, :z . :y owl:differentFrom :z .", "values", "y"),
        (":x :age 3, 4 .", "values", "x"),
        (':x ug:value "3" ; a ug:Measurement .', "datatype", "x"),
        (':x ug:value "a lot"^^xsd:decimal .', "datatype", "x"),
        ("[] a ug:Lever ; ug:mitigates [ a ug:SuccessFactor ] .", "disjoint", ""),
    ],
)
def test_a_clash_is_found(facts: str, kind: str, thing: str) -> None:
    found = [clash for clash in clashes(OWN + facts) if clash.kind == kind]
    assert found
    if thing:
        assert {clash.thing.value.rsplit("/")[-1] for clash in found} >= {thing}


@pytest.mark.parametrize(
    "facts",
    [
        ":x a ug:Action ; ug:ledBy :y . :y a ug:Directorate ; ug:inPole :z .",
        ":x :age 3, 3.0, 03 .",
        ":x :oneHome :y, :z .",
        ":x ug:value 3 , 3.5 .",
        ":x ug:fundedBy :y . :y a ug:Plan .",
        ":x ug:takesPartIn :e ; ug:absentFrom :e .",
        ":x a :Club . :hall a ug:Territory .",
        ':x ug:acronym "XY" ; ug:startDate "2021"^^xsd:gYear .',
    ],
)
def test_what_holds_together_does_not_clash(facts: str) -> None:
    assert clashes(OWN + facts) == []


def test_a_clash_rests_on_what_it_was_drawn_from_and_on_nothing_else() -> None:
    crowd = "".join(f":a{n} a ug:Action ; ug:ledBy :t{n} ." for n in range(50))
    (found,) = clashes(crowd + ":a3 ug:takesPlaceIn :fair . :fair a ug:Event .")
    assert {" ".join(compact(term.value) for term in statement.head) for statement in found.statements} == {
        "https://example.org/fair rdf:type ug:Event",
        "https://example.org/a3 ug:takesPlaceIn https://example.org/fair",
        "ug:takesPlaceIn rdfs:range ug:Territory",
        "ug:Event owl:disjointWith ug:Territory",
    }


def test_a_long_chain_of_places_is_followed_to_its_end() -> None:
    chain = "".join(f":p{n} ug:within :p{n + 1} ." for n in range(60))
    assert clashes(chain + ":x ug:takesPlaceIn :p0 . :p60 a ug:Event .")
