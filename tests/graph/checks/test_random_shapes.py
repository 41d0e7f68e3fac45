"""Random graphs against random shapes: the compiled queries find what pyshacl finds."""

import importlib.util
import tempfile
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PREFIXES = """@prefix : <http://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CLASSES = ":B rdfs:subClassOf :A . :C rdfs:subClassOf :B . :X rdfs:subClassOf :Y ."
NODES = (":a", ":b", ":c", "_:x", "_:y")
KINDS = (":A", ":B", ":C", ":X")
WORDS = ('"a"', '"ab"', '""', '"a"@fr', '"b"@fr', '"a"@en', '"c"@en-GB', "1", "2", "1.5", "true")
ILL = ('"x"^^xsd:integer', '"2024-13-01"^^xsd:date', '"2024-01-02"^^xsd:date')
NUMBERS = ("1", "2", "3", "1.5", "2.5", '"a"', '"b"')
PREDICATES = (":p", ":q")
PATHS = (
    *(
        ":p",
        ":q",
        "[ sh:inversePath :p ]",
        "( :p :q )",
        "( [ sh:inversePath :p ] :q )",
        "[ sh:alternativePath ( :p :q ) ]",
    ),
    *("[ sh:zeroOrMorePath :p ]", "[ sh:oneOrMorePath :p ]", "[ sh:zeroOrOnePath :q ]"),
    *("( :p [ sh:zeroOrMorePath :q ] )", "[ sh:zeroOrMorePath [ sh:alternativePath ( :p [ sh:inversePath :q ] ) ] ]"),
    # No sequence inside an inverse: pyshacl walks it in the wrong order (see the test below).
    "[ sh:inversePath [ sh:zeroOrMorePath [ sh:alternativePath ( :p :q ) ] ] ]",
)


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


@st.composite
def graphs(draw: st.DrawFn) -> str:
    node, word = st.sampled_from(NODES), st.sampled_from(WORDS + ILL)
    typed = st.builds("{} a {} .".format, node, st.sampled_from(KINDS))
    linked = st.builds("{} {} {} .".format, node, st.sampled_from(PREDICATES), node | word)
    counted = st.builds("{} {} {} .".format, node, st.sampled_from((":n", ":m")), st.sampled_from(NUMBERS))
    tagged = st.builds("{} :p {} .".format, node, st.sampled_from(('"a"@fr', '"b"@fr', '"a"@en', '"b"@en')))
    lines = draw(st.lists(typed | linked | counted | tagged, min_size=1, max_size=16))
    return PREFIXES + CLASSES + "\n" + "\n".join(lines)


def alone(draw: st.DrawFn) -> str:
    """A condition on values that needs no other shape."""
    listed = " ".join(draw(st.lists(st.sampled_from((":a", ":b", *WORDS)), max_size=3, unique=True)))
    return draw(
        st.sampled_from(
            (
                f"sh:class {draw(st.sampled_from((*KINDS, ':Y')))}",
                f"sh:datatype xsd:{draw(st.sampled_from(('string', 'integer', 'decimal', 'boolean', 'date')))}",
                "sh:datatype rdf:langString",
                f"sh:nodeKind sh:{draw(st.sampled_from(('IRI', 'BlankNode', 'Literal', 'BlankNodeOrIRI', 'BlankNodeOrLiteral', 'IRIOrLiteral')))}",
                f"sh:minLength {draw(st.integers(0, 3))}",
                f"sh:maxLength {draw(st.integers(0, 3))}",
                'sh:pattern "^[aA]"',
                'sh:pattern "A", "b" ; sh:flags "i"',
                'sh:languageIn ( "fr" )',
                'sh:languageIn ( "en" "de" )',
                f"sh:in ( {listed} )",
                f"sh:hasValue {draw(st.sampled_from((':a', '1', *WORDS)))}",
                "sh:equals :q",
                "sh:disjoint :q",
                "sh:equals :p",
                "sh:disjoint :p, :q",
            )
        )
    )


def conditions(draw: st.DrawFn, depth: int, *, path: bool) -> list[str]:
    found = [alone(draw)] if draw(st.booleans()) or not depth else []
    if path:
        found.append(
            draw(
                st.sampled_from(
                    (
                        "sh:minCount 1",
                        "sh:minCount 2",
                        "sh:maxCount 0",
                        "sh:maxCount 1",
                        "sh:uniqueLang true",
                        "sh:uniqueLang true",
                        "",
                    )
                )
            )
        )
    elif draw(st.integers(0, 5)) == 0:
        found.append(f"sh:closed true ; sh:ignoredProperties ( rdf:type {draw(st.sampled_from((':p', ':q', '')))} )")
    found += [combined(draw, depth - 1, path=path) for _ in range(draw(st.integers(0, 2)) if depth else 0)]
    return [one for one in found if one]


def combined(draw: st.DrawFn, depth: int, *, path: bool) -> str:
    kinds = ("not", "and", "or", "xone", "node", "property", "qualified" if path else "property", "numbers", "numbers")
    kind = draw(st.sampled_from(kinds))
    if kind == "node":
        return f"sh:node {node_shape(draw, depth)}"
    if kind == "property":
        return f"sh:property {property_shape(draw, depth)}"
    if kind == "numbers":
        return f"sh:property [ sh:path {draw(st.sampled_from((':n', ':m')))} ; {compared(draw)} ]"
    if kind == "qualified":
        bounds = draw(st.sampled_from(("sh:qualifiedMinCount 1", "sh:qualifiedMaxCount 1", "sh:qualifiedMaxCount 0")))
        apart = draw(st.sampled_from(("", "; sh:qualifiedValueShapesDisjoint true")))
        return f"sh:qualifiedValueShape {any_shape(draw, depth)} ; {bounds} {apart}"
    if kind == "not":
        return f"sh:not {any_shape(draw, depth)}"
    members = " ".join(any_shape(draw, depth) for _ in range(draw(st.integers(1, 3))))
    return f"sh:{kind} ( {members} )"


def compared(draw: st.DrawFn) -> str:
    bound = draw(st.sampled_from(("1", "2", "1.5", '"a"')))
    sign = draw(st.sampled_from(("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")))
    other = draw(st.sampled_from((":n", ":m")))
    return draw(st.sampled_from((f"sh:{sign} {bound}", f"sh:lessThan {other}", f"sh:lessThanOrEquals {other}")))


def any_shape(draw: st.DrawFn, depth: int) -> str:
    return node_shape(draw, depth) if draw(st.booleans()) else property_shape(draw, depth)


def node_shape(draw: st.DrawFn, depth: int) -> str:
    # pyshacl reads an empty blank node as no shape at all.
    found = " ; ".join(once(conditions(draw, depth, path=False)))
    off = " ; sh:deactivated true" if draw(st.integers(0, 9)) == 0 else ""
    return f"[ a sh:NodeShape ; {found}{off} ]"


def property_shape(draw: st.DrawFn, depth: int) -> str:
    found = " ; ".join(once(conditions(draw, depth, path=True)))
    return f"[ a sh:PropertyShape ; sh:path {draw(st.sampled_from(PATHS))} ; {found} ]"


def once(found: list[str]) -> list[str]:
    """At most one of each parameter: several of most are no SHACL."""
    return list({one.split()[0]: one for one in found}.values())


@st.composite
def shapes(draw: st.DrawFn) -> str:
    target = draw(
        st.sampled_from(
            (
                *("sh:targetClass :A", "sh:targetClass :B, :X", "sh:targetSubjectsOf :p", "sh:targetObjectsOf :p"),
                *("sh:targetNode :a, :absent", 'sh:targetNode "a", 1', "sh:targetClass :C ; sh:targetObjectsOf :q"),
                *("sh:targetSubjectsOf :n, :m", "sh:targetSubjectsOf :m"),
                "a rdfs:Class, sh:NodeShape",
            )
        )
    )
    path = "" if "rdfs:Class" in target or draw(st.booleans()) else f"sh:path {draw(st.sampled_from(PATHS))}"
    name = ":A" if "rdfs:Class" in target else ":shape"
    found = once([one for _ in range(2) for one in conditions(draw, 2, path=bool(path))])
    return f"{PREFIXES}{name} {' ; '.join([target, *filter(None, [path]), *found])} ."


@given(graphs(), shapes())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_random_shapes_give_what_pyshacl_gives(turtle: str, shapes: str) -> None:
    assert_same(stored(turtle), shapes)
