"""The tables of a PDF page, ruled or not, found by geometry.

A page writes a table row by row and cell by cell. So a cell is a stack of lines at the usual distance, a row a
sequence of cells each to the right of the one before and level with it, a table a sequence of rows whose cells fall
into the same columns. Rules drawn between two lines part them; otherwise the larger gap between rows does.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from usagraph.ingest.readers.drawings import Rule
from usagraph.ingest.readers.lines import Pitches, is_between
from usagraph.ingest.readers.runs import Page, Run
from usagraph.ingest.readers.stacked import cell_words

__all__ = ["Piece", "Row", "Table", "continues", "find_tables"]

#: Lines of one cell are this close, in pitches; rows further apart than PADDED show that the table has padding.
CLOSE = 1.12
PADDED = 1.2
#: The same as CLOSE, in font sizes, where tables are set less tightly than the prose.
LOOSE = 1.24
#: Rows further apart than this, in pitches, belong to two tables.
APART = 2.6
MOST_LINES = 25
ALIGNED = 3.0


@dataclass
class Piece:
    """A stack of lines: a cell, or part of one."""

    runs: list[Run]

    @property
    def left(self) -> float:
        """Its left edge."""
        return min(run.left for run in self.runs)

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(run.right for run in self.runs)

    @property
    def top(self) -> float:
        """Base line of its first line."""
        return max(run.y for run in self.runs)

    @property
    def bottom(self) -> float:
        """Base line of its last line."""
        return min(run.y for run in self.runs)


@dataclass
class Row:
    """Pieces side by side."""

    pieces: list[Piece]

    @property
    def top(self) -> float:
        """Base line of its highest line."""
        return max(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Base line of its lowest line."""
        return min(piece.bottom for piece in self.pieces)

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(piece.right for piece in self.pieces)


@dataclass
class Table:
    """Rows whose pieces fall into `columns`, given by their left and right edges."""

    rows: list[Row]
    columns: list[tuple[float, float]] = field(default_factory=list)
    page: int = 0

    @property
    def runs(self) -> list[Run]:
        """Every run in it."""
        return [run for row in self.rows for piece in row.pieces for run in piece.runs]

    def column(self, piece: Piece) -> list[int]:
        """The columns that a piece stands in."""
        return [i for i, (left, right) in enumerate(self.columns) if piece.left < right - 1 and piece.right > left + 1]

    def widen(self, row: Row) -> None:
        """Lets the columns hold the pieces of `row`."""
        for piece in row.pieces:
            found = self.column(piece)
            if found:
                left, right = self.columns[found[0]]
                self.columns[found[0]] = (min(left, piece.left), max(right, piece.right))
            else:
                self.columns.append((piece.left, piece.right))
        self.columns.sort()

    def cells(self, row: Row, known: Container[str] = ()) -> list[str]:
        """The words of `row`, one string a column, its lines kept; words cut at a line end are made whole with `known`."""
        stacks: list[list[Run]] = [[] for _ in self.columns]
        for piece in sorted(row.pieces, key=lambda p: -p.top):
            stacks[(self.column(piece) or [0])[0]] += piece.runs
        return [cell_words(runs, right, known) for runs, (_, right) in zip(stacks, self.columns, strict=True)]


def find_tables(page: Page, pitches: Pitches) -> list[Table]:
    """The tables of `page`, in the order of its runs."""
    finder = _Finder(page, pitches)
    for row in _rows(_pieces(page, pitches)):
        finder.take(row)
    finder.close()
    for table in finder.tables:
        _merge_rows(table, page.rules, pitches)
    return finder.tables


def _pieces(page: Page, pitches: Pitches) -> Iterator[Piece]:
    piece: Piece | None = None
    for run in page.runs:
        if piece and _is_stacked(piece, run, page.rules, pitches):
            piece.runs.append(run)
            continue
        if piece:
            yield piece
        piece = Piece([run])
    if piece:
        yield piece


def _is_stacked(piece: Piece, run: Run, rules: list[Rule], pitches: Pitches) -> bool:
    last = piece.runs[-1]
    gap = last.y - run.y
    size = last.style.size
    most = max(CLOSE * pitches.of(size), LOOSE * size)
    if abs(size - run.style.size) > 1 or not 0 < gap <= most:
        return False
    aligned = abs(run.left - piece.left) <= ALIGNED or (run.left < piece.right and run.right > piece.left)
    return aligned and not any(is_between(rule, last, run) for rule in rules)


def _rows(pieces: Iterable[Piece]) -> Iterator[Row]:
    row: Row | None = None
    for piece in pieces:
        if row and _is_level(row, piece):
            row.pieces.append(piece)
            continue
        if row:
            yield row
        row = Row([piece])
    if row:
        yield row


