"""The compiled queries find what pyshacl finds: the same nodes, paths and components, condition by condition."""

import importlib.util
import tempfile
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ingest import library
from usagraph.ontology.load import ontology_ntriples
from usagraph.ontology.shacl.shape import shape_files
from usagraph.ontology.terms import BASE
from usagraph.workspace import Workspace

#: All but the two that pyshacl has no way, or takes minutes, to run: over named graphs, and over every literal.
COMPARED = [file for file in shape_files() if file.stem not in ("support", "no-personal-data")]
EXAMPLES = Path(__file__).parent.parent.parent / "ontology/shapes"

PREFIXES = """@prefix : <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def _reference() -> Any:
    spec = importlib.util.spec_from_file_location("shacl_reference", Path(__file__).parent / "shacl_reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference = _reference()


def assert_same(store: ox.Store, shapes: str) -> None:
    """Our queries and pyshacl find the same in the default graph."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shapes.ttl"
        file.write_text(shapes, encoding="utf-8")
        assert reference.ours(store, [file]) == reference.pyshacl_finds(reference.as_rdflib(store), [file])


def stored(turtle: str) -> ox.Store:
    store = ox.Store()
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    "file", [file for file in shape_files() if file.stem not in ("support", "prefixes")], ids=lambda file: file.stem
)
def test_the_bad_files_give_what_pyshacl_gives(file: Path) -> None:
    store = stored((EXAMPLES / f"{file.stem}-bad.ttl").read_text(encoding="utf-8"))
    store.load(ontology_ntriples(), format=ox.RdfFormat.N_TRIPLES)
    checked = [file, file.with_name("prefixes.ttl")]
    found = reference.ours(store, checked)
    assert found
    assert found == reference.pyshacl_finds(reference.as_rdflib(store), checked)


def test_invented_sheets_give_what_pyshacl_gives() -> None:
    store = stored("".join(reference.sheets(80)))
    store.load(ontology_ntriples(), format=ox.RdfFormat.N_TRIPLES)
    found = reference.ours(store, COMPARED)
    assert len({component for _, _, component in found}) >= 6
    assert found == reference.pyshacl_finds(reference.as_rdflib(store), COMPARED)


def test_the_damaged_corpus_gives_what_pyshacl_gives(shared: Path, tmp_path: Path) -> None:
    """The real default graph, one triple in twenty left out."""
    workspace = Workspace(tmp_path)
    library.add(sorted((shared / "corpus").glob("*.txt"))[:3], workspace, BASE)
    store = ox.Store()
    with EmbeddedStore(workspace.store) as real:
        kept = sorted(map(str, (quad.triple for quad in real.quads(None))))
        kept += map(str, (quad.triple for quad in real.quads(f"{BASE}/graph/ontology")))
    lines = "".join(f"{line} .\n" for place, line in enumerate(kept) if place % 20)
    store.load(lines.encode(), format=ox.RdfFormat.N_TRIPLES)
    found = reference.ours(store, COMPARED)
    assert len(found) > 50
    assert found == reference.pyshacl_finds(reference.as_rdflib(store), COMPARED)


def test_an_inverse_sequence_is_walked_as_sparql_does() -> None:
    """Not as pyshacl 0.40.1 does, which turns each step of the sequence round but keeps their order."""
    store = stored(PREFIXES + ":a :p :b . :b :q :c .")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shapes.ttl"
        path = "[ sh:inversePath ( :p :q ) ]"
        file.write_text(f"{PREFIXES}:s sh:targetNode :c, :a ; sh:path {path} ; sh:minCount 1 .", encoding="utf-8")
        found = reference.ours(store, [file])
    path = "^(http://example.org/p/http://example.org/q)"
    assert found == {("http://example.org/a", path, "MinCountConstraintComponent")}


@pytest.mark.parametrize(
    "constraint",
    [
        # A query of a property shape names its path, and may name a value.
        'sh:path :p ; sh:sparql [ sh:select "SELECT $this ?value WHERE { $this $PATH ?value FILTER(isLiteral(?value)) }" ]',
        'sh:sparql [ sh:select "SELECT $this ?path ?value WHERE { $this ?path ?value . ?value ?any $this }" ]',
        'sh:sparql [ sh:select "SELECT $this WHERE { $this <http://example.org/p> ?v . OPTIONAL { ?v <http://example.org/q> ?w } FILTER(!BOUND(?w)) }" ]',
        'sh:not [ sh:sparql [ sh:select "SELECT $this WHERE { { $this <http://example.org/p> ?v } UNION { ?v <http://example.org/q> $this } }" ] ]',
        'sh:property [ sh:path :p ; sh:sparql [ sh:select "SELECT $this WHERE { $this <http://example.org/q> ?v }" ] ]',
        'sh:sparql [ sh:deactivated true ; sh:select "SELECT $this WHERE { $this ?p ?o }" ]',
        'sh:sparql [ sh:select "SELECT $this WHERE { $this <http://example.org/p> ?v } GROUP BY $this HAVING(COUNT(?v) > 1)" ]',
    ],
)
def test_queries_of_shapes_give_what_pyshacl_gives(constraint: str) -> None:
    data = ":a :p 1, :b, :c . :b :p :a ; :q :a . :c :p 2 ; :q 3 . :d :q :b ."
    assert_same(stored(PREFIXES + data), f"{PREFIXES}:s sh:targetNode :a, :b, :c, :d, :absent ; {constraint} .")


