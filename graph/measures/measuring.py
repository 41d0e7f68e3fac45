"""A measure of the network as it is asked for: made once for each generation, told with its passages."""

from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass
from functools import lru_cache, partial

from usagraph.errors import MeasureUnderway
from usagraph.graph.measures.apart import made
from usagraph.graph.measures.explanations import explained, worded
from usagraph.graph.measures.reading import read_web
from usagraph.graph.measures.underway import Underway
from usagraph.graph.measures.web import Found, Pair, Row, Web
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.names import Names, names, resolve
from usagraph.graph.reading.network import DEFAULT_KINDS
from usagraph.graph.reading.paths import Edge
from usagraph.graph.reading.statements import stated
from usagraph.graph.reading.things import Node

__all__ = ["Asked", "Measured", "Standing", "asked", "measured", "measured_soon", "told"]

#: Things of a group, or pieces that a thing holds together, that are named.
NAMED = 10
#: Answers whose statements are kept with their passages.
_KEPT = 16
#: Networks read at a time, and measures made.
_READ, _MADE = 1, 2


@dataclass(frozen=True)
class Asked:
    """A measure, of the network of the things of some kinds, as some documents say it; the overview, where none is named."""

    name: str
    kinds: tuple[str, ...] = DEFAULT_KINDS
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measured:
    """A measure of a network of a generation: its standings, what stands out most first."""

    asked: Asked
    generation: int
    web: Web
    found: Found


@dataclass(frozen=True)
class Standing:
    """A result: its rank (the same for equals), in words, the things it is about, and the statements it rests on.

    `size` tells how many things it is about, where not all are named.
    """

    rank: int
    value: float
    sentence: str
    nodes: tuple[Node, ...]
    size: int
    edges: tuple[Edge, ...]


def asked(service: QueryService, name: str, kinds: Sequence[str] = (), documents: Sequence[str] = ()) -> Asked:
    """What is asked for, the same for the same in another order; raises UnknownName for a measure or document not known."""
    explained(name, "fr")
    ids = {resolve(service, "document", one.rpartition("/")[2]).rpartition("/")[2] for one in documents}
    return Asked(name, tuple(sorted(set(kinds))) or DEFAULT_KINDS, tuple(sorted(ids)))


def measured(service: QueryService, wanted: Asked) -> Measured:
    """The measure, waited for as long as the service lets a query work; then raises MeasureUnderway, and goes on."""
    try:
        return measured_soon(service, wanted).result(service.timeout)
    except Late:
        raise MeasureUnderway(seconds=f"{service.timeout:g}") from None


def measured_soon(service: QueryService, wanted: Asked) -> "Future[Measured]":
    """The measure to come: made already, under way, or begun now, in another thread and process."""
    kept = service.remember("measures", lambda: Underway(at_once=_MADE))
    return kept.soon(wanted, lambda: _measured(service, wanted))


def told(service: QueryService, result: Measured, lang: str, limit: int) -> list[Standing]:
    """The first results, with the passages of the statements that they rest on."""
    known, found, ranks = names(service), result.found[:limit], dict[float, int]()
    for place, (value, _, _) in enumerate(result.found, 1):
        ranks.setdefault(value, place)
    known.load(result.web.things[thing] for one in found for thing in _named(one))
    pairs = sorted({pair for one in found for pair in _pairs(one)})
    triples = tuple(triple for pair in pairs for triple in result.web.statements[pair])
    kept = service.remember("measured statements", lambda: lru_cache(maxsize=_KEPT)(partial(_edges, service)))
    edges = kept(triples, result.asked.documents)
    return [_standing(result, known, lang, ranks[one[0]], one, edges) for one in found]


def _measured(service: QueryService, wanted: Asked) -> Measured:
    generation = service.generation
    networks = service.remember("measured networks", lambda: Underway(at_once=_READ))
    scope = wanted.kinds, wanted.documents
    web = networks.soon(scope, lambda: read_web(service, *scope)).result()
    return Measured(wanted, generation, web, made(web.shape, wanted.name))


def _named(one: Row) -> list[int]:
    """The things of a result that are named."""
    _, things, sides = one
    return [*things[:NAMED], *(thing for thing, _ in sides[:2])]


def _pairs(one: Row) -> list[Pair]:
    """The links that a result rests on: a bridge, or those of a thing to the two largest pieces that it holds together."""
    _, things, sides = one
    if len(things) > 1:
        return [(things[0], things[1])] if sides else []
    return [(min(things[0], other), max(things[0], other)) for other, _ in sides[:2]]


def _edges(service: QueryService, triples: tuple[Triple, ...], wanted: tuple[str, ...]) -> dict[Triple, Edge]:
    """The statements, with their passages in the documents that are wanted."""
    edges = {}
    for (subject, predicate, object_), one in stated(service, triples).items():
        evidence = tuple(passage for passage in one.evidence if not wanted or passage.document in wanted)
        edges[one.triple] = Edge(subject, object_, predicate, one.inferred, evidence)
    return edges


def _standing(result: Measured, known: Names, lang: str, rank: int, one: Row, edges: dict[Triple, Edge]) -> Standing:
    value, things, sides = one
    nodes = [known.node(result.web.things[thing]) for thing in things[:NAMED]]
    ends = [(known.node(result.web.things[thing]).label, size) for thing, size in sides]
    labels = [node.label for node in nodes]
    return Standing(
        rank=rank,
        value=value,
        sentence=worded(result.asked.name, value, labels, ends, len(result.web.things), lang),
        nodes=tuple(nodes),
        size=len(things),
        edges=tuple(edges[triple] for pair in _pairs(one) for triple in result.web.statements[pair]),
    )
