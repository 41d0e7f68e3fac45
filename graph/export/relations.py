"""The network of things as it is taken away: every relation that documents say, each with its passages.

As on the screen: what no passage supports is no edge, a step is folded into the edge from its action to its degree, and
nothing is said twice in other words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from usagraph.graph.export.contents import Contents
from usagraph.graph.export.snapshot import Snapshot
from usagraph.graph.inference.closure import echoes
from usagraph.graph.reading.chains import CHAINS, Triple, turned
from usagraph.graph.reading.kinds import family, is_shown, kind_of, local_part
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import OA, PREFIXES, RDF, VOC, ug

__all__ = ["Edge", "Network", "Place"]

#: Folded into the edge that stands for it.
FOLDED = "participation-step"
#: The statuses of what the graph states.
STATED = frozenset(("proposed", "accepted"))
#: Subjects whose claims are kept: edges come subject by subject.
_KEPT = 512


@dataclass(frozen=True)
class Place:
    """A passage of a claim, as the edition shows it."""

    claim: str
    document: str
    start: int
    end: int
    exact: str
    confidence: float


@dataclass(frozen=True)
class Edge:
    """A relation between two things, in the direction of its statement."""

    source: str
    predicate: str
    target: str
    inferred: bool
    places: tuple[Place, ...]


class Network:
    """The things of an export and the relations between them."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.snapshot: Snapshot = contents.snapshot
        self._base = self.snapshot.base
        self._chosen = frozenset(contents.documents)
        self._said = lru_cache(_KEPT)(self._claims)

    def edges(self) -> Iterator[Edge]:
        """The relations, subject by subject."""
        for triple in self.contents.sieve.shown(self.snapshot.triples(None)):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
                edge = self._edge((triple.subject.value, triple.predicate.value, triple.object.value))
                if edge is not None:
                    yield edge

    def node(self, iri: str) -> Node:
        """A thing as it is called."""
        named = ox.NamedNode(iri)
        types = [str(getattr(one, "value", "")) for one in self.contents.values(named, RDF + "type")]
        acronyms = [one.value for one in self.contents.values(named, ug("acronym")) if isinstance(one, ox.Literal)]
        return Node(iri, kind_of(iri, types), self.called(iri), min(acronyms, default=None))

    def called(self, iri: str) -> str:
        """What a thing is called; the end of its IRI where it has no name."""
        return self.contents.label(iri) or local_part(iri)

    def _edge(self, triple: Triple) -> Edge | None:
        source, predicate, target = triple
        if predicate == RDF + "type" or not (self._drawn(source) and self._drawn(target)):
            return None
        said = self._places(triple)
        if said:
            return Edge(source, predicate, target, False, said)
        behind = turned(triple)
        places = self._chained(triple) or (self._places(behind) if behind else ())
        if not places or triple in echoes(self._between(triple)):
            return None
        return Edge(source, predicate, target, True, places)

    def _drawn(self, iri: str) -> bool:
        ours = iri.startswith((f"{self._base}/id/", VOC))
        return ours and family(iri) not in ("", FOLDED, "reviewer", "decision") and is_shown(iri)

    def _between(self, triple: Triple) -> dict[Triple, bool]:
        """What is said of the two ends of an inferred statement; whether it is inferred too."""
        ends = [ox.NamedNode(triple[0]), ox.NamedNode(triple[2])]
        found = {triple: True}
        for near, far in (ends, reversed(ends)):
            for quad in self.snapshot.engine.quads_for_pattern(near, None, far, ox.DefaultGraph()):
                other = (near.value, quad.predicate.value, far.value)
                found[other] = not self._places(other)
        return found

    def _chained(self, triple: Triple) -> tuple[Place, ...]:
        """The passages of the claims that a statement follows from, two in a row."""
        chain = CHAINS.get(triple[1])
        if chain is None:
            return ()
        text = f"SELECT DISTINCT ?near {{ ?near {chain.path} <{chain.far(triple)}> }}"
        rows = self.snapshot.engine.query(text, prefixes=PREFIXES)
        assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 - so asked
        near = sorted(str(row["near"].value) for row in rows if isinstance(row["near"], ox.NamedNode))
        return tuple(dict.fromkeys(place for one in near for place in self._places(chain.claimed(triple, one))))

    def _places(self, triple: Triple) -> tuple[Place, ...]:
        return self._said(triple[0]).get(triple[1:], ())

    def _claims(self, subject: str) -> dict[tuple[str, str], tuple[Place, ...]]:
        """The passages of all that is said of a thing, by predicate and object."""
        found: dict[tuple[str, str], list[Place]] = {}
        for quad in self.snapshot.quads(None, RDF + "subject", ox.NamedNode(subject)):
            told = self._told(quad.subject, quad.graph_name)
            claim = str(getattr(quad.subject, "value", ""))
            if local_part(_first(told, ug("status"))) in STATED and self.contents.sieve.shows_claim(claim):
                ends = _first(told, RDF + "predicate"), self._shown(_first(told, RDF + "object"))
                found.setdefault(ends, []).extend(self._passages(claim, told))
        return {
            ends: tuple(sorted(places, key=lambda one: (one.document, one.start, one.claim)))
            for ends, places in found.items()
        }

    def _shown(self, thing: str) -> str:
        return self.contents.sieve.withheld.things.get(thing) or thing

    def _passages(self, claim: str, told: dict[str, list[str]]) -> Iterator[Place]:
        confidence = float(_first(told, ug("confidence")) or 0)
        for passage in told.get(ug("passage"), ()):
            document, _, ends = passage.rpartition("/passage/")
            name = document.rpartition("/")[2]
            if name in self._chosen:
                start, end = map(int, ends.split("-"))
                exact = next(iter(self.snapshot.quads(ox.NamedNode(passage), OA + "exact", None))).object
                words = exact.value if isinstance(exact, ox.Literal) else ""
                yield Place(claim, name, start, end, self.contents.sieve.evidence(document, start, words), confidence)

    def _told(self, claim: object, graph: object) -> dict[str, list[str]]:
        told: dict[str, list[str]] = {}
        for quad in self.snapshot.engine.quads_for_pattern(claim, None, None, graph):  # type: ignore[arg-type]
            told.setdefault(quad.predicate.value, []).append(str(getattr(quad.object, "value", "")))
        return told


def _first(told: dict[str, list[str]], predicate: str) -> str:
    return next(iter(told.get(predicate, ())), "")
