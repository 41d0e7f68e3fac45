"""Every RDF export is read back, by two libraries, and is the graph it was made of."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from usagraph.graph.export.contents import Contents
from usagraph.graph.export.exporting import opened_export
from usagraph.workspace import Workspace

from .conftest import BASE

Exported = Callable[..., Path]
#: What rdflib calls each format, with what pyoxigraph does.
TRIPLES = {
    "turtle": ("turtle", ox.RdfFormat.TURTLE),
    "ntriples": ("nt", ox.RdfFormat.N_TRIPLES),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
    "rdfxml": ("xml", ox.RdfFormat.RDF_XML),
}
QUADS = {"trig": ("trig", ox.RdfFormat.TRIG), "nquads": ("nquads", ox.RdfFormat.N_QUADS)}


@pytest.fixture
def expected(open_hard: Workspace) -> set[ox.Triple]:
    """The triples of the public edition, and what an export says of itself."""
    with opened_export(open_hard, BASE) as export:
        return {*export.about.triples(), *export.contents.flat()}


def by_engine(path: Path, form: ox.RdfFormat) -> set[ox.Triple]:
    """The triples of a file, as the engine reads them."""
    return {quad.triple for quad in ox.parse(path=str(path), format=form)}


def by_rdflib(path: Path, name: str) -> Graph:
    """The graph of a file, as rdflib reads it: nothing of it is fetched."""
    return Graph().parse(path, format=name)


#: rdflib 7 warns of its own code.
quiet = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@quiet
@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld"])
def test_export_is_read_back_by_two_libraries(name: str, exported: Exported, expected: set[ox.Triple]) -> None:
    path = exported(name)
    assert by_engine(path, TRIPLES[name][1]) == expected
    lines = "".join(f"{triple} .\n" for triple in expected)
    assert isomorphic(by_rdflib(path, TRIPLES[name][0]), Graph().parse(data=lines, format="nt"))


@quiet
def test_json_ld_expands_to_the_triples_of_the_turtle(exported: Exported) -> None:
    turtle = by_rdflib(exported("turtle"), "turtle")
    assert len(turtle) > 100
    assert isomorphic(turtle, by_rdflib(exported("jsonld"), "json-ld"))


def test_rdf_xml_replaces_only_the_signs_that_it_cannot_hold(exported: Exported, expected: set[ox.Triple]) -> None:
    path = exported("rdfxml")
    found = by_engine(path, ox.RdfFormat.RDF_XML)
    assert len(found) == len(expected)
    changed = {str(t.object) for t in found - expected}
    assert {one.replace("\\u0001", "\ufffd") for one in map(_text, expected - found)} == {
        _text_of(one) for one in changed
    }
    assert len(by_rdflib(path, "xml")) == len(expected)


def _text(triple: ox.Triple) -> str:
    return str(getattr(triple.object, "value", "")).replace("\u0001", "\ufffd")


def _text_of(term: str) -> str:
    return term.partition('"')[2].rpartition('"')[0]


@quiet
@pytest.mark.parametrize("name", sorted(QUADS))
@pytest.mark.parametrize("edition", ["public", "internal"])
def test_graphs_are_read_back_each_under_its_name(
    name: str, edition: str, exported: Exported, open_hard: Workspace
) -> None:
    path = exported(name, edition=edition)
    with opened_export(open_hard, BASE, edition=edition) as export:
        own = {ox.Quad(t.subject, t.predicate, t.object) for t in export.about.triples()}
        wanted = {*own, *export.contents.dataset()}
    assert set(ox.parse(path=str(path), format=QUADS[name][1])) == wanted
    read = Dataset()
    read.parse(path, format=QUADS[name][0])
    assert sum(1 for _ in read.quads()) == len(wanted)


def test_an_edition_says_what_it_is(exported: Exported) -> None:
    words = exported("turtle").read_text(encoding="utf-8")
    assert "<https://opensource.org/license/mit>" in words
    assert "Édition publique du graphe usagraph, génération 1" in words
    assert "à ne pas diffuser" in exported("turtle", edition="internal").read_text(encoding="utf-8")


def test_two_exports_of_a_generation_are_the_same_bytes(exported: Exported) -> None:
    assert exported("turtle").read_bytes() == exported("turtle").read_bytes()


def test_the_default_graph_is_what_the_contents_consolidate(exported: Exported, public: Contents) -> None:
    """Nothing is lost between the edition and the file but the closed document, which only the other workspace has."""
    assert {t.predicate for t in public.consolidated()} <= {
        t.predicate for t in by_engine(exported("turtle"), ox.RdfFormat.TURTLE)
    }