RICH = (
    PREFIXES
    + """:B rdfs:subClassOf :A .
:a a :A ; :p 1, "x"^^xsd:integer, "a"@fr, "b"@fr, "c"@en-GB ; :q :b, :c ; :n 1, 2 ; :m 2, 3 .
:b a :B ; :p :a, "ab", "2024-02-30"^^xsd:date, "2024-02-01"^^xsd:date ; :q :a ; :n 3 ; :m 3 .
:c :p _:x, "", true, 1.5 ; :q "a", 1 ; :n "z" ; :m 1 .
_:x a :B, :X ; :p :c ; :q :c .
:d :p "y"^^xsd:integer . :e :p "2023-02-29"^^xsd:date .
"""
)
APART = "sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true"
EVERY = "sh:targetNode :a, :b, :c, :d, :e, :absent, 1 ; sh:targetClass :A ;"


@pytest.mark.parametrize(
    "condition",
    [
        *(
            "sh:class :A",
            "sh:class :B",
            "sh:datatype xsd:integer",
            "sh:datatype xsd:date",
            "sh:datatype rdf:langString",
        ),
        *(f"sh:nodeKind sh:{kind}" for kind in ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "IRIOrLiteral")),
        *("sh:nodeKind sh:BlankNodeOrLiteral", "sh:minLength 2", "sh:maxLength 1", 'sh:pattern "^A" ; sh:flags "i"'),
        *('sh:languageIn ( "fr" )', 'sh:languageIn ( "en" )', 'sh:languageIn ( "*" )', "sh:uniqueLang true"),
        *("sh:minCount 1", "sh:minCount 5", "sh:maxCount 3", 'sh:in ( :a :b 1 "ab" "a"@fr )', "sh:in ( )"),
        *(
            "sh:hasValue 1",
            'sh:hasValue "a"@fr',
            "sh:equals :q",
            "sh:disjoint :p",
            "sh:maxInclusive 1",
            "sh:minInclusive 2",
        ),
        *("sh:minExclusive 1", "sh:maxExclusive 2", "sh:not [ sh:class :A ]", "sh:not [ sh:path :p ; sh:minCount 1 ]"),
        *("sh:and ( [ sh:class :A ] [ sh:nodeKind sh:IRI ] )", "sh:or ( [ sh:class :A ] [ sh:minLength 1 ] )"),
        *(
            "sh:xone ( [ sh:class :A ] [ sh:class :B ] )",
            "sh:xone ( [ sh:nodeKind sh:Literal ] [ sh:nodeKind sh:Literal ] )",
        ),
        *("sh:node [ sh:property [ sh:path :q ; sh:minCount 2 ] ]", "sh:property [ sh:path :q ; sh:minCount 2 ]"),
        "sh:node [ sh:closed true ; sh:ignoredProperties ( rdf:type :q ) ]",
        "sh:or ( [ sh:not [ sh:class :A ] ] [ sh:property [ sh:path :n ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] ] )",
        "sh:qualifiedValueShape [ sh:nodeKind sh:Literal ] ; sh:qualifiedMinCount 2",
        "sh:qualifiedValueShape [ sh:class :A ] ; sh:qualifiedMaxCount 0",
        "sh:or ( [ sh:class :X ] [ a sh:NodeShape ] )",
        "sh:not [ sh:deactivated true ; sh:class :A ]",
    ],
)
@pytest.mark.parametrize("path", [":p", "( :q :p )", "[ sh:zeroOrMorePath :q ]", "[ sh:inversePath :p ]"])
def test_each_condition_on_a_path_gives_what_pyshacl_gives(condition: str, path: str) -> None:
    numbers = condition.startswith(("sh:minIn", "sh:maxIn", "sh:minEx", "sh:maxEx"))
    assert_same(stored(RICH), f"{PREFIXES}:s {EVERY} sh:path {':n' if numbers else path} ; {condition} .")


@pytest.mark.parametrize(
    "shape",
    [
        "sh:path :n ; sh:lessThan :m",
        "sh:path :n ; sh:lessThanOrEquals :m",
        "sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path :p ]",
        "sh:equals :q",
        "sh:disjoint :q",
        "sh:hasValue :a",
        "sh:class :A ; sh:severity sh:Info",
        "sh:property [ sh:path :p ; sh:property [ sh:path :q ; sh:maxCount 0 ] ]",
        f"sh:property [ sh:path :q ; {APART} ] , [ sh:path :p ; sh:qualifiedValueShape [ sh:class :A ] ; sh:qualifiedMinCount 1 ]",
    ],
)
def test_each_condition_on_a_node_gives_what_pyshacl_gives(shape: str) -> None:
    assert_same(stored(RICH), f"{PREFIXES}:s {EVERY} {shape} .")


@pytest.mark.parametrize("condition", ["sh:class :A", "sh:property [ sh:path :p ; sh:minCount 9 ]"])
@pytest.mark.parametrize("off", ["true", "false"])
def test_a_shape_switched_off_finds_nothing(condition: str, off: str) -> None:
    assert_same(stored(RICH), f"{PREFIXES}:s sh:targetNode :c ; {condition} ; sh:deactivated {off} .")
