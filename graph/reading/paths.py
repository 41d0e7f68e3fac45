"""Paths: how two things are linked, by statements that open their passages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.kinds import family
from usagraph.graph.reading.links import Links
from usagraph.graph.reading.names import Names, is_of_kind, names, unknown
from usagraph.graph.reading.shortest import shortest
from usagraph.graph.reading.statements import Statement, stated
from usagraph.graph.reading.things import Evidence, Node
from usagraph.ontology.terms import VOC

__all__ = ["Edge", "Path", "paths"]

#: Ways whose statements are read together, and how many times others are looked for where none has passages all along.
_TOGETHER, _ROUNDS = 100, 50
#: Families of things that link most others, beside concepts.
_HUBS = frozenset(("document", "policy"))


@dataclass(frozen=True)
class Edge:
    """A statement of a path, in its own direction; `inferred` where no document says it."""

    source: str
    target: str
    predicate: str
    inferred: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Path:
    """A way from a thing to another: its nodes, and one edge between each and the next."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def paths(
    service: QueryService,
    source: str,
    target: str,
    *,
    longest: int = 6,
    most: int = 5,
    kinds: Collection[str] = (),
    documents: Collection[str] = (),
    unsourced: bool = False,
) -> tuple[Path, ...]:
    """The shortest paths between two things, at most `most`, of at most `longest` edges; raises UnknownName.

    They go through things of `kinds` where they are named, else through concepts and documents only where there is no
    other way; by statements with passages, of `documents` (ids or IRIs) where they are named, by all where `unsourced`.
    Those with fewest inferred edges come first.
    """
    known = names(service)
    for iri in (source, target):
        if iri not in known:
            raise unknown(known, iri, iri)
    if source == target:
        return (Path((known.node(source),), ()),)
    ids = {name.rpartition("/")[2] for name in documents}
    wanted = frozenset(name for name in ids if f"{service.base}/id/document/{name}" in known)
    if ids and not wanted:
        return ()
    links = Links(service, known, (source, target), wanted)
    search = _Search(known, links, tuple(kinds), wanted, unsourced=unsourced)
    return search.paths(longest, most) or (() if kinds else replace(search, hubs=True).paths(longest, most))


@dataclass(frozen=True)
class _Search:
    """What paths may go by, and what was read of the statements on the way."""

    known: Names
    links: Links
    kinds: tuple[str, ...]
    documents: frozenset[str]
    unsourced: bool
    hubs: bool = False
    statements: dict[Triple, Statement] = field(default_factory=dict)

    def paths(self, longest: int, most: int) -> tuple[Path, ...]:
        """The shortest paths that have all that is wanted of each edge."""
        for _ in range(_ROUNDS):
            ways = list(islice(shortest(self._around, *self.links.ends, longest), _TOGETHER))
            self._read(ways)
            found = [path for way in ways if (path := self._path(way))]
            if found or not ways:
                return tuple(sorted(found, key=_rank)[: max(0, most)])
        return ()

    def _around(self, nodes: Collection[str]) -> dict[str, list[str]]:
        return {
            node: [other for other in others if self._is_open(other) and self._may_lead(node, other)]
            for node, others in self.links.of(nodes).items()
        }

    def _is_open(self, iri: str) -> bool:
        """Whether paths may go through a thing."""
        if iri in self.links.ends:
            return True
        if self.kinds:
            return any(is_of_kind(self.known.node(iri), kind) for kind in self.kinds)
        return self.hubs or not (iri.startswith(VOC) or family(iri) in _HUBS)

    def _may_lead(self, one: str, other: str) -> bool:
        """Whether a statement links two things that was not read, or that has what is wanted."""
        between = self.links.between(one, other)
        return any(triple not in self.statements for triple in between) or self._edge(one, other) is not None

    def _read(self, ways: Sequence[tuple[str, ...]]) -> None:
        """Reads the statements on some ways."""
        steps = {step for way in ways for step in pairwise(way)}
        between = {triple for step in steps for triple in self.links.between(*step)}
        self.statements.update(stated(self.links.service, sorted(between - self.statements.keys())))

    def _path(self, way: tuple[str, ...]) -> Path | None:
        """The path by these nodes; None where a step lacks what is wanted."""
        edges = [edge for step in pairwise(way) if (edge := self._edge(*step))]
        return Path(tuple(map(self.known.node, way)), tuple(edges)) if len(edges) == len(way) - 1 else None

    def _edge(self, one: str, other: str) -> Edge | None:
        """The statement that links two things best: one that a document says, before one that follows."""
        between = self.links.between(one, other)
        edges = [edge for triple in between if triple in self.statements and (edge := self._shown(triple))]
        return min(
            edges, key=lambda edge: (not edge.evidence, edge.inferred, edge.predicate, edge.source), default=None
        )

    def _shown(self, triple: Triple) -> Edge | None:
        statement = self.statements[triple]
        evidence = tuple(one for one in statement.evidence if not self.documents or one.document in self.documents)
        subject, predicate, object_ = triple
        shown = evidence or (self.unsourced and not self.documents)
        return Edge(subject, object_, predicate, statement.inferred, evidence) if shown else None


def _rank(path: Path) -> tuple[int, tuple[str, ...]]:
    return sum(edge.inferred for edge in path.edges), tuple(node.iri for node in path.nodes)
