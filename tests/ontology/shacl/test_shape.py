"""Shapes read from Turtle: what is wrong is refused by file and line, in both languages, and nothing half loaded."""

import re
from pathlib import Path

import pytest

from usagraph.errors import BadTurtle, UsagraphError
from usagraph.messages import LANGUAGES, catalogue
from usagraph.ontology.known import known_terms
from usagraph.ontology.shacl.located import BrokenShape
from usagraph.ontology.shacl.shape import SHAPES, read_shapes, shape_files, shapes
from usagraph.ontology.terms import NS

HEAD = """@prefix : <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ug: <https://w3id.org/usagraph/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
"""
SELECT = ':s sh:targetNode :a ; sh:sparql [ sh:select """%s""" ] .'


def write(folder: Path, text: str) -> Path:
    file = folder / "mine.ttl"
    file.write_text(f"{HEAD}{text}\n", encoding="utf-8")
    return file


def test_the_contract_has_its_shapes() -> None:
    names = {shape.iri.removeprefix(SHAPES) for shape in shapes()}
    assert names == {
        *("Document", "Passage", "Claim", "Support", "Action", "Step", "Directorate", "GovernanceBody", "Obligation"),
        *("LegalText", "Effect", "Measurement", "Verbatim", "Definition", "Concept", "VocabularyConcept"),
        *("EnglishConcept", "DegreeOrder", "ActionSheet", "Replaced", "NoPersonalData", "Bilingual"),
    }


def test_every_condition_has_words_in_both_languages() -> None:
    for shape in shapes():
        inner = [c.shapes[0] for c in shape.constraints if c.component == "PropertyConstraintComponent"]
        asking = [s for s in (shape, *inner) if any(not c.component.startswith("Property") for c in s.constraints)]
        for one in asking:
            for messages in (c.messages or one.messages for c in one.constraints if "Property" not in c.component):
                assert set(messages) == set(LANGUAGES), one.where
                assert all(re.fullmatch(r"[A-ZÀ-Ý«“].*[.]", sentence) for sentence in messages.values()), one.where
                assert len({tuple(sorted(re.findall(r"\{.+?\}", sentence))) for sentence in messages.values()}) == 1


