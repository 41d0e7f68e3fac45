"""The network of things: what is drawn, and what measures are made on."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache, partial

import networkx as nx

from usagraph.graph.names import Names, is_of_kind, names, unknown
from usagraph.graph.querying.service import QueryService
from usagraph.graph.statements import Statement, about, everything
from usagraph.ontology.terms import RDF

__all__ = ["DEFAULT_KINDS", "network"]

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
) -> "nx.MultiDiGraph[str]":
    """The graph of things: nodes are IRIs with a `node` attribute (Node), edges have `predicate`, `inferred` and `evidence` (tuple of Evidence).

    Laws, institutions, directorates, actions, policies and degrees where no `focus` is given, else what lies
    within `depth` edges of it. Only `kinds` and `documents` (ids or IRIs) where they are named. Steps are folded into
    an edge from their action to its degree, with their evidence. An overview is shared, and frozen.
    """
    wanted = frozenset(name.rpartition("/")[2] for name in documents)
    if focus is None:
        kept = service.remember("overviews", lambda: lru_cache(maxsize=KEPT)(partial(_overview, service)))
        return kept(kinds or DEFAULT_KINDS, wanted)
    known = names(service)
    if focus not in known:
        raise unknown(known, focus, focus)

    def is_shown(iri: str) -> bool:
        return iri in known and (not kinds or iri == focus or any(is_of_kind(known.node(iri), kind) for kind in kinds))

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_nodes(graph, known, [focus])
    _add(graph, known, _around(service, known, focus, depth, is_shown, wanted))
    return graph


def _overview(service: QueryService, kinds: tuple[str, ...], wanted: frozenset[str]) -> "nx.MultiDiGraph[str]":
    """What documents say: an edge that opens no passage has no place in it."""
    known, every = names(service), everything(service)
    shown = known.reader.of_kinds(kinds)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add(graph, known, [one for one in _within(every, shown.__contains__, wanted) if one.evidence])
    _add_nodes(graph, known, shown & _said(every, wanted))
    nx.freeze(graph)
    return graph


def _around(
    service: QueryService,
    known: Names,
    focus: str,
    depth: int,
    is_shown: Callable[[str], bool],
    wanted: AbstractSet[str],
) -> list[Statement]:
    """The statements met within `depth` edges of `focus`."""
    found: dict[tuple[str, str, str], Statement] = {}
    seen, edge = {focus}, [focus]
    for _ in range(depth):
        met: set[str] = set()
        for iri in edge:
            said = [one for one in about(service, iri) if one.link]
            known.load(end for one in said for end in (one.triple[0], one.triple[2]))
            for statement in _within(said, is_shown, wanted):
                found[statement.triple] = statement
                met |= {statement.triple[0], statement.triple[2]}
        edge = sorted(met - seen)
        seen |= met
    return list(found.values())


def _within(
    statements: Iterable[Statement], is_shown: Callable[[str], bool], wanted: AbstractSet[str]
) -> list[Statement]:
    """The statements between two things that are shown, with the evidence of the documents that are wanted."""
    kept: list[Statement] = []
    for one in statements:
        subject, predicate, other = one.triple
        if not one.link or predicate == RDF + "type" or FOLDED in (_type(subject), _type(other)):
            continue
        if not is_shown(subject) or not is_shown(other):
            continue
        evidence = tuple(e for e in one.evidence if not wanted or e.document in wanted)
        if evidence or not wanted:
            kept.append(Statement(one.triple, True, one.inferred, evidence))
    return kept


def _said(statements: Iterable[Statement], wanted: AbstractSet[str]) -> set[str]:
    """The things that a document says something about: reference data alone makes no node."""
    told = [one for one in statements if any(not wanted or e.document in wanted for e in one.evidence)]
    return {iri for one in told for iri in (one.triple[0], one.triple[2])}


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
