"""Graphs cut into statements."""

import pytest

from usagraph.ontology.statement import Statement, cut, ntriples, read_turtle

PREFIXES = """
PREFIX : <https://example.org/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def pieces(text: str) -> list[Statement]:
    return cut(read_turtle((PREFIXES + text).encode(), "facts.ttl"), axioms=False)


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        (":a :p :b, :c ; :q 3 .", [1, 1, 1]),
        (":p rdfs:domain [ a owl:Class ; owl:unionOf ( :A :B ) ] .", [7]),
        (":a :p [ :q :b ; :r [ :s :c ] ] .", [4]),
        ("[] :p :b ; :q :c .", [1, 1]),
        ("[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) .", [1, 1, 1]),
        ("[ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :b ] rdfs:subClassOf :A .", [4]),
        ("_:x :p _:y . _:y :q _:x .", [1, 1]),
    ],
    ids=["triples", "a union", "nested nodes", "an unnamed thing", "pairs", "a class without a name", "a ring"],
)
def test_a_statement_is_a_triple_with_what_is_under_it(text: str, sizes: list[int]) -> None:
    assert sorted(len(piece.triples) for piece in pieces(text)) == sorted(sizes)


def test_each_triple_comes_with_its_line() -> None:
    text = b"<urn:a> <urn:p> <urn:b> ;\n  <urn:q> <urn:c> .\n\n<urn:d> <urn:p> <urn:e> .\n"
    assert list(read_turtle(text, "facts.ttl").values()) == [1, 2, 4]


def test_values_that_would_stop_the_reasoner_are_left_out() -> None:
    facts = ':a :p "2021"^^xsd:gYear, "many"^^xsd:decimal, "3"^^xsd:integer, "mot"@fr .'
    assert ntriples(pieces(facts)).decode().count("\n") == 2


def test_the_order_of_the_text_does_not_matter() -> None:
    one, other = (":a :p :b .", ":c :p [ :q :d ] .")
    assert [piece.head.subject for piece in pieces(one + other)] == [
        piece.head.subject for piece in pieces(other + one)
    ]
