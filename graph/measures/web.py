"""The network of things without its words: numbers for things, and pairs for what statements link."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from usagraph.graph.reading.chains import Triple

__all__ = ["Found", "Pair", "Row", "Shape", "Web", "shape_of", "web_of"]

Pair = tuple[int, int]
#: A result: a value, the things that have it, and the pieces that they hold together (a thing of each, and its size).
Row = tuple[float, tuple[int, ...], tuple[Pair, ...]]
#: What a measure finds, what stands out most first.
Found = list[Row]


@dataclass(frozen=True)
class Shape:
    """So many things, numbered from 0, and the pairs (subject, object) that statements link, each once, in order."""

    size: int
    arcs: tuple[Pair, ...]

    @cached_property
    def links(self) -> tuple[Pair, ...]:
        """The pairs whatever their direction, the smaller number first, in order."""
        return tuple(sorted({(min(pair), max(pair)) for pair in self.arcs}))

    @cached_property
    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        """For each thing, those that it is linked to, in order."""
        near: list[list[int]] = [[] for _ in range(self.size)]
        for one, other in self.links:
            near[one].append(other)
            near[other].append(one)
        return tuple(tuple(sorted(several)) for several in near)

    def first(self, things: Iterable[int]) -> list[int]:
        """Some things, the most linked first, then in the order of their numbers."""
        return sorted(things, key=lambda thing: (-len(self.neighbours[thing]), thing))


@dataclass(frozen=True)
class Web:
    """The IRIs of the things of a network, in order, and the statements that link them by the two numbers, smaller first."""

    things: tuple[str, ...]
    statements: Mapping[Pair, tuple[Triple, ...]]
    shape: Shape


def shape_of(size: int, arcs: Iterable[Pair]) -> Shape:
    """The shape with these arcs; what links a thing to itself is left out."""
    return Shape(size, tuple(sorted({(one, other) for one, other in arcs if one != other})))


def web_of(triples: Iterable[Triple]) -> Web:
    """The network that statements between things make."""
    kept = sorted(set(triples))
    things = tuple(sorted({end for triple in kept for end in (triple[0], triple[2])}))
    number = {iri: place for place, iri in enumerate(things)}
    between: dict[Pair, list[Triple]] = defaultdict(list)
    for triple in kept:
        one, other = number[triple[0]], number[triple[2]]
        between[min(one, other), max(one, other)].append(triple)
    arcs = ((number[subject], number[object_]) for subject, _, object_ in kept)
    return Web(things, {pair: tuple(several) for pair, several in between.items()}, shape_of(len(things), arcs))
