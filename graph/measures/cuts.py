"""Where a network comes apart: the links, and the things, without which it would be in more pieces.

One walk in depth finds both, and how many things each of the pieces has.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from usagraph.graph.measures.web import Shape

__all__ = ["Cut", "Side", "bridges", "passages"]

#: A thing next to the cut, the most linked of its piece, and how many things the piece has.
Side = tuple[int, int]


@dataclass(frozen=True)
class Cut:
    """A link (two things) or a thing whose loss leaves these pieces, the largest first."""

    things: tuple[int, ...]
    sides: tuple[Side, ...]


@dataclass
class _Walk:
    """A walk in depth: for each thing when it was met, how high its part leads back, and how many were met from it on."""

    shape: Shape
    met: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    size: list[int] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    root: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        every = self.shape.size
        self.met, self.back, self.size = [-1] * every, [every] * every, [1] * every
        self.parent, self.root = [-1] * every, list(range(every))
        clock = 0
        for start in range(every):
            if self.met[start] < 0:
                clock = self._walk(start, clock)

    def _walk(self, start: int, clock: int) -> int:
        """Meets all that `start` leads to, from the time `clock` on."""
        self.met[start] = self.back[start] = clock
        stack = [(start, iter(self.shape.neighbours[start]))]
        while stack:
            here, rest = stack[-1]
            clock += self._step(here, rest, start, clock, stack)
        return clock + 1

    def _step(
        self, here: int, rest: Iterator[int], start: int, clock: int, stack: list[tuple[int, Iterator[int]]]
    ) -> int:
        """One step on, or back; 1 where a thing was met."""
        for there in rest:
            if self.met[there] < 0:
                self.met[there] = self.back[there] = clock + 1
                self.parent[there], self.root[there] = here, start
                stack.append((there, iter(self.shape.neighbours[there])))
                return 1
            if there != self.parent[here]:
                self.back[here] = min(self.back[here], self.met[there])
        stack.pop()
        above = self.parent[here]
        if above >= 0:
            self.back[above] = min(self.back[above], self.back[here])
            self.size[above] += self.size[here]
        return 0

    def below(self, thing: int, other: int) -> bool:
        """Whether `thing` was met from `other` on."""
        return 0 <= self.met[thing] - self.met[other] < self.size[other]


def bridges(shape: Shape) -> list[Cut]:
    """The links that alone hold two pieces together; those that cut off most come first."""
    walk = _Walk(shape)
    found = []
    for there, here in enumerate(walk.parent):
        if here >= 0 and walk.back[there] == walk.met[there]:
            rest = walk.size[walk.root[there]] - walk.size[there]
            sides = sorted([(there, walk.size[there]), (here, rest)], key=lambda side: (-side[1], side[0]))
            found.append(Cut((min(here, there), max(here, there)), tuple(sides)))
    return sorted(found, key=lambda cut: (-cut.sides[1][1], cut.things))


def passages(shape: Shape) -> dict[int, Cut]:
    """The things that alone hold pieces together, by their number."""
    walk = _Walk(shape)
    parts: dict[int, list[int]] = defaultdict(list)
    for there, here in enumerate(walk.parent):
        if here >= 0 and walk.back[there] >= walk.met[here]:
            parts[here].append(there)
    cuts = {thing: _cut(walk, thing, below) for thing, below in parts.items()}
    return {thing: cut for thing, cut in cuts.items() if len(cut.sides) > 1}


def _cut(walk: _Walk, thing: int, below: list[int]) -> Cut:
    """The pieces that a thing holds together: each part below, and the rest."""
    parts = sorted(below, key=walk.met.__getitem__)
    starts = [walk.met[part] for part in parts]
    pieces: dict[int, list[int]] = defaultdict(list)
    for near in walk.shape.neighbours[thing]:
        part = parts[bisect_right(starts, walk.met[near]) - 1]
        pieces[part if walk.below(near, part) else -1].append(near)
    rest = walk.size[walk.root[thing]] - 1 - sum(walk.size[part] for part in below)
    sides = [(walk.shape.first(near)[0], rest if part < 0 else walk.size[part]) for part, near in pieces.items()]
    return Cut((thing,), tuple(sorted(sides, key=lambda side: (-side[1], side[0]))))
