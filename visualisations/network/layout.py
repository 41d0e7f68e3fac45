"""Where things stand: positions computed here, the same twice, so that a picture never moves.

Four layouts: columns (the overview, wide), rings (what surrounds one thing, wide), bands (narrow screens) and discs (a
great many things without labels). A cell is the room of a node with its label; no two nodes share one.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin, sqrt
from typing import TypeVar

__all__ = ["TALLEST", "Point", "bands", "columns", "discs", "rings", "untangled"]

Name = TypeVar("Name", bound=Hashable)

CELL = (165, 104)
STEPS = 1440
GAP = 166
TALLEST = 8
SWEEPS = 4
#: Where the first of a ring stands, in parts of a place: never level with the middle, where vis-network loses a label.
START = (0.3, 0.7)
#: Ways in which a ring may be turned, by half the room of a place.
TURNS = 24
#: Points of a disc: how far apart, and the angle that leaves no gap between them (Vogel, 1979).
APART, GOLDEN = 21, pi * (3 - sqrt(5))
#: Between two discs.
AIR = 70
#: Half the room that the name of a disc takes.
NAMED = 130


@dataclass(frozen=True)
class Point:
    """A place in the picture, in units of the canvas; y grows downwards."""

    x: int
    y: int


def columns(
    groups: Sequence[Sequence[Name]], links: Iterable[tuple[Name, Name]] = (), *, gap: int = GAP, tallest: int = TALLEST
) -> dict[Name, Point]:
    """The names of each group in a column, left to right, ordered so that few links cross; a tall column is split.

    The last group keeps the order given: it is a scale.
    """
    stacks = [list(stack) for group in untangled(groups, list(links)) for stack in _split(group, tallest)]
    # A little lower than wide, as screens are: more air between rows, never less than a cell.
    height = max(max((len(stack) for stack in stacks), default=0) * CELL[1], 0.82 * gap * len(stacks))
    found: dict[Name, Point] = {}
    for column, stack in enumerate(stacks):
        step = min(height / len(stack), CELL[1] * 1.7)
        top = (height - step * len(stack)) / 2
        for row, name in enumerate(stack):
            found[name] = Point(column * gap, round(top + step * (row + 0.5)))
    return found


def untangled(groups: Sequence[Sequence[Name]], links: Sequence[tuple[Name, Name]]) -> list[list[Name]]:
    """The groups, each but the last sorted by where its neighbours stand (a few passes of barycentres)."""
    order = [list(group) for group in groups]
    near: dict[Name, list[Name]] = {}
    for one, other in links:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    for _ in range(SWEEPS):
        for group in reversed(order[:-1]):
            height = {name: (i + 0.5) / len(stack) for stack in order for i, name in enumerate(stack)}
            middle = {name: _mean([height[n] for n in near.get(name, ())], height[name]) for name in group}
            group.sort(key=middle.__getitem__)
    return order


def rings(center: Name, around: Sequence[Sequence[Name]]) -> dict[Name, Point]:
    """`center` in the middle and each sequence around it, on as many ellipses as it needs, in the order given."""
    found = {center: Point(0, 0)}
    level = 0
    for names in around:
        rest = list(names)
        while rest:
            places = _ellipse(level)
            room = max(len(places) - 1, 1)
            if room < len(rest) == len(names) < len(_ellipse(level + 1)):
                # One wider ring, so that no line from the middle passes by a nearer thing.
                level += 1
                continue
            share = rest if len(rest) <= room else rest[:room]
            found.update(zip(share, _apart(level, len(share), found[center], list(found.values())[1:]), strict=True))
            rest = rest[len(share) :]
            level += 1
    return found


def bands(groups: Sequence[Sequence[Name]], *, width: int = 3) -> dict[Name, Point]:
    """The names in rows of at most `width`, a new row for each group: reads from top to bottom on a phone."""
    found: dict[Name, Point] = {}
    row = 0
    for group in groups:
        for stack in _split(group, width):
            for place, name in enumerate(stack):
                found[name] = Point(round((place - (len(stack) - 1) / 2) * 182), row * 112)
            row += 1
    return found


def discs(places: Sequence[Sequence[Sequence[Name]]]) -> tuple[dict[Name, Point], list[list[Point]]]:
    """Each sequence in a disc, the first in its middle; a column of discs for each place. With the top of each disc."""
    found: dict[Name, Point] = {}
    tops: list[list[Point]] = []
    left = 0.0
    for column in places:
        radii = [APART * sqrt(len(names)) + APART for names in column]
        half = max([NAMED, *radii])
        middle = left + half
        top = -(sum(2 * r for r in radii) + AIR * max(len(radii) - 1, 0)) / 2
        tops.append([])
        for names, radius in zip(column, radii, strict=True):
            tops[-1].append(Point(round(middle), round(top)))
            found.update(_disc(names, middle, top + radius))
            top += 2 * radius + AIR
        left += 2 * half + AIR / 2
    return found, tops


def _disc(names: Sequence[Name], x: float, y: float) -> dict[Name, Point]:
    spots = ((APART * sqrt(i + 0.5), i * GOLDEN) for i in range(len(names)))
    return {
        name: Point(round(x + r * cos(a)), round(y + r * sin(a))) for name, (r, a) in zip(names, spots, strict=True)
    }


def _mean(values: Sequence[float], default: float) -> float:
    return sum(values) / len(values) if values else default


def _split(group: Sequence[Name], most: int) -> list[Sequence[Name]]:
    if not group:
        return []
    parts = -(-len(group) // most)
    size = -(-len(group) // parts)
    return [group[i : i + size] for i in range(0, len(group), size)]


def _radii(level: int) -> tuple[float, float]:
    return 300 + 205 * level, 190 + 125 * level


@cache
def _ellipse(level: int) -> tuple[int, ...]:
    """The steps, along the ellipse, where a new cell begins."""
    travelled = _travelled(level)
    return tuple(i for i, (a, b) in enumerate(pairwise(travelled)) if int(b) > int(a))


@cache
def _travelled(level: int) -> tuple[float, ...]:
    """How many cells were crossed at each step along the ellipse, starting at the top."""
    wide, high = _radii(level)
    points = [(wide * sin(2 * pi * i / STEPS), -high * cos(2 * pi * i / STEPS)) for i in range(STEPS + 1)]
    crossed = [0.0]
    for (x1, y1), (x2, y2) in pairwise(points):
        crossed.append(crossed[-1] + hypot((x2 - x1) / CELL[0], (y2 - y1) / CELL[1]))
    return tuple(crossed)


def _apart(level: int, count: int, center: Point, taken: Sequence[Point]) -> list[Point]:
    """`count` places along the ellipse, turned so that a line from the middle passes beside what stands nearer."""
    turns = START if not taken else [START[level % 2], *(turn / TURNS for turn in range(1, TURNS, 2))]
    spreads = [_spread(level, count, turn) for turn in turns]
    near = [_angle(center, place) for place in taken]
    return max(
        spreads[: 1 if not near else None],
        key=lambda places: min((_between(_angle(center, p), a) for p in places for a in near), default=0.0),
    )


def _angle(center: Point, place: Point) -> float:
    return atan2(place.y - center.y, place.x - center.x)


def _between(one: float, other: float) -> float:
    gap = abs(one - other) % (2 * pi)
    return min(gap, 2 * pi - gap)


def _spread(level: int, count: int, start: float) -> list[Point]:
    """`count` places at equal room along the ellipse, the first at a part of a place from its top."""
    wide, high = _radii(level)
    travelled = _travelled(level)
    total = travelled[-1]
    places: list[Point] = []
    step = 0
    for number in range(count):
        wanted = total * (number + start) / count
        while travelled[step] < wanted:
            step += 1
        angle = 2 * pi * step / STEPS
        places.append(Point(round(wide * sin(angle)), round(-high * cos(angle))))
    return places
