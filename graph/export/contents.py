"""What an export holds: the graphs of the documents asked for, and what the whole of them says.

Where documents are chosen, or some are not for everybody, what stands outside their graphs is what those that stay state:
what follows by the rules is left out, since it may rest on the others.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import pyoxigraph as ox

from usagraph.errors import UnknownName
from usagraph.graph.export.sieve import Sieve
from usagraph.graph.export.snapshot import Snapshot, Term
from usagraph.graph.provenance import graph_iri
from usagraph.ontology.terms import DCT, SKOS

__all__ = ["Contents"]

#: Graphs of everybody's, whatever documents are chosen.
COMMON = ("reference", "vocabularies")
#: What gives a thing its name, the first that there is.
_NAMES = (SKOS + "prefLabel", DCT + "title")
#: Labels kept at a time.
_KEPT = 50_000


class Contents:
    """The statements of an edition, of some documents or of all."""

    def __init__(self, snapshot: Snapshot, sieve: Sieve, documents: Sequence[str] = ()) -> None:
        self.snapshot = snapshot
        self.sieve = sieve
        there = snapshot.documents
        wanted = [_named(name, there) for name in documents] or there
        self.documents = [name for name in wanted if name not in sieve.withheld.documents]
        for name in set(wanted) & sieve.withheld.documents:
            sieve.left_out.note("documents", name)
        #: Whether nothing is left out for the document it comes from.
        self.whole = set(self.documents) == set(there)
        #: The graphs that state something, in the order in which they are read.
        self._order = {self._graph(name): place for place, name in enumerate((*COMMON, *self.documents))}
        self._labels = lru_cache(_KEPT)(self._label)

    def consolidated(self) -> Iterator[ox.Triple]:
        """The triples of the default graph."""
        return self.sieve.shown(self.snapshot.triples(None) if self.whole else self._stated())

    def evidence(self) -> Iterator[ox.Triple]:
        """The claims and passages of the documents."""
        for name in self.documents:
            yield from self.sieve.shown(self.snapshot.triples(self._graph(f"{name}/evidence")))

    def flat(self) -> Iterator[ox.Triple]:
        """The default graph, then the claims and passages: for formats that have no graphs."""
        yield from self.consolidated()
        yield from self.evidence()

    def dataset(self) -> Iterator[ox.Quad]:
        """All graphs, the default one first."""
        for triple in self.consolidated():
            yield ox.Quad(triple.subject, triple.predicate, triple.object)
        for name in self.graphs:
            node = ox.NamedNode(name)
            for triple in self.sieve.shown(self.snapshot.triples(name)):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, node)

    @property
    def graphs(self) -> list[str]:
        """The named graphs, in order."""
        if self.whole:
            return self.snapshot.graphs
        told = [graph for name in self.documents for graph in (name, f"{name}/evidence")]
        wanted = {self._graph(name) for name in (*told, *COMMON, "ontology")}
        return [name for name in self.snapshot.graphs if name in wanted]

    def described(self) -> Iterator[tuple[str, list[ox.Triple]]]:
        """Each thing of the default graph with what is said of it, nodes without a name left out."""
        if not self.whole:
            yield from self._one_by_one()
            return
        for subject, triples in groupby(self.consolidated(), key=lambda triple: triple.subject):
            if isinstance(subject, ox.NamedNode):
                yield subject.value, list(triples)

    def values(self, thing: ox.NamedNode, predicate: str) -> list[Term]:
        """The values of a predicate, as those documents state them."""
        if self.whole:
            return self.snapshot.values(thing, predicate)
        quads = self.snapshot.quads(thing, predicate, None)
        return list(dict.fromkeys(quad.object for quad in quads if _name(quad.graph_name) in self._order))

    def label(self, iri: str, lang: str = "fr") -> str:
        """What a thing is called in the edition; empty where it has no name there."""
        return self._labels(iri, lang)

    def _label(self, iri: str, lang: str) -> str:
        named = ox.NamedNode(iri)
        told = [one for name in _NAMES for one in self.values(named, name) if isinstance(one, ox.Literal)]
        told.sort(key=lambda one: (one.language != lang, one.language != "fr"))
        return self.sieve.text(told[0].value) if told else ""

    def _one_by_one(self) -> Iterator[tuple[str, list[ox.Triple]]]:
        """The same, where statements about one thing stand in several graphs."""
        for subject in sorted({t.subject.value for t in self._stated() if isinstance(t.subject, ox.NamedNode)}):
            quads = self.snapshot.quads(ox.NamedNode(subject), None, None)
            said = dict.fromkeys(quad.triple for quad in quads if _name(quad.graph_name) in self._order)
            triples = list(self.sieve.shown(said))
            if triples:
                yield subject, triples

    def _stated(self) -> Iterator[ox.Triple]:
        """What the chosen documents state, with what is common to all; each triple once, where it first stands."""
        for name, place in self._order.items():
            for triple in self.snapshot.triples(name):
                there = self.snapshot.quads(triple.subject, triple.predicate.value, triple.object)
                if min(self._order.get(_name(quad.graph_name), place) for quad in there) == place:
                    yield triple

    def _graph(self, name: str) -> str:
        return graph_iri(self.snapshot.base, name)


def _named(name: str, there: Sequence[str]) -> str:
    """The document of that id, IRI or beginning of an id; raises UnknownName."""
    short = name.rpartition("/")[2]
    found = [one for one in there if one == short] or [one for one in there if short and one.startswith(short)]
    if len(found) != 1:
        raise UnknownName(name=name, known=", ".join((found or list(there))[:20]) or "∅")
    return found[0]


def _name(graph: object) -> str:
    return str(getattr(graph, "value", ""))
