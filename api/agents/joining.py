"""The tool `path`: how two things are linked."""

from usagraph.api.agents.answers import Path, PathAnswer
from usagraph.api.agents.arguments import PathArguments
from usagraph.api.agents.cutting import Budget, cuts
from usagraph.api.agents.facts import Fact, Inferred
from usagraph.api.agents.house import House, iri_of, thing_of
from usagraph.api.agents.sourcing import sourced
from usagraph.graph.reading.names import names
from usagraph.graph.reading.paths import Edge, paths
from usagraph.graph.reading.paths import Path as Way
from usagraph.graph.reading.statements import Statement

__all__ = ["joined"]


def joined(house: House, asked: PathArguments) -> PathAnswer:
    """The shortest ways from a thing to another, by statements with passages."""
    ends = iri_of(house, asked.source), iri_of(house, asked.target)
    # One more than is shown tells whether there are more.
    ways = paths(house.service, *ends, longest=asked.longest, most=asked.limit + 1)
    told = Budget().first(_path(house, way, asked.passages) for way in ways[: asked.limit])
    known = names(house.service)
    return PathAnswer(
        generation=house.service.generation,
        source=thing_of(known.node(ends[0])),
        target=thing_of(known.node(ends[1])),
        paths=told,
        note=None if ways else house.say("note.no_paths", longest=asked.longest),
        cut=cuts(house, "paths", told, None if len(ways) > len(told) else len(told)),
    )


def _path(house: House, way: Way, most: int) -> Path:
    steps = sourced(house, [_statement(edge) for edge in way.edges], most)
    return Path(
        things=tuple(map(thing_of, way.nodes)), steps=tuple(one for one in steps if isinstance(one, Fact | Inferred))
    )


def _statement(edge: Edge) -> Statement:
    return Statement((edge.source, edge.predicate, edge.target), True, edge.inferred, edge.evidence)
