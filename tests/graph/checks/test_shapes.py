"""Each shape on a good file and on a bad one (`tests/ontology/shapes/`): everything it finds, and how it says it."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.checks.shapes import Violation, violations
from usagraph.ontology.load import ontology_ntriples
from usagraph.ontology.shacl.shape import FOLDER, Shape, read_shapes, shape_files, shapes
from usagraph.ontology.terms import BASE

DATA = Path(__file__).parent.parent.parent / "ontology/shapes"
PREFIXES = FOLDER / "shapes/prefixes.ttl"
NAMES = [file.stem for file in shape_files() if file != PREFIXES]
ID = f"{BASE}/id/"


def stored(name: str) -> ox.Store:
    """The store that holds the example `name`, and the ontology."""
    store = ox.Store()
    store.load(ontology_ntriples(), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(f"{BASE}/graph/ontology"))
    file = next(DATA.glob(f"{name}.*t[tr]*"))
    store.load(path=str(file))
    return store


def shape(name: str) -> tuple[Shape, ...]:
    return read_shapes([PREFIXES, FOLDER / f"shapes/{name}.ttl"])


def told(found: list[Violation]) -> str:
    """The violations as the `-bad.txt` files write them: a line of facts, then the sentence in both languages."""
    return "".join(
        f"{v.focus.replace(ID, '')} | {v.path} | {v.component.removesuffix('ConstraintComponent')} | {v.severity}\n"
        f"  {v.say('fr')}\n  {v.say('en')}\n"
        for v in found
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_good_file_breaks_nothing(name: str) -> None:
    assert violations(stored(f"{name}-good"), shape(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_bad_file_is_told_fault_by_fault(name: str) -> None:
    assert told(violations(stored(f"{name}-bad"), shape(name))) == (DATA / f"{name}-bad.txt").read_text(
        encoding="utf-8"
    )


TWO_DOCUMENTS = """@base <https://w3id.org/usagraph/> .
@prefix ug: <https://w3id.org/usagraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
<id/action/1> a ug:Action ; skos:prefLabel "Écouter"@fr .
<id/effect/1> a ug:Effect .
<id/measurement/1> a ug:Measurement ; ug:value "trois" ; ug:indicator "Visites"@fr ; ug:unit "visites" .
<graph/one> { <id/action/1> a ug:Action ; skos:prefLabel "Écouter"@fr . <id/effect/1> a ug:Effect . }
<graph/two> {
  <id/action/1> a ug:Action .
  <id/measurement/1> a ug:Measurement ; ug:value "trois" ; ug:indicator "Visites"@fr ; ug:unit "visites" .
}
<graph/two/evidence> { <id/document/two/passage/1> a ug:Passage ; oa:exact "trois" ; oa:start 4 ; oa:end 4 . }
"""


def several() -> ox.Store:
    store = ox.Store()
    store.load(TWO_DOCUMENTS.encode(), format=ox.RdfFormat.TRIG)
    return store


def places(found: list[Violation]) -> list[tuple[str, str, list[str]]]:
    return [(v.focus.replace(ID, ""), v.component[:8], [g.rpartition("graph/")[2] for g in v.graphs]) for v in found]


def test_a_violation_names_the_graphs_that_state_it() -> None:
    found = violations(several(), [*shape("action"), *shape("measurement"), *shape("passage")])
    assert places(found) == [
        ("action/1", "MinCount", ["one", "two"]),
        ("measurement/1", "Datatype", ["two"]),
        ("document/two/passage/1", "LessThan", ["two/evidence"]),
        ("document/two/passage/1", "MinCount", ["two/evidence"]),
    ]
    assert found[0].graph == f"{BASE}/graph/one"


def test_a_document_alone_is_told_what_it_says_itself() -> None:
    """Document two does not name the action, though document one does; the effect is of document one."""
    checked = [shape for shape in shapes() if not shape.iri.endswith(("DegreeOrder", "Bilingual"))]
    assert places(violations(several(), checked, document="two")) == [
        ("action/1", "Qualifie", ["one", "two"]),
        ("action/1", "MinCount", ["one", "two"]),
        ("measurement/1", "Datatype", ["two"]),
        ("document/two/passage/1", "LessThan", ["two/evidence"]),
        ("document/two/passage/1", "MinCount", ["two/evidence"]),
    ]


def test_a_triple_of_two_graphs_counts_once(tmp_path: Path) -> None:
    file = tmp_path / "one-label.ttl"
    file.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix shapes: <https://w3id.org/usagraph/shapes#> .
        shapes:One shapes:over shapes:everyGraph ; sh:targetSubjectsOf skos:prefLabel ; sh:path skos:prefLabel ; sh:maxCount 1 .""",
        encoding="utf-8",
    )
    assert violations(several(), read_shapes([file])) == []


def test_words_of_a_shape_cannot_break_out_of_the_query(tmp_path: Path) -> None:
    file = tmp_path / "hostile.ttl"
    file.write_text(
        r"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://example.org/> .
        :s sh:targetNode "x\"} UNION { ?a ?b ?c } #", <http://example.org/%7D%20%3F> ; sh:nodeKind sh:BlankNode ;
          sh:hasValue "\\\" . } DROP ALL {" ; sh:in ( "'} \n {" "${x}" ) ; sh:pattern "^[\"'}{\\\\]$" .""",
        encoding="utf-8",
    )
    found = violations(ox.Store(), read_shapes([file]))
    assert {(v.focus, v.component) for v in found} == {
        (focus, f"{component}ConstraintComponent")
        for focus in ('x"} UNION { ?a ?b ?c } #', "http://example.org/%7D%20%3F")
        for component in ("NodeKind", "HasValue", "In", "Pattern")
    }


def test_a_shape_without_words_is_told_by_its_facts() -> None:
    bare = Violation("a", "ug:ledBy", "MinCountConstraintComponent", "s", None, "warning")
    assert bare.say("en") == "a · ug:ledBy · MinCountConstraintComponent"
    assert bare.graph is None


def test_what_is_found_of_personal_data_is_not_repeated() -> None:
    found = violations(stored("no-personal-data-bad"), shape("no-personal-data"))
    assert "example.org" not in repr(found)
    assert "00" not in repr(found)
