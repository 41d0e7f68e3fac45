"""Tables and boxes whose sides are drawn on a PDF page: cells are what the rules enclose, merged ones among them.

Level and upright rules that touch make a lattice. Its cells are the fields between its lines; where the line between
two fields is missing they are one cell. A lattice of a single cell sets text apart.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from usagraph.ingest.readers.drawings import Area, Rule
from usagraph.ingest.readers.runs import Page, Run

__all__ = ["Field", "Lattice", "find_lattices"]

#: Lines this close are one line; ends this close touch.
CLOSE = 2.5
#: A rule that goes further than this beyond the last upright one shows a side that is not drawn.
OPEN = 12.0
#: A page with more to compare is a drawing.
MOST_PAIRS = 50_000
MOST_FIELDS = 2_000
#: A single column of so many cells is a box and its title.
FRAME = 2
#: A cell of more lines is a part of the page, laid out by rules.
MOST_LINES = 30


@dataclass(frozen=True)
class Field:
    """A cell: its place in the lattice and on the page, and the runs in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    area: Area
    runs: list[Run] = field(default_factory=list)


@dataclass
class Lattice:
    """The cells that rules enclose on a page, row by row."""

    fields: list[Field]
    page: int

    @property
    def runs(self) -> list[Run]:
        """Every run in it."""
        return [run for cell in self.fields for run in cell.runs]

    @property
    def is_frame(self) -> bool:
        """Whether it only sets text apart: a single column of one cell, or of two, the first its title."""
        return len(self.edges) == 1 and len(self.fields) <= FRAME

    @property
    def area(self) -> Area:
        """What it encloses."""
        areas = [cell.area for cell in self.fields]
        left, bottom = min(area.left for area in areas), min(area.bottom for area in areas)
        return Area(left, bottom, max(area.right for area in areas), max(area.top for area in areas))

    @property
    def edges(self) -> list[float]:
        """Where its columns begin."""
        return sorted({cell.area.left for cell in self.fields})


def find_lattices(page: Page) -> list[Lattice]:
    """The lattices of `page` that hold words."""
    drawn = page.drawings
    level, upright = _merged(drawn.rules), _merged(drawn.uprights)
    if not upright or len(level) * len(upright) > MOST_PAIRS:
        return []
    lattices = []
    for fields in (_fields(*group) for group in _touching(level, upright)):
        for run in (*page.runs, *page.turned):
            cell = next((cell for cell in fields if _is_in(run, cell.area)), None)
            if cell:
                cell.runs.append(run)
        if any(cell.runs for cell in fields) and all(len({r.y for r in c.runs}) <= MOST_LINES for c in fields):
            lattices.append(Lattice(_trimmed(fields), page.number))
    return lattices


def _is_in(run: Run, area: Area) -> bool:
    middle, height = (run.left + run.right) / 2, run.y + run.style.size / 3
    return area.left < middle < area.right and area.bottom < height < area.top


def _merged(rules: list[Rule]) -> list[Rule]:
    """The rules, those that lie on one line and touch put together."""
    merged: list[Rule] = []
    line = 0.0
    for rule in sorted(_levelled(rules), key=lambda rule: (rule.y, rule.left)):
        last = merged[-1] if merged else None
        if last and line == rule.y and rule.left <= last.right + CLOSE:
            merged[-1] = Rule(last.left, max(last.right, rule.right), rule.y)
        else:
            merged.append(rule)
        line = rule.y
    return merged


def _levelled(rules: list[Rule]) -> Iterator[Rule]:
    """The rules, each at the height of the first of those it is close to."""
    line = float("-inf")
    for rule in sorted(rules, key=lambda rule: rule.y):
        line = line if rule.y - line <= CLOSE else rule.y
        yield Rule(rule.left, rule.right, line)


