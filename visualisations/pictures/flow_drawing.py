"""Where blocks and ribbons of the flow stand, in units of the SVG."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from usagraph.visualisations.pictures.flow import Block, Flow, Ribbon
from usagraph.visualisations.words import wrap

__all__ = ["Box", "Drawing", "Shape", "drawing"]

WIDTH = 1180
#: Left edges of the blocks of each column, and their width.
EDGES, THICK = (246, 560, 878), 14
#: Signs on a line of a label, and lines.
SIGNS, LINES = 31, 2
LINE = 17
#: Height that actions share, the least and most that one takes, and the height that all of them never pass.
SHARED, LEAST, FULL, TALLEST = 430.0, 3.0, 15.0, 760.0
#: Between two blocks; above a degree stands its name.
GAP, NAMED = 9, 27
TOP = 34


@dataclass(frozen=True)
class Box:
    """A block in its place, with the lines of its label."""

    block: Block
    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Shape:
    """A ribbon as two outlines: from its policy to its degree, and on to its issue."""

    ribbon: Ribbon
    first: str
    second: str


@dataclass(frozen=True)
class Drawing:
    """The whole picture; `heads` are where the names of the columns stand."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    shapes: tuple[Shape, ...]
    heads: tuple[tuple[float, str], ...]


def drawing(figure: Flow) -> Drawing:
    """The picture of a flow: what enters a degree first leaves it first, so that each ribbon can be followed."""
    total = max(1.0, sum(one.width for one in figure.ribbons))
    unit = min(FULL, max(LEAST, SHARED / total), TALLEST / total)
    widths: dict[str, float] = defaultdict(float)
    for one in figure.ribbons:
        for key in one.ends:
            widths[key] += one.width * unit
    slots = [[_slot(block, widths, column) for block in blocks] for column, blocks in enumerate(figure.columns)]
    height = max((sum(some) for some in slots), default=0.0)
    boxes = [
        box
        for column, blocks in enumerate(figure.columns)
        for box in _boxes(blocks, slots[column], widths, column, height)
    ]
    shapes = _shapes(figure, {box.block.key: box for box in boxes}, unit)
    heads = ((EDGES[0] + THICK, "end"), (EDGES[1] + THICK / 2, "middle"), (EDGES[2], "start"))
    return Drawing(WIDTH, round(TOP + height + 8), tuple(boxes), tuple(shapes), heads)


def _lines(block: Block, column: int) -> tuple[str, ...]:
    return (
        (block.name[:1].upper() + block.name[1:],) if column == 1 else tuple(wrap(block.name, SIGNS, LINES).split("\n"))
    )


def _slot(block: Block, widths: dict[str, float], column: int) -> float:
    """The height that a block takes with its label."""
    high = widths[block.key]
    return high + NAMED + GAP if column == 1 else max(high, len(_lines(block, column)) * LINE) + GAP


def _boxes(
    blocks: Sequence[Block], slots: Sequence[float], widths: dict[str, float], column: int, height: float
) -> list[Box]:
    """The blocks of a column, what is left of the height shared between them."""
    spare = (height - sum(slots)) / (len(slots) + 1) if slots else 0.0
    place, found = TOP + spare, list[Box]()
    for block, slot in zip(blocks, slots, strict=True):
        high = widths[block.key]
        top = place + NAMED if column == 1 else place + (slot - GAP - high) / 2
        found.append(_box(block, column, top, high))
        place += slot + spare
    return found


def _box(block: Block, column: int, top: float, high: float) -> Box:
    lines, x = _lines(block, column), EDGES[column]
    if column == 1:
        return Box(block, x, top, high, lines, x + THICK / 2, top - 8, "middle")
    first = top + high / 2 - (len(lines) - 1) * LINE / 2 + 5
    side = (x - 8, "end") if column == 0 else (x + THICK + 8, "start")
    return Box(block, x, top, high, lines, side[0], first, side[1])


def _shapes(figure: Flow, boxes: dict[str, Box], unit: float) -> list[Shape]:
    """The ribbons, the widest beneath."""
    place = {key: rank for rank, key in enumerate(boxes)}
    orders: tuple[Callable[[Ribbon], list[int]], ...] = (
        lambda one: [place[one.ends[0]], place[one.ends[1]], place[one.ends[2]]],
        # The same order on both sides of the degree.
        lambda one: [place[one.ends[1]], place[one.ends[0]], place[one.ends[2]]],
        lambda one: [place[one.ends[2]], place[one.ends[1]], place[one.ends[0]]],
    )
    tops = [_stacked(sorted(figure.ribbons, key=order), column, boxes, unit) for column, order in enumerate(orders)]
    found = [
        Shape(
            one,
            _band(0, tops[0][one], tops[1][one], one.width * unit),
            _band(1, tops[1][one], tops[2][one], one.width * unit),
        )
        for one in figure.ribbons
    ]
    return sorted(found, key=lambda shape: -shape.ribbon.width)


def _stacked(ribbons: Sequence[Ribbon], column: int, boxes: dict[str, Box], unit: float) -> dict[Ribbon, float]:
    """The top of each ribbon in a column."""
    filled: dict[str, float] = {}
    found: dict[Ribbon, float] = {}
    for one in ribbons:
        key = one.ends[column]
        found[one] = filled.get(key, boxes[key].y)
        filled[key] = found[one] + one.width * unit
    return found


def _band(column: int, start: float, end: float, width: float) -> str:
    """The outline of a ribbon from a column to the next."""
    left, right = EDGES[column] + THICK, EDGES[column + 1]
    middle = (left + right) / 2
    return (
        f"M{left} {start:.1f}C{middle} {start:.1f} {middle} {end:.1f} {right} {end:.1f}"
        f"V{end + width:.1f}C{middle} {end + width:.1f} {middle} {start + width:.1f} {left} {start + width:.1f}Z"
    )
