"""One table out of the parts that pages have cut it into."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from usagraph.ingest.readers.canonical import GridCell
from usagraph.ingest.readers.grid import ALIGNED, Row, Table, continues
from usagraph.ingest.readers.hyphens import join_words
from usagraph.ingest.readers.lattice import Lattice
from usagraph.ingest.readers.stacked import cell_words
from usagraph.textview import fold

__all__ = ["Part", "goes_on", "grid_cells"]

_ENDS = re.compile(r"[.!?:;…)»]$")

Part = Table | Lattice
#: The cells of a row by their column.
Cells = dict[int, GridCell]


@dataclass(frozen=True)
class _Frame:
    """The columns of the first part, which those of the others fall under."""

    edges: list[float]

    def column(self, left: float) -> int:
        """The column that begins nearest."""
        return min(range(len(self.edges)), key=lambda i: abs(self.edges[i] - left))


def goes_on(part: Part, after: Part) -> bool:
    """Whether `after`, first on the next page, goes on with `part`, last on its page: the same columns."""
    if after.page != part.page + 1:
        return False
    if isinstance(part, Table) and isinstance(after, Table):
        return continues(part, after)
    if not (isinstance(part, Lattice) and isinstance(after, Lattice)) or len(part.edges) != len(after.edges):
        return False
    return all(abs(a - b) <= ALIGNED for a, b in zip(part.edges, after.edges, strict=True))


def grid_cells(parts: list[Part], known: Container[str]) -> list[GridCell]:
    """The cells of `parts`: a header repeated on a page is dropped, a row cut by the end of a page made whole."""
    first = parts[0]
    frame = _Frame([left for left, _ in first.columns] if isinstance(first, Table) else first.edges)
    rows: list[Cells] = []
    for part in parts:
        found = _from_table(part, frame, known) if isinstance(part, Table) else _from_lattice(part, known)
        _append(rows, list(found))
    return [replace(row[column], row=number) for number, row in enumerate(rows) for column in sorted(row)]


def _from_table(table: Table, frame: _Frame, known: Container[str]) -> Iterator[Cells]:
    for row in table.rows:
        cells = {column: GridCell("", 0, column, page=table.page) for column in range(len(frame.edges))}
        for (left, _), words, box in zip(table.columns, table.cells(row, known), _boxes(table, row), strict=True):
            if words:
                column = frame.column(left)
                words = f"{cells[column].words} {words}".strip()
                cells[column] = replace(cells[column], words=words, box=cells[column].box or box)
        yield cells


def _boxes(table: Table, row: Row) -> Iterator[tuple[float, float, float, float] | None]:
    """The place of the words of each column of a row."""
    for column in range(len(table.columns)):
        pieces = [piece for piece in row.pieces if (table.column(piece) or [0])[0] == column]
        if not pieces:
            yield None
            continue
        size = pieces[0].runs[0].style.size
        low, high = min(piece.bottom for piece in pieces), max(piece.top for piece in pieces) + size
        yield _rounded(min(piece.left for piece in pieces), low, max(piece.right for piece in pieces), high)


def _rounded(left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    return round(left, 1), round(bottom, 1), round(right, 1), round(top, 1)


def _from_lattice(lattice: Lattice, known: Container[str]) -> Iterator[Cells]:
    rows: dict[int, Cells] = {}
    for cell in lattice.fields:
        left = min((run.left for run in cell.runs), default=cell.area.left)
        words = cell_words(cell.runs, cell.area.right - (left - cell.area.left), known)
        box = _rounded(cell.area.left, cell.area.bottom, cell.area.right, cell.area.top)
        spans = cell.row_span, cell.column_span
        rows.setdefault(cell.row, {})[cell.column] = GridCell(words, 0, cell.column, *spans, lattice.page, box)
    yield from (row for row in rows.values() if row)


def _append(rows: list[Cells], found: list[Cells]) -> None:
    header = 0
    while header < min(len(rows), len(found)) and _same(rows[header], found[header]):
        header += 1
    rest = found[header:]
    if rows and rest and _continues_row(rows[-1], rest[0]):
        rows[-1] = {column: _joined(cell, rest[0].get(column)) for column, cell in rows[-1].items()}
        rest = rest[1:]
    rows.extend(rest)


def _joined(cell: GridCell, below: GridCell | None) -> GridCell:
    return replace(cell, words=join_words([c.words for c in (cell, below) if c and c.words]))


def _same(row: Cells, other: Cells) -> bool:
    return row.keys() == other.keys() and all(fold(row[column].words) == fold(other[column].words) for column in row)


def _continues_row(above: Cells, below: Cells) -> bool:
    """Whether every cell of `below` is the end of the one above it: lower case after words without a full stop."""
    pairs = [
        (above[column].words if column in above else "", cell.words) for column, cell in below.items() if cell.words
    ]
    return all(up and not _ENDS.search(up) and down[0].islower() for up, down in pairs)
