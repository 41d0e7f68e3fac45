"""The network of things: what is drawn, and what measures are made on."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial

import networkx as nx

from usagraph.graph.listing.mentions import mentioned, mentions
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.claims import documents_of
from usagraph.graph.reading.evidence import resting
from usagraph.graph.reading.names import Names, is_of_kind, names, unknown
from usagraph.graph.reading.shelf import among
from usagraph.graph.reading.statements import Statement, Triple, between, touching, worded
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import RDF

__all__ = ["DEFAULT_KINDS", "network", "shown_of"]

#: What the network shows where nothing is asked for.
DEFAULT_KINDS = (
    "legal-text",
    "organisation",
    "public-body",
    "local-authority",
    "association",
    "governance-body",
    "directorate",
    "action",
    "policy",
    "degree",
)
#: Drawn as the edge that it stands for: from the action to the degree.
FOLDED = "participation-step"
#: Overviews kept for a generation: large, and asked for in few ways.
KEPT = 4


def network(
    service: QueryService,
    *,
    focus: str | None = None,
    depth: int = 1,
    kinds: tuple[str, ...] = (),
    documents: tuple[str, ...] = (),
    most: int | None = None,
    apart: tuple[str, ...] = (),
) -> "nx.MultiDiGraph[str]":
    """The graph of things: nodes are IRIs with a `node` attribute (Node), edges have `predicate`, `inferred` and `evidence` (a sequence of Evidence, read when it is looked at).

    Laws, institutions, directorates, actions, policies and degrees where no `focus` is given, else what lies
    within `depth` edges of it. Only `kinds` and `documents` (ids or IRIs) where they are named. Steps are folded into
    an edge from their action to its degree, with their evidence. An overview is shared, and frozen. Around a focus, at
    most `most` nodes: the nearest, of the same distance the first by label; the graph's `left_out` counts those that were
    met and had no room. What lies beyond these is not looked at, nor what lies beyond a thing of the classes `apart`,
    which are left out around a focus.
    """
    wanted = frozenset(name.rpartition("/")[2] for name in documents)
    if focus is None:
        kept = service.remember("overviews", lambda: lru_cache(maxsize=KEPT)(partial(_overview, service)))
        return kept(kinds or DEFAULT_KINDS, wanted)
    known = names(service)
    if focus not in known:
        raise unknown(known, focus, focus)

    def is_shown(iri: str) -> bool:
        if iri == focus or iri not in known:
            return iri in known
        node = known.node(iri)
        return node.kind not in apart and (not kinds or any(is_of_kind(node, kind) for kind in kinds))

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_nodes(graph, known, [focus])
    around = _Around(service, known, is_shown, wanted, most, {focus})
    _add(graph, known, around.within(depth))
    graph.graph["left_out"] = len(around.left_out)
    return graph


def shown_of(
    service: QueryService, kinds: tuple[str, ...] = DEFAULT_KINDS, documents: Collection[str] = ()
) -> list[Node]:
    """The things that an overview shows, by IRI, without what links them: those that `documents` (ids or IRIs) speak of.

    What is only met at the end of a link that follows from others is not among them.
    """
    wanted = frozenset(name.rpartition("/")[2] for name in documents)
    known = names(service)
    found = sorted(known.reader.of_kinds(kinds) & _told(service, wanted))
    known.load(found)
    return [known.node(iri) for iri in found]


def _overview(service: QueryService, kinds: tuple[str, ...], wanted: frozenset[str]) -> "nx.MultiDiGraph[str]":
    """What documents say: an edge that opens no passage has no place in it."""
    known = names(service)
    held = service.remember("linked", lambda: lru_cache(maxsize=KEPT)(partial(_linked, service)))
    shown, every = held(kinds)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add(graph, known, [one for one in _within(every, shown.__contains__, wanted) if one.evidence])
    _add_nodes(graph, known, shown & _told(service, wanted))
    nx.freeze(graph)
    return graph


def _linked(service: QueryService, kinds: tuple[str, ...]) -> tuple[set[str], list[Statement]]:
    """The things of some kinds, with what links them in all the documents: read once, whichever of these are chosen."""
    shown = names(service).reader.of_kinds(kinds)
    return shown, between(service, shown)


@dataclass
class _Around:
    """What lies around the things that were `seen`: `most` of them are, the nearest; `left_out` are the others that were met."""

    service: QueryService
    known: Names
    is_shown: Callable[[str], bool]
    wanted: frozenset[str]
    most: int | None
    seen: set[str]
    left_out: set[str] = field(default_factory=set)

    def within(self, depth: int) -> list[Statement]:
        """The statements met within so many edges."""
        found: dict[Triple, Statement] = {}
        looked_at: set[Triple] = set()
        edge = sorted(self.seen)
        for _ in range(depth):
            if not edge:
                break
            links = touching(self.service, edge)
            self.known.load(end for triple in links for end in (triple[0], triple[2]))
            fresh = {one for one in links - looked_at if _is_drawn(one) and all(map(self.is_shown, (one[0], one[2])))}
            looked_at |= links
            if self.most is not None:
                fresh = self._with_room(fresh)
            for statement in _within(worded(self.service, fresh), self.is_shown, self.wanted):
                found[statement.triple] = statement
            ends = {end for one in found for end in (one[0], one[2])}
            edge = sorted(ends - self.seen)
            self.seen |= ends
        return list(found.values())

    def _with_room(self, links: Collection[Triple]) -> set[Triple]:
        """The links between things that were seen or have room, before anything is read of what they rest on."""
        told = self._told(links)
        met = sorted({end for one in told for end in (one[0], one[2])} - self.seen, key=self._order)
        room = max(0, (self.most or 0) - len(self.seen))
        self.left_out.update(met[room:])
        kept = self.seen.union(met[:room])
        return {one for one in told if one[0] in kept and one[2] in kept}

    def _told(self, links: Collection[Triple]) -> Collection[Triple]:
        """The links that one of the documents wanted may say."""
        if not self.wanted or not links:
            return links
        held = resting(self.service, links, lambda some: documents_of(self.service, some))
        return {triple for triple, rest in held.items() if not self.wanted.isdisjoint(rest.on)}

    def _order(self, iri: str) -> tuple[str, str]:
        return self.known.node(iri).label, iri


def _within(
    statements: Iterable[Statement], is_shown: Callable[[str], bool], wanted: frozenset[str]
) -> list[Statement]:
    """The statements between two things that are shown, with the evidence of the documents that are wanted."""
    kept: list[Statement] = []
    for one in statements:
        subject, _, other = one.triple
        if not one.link or not _is_drawn(one.triple) or not is_shown(subject) or not is_shown(other):
            continue
        evidence = among(one.evidence, wanted) if wanted else one.evidence
        if evidence or not wanted:
            kept.append(Statement(one.triple, True, one.inferred, evidence))
    return kept


def _told(service: QueryService, wanted: frozenset[str]) -> frozenset[str]:
    """The things that a document says something about: reference data alone makes no node."""
    if not wanted:
        return mentioned(service)
    told = mentions(service).of.items()
    return frozenset(iri for document, things in told if document.rpartition("/")[2] in wanted for iri in things)


def _is_drawn(triple: Triple) -> bool:
    subject, predicate, other = triple
    return predicate != RDF + "type" and FOLDED not in (_type(subject), _type(other))


def _type(iri: str) -> str:
    return iri.partition("/id/")[2].partition("/")[0]


def _add(graph: "nx.MultiDiGraph[str]", known: Names, statements: list[Statement]) -> None:
    known.load(end for one in statements for end in (one.triple[0], one.triple[2]))
    for one in sorted(statements, key=lambda one: one.triple):
        subject, predicate, other = one.triple
        _add_nodes(graph, known, (subject, other))
        graph.add_edge(subject, other, predicate=predicate, inferred=one.inferred, evidence=one.evidence)


def _add_nodes(graph: "nx.MultiDiGraph[str]", known: Names, iris: Iterable[str]) -> None:
    wanted = sorted(iris)
    known.load(wanted)
    for iri in wanted:
        graph.add_node(iri, node=known.node(iri))
