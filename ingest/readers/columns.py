"""Where the column of each line of a PDF page begins and ends, as the lines around it show, else those of the document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from usagraph.ingest.readers.lines import Line

__all__ = ["SET_IN", "Column", "Columns"]

#: How many lines before and after a line tell how far its column goes, and how few on one side do not.
NEAR, FEWEST = 8, 3
#: Lines of one column begin this close to each other, in points: an item or a first line is set in.
SET_IN = 40.0
#: A line is full from this share of the width of its column, and a column shows where this share of its lines is full.
FULL, SHOWN = 0.85, 0.5
#: The share of the lines of a document that do not go beyond its usual right edge.
USUAL = 0.9


class Column(NamedTuple):
    """The left and right edges of a column, in points."""

    left: float
    right: float


class Columns:
    """The columns of a document, from all its lines."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._lines = list(lines)

    def of(self, lines: Sequence[Line]) -> dict[int, Column]:
        """The column of each line of a page, by the id of the line.

        Above or below a line may stand wider ones, of another column: the narrower side counts, where both tell.
        """
        return {id(line): self._column(line, lines, place) for place, line in enumerate(lines)}

    def _column(self, line: Line, lines: Sequence[Line], place: int) -> Column:
        sides = lines[max(0, place - NEAR) : place], lines[place + 1 : place + 1 + NEAR]
        near = [[one for one in side if _is_level(one, line)] for side in sides]
        edges = [max((one.right for one in side), default=0.0) for side in near]
        right = max(line.right, min(edges) if all(len(side) >= FEWEST for side in near) else max(edges))
        around = [line, *near[0], *near[1]]
        left = min(one.left for one in around)
        full = sum(one.right >= left + FULL * (right - left) for one in around)
        if full < SHOWN * len(around) or len(around) <= FEWEST:
            right = max(right, self._usual(line))
        return Column(left, right)

    def _usual(self, line: Line) -> float:
        """The right edge of the lines of the document that begin about where a line does."""
        step, size = _step(line), round(line.style.size)
        edges = sorted(right for near in (step - 1, step, step + 1) for right in self._rights.get((near, size), ()))
        return edges[min(len(edges) - 1, int(USUAL * len(edges)))] if edges else 0.0

    @cached_property
    def _rights(self) -> dict[tuple[int, int], list[float]]:
        found: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
        for line in self._lines:
            found[_step(line), round(line.style.size)].append(line.right)
        return found


def _step(line: Line) -> int:
    return int(line.left // SET_IN)


def _is_level(one: Line, line: Line) -> bool:
    """Whether two lines may be of one column."""
    return abs(one.left - line.left) <= SET_IN and abs(one.style.size - line.style.size) <= 1
