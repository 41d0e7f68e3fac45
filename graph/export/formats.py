"""The formats of exports: what each is for, and what writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import IO

import pyoxigraph as ox

from usagraph.errors import UnknownName
from usagraph.graph.export.about import About
from usagraph.graph.export.archive import write_archive
from usagraph.graph.export.contents import Contents
from usagraph.graph.export.gexf import write_gexf
from usagraph.graph.export.graphml import write_graphml
from usagraph.graph.export.jsonld import write_json_ld
from usagraph.graph.export.rdf import write_graph, write_quads, write_rdf_xml
from usagraph.messages import sentence

__all__ = ["FORMATS", "Format", "Writer", "format_named"]

Writer = Callable[[Contents, About, IO[bytes]], None]


@dataclass(frozen=True)
class Format:
    """A format: its name, media type, the ending of its files, and what writes it."""

    name: str
    media_type: str
    suffix: str
    write: Writer

    def describe(self, lang: str) -> str:
        """What it is for, in a sentence."""
        return sentence(f"export.formats.{self.name}", lang)


FORMATS = {
    one.name: one
    for one in (
        Format("turtle", "text/turtle", "ttl", partial(write_graph, form=ox.RdfFormat.TURTLE)),
        Format("trig", "application/trig", "trig", partial(write_quads, form=ox.RdfFormat.TRIG)),
        Format("nquads", "application/n-quads", "nq", partial(write_quads, form=ox.RdfFormat.N_QUADS)),
        Format("ntriples", "application/n-triples", "nt", partial(write_graph, form=ox.RdfFormat.N_TRIPLES)),
        Format("jsonld", "application/ld+json", "jsonld", write_json_ld),
        Format("rdfxml", "application/rdf+xml", "rdf", write_rdf_xml),
        Format("graphml", "application/graphml+xml", "graphml", write_graphml),
        Format("gexf", "application/gexf+xml", "gexf", write_gexf),
        Format("csv", "application/zip", "zip", write_archive),
    )
}


def format_named(name: str) -> Format:
    """The format of that name; raises UnknownName."""
    if name not in FORMATS:
        raise UnknownName(name=name, known=", ".join(FORMATS))
    return FORMATS[name]
