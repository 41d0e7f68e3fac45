"""Two things side by side: what both are linked to, and what only one is, each link with the passages that say it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial

from usagraph.graph.listing.sides import Key, Side, side
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.facts import Fact
from usagraph.graph.reading.things import Node

__all__ = ["Comparison", "Line", "Share", "comparison"]

#: Sides kept for a generation.
_KEPT = 64


@dataclass(frozen=True)
class Line:
    """A thing that the first is linked to by the facts `one`, the second by `two`."""

    other: Node
    one: tuple[Fact, ...]
    two: tuple[Fact, ...]


@dataclass(frozen=True)
class Share:
    """The things of a kind, by name: those of both, of the first alone, of the second alone."""

    kind: str
    both: tuple[Line, ...]
    one: tuple[Line, ...]
    two: tuple[Line, ...]


@dataclass(frozen=True)
class Comparison:
    """Two things with their practices, and what they share or not, by kind."""

    one: Side
    two: Side
    shares: tuple[Share, ...]


def comparison(service: QueryService, one: str, two: str, documents: Collection[str] = ()) -> Comparison:
    """What two directions, policies, degrees or documents have in common and not; each is read once for a generation.

    Things that are called alike are the same here: each document has its own. Only what passages say, of `documents` (ids)
    where they are named.
    """
    kept: Callable[[str, frozenset[str]], Side] = service.remember(
        "sides", lambda: lru_cache(maxsize=_KEPT)(partial(side, service))
    )
    sides = kept(one, frozenset(documents)), kept(two, frozenset(documents))
    keys: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(sides[0].facts.keys() | sides[1].facts.keys()):
        keys[key[0]].append(key)
    return Comparison(*sides, tuple(_share(kind, some, *sides) for kind, some in keys.items()))


def _share(kind: str, keys: Iterable[Key], one: Side, two: Side) -> Share:
    parts: tuple[list[Line], list[Line], list[Line]] = ([], [], [])
    for key in keys:
        there = key in one.facts, key in two.facts
        line = Line((one if there[0] else two).nodes[key], _of(one, key), _of(two, key))
        parts[0 if all(there) else 1 if there[0] else 2].append(line)
    return Share(kind, *(tuple(part) for part in parts))


def _of(one: Side, key: Key) -> tuple[Fact, ...]:
    return tuple(one.facts.get(key, ()))
