"""The names of things: what each IRI is called, and the search by name.

They are read from the search index, as they are asked for. Where there is no index of this generation of the graph (a graph
that was written by other means), one is made from the graph itself, and kept as long as the generation.
"""

import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Iterable
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path

from usagraph.errors import UnknownName
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.kinds import family, kind_name, local_part
from usagraph.graph.reading.things import Found, Hit, Node
from usagraph.graph.search.database import LAYOUT, Connections, about
from usagraph.graph.search.finding import found
from usagraph.graph.search.index import FILE, SearchIndex
from usagraph.graph.search.reader import Reader
from usagraph.graph.search.suggestions import suggestions
from usagraph.ontology.terms import VOC

__all__ = [
    "Names",
    "find",
    "is_of_kind",
    "names",
    "resolve",
    "search",
    "suggest",
    "unknown",
]

#: Nodes kept for a generation.
_KEPT = 20_000
#: Things of a family that a name that is not known is compared with.
_COMPARED = 2_000


class Names:
    """What is known of each name, by IRI: read as it is asked for, a part of it kept."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._nodes: dict[str, Node | None] = {}

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and self.load([iri])[iri] is not None

    def __len__(self) -> int:
        return self.reader.count()

    def node(self, iri: str) -> Node:
        """The node of `iri`; one made from the IRI itself where it has no name here."""
        return self.load([iri])[iri] or Node(iri, "Resource", local_part(iri))

    def load(self, iris: Iterable[str]) -> dict[str, Node | None]:
        """The nodes of some IRIs, read at once; None for those that have no name here."""
        wanted = list(dict.fromkeys(iris))
        nodes = self._nodes
        fresh = [iri for iri in wanted if iri not in nodes]
        if fresh:
            read = self.reader.nodes(fresh)
            # Another dictionary, never one that shrinks while another thread reads it.
            nodes = {**(nodes if len(nodes) + len(fresh) <= _KEPT else {}), **{iri: read.get(iri) for iri in fresh}}
            self._nodes = nodes
        return {iri: nodes[iri] if iri in nodes else self.reader.nodes([iri]).get(iri) for iri in wanted}


def names(service: QueryService) -> Names:
    """The names of all the things shown: those under {BASE}/id/, evidence apart, and concepts."""
    return service.remember("names", lambda: Names(_reader(service)))


def search(service: QueryService, words: str, *, kind: str | None = None, limit: int = 50, passages: int = 0) -> Found:
    """What `words` find: things by their names, of a `kind` where it is named, and passages of documents."""
    return found(names(service).reader, service.base, words, kind=kind, limit=limit, passages=passages)


def suggest(service: QueryService, beginning: str, limit: int = 10) -> list[Hit]:
    """The things whose name, or a word of whose name, may begin so."""
    return suggestions(names(service).reader, beginning, limit)


def find(service: QueryService, words: str, *, kind: str | None = None, limit: int = 50) -> list[Hit]:
    """The things whose label, alternative label or acronym holds `words`, best first.

    Deaf to case, accents, apostrophes, plural and inclusive endings. Every word must be found; the last may be begun.
    """
    result = search(service, words, kind=kind, limit=limit)
    return [] if result.left_out else list(result.hits)


def resolve(service: QueryService, kind: str, slug: str) -> str:
    """The IRI of the thing or concept at `<type or scheme>/<slug>`; raises UnknownName."""
    known = names(service)
    for iri in (f"{service.base}/id/{kind}/{slug}", f"{VOC}{kind}/{slug}"):
        if iri in known:
            return iri
    raise unknown(known, f"{service.base}/id/{kind}/{slug}", f"{kind}/{slug}")


def unknown(known: Names, iri: str, shown: str) -> UnknownName:
    """The error for an IRI that nothing is said of, with a few IRIs close to it."""
    others = known.reader.in_family(family(iri), _COMPARED)
    close = get_close_matches(iri, others, n=5, cutoff=0.3)
    return UnknownName(name=shown, known=", ".join(close) or "∅")


def is_of_kind(node: Node, kind: str) -> bool:
    """Whether a node is of a class, or of a family of classes that share their type in IRIs.

    >>> is_of_kind(Node("https://w3id.org/usagraph/id/directorate/x-dau", "TerritorialDirectorate", "DAU"), "directorate")
    True
    """
    return kind_name(kind) in (kind_name(node.kind), kind_name(family(node.iri)))


def _reader(service: QueryService) -> Reader:
    """The index seen from the generation that is served."""
    path, generation = service.root / FILE, service.generation
    if _holds(path, generation):
        return Reader(Connections(path), generation, service.timeout)
    return _made(service)


def _holds(path: Path, generation: int) -> bool:
    if not path.is_file():
        return False
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        first, last = (about(base, name) for name in ("first", "generation"))
        whole = about(base, "layout") == LAYOUT
    return whole and isinstance(first, int) and isinstance(last, int) and first <= generation <= last


def _made(service: QueryService) -> Reader:
    """An index made from the graph, in a folder that is deleted with it."""
    folder = Path(tempfile.mkdtemp(prefix="usagraph-"))
    made = Connections(folder / FILE)
    weakref.finalize(made, shutil.rmtree, folder, ignore_errors=True)
    with closing(SearchIndex(folder / FILE, service.select, service.base)) as index:
        index.publish(service.generation, 0)
    return Reader(made, service.generation, service.timeout)