def test_each_file_is_named_after_its_shape() -> None:
    """`action-sheet.ttl` begins with shapes:ActionSheet."""
    for file in shape_files():
        if file.stem != "prefixes":
            name = "".join(word.capitalize() for word in file.stem.split("-"))
            assert read_shapes([file.with_name("prefixes.ttl"), file])[0].iri == SHAPES + name


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (":s sh:targetClass ug:Actoin .", 7, "unknown"),
        (":s sh:targetClass ug:Action ;\n  sh:property [ sh:path ug:ledby ; sh:minCount 1 ] .", 8, "unknown"),
        (":s sh:targetNode :a ;\n\n  sh:hasValue <https://w3id.org/usagraph/voc/degree/none> .", 9, "unknown"),
        (SELECT % "SELECT $this WHERE { $this a <https://w3id.org/usagraph/ns#None> }", 7, "unknown"),
        (":s sh:targetClass org:Organisation ; sh:nodeKind sh:IRI .", 7, "unknown"),
        (":s sh:targetNode :a ;\n  sh:property [ sh:path skos:prefLable ; sh:minCount 1 ] .", 8, "unknown"),
        (":s sh:targetNode :a ;\n  sh:path [ sh:alternativePath ( :p dct:issue ) ] ; sh:minCount 1 .", 8, "unknown"),
        (":s sh:targetNode :a ; sh:class :Nothing .", 7, "unknown"),
        (SELECT % "SELECT $this WHERE { $this a <http://www.w3.org/ns/org#Organisation> }", 7, "unknown"),
        (":s sh:targetNode :a ;\n  sh:js :x .", 8, "unsupported"),
        (":s sh:targetNode :a ; sh:minimum 1 .", 7, "unsupported"),
        (":c a\n sh:ConstraintComponent .", 8, "unsupported"),
        (":s sh:targetNode :a ; sh:target [ sh:select '' ] .", 7, "unsupported"),
        (":s sh:targetNode :a ; sh:path :p ; sh:minCount -1 .", 7, "value"),
        (":s sh:targetNode :a ; sh:path :p ; sh:minCount 'x' .", 7, "value"),
        (":s sh:targetNode :a ; sh:nodeKind sh:Thing .", 7, "value"),
        (":s sh:targetNode :a ; sh:severity sh:Fatal .", 7, "value"),
        (":s sh:targetNode :a ; sh:deactivated 'maybe' .", 7, "value"),
        (":s sh:targetNode [] ; sh:nodeKind sh:IRI .", 7, "value"),
        (":s sh:targetNode :a ; sh:class 'x' .", 7, "value"),
        (":s sh:targetNode :a ; sh:hasValue [] .", 7, "value"),
        (":s sh:targetNode :a ; sh:property [ sh:minLength 1 ] .", 7, "value"),
        (":s sh:targetNode :a ; sh:minLength 1, 2 .", 7, "several"),
        (":s sh:targetNode :a ; sh:path :p ; sh:path :q .", 7, "several"),
        (":s sh:targetNode :a ; sh:flags 'i' .", 7, "missing"),
        (":s sh:targetNode :a ; sh:path :p ; sh:qualifiedValueShape [ sh:class :C ] .", 7, "missing"),
        (":s sh:targetNode :a ; sh:sparql [ sh:message 'x' ] .", 7, "missing"),
        (":s sh:targetNode :a ; sh:in :b .", 7, "list"),
        (":s sh:targetNode :a ; sh:path ( :p ) ; sh:minCount 1 .", 7, "path"),
        (":s sh:targetNode :a ; sh:path [ :p :q ] ; sh:minCount 1 .", 7, "path"),
        (":s sh:targetNode :a ; sh:minCount 1 .", 7, "no-path"),
        (":s sh:targetNode :a ; sh:node :nowhere .", 7, "no-shape"),
        (":s sh:targetNode :a ; sh:property :p .\n:p sh:path :q ;\n sh:node :s .", 9, "recursive"),
        (":s sh:targetNode :a ; sh:pattern '(?<!x)y' .", 7, "pattern"),
        (":s sh:targetNode :a ; sh:datatype xsd:nonNegativeInteger .", 7, "folded"),
        (SELECT % "SELECT $this WHERE { $this a }", 7, "query"),
        (SELECT % "SELECT $this WHERE { $this a ?k MINUS { $this a ?l } }", 7, "forbidden"),
        (SELECT % "SELECT $this WHERE { $this a ?k } LIMIT 1", 7, "forbidden"),
        (SELECT % "SELECT $this WHERE { ?x a ?k OPTIONAL { $this a ?k } }", 7, "this"),
        (SELECT % "SELECT $this WHERE { { ?x a ?k } UNION { $this a ?k } }", 7, "this"),
        (SELECT % "SELECT (COUNT(?k) AS ?n) WHERE { $this a ?k }", 7, "this"),
    ],
)
def test_a_wrong_shape_is_refused_by_file_and_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    known = frozenset({NS + "Action", NS + "ledBy", *(f"http://example.org/{name}" for name in "pqC")})
    with pytest.raises(BrokenShape) as caught:
        read_shapes([write(tmp_path, text)], known=known)
    assert (caught.value.values["where"], caught.value.values["reason"]) == (f"mine.ttl:{line}", reason)
    for lang in LANGUAGES:
        assert f"mine.ttl:{line}" in caught.value.say(lang)
        assert "{" not in caught.value.say(lang).replace("{ $this", "")


def test_every_reason_has_a_case_above() -> None:
    marks = test_a_wrong_shape_is_refused_by_file_and_line.pytestmark  # type: ignore[attr-defined]
    assert {key.partition(".")[2] for key in catalogue("fr") if key.startswith("shapes.")} == {
        reason for *_, reason in marks[0].args[1]
    }


def test_a_file_that_is_no_turtle_is_refused_by_line(tmp_path: Path) -> None:
    with pytest.raises(BadTurtle) as caught:
        read_shapes([write(tmp_path, ":s sh:targetNode :a ;\n  sh:minCount [ .")])
    assert (caught.value.values["file"], caught.value.values["line"]) == ("mine.ttl", 8)


def test_one_wrong_file_among_good_ones_loads_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsagraphError, match=r"mine\.ttl:7"):
        read_shapes([*shape_files(), write(tmp_path, ":s sh:targetNode :a ; sh:js :x .")])


@pytest.mark.parametrize(
    "select",
    [
        "SELECT $this WHERE { { $this a ?k } UNION { ?k a $this } }",
        "SELECT $this WHERE { $this a ?k { ?a ?b ?c } UNION { ?d ?e ?f } }",
        "SELECT $this (COUNT(?k) AS ?n) WHERE { $this a ?k } GROUP BY $this HAVING(COUNT(?k) > 1)",
        'SELECT ?this ?value WHERE { ?this ?p ?value FILTER(?value != "MINUS { # LIMIT") } # OFFSET',
    ],
)
def test_a_query_that_binds_its_node_is_read(tmp_path: Path, select: str) -> None:
    text = SELECT.replace('"""', "'''") % select
    (shape,) = read_shapes([write(tmp_path, text)])
    assert shape.constraints[0].query == select


def test_borrowed_terms_may_be_named_and_classes_of_the_file_itself(tmp_path: Path) -> None:
    text = """:s sh:targetClass org:Organization, :Club ; sh:property [ sh:path dct:issued ; sh:minCount 1 ] .
    :Club a <http://www.w3.org/2000/01/rdf-schema#Class> ."""
    assert len(read_shapes([write(tmp_path, text)], known=known_terms())) == 1
