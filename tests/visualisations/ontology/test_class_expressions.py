"""Class expressions told in words and in Manchester syntax, one a kind."""

from pathlib import Path

import pytest

from usagraph.ontology.terms import NS, OWL
from usagraph.visualisations.ontology.class_expressions import Expressions
from usagraph.visualisations.ontology.term_names import Names, Phrase
from usagraph.visualisations.ontology.triples import Triples

HEAD = """@prefix ug: <https://w3id.org/usagraph/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ug:A a owl:Class ; rdfs:label "projet"@fr, "project"@en .
ug:B a owl:Class ; rdfs:label "lieu"@fr, "place"@en .
ug:p a owl:ObjectProperty ; rdfs:label "se tient dans"@fr, "is held in"@en .
"""
RESTRICTION = "a owl:Restriction ; owl:onProperty ug:p ;"

CASES = [
    ("ug:A", "ug:A", "“project”"),
    ("[ owl:unionOf ( ug:A ug:B ) ]", "ug:A or ug:B", "“project” or “place”"),
    ("[ owl:complementOf ug:A ]", "not ug:A", "whatever is not “project”"),
    ("[ owl:oneOf ( ug:A ug:B ) ]", "{ug:A, ug:B}", "“project” or “place”"),
    (
        f"[ {RESTRICTION} owl:someValuesFrom ug:B ]",
        "ug:p some ug:B",
        "whose relation “is held in” leads to something of the class “place”",
    ),
    (
        f"[ {RESTRICTION} owl:allValuesFrom ug:B ]",
        "ug:p only ug:B",
        "whose relation “is held in” leads only to something of the class “place”",
    ),
    (f"[ {RESTRICTION} owl:hasValue ug:B ]", "ug:p value ug:B", "whose relation “is held in” leads to “place”"),
    (
        f"[ {RESTRICTION} owl:minCardinality 2 ]",
        "ug:p min 2",
        "whose relation “is held in” leads at least 2 times to anything",
    ),
    (
        f"[ {RESTRICTION} owl:qualifiedCardinality 1 ; owl:onClass ug:B ]",
        "ug:p exactly 1 ug:B",
        "whose relation “is held in” leads exactly 1 times to something of the class “place”",
    ),
    (
        f"[ owl:intersectionOf ( ug:A [ {RESTRICTION} owl:someValuesFrom [ {RESTRICTION} owl:hasValue ug:B ] ] ) ]",
        "ug:A and (ug:p some (ug:p value ug:B))",
        "“project” whose relation “is held in” leads to something whose relation “is held in” leads to “place”",
    ),
    (
        f"[ owl:intersectionOf ( [ owl:unionOf ( ug:A ug:B ) ] [ {RESTRICTION} owl:someValuesFrom [ owl:oneOf ( ug:A ug:B ) ] ] ) ]",
        "(ug:A or ug:B) and (ug:p some {ug:A, ug:B})",
        "“project” or “place” whose relation “is held in” leads to “project” or “place”",
    ),
]


def expressions(folder: Path, expression: str, lang: str = "en") -> tuple[Expressions, str]:
    """A writer over a file that gives ug:C this definition, and the node of the definition."""
    file = folder / "a.ttl"
    file.write_text(f"{HEAD}ug:C a owl:Class ; owl:equivalentClass {expression} .", encoding="utf-8")
    triples = Triples([file])
    return Expressions(triples, Names(triples, lang)), triples.resources(NS + "C", OWL + "equivalentClass")[0]


def code(phrase: Phrase) -> str:
    """The phrase with the names of its terms."""
    return "".join(piece if isinstance(piece, str) else piece.name for piece in phrase)


def words(phrase: Phrase) -> str:
    """The phrase with the labels of its terms."""
    return "".join(piece if isinstance(piece, str) else piece.label for piece in phrase)


@pytest.mark.parametrize(("expression", "manchester", "told"), CASES)
def test_each_kind_of_expression(tmp_path: Path, expression: str, manchester: str, told: str) -> None:
    writer, node = expressions(tmp_path, expression)
    assert (code(writer.manchester(node)), words(writer.told(node))) == (manchester, told)


def test_in_french(tmp_path: Path) -> None:
    writer, node = expressions(tmp_path, CASES[4][0], "fr")
    said = "dont la relation «\u00a0se tient dans\u00a0» mène à une chose de la classe «\u00a0lieu\u00a0»"
    assert words(writer.told(node)) == said


def test_an_unknown_expression_is_said(tmp_path: Path) -> None:
    writer, node = expressions(tmp_path, "[ a owl:Class ]")
    with pytest.raises(ValueError, match="class expression"):
        writer.told(node)
