"""Turtle, TriG, N-Triples, N-Quads and RDF/XML, written as they are read: the engine keeps no more than a triple in hand."""

from collections.abc import Iterator
from itertools import chain
from typing import IO

import pyoxigraph as ox

from usagraph.graph.export.about import About
from usagraph.graph.export.contents import Contents
from usagraph.graph.export.xml import legible
from usagraph.ontology.terms import PREFIXES

__all__ = ["write_graph", "write_quads", "write_rdf_xml"]


def write_graph(contents: Contents, about: About, output: IO[bytes], form: ox.RdfFormat) -> None:
    """Writes what is consolidated, with its evidence, in a format of triples."""
    ox.serialize(chain(about.triples(), contents.flat()), output, format=form, prefixes=_prefixes(form))


def write_quads(contents: Contents, about: About, output: IO[bytes], form: ox.RdfFormat) -> None:
    """Writes all graphs in a format of quads."""
    own = (ox.Quad(t.subject, t.predicate, t.object) for t in about.triples())
    ox.serialize(chain(own, contents.dataset()), output, format=form, prefixes=_prefixes(form))


def write_rdf_xml(contents: Contents, about: About, output: IO[bytes]) -> None:
    """Writes what is consolidated, with its evidence; signs that XML cannot hold are replaced."""
    triples = chain(about.triples(), _legible(contents.flat()))
    ox.serialize(triples, output, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES)


def _prefixes(form: ox.RdfFormat) -> dict[str, str] | None:
    # Formats of one line a statement have none.
    return PREFIXES if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG) else None


def _legible(triples: Iterator[ox.Triple]) -> Iterator[ox.Triple]:
    for triple in triples:
        value = triple.object
        if isinstance(value, ox.Literal) and (words := legible(value.value)) != value.value:
            datatype = None if value.language else value.datatype
            fresh = ox.Literal(words, language=value.language, datatype=datatype)
            yield ox.Triple(triple.subject, triple.predicate, fresh)
        else:
            yield triple
