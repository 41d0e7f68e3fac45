"""A network on its way to a file: its edges are kept on disk until its nodes are known, so that neither fills the memory."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import IO

from usagraph.graph.export.relations import Edge, Network, Place
from usagraph.graph.reading.things import Node
from usagraph.ontology.load import labels
from usagraph.ontology.terms import NS, compact

__all__ = ["EDGE_COLUMNS", "NODE_COLUMNS", "Drawing", "drawn"]

#: Passages whose words go with an edge, and how long they may be; the places of the others go with it all the same.
QUOTED, LONGEST = 3, 200
#: Bytes of edges that are kept in memory.
_IN_MEMORY = 8_000_000
#: What is told of a node, and of an edge: name and type.
NODE_COLUMNS = {"iri": "string", "kind": "string", "kind_fr": "string", "kind_en": "string", "acronym": "string"}
EDGE_COLUMNS = {
    "predicate": "string",
    "label_fr": "string",
    "label_en": "string",
    "inferred": "boolean",
    "confidence": "double",
    "passages": "integer",
    "documents": "string",
    "claims": "string",
    "places": "string",
    "quotes": "string",
}
Values = dict[str, str | int | float | bool | None]


@dataclass
class Drawing:
    """The nodes and edges of a network, read once."""

    network: Network
    file: IO[str]
    things: list[str]
    count: int

    def nodes(self) -> Iterator[tuple[Node, Values]]:
        """The nodes in order, with what is told of them."""
        for iri in self.things:
            node = self.network.node(iri)
            names = [lang.get(NS + node.kind, node.kind) for lang in self._labels]
            yield (
                node,
                {"iri": iri, "kind": node.kind, "kind_fr": names[0], "kind_en": names[1], "acronym": node.acronym},
            )

    def edges(self) -> Iterator[tuple[Edge, Values]]:
        """The edges, with what is told of them."""
        self.file.seek(0)
        for line in self.file:
            read = json.loads(line)
            edge = Edge(**{**read, "places": tuple(Place(**place) for place in read["places"])})
            yield edge, self._values(edge)

    def _values(self, edge: Edge) -> Values:
        names = [lang.get(edge.predicate) or compact(edge.predicate) for lang in self._labels]
        places = list(dict.fromkeys((p.document, p.start, p.end, p.exact) for p in edge.places))
        return {
            "predicate": compact(edge.predicate),
            "label_fr": names[0],
            "label_en": names[1],
            "inferred": edge.inferred,
            "confidence": max(place.confidence for place in edge.places),
            "passages": len(places),
            "documents": _joined(place[0] for place in places),
            "claims": _joined(place.claim for place in edge.places),
            "places": _joined(f"{document}:{start}-{end}" for document, start, end, _ in places),
            "quotes": " ¶ ".join(_short(place[3]) for place in places[:QUOTED]),
        }

    @cached_property
    def _labels(self) -> tuple[dict[str, str], dict[str, str]]:
        return labels("fr"), labels("en")


@contextmanager
def drawn(network: Network) -> Iterator[Drawing]:
    """The network, read from the graph."""
    things: set[str] = set()
    count = 0
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8") as file:
        for edge in network.edges():
            file.write(json.dumps(asdict(edge)) + "\n")
            things |= {edge.source, edge.target}
            count += 1
        yield Drawing(network, file, sorted(things), count)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _joined(names: Iterator[str]) -> str:
    return " ".join(dict.fromkeys(names))