def _is_level(row: Row, piece: Piece) -> bool:
    size = piece.runs[0].style.size
    level = piece.bottom <= row.top + size / 2 and piece.top >= row.bottom - size / 2
    return level and piece.left > row.right and len(piece.runs) <= MOST_LINES


@dataclass
class _Finder:
    page: Page
    pitches: Pitches
    tables: list[Table] = field(default_factory=list)
    table: Table | None = None
    #: Rows of one piece, in the table only if what follows shows that they are.
    pending: list[Row] = field(default_factory=list)

    def take(self, row: Row) -> None:
        if self.table and self._fits(self.table, row):
            if len(row.pieces) == 1:
                self.pending.append(row)
            else:
                self._commit([*self.pending, row])
            return
        self.close()
        if len(row.pieces) > 1:
            self.table = Table([], page=self.page.number)
            self._commit([row])

    def close(self) -> None:
        table = self.table
        if table:
            self._commit(self._trailing(table))
            if _is_table(table, self.page.rules, self.pitches):
                self.tables.append(table)
        self.table = None
        self.pending = []

    def _commit(self, rows: list[Row]) -> None:
        if self.table:
            self.table.rows.extend(rows)
            for row in rows:
                self.table.widen(row)
        self.pending = []

    def _trailing(self, table: Table) -> list[Row]:
        """The pending rows up to the last that cannot be a paragraph after the table."""
        last = 0
        for number, row in enumerate(self.pending, start=1):
            if table.column(row.pieces[0]) != [0] or _is_underlined(row, table, self.page.rules, self.pitches):
                last = number
        return self.pending[:last]

    def _fits(self, table: Table, row: Row) -> bool:
        last = (self.pending or table.rows)[-1]
        gap = last.bottom - row.top
        pitch = self.pitches.of(row.pieces[0].runs[0].style.size)
        if not 0 < gap <= APART * pitch:
            return False
        places = [table.column(piece) for piece in row.pieces]
        if len(row.pieces) == 1:
            return len(places[0]) == 1 and gap <= max(1.4 * pitch, 1.1 * _widest_gap(table))
        known = [place[0] for place in places if place]
        return len(known) == len(set(known)) and bool(known) and all(len(place) <= 1 for place in places)


def _widest_gap(table: Table) -> float:
    return max((above.bottom - below.top for above, below in pairwise(table.rows)), default=0.0)


def _is_underlined(row: Row, table: Table, rules: list[Rule], pitches: Pitches) -> bool:
    pitch = pitches.of(row.pieces[0].runs[0].style.size)
    return any(row.bottom - pitch < rule.y < row.bottom and _spans(rule, table) for rule in rules)


def _spans(rule: Rule, table: Table) -> bool:
    return rule.left <= table.columns[0][0] + ALIGNED and rule.right >= table.columns[-1][0]


def _is_table(table: Table, rules: list[Rule], pitches: Pitches) -> bool:
    pitch = pitches.of(table.rows[0].pieces[0].runs[0].style.size)
    inside = (r for r in rules if table.rows[-1].bottom - pitch < r.y < table.rows[0].top + 2 * pitch)
    return any(_spans(rule, table) for rule in inside) or _has_aligned_columns(table)


def _has_aligned_columns(table: Table) -> bool:
    """Whether two columns at least line up over two rows: wide gaps in justified prose do not."""
    stacks: list[list[Piece]] = [[] for _ in table.columns]
    for row in table.rows:
        if len(row.pieces) > 1:
            for piece in row.pieces:
                stacks[table.column(piece)[0]].append(piece)
    return sum(any(_is_aligned(a, b) for a, b in pairwise(stack)) for stack in stacks) > 1


def _is_aligned(above: Piece, below: Piece) -> bool:
    left, right = above.left - below.left, above.right - below.right
    return min(abs(left), abs(right), abs(left + right) / 2) <= ALIGNED


def _merge_rows(table: Table, rules: list[Rule], pitches: Pitches) -> None:
    """Puts rows together that only a page written line by line has parted."""
    pitch = pitches.of(table.rows[0].pieces[0].runs[0].style.size)
    if _widest_gap(table) <= PADDED * pitch:
        return
    merged = [table.rows[0]]
    for row in table.rows[1:]:
        last = merged[-1]
        parted = any(row.top < rule.y < last.bottom and _spans(rule, table) for rule in rules)
        if not parted and last.bottom - row.top <= CLOSE * pitch:
            merged[-1] = Row([*last.pieces, *row.pieces])
        else:
            merged.append(row)
    table.rows = merged


def continues(table: Table, after: Table) -> bool:
    """Whether `after`, first on its page, goes on with `table`, last on the page before: the same columns."""
    edges = [left for left, _ in table.columns]
    return all(any(abs(left - edge) <= ALIGNED for edge in edges) for left, _ in after.columns)