def _touching(level: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The groups of rules that touch each other, two at least each way."""
    left = set(range(len(upright)))
    seen: set[int] = set()
    for start in range(len(level)):
        if start in seen:
            continue
        rows, columns, waiting = {start}, set[int](), [start]
        while waiting:
            rule = level[waiting.pop()]
            for number in [n for n in left if _meet(rule, upright[n])]:
                left.discard(number)
                columns.add(number)
                found = {n for n, other in enumerate(level) if n not in rows and _meet(other, upright[number])}
                rows |= found
                waiting += found
        seen |= rows
        if len(rows) > 1 and columns:
            yield [level[n] for n in rows], [upright[n] for n in columns]


def _meet(level: Rule, upright: Rule) -> bool:
    across = level.left - CLOSE <= upright.y <= level.right + CLOSE
    return across and upright.left - CLOSE <= level.y <= upright.right + CLOSE


def _fields(level: list[Rule], upright: list[Rule]) -> list[Field]:
    """The cells that the rules of one lattice enclose."""
    rows = sorted({rule.y for rule in level}, reverse=True)
    left, right = min(rule.left for rule in level), max(rule.right for rule in level)
    columns = sorted({rule.y for rule in upright})
    columns = [left] * (columns[0] - left > OPEN) + columns + [right] * (right - columns[-1] > OPEN)
    if len(columns) < 2 or len(rows) * len(columns) > MOST_FIELDS:
        return []
    return list(_Maze(rows, columns, _by_place(level), _by_place(upright)).cells())


@dataclass
class _Maze:
    """Fields between the lines of a lattice, open to each other where no wall is drawn."""

    rows: list[float]
    columns: list[float]
    level: dict[float, list[Rule]]
    upright: dict[float, list[Rule]]
    taken: set[tuple[int, int]] = field(default_factory=set)

    def cells(self) -> Iterator[Field]:
        """The cells, each from its first field, row by row."""
        for row in range(len(self.rows) - 1):
            for column in range(len(self.columns) - 1):
                if (row, column) not in self.taken:
                    yield self._cell(row, column)

    def _cell(self, row: int, column: int) -> Field:
        width = height = 1
        while column + width < len(self.columns) - 1 and self._opens_right(row, column + width):
            width += 1
        while row + height < len(self.rows) - 1 and self._opens_down(row + height, column, width):
            height += 1
        self.taken.update((row + down, column + across) for down in range(height) for across in range(width))
        area = Area(self.columns[column], self.rows[row + height], self.columns[column + width], self.rows[row])
        return Field(row, column, height, width, area)

    def _opens_right(self, row: int, column: int) -> bool:
        return not self._has_wall(row, column) and (row, column) not in self.taken

    def _opens_down(self, row: int, column: int, width: int) -> bool:
        """Whether all the fields over `row` go on under it, and only they."""
        across = range(column, column + width)
        parted = any(self._has_wall(row, place) for place in across[1:])
        return not parted and not any(self._has_floor(row, place) for place in across)

    def _has_wall(self, row: int, column: int) -> bool:
        middle = (self.rows[row] + self.rows[row + 1]) / 2
        return any(rule.left <= middle <= rule.right for rule in self.upright.get(self.columns[column], ()))

    def _has_floor(self, row: int, column: int) -> bool:
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        return any(rule.left <= middle <= rule.right for rule in self.level[self.rows[row]])


def _by_place(rules: list[Rule]) -> dict[float, list[Rule]]:
    found: defaultdict[float, list[Rule]] = defaultdict(list)
    for rule in rules:
        found[rule.y].append(rule)
    return found


def _trimmed(fields: list[Field]) -> list[Field]:
    """The cells, without the rows and columns in which no cell begins."""
    rows = {row: number for number, row in enumerate(sorted({cell.row for cell in fields}))}
    columns = {column: number for number, column in enumerate(sorted({cell.column for cell in fields}))}
    return [
        Field(
            rows[cell.row],
            columns[cell.column],
            sum(cell.row <= row < cell.row + cell.row_span for row in rows),
            sum(cell.column <= column < cell.column + cell.column_span for column in columns),
            cell.area,
            cell.runs,
        )
        for cell in fields
    ]
