"""Where the marks and labels of the timeline stand, in units of the SVG.

A label stands beside its mark, at the end of a vertical line. Below the marks labels go right, and are laid from the last
mark to the first; above they go left, from the first to the last: so no line crosses a label.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from usagraph.visualisations.pictures.timeline import Entry, Lane, Timeline
from usagraph.visualisations.pictures.timescale import LEFT, RIGHT, Scale, scale
from usagraph.visualisations.words import clean, shorten

__all__ = ["Group", "Mark", "Picture", "Strip", "picture"]

WIDTH = 1180
#: Signs of a label at least, and where it makes the lane no higher; the room that a sign takes.
SIGNS, LONGER, SIGN, YEAR = 52, (110, 90, 75, 62), 7.2, 44.0
#: Height of a row of labels, of the marks, and around them.
ROW, SIZE, AROUND = 19, 16, 9
#: Marks of a lane that can be told apart; beyond, they are grouped by as many years.
MOST = 24
#: Width of the mark of a group.
GROUP = 22.0
SPANS = (1, 2, 5, 10, 20, 25, 50, 100)
#: Places where labels may stop going right and begin going left.
TURNS = 8
TOP = 8


@dataclass(frozen=True)
class Group:
    """Several milestones of a few years, drawn as one mark."""

    since: int
    until: int
    entries: tuple[Entry, ...]

    @property
    def at(self) -> float:
        """The middle of its years."""
        return (self.since + self.until + 1) / 2


@dataclass(frozen=True)
class Mark:
    """A mark with its label: the line between them goes from `y` to `end`."""

    item: Entry | Group
    x: float
    y: float
    end: float
    text: str
    above: bool


@dataclass(frozen=True)
class Strip:
    """A lane in its place; `grouped` is how many years a mark stands for, where some stand for several milestones."""

    lane: Lane
    y: float
    height: float
    marks: tuple[Mark, ...]
    grouped: int


@dataclass(frozen=True)
class Picture:
    """The whole picture."""

    width: int
    height: int
    strips: tuple[Strip, ...]
    scale: Scale
    foot: float


_Placed = Sequence[tuple[Entry | Group, float, str]]
_Rows = tuple[dict[int, int], dict[int, int]]


def picture(figure: Timeline) -> Picture:
    """The picture of a timeline."""
    scaled = scale([one.at for one in figure.entries], figure.since, figure.until)
    y, strips = float(TOP), list[Strip]()
    for lane in figure.lanes:
        if lane.entries:
            strips.append(_strip(lane, scaled, y))
            y += strips[-1].height + 6
    return Picture(WIDTH, round(y + 26), tuple(strips), scaled, y + 4)


def _strip(lane: Lane, scaled: Scale, y: float) -> Strip:
    span, items = _items(lane.entries, scaled)
    placed, (above, below) = _labelled([(item, scaled.x(item.at)) for item in items])
    top = y + AROUND + _depth(above) * ROW
    middle = top + SIZE / 2 + _stacked(placed) * SIZE
    marks = list[Mark]()
    for rank, (item, x, text) in enumerate(placed):
        high = middle - _over(placed, rank) * SIZE
        up = rank in above
        end = top - (above[rank] + 0.5) * ROW if up else middle + SIZE / 2 + (below[rank] + 0.6) * ROW
        marks.append(Mark(item, round(x, 1), round(high, 1), round(end, 1), text, up))
    height = middle - y + SIZE / 2 + _depth(below) * ROW + AROUND
    return Strip(lane, y, height, tuple(marks), span)


def _labelled(marks: Sequence[tuple[Entry | Group, float]]) -> tuple[_Placed, _Rows]:
    """The marks with their labels and the rows of these: names as long as can be where the lane grows no higher for it."""
    short = [(item, x, _text(item, min(SIGNS, _room(x)))) for item, x in marks]
    least = _laid(short)
    for signs in LONGER:
        placed = [(item, x, _text(item, min(signs, _room(x)))) for item, x in marks]
        rows = _laid(placed)
        if _height(rows) <= _height(least):
            return placed, rows
    return short, least


def _room(x: float) -> int:
    """The signs that a label has room for, on the side where it has most."""
    return int((max(RIGHT + 14 - x, x - LEFT + 10) - YEAR - 8) / SIGN)


def _height(rows: _Rows) -> int:
    return sum(map(_depth, rows))


def _items(entries: Sequence[Entry], scaled: Scale) -> tuple[int, list[Entry | Group]]:
    """What is drawn of a lane: each milestone, or where they are too many the groups of so many years."""
    if len(entries) <= MOST:
        return 0, list(entries)
    span = next((n for n in SPANS if _fits(entries, n, scaled)), SPANS[-1])
    found: list[Entry | Group] = []
    for start, run in groupby(entries, key=lambda one: int(one.at) // span * span):
        some = tuple(run)
        found.append(some[0] if len(some) == 1 else Group(start, start + span - 1, some))
    return span, found


def _fits(entries: Sequence[Entry], span: int, scaled: Scale) -> bool:
    """Whether the groups of so many years are few enough, and stand beside each other."""
    starts = sorted({int(one.at) // span for one in entries})
    near = (scaled.x((b + 0.5) * span) - scaled.x((a + 0.5) * span) for a, b in pairwise(starts) if b == a + 1)
    return len(starts) <= MOST and min(near, default=GROUP) >= GROUP


def _text(item: Entry | Group, signs: int) -> str:
    """What stands beside a mark: the years of a group, a name; a long one begins with its acronym."""
    if isinstance(item, Group):
        return str(item.since) if item.since == item.until else f"{item.since}-{item.until % 100:02}"
    acronym = clean(item.node.acronym or "")
    label = clean(item.node.label)
    name = f"{acronym}, {label}" if acronym not in ("", label) and len(item.label) > signs else item.label
    return shorten(name, signs)


def _width(item: Entry | Group, text: str) -> float:
    """The room that a label takes beside its line: the year, then the name."""
    return (YEAR if isinstance(item, Entry) else 0) + len(text) * SIGN + 8


def _laid(placed: _Placed) -> _Rows:
    """The row of each label above the marks, and of each below: as near to the marks as can be, then as few rows."""
    ranks = range(len(placed))
    turns = [LEFT + (RIGHT - LEFT) * n / TURNS for n in range(TURNS + 1)]
    ways = [{n for n in ranks if placed[n][1] > turn} for turn in reversed(turns)]
    ways += [{n for n in ranks if n % 2 == odd} for odd in (0, 1)]
    return min((_rows(placed, way) for way in ways), key=lambda both: sorted(map(_depth, both), reverse=True))


def _depth(rows: dict[int, int]) -> int:
    return max(rows.values(), default=-1) + 1


def _rows(placed: _Placed, leftward: Collection[int]) -> _Rows:
    """The rows where some labels go left, above, and the others right, below; each where it has room."""
    left, right = list[int](), list[int]()
    for rank, (item, x, text) in enumerate(placed):
        fits_right, fits_left = x + _width(item, text) <= RIGHT + 14, x - _width(item, text) >= LEFT - 10
        (left if fits_left and (rank in leftward or not fits_right) else right).append(rank)
    return _filled(placed, left, -1), _filled(placed, list(reversed(right)), 1)


def _filled(placed: _Placed, ranks: Sequence[int], side: int) -> dict[int, int]:
    """The first row that has room for each label of one side, in this order."""
    rows, taken = dict[int, int](), list[tuple[int, float, float, float]]()
    for rank in ranks:
        item, x, text = placed[rank]
        low, high = sorted((x, x + side * _width(item, text)))
        rows[rank] = next(n for n in range(len(ranks) + 1) if _is_free(taken, n, low, high))
        taken.append((rows[rank], low, high, x))
    return rows


def _is_free(taken: Iterable[tuple[int, float, float, float]], row: int, low: float, high: float) -> bool:
    """Whether a label has room in a row: it touches no other there, and no line to a further row crosses it."""
    return not any(
        (other == row and low < right and left < high) or (other > row and low < line < high)
        for other, left, right, line in taken
    )


def _over(placed: _Placed, rank: int) -> int:
    """How many marks stand beneath this one, at nearly the same date."""
    return sum(abs(placed[n][1] - placed[rank][1]) < _apart(placed[n][0], placed[rank][0]) for n in range(rank))


def _apart(one: Entry | Group, other: Entry | Group) -> float:
    """Between two marks that stand side by side."""
    return sum((GROUP if isinstance(item, Group) else SIZE) / 2 for item in (one, other))


def _stacked(placed: _Placed) -> int:
    return max((_over(placed, rank) for rank in range(len(placed))), default=0)
