"""Axioms told as sentences: every way in which OWL describes a class, and what is out of place in the facts."""

import pytest

from usagraph.ontology.reasoning.knowledge import knowledge
from usagraph.ontology.reasoning.telling import Telling
from usagraph.ontology.statement import read_turtle

PREFIXES = """PREFIX : <https://example.org/>
PREFIX ug: <https://w3id.org/usagraph/ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
LED = "a owl:Restriction ; owl:onProperty ug:ledBy"
#: A description, and how it is told in French and in English.
TOLD = {
    "at least": (
        f'{LED} ; owl:minCardinality "2"^^xsd:nonNegativeInteger',
        "ce qui a pour « porté par » au moins 2 valeur(s)",
        "what has for “led by” at least 2 value(s)",
    ),
    "at most": (
        f'{LED} ; owl:maxCardinality "1"^^xsd:nonNegativeInteger',
        "ce qui a pour « porté par » au plus 1 valeur(s)",
        "what has for “led by” at most 1 value(s)",
    ),
    "exactly": (
        f'{LED} ; owl:cardinality "1"^^xsd:nonNegativeInteger',
        "ce qui a pour « porté par » exactement 1 valeur(s)",
        "what has for “led by” exactly 1 value(s)",
    ),
    "at least of a class": (
        f'{LED} ; owl:minQualifiedCardinality "2"^^xsd:nonNegativeInteger ; owl:onClass ug:Directorate',
        "ce qui a pour « porté par » au moins 2 valeur(s) parmi « direction »",
        "what has for “led by” at least 2 value(s) among “directorate”",
    ),
    "at most of a datatype": (
        f"{LED.replace('ledBy', 'value')} ; owl:maxQualifiedCardinality 1 ; owl:onDataRange xsd:decimal",
        "ce qui a pour « valeur » au plus 1 valeur(s) parmi « nombre décimal »",
        "what has for “value” at most 1 value(s) among “decimal number”",
    ),
    "exactly of a class": (
        f'{LED} ; owl:qualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onClass [ owl:complementOf ug:Pole ]',
        "ce qui a pour « porté par » exactement 1 valeur(s) parmi ce qui n'est pas « pôle »",
        "what has for “led by” exactly 1 value(s) among what is not “pole”",
    ),
    "nothing but": (
        f"{LED} ; owl:allValuesFrom ug:Directorate",
        "ce qui n'a pour « porté par » que « direction »",
        "what has for “led by” nothing but “directorate”",
    ),
    "some": (
        f"{LED} ; owl:someValuesFrom ug:Directorate",
        "ce qui a pour « porté par » au moins un(e) « direction »",
        "what has for “led by” at least one “directorate”",
    ),
    "a value": (
        f"{LED} ; owl:hasValue :parks",
        "ce qui a pour « porté par » « parks »",
        "what has for “led by” “parks”",
    ),
    "words": (
        'a owl:Restriction ; owl:onProperty ug:sheetNumber ; owl:hasValue "41"',
        "ce qui a pour « numéro de fiche » « 41 »",
        "what has for “sheet number” “41”",
    ),
    "itself": (
        f'{LED} ; owl:hasSelf "true"^^xsd:boolean',
        "ce qui est relié à soi-même par « porté par »",
        "what is linked to itself by “led by”",
    ),
    "one of some things": ("a owl:Class ; owl:oneOf ( :parks :roads )", "« parks » ou « roads »", "“parks” or “roads”"),
    "one of some words": ('a rdfs:Datatype ; owl:oneOf ( "a" "b" )', "« a » ou « b »", "“a” or “b”"),
    "the contrary": ("a owl:Class ; owl:complementOf ug:Pole", "ce qui n'est pas « pôle »", "what is not “pole”"),
    "backwards": (
        "a owl:Restriction ; owl:onProperty [ owl:inverseOf ug:ledBy ] ; owl:someValuesFrom ug:Action",
        "ce qui a pour « porté par (à rebours) » au moins un(e) « action »",
        "what has for “led by (read backwards)” at least one “action”",
    ),
    "a part of a datatype": (
        "a rdfs:Datatype ; owl:onDatatype xsd:integer ; owl:withRestrictions ( [ xsd:minInclusive 1 ] )",
        "certaines valeurs de « nombre entier »",
        "some values of “whole number”",
    ),
}


@pytest.mark.parametrize("case", TOLD)
def test_a_described_class_is_told_in_both_languages(case: str) -> None:
    description, french, english = TOLD[case]
    text = f"{PREFIXES}:Club a owl:Class ; rdfs:subClassOf [ {description} ] ."
    known = knowledge(read_turtle(text.encode(), "facts.ttl"))
    (fact,) = (fact for fact in known.facts if fact.under)
    assert Telling("fr").statement(fact) == f"tout ce qui est « Club » est {french}"
    assert Telling("en").statement(fact) == f"all that is “Club” is {english}"


def test_a_fact_out_of_place_is_told_with_its_place_and_the_remedy() -> None:
    facts = read_turtle(f'{PREFIXES}:a ug:ledBy "the parks" .\n:a ug:acronym :b .'.encode(), "facts.ttl")
    telling = Telling("fr", facts, {triple: f"facts.ttl:{line}" for triple, line in facts.items()})
    words, thing = (telling.misplaced(fact) for fact in facts)
    assert words == (
        "« a » — porté par → « the parks » (facts.ttl:6) : « porté par » mène à une chose, et « the parks » "
        "n'est que des mots. Donnez l'IRI de la chose, ou employez un attribut."
    )
    assert thing.startswith("« a » — sigle → « b » (facts.ttl:7) : « sigle » attend des mots")
