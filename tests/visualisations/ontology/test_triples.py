from pathlib import Path

import pytest

from usagraph.errors import BadTurtle
from usagraph.ontology.terms import NS, RDF, RDFS
from usagraph.visualisations.ontology.triples import Triples

TURTLE = """@prefix ug: <https://w3id.org/usagraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix far: <https://example.org/far#> .
@prefix : <https://example.org/here/> .
ug:B a rdfs:Class ; rdfs:label "bé"@fr, "bee"@en ; rdfs:comment "42" ; rdfs:seeAlso far:x, ( ug:A far:y ) .
ug:A a rdfs:Class ; rdfs:subClassOf ug:B, [ a rdfs:Class ] .
"""


@pytest.fixture
def triples(tmp_path: Path) -> Triples:
    (tmp_path / "a.ttl").write_text(TURTLE, encoding="utf-8")
    return Triples([tmp_path / "a.ttl"])


def test_instances_keep_the_order_of_the_file(triples: Triples) -> None:
    assert triples.instances(RDFS + "Class") == [NS + "B", NS + "A"]


def test_words_are_those_of_the_language_or_of_none(triples: Triples) -> None:
    assert triples.text(NS + "B", "en", RDFS + "label") == "bee"
    assert triples.text(NS + "B", "en", RDFS + "isDefinedBy", RDFS + "comment") == "42"
    assert triples.text(NS + "A", "en", RDFS + "label") == ""


def test_both_ways_and_lists(triples: Triples) -> None:
    assert triples.subjects(RDFS + "subClassOf", NS + "B") == [NS + "A"]
    head = triples.resources(NS + "B", RDFS + "seeAlso")[1]
    assert triples.members(head) == [NS + "A", "https://example.org/far#y"]
    assert triples.members(RDF + "nil") == []


def test_names_use_the_prefixes_of_the_files(triples: Triples) -> None:
    """The empty prefix is another namespace in each file: nothing is written with it."""
    assert triples.compact("https://example.org/far#x") == "far:x"
    assert triples.compact("https://example.org/here/x") == "https://example.org/here/x"


def test_what_does_not_parse_names_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<a> <b> <c> .\n<a> <b>\n<c", encoding="utf-8")
    with pytest.raises(BadTurtle, match=r"bad\.ttl"):
        Triples([tmp_path / "bad.ttl"])
