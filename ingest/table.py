"""The tables of a document as rows of cells, with what stands around them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace

from usagraph.records import Block, Document
from usagraph.textview import Span, tidy

__all__ = ["Cell", "Table", "Tables", "tables", "turned"]


@dataclass(frozen=True)
class Cell:
    """What a cell says, on one line, and where; `row` is the first row it covers."""

    words: str
    start: int
    end: int
    row: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells (None where nothing stands; a merged cell stands in each place it covers)."""

    number: int
    rows: tuple[tuple[Cell | None, ...], ...]
    caption: Block | None
    start: int
    end: int


class Tables:
    """The tables of a document in order, with what stands between and around them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        cells: dict[int, list[Block]] = defaultdict(list)
        for block in document.blocks:
            if block.kind == "cell" and block.cell:
                cells[block.cell.table].append(block)
        self._shown = [b for b in document.blocks if b.kind != "furniture" and document.words(b).strip()]
        self._starts = [b.start for b in self._shown]
        self._ends = [b.end for b in self._shown]
        spans = {number: (min(b.start for b in found), max(b.end for b in found)) for number, found in cells.items()}
        captions = self._captions(spans)
        self.all = [Table(n, _grid(document, cells[n]), captions[n], *spans[n]) for n in sorted(cells)]

    def joined(self, first: Table, second: Table, skip: int = 0) -> Table | None:
        """The two tables as one where a page cut them: nothing between them, and as many columns; else None.

        `skip`: how many rows of the second repeat the names of the columns.
        """
        apart = bisect_left(self._starts, first.end) < bisect_left(self._starts, second.start)
        if apart or not first.rows or not second.rows or len(first.rows[0]) != len(second.rows[0]):
            return None
        shift = len(first.rows) - skip
        below = tuple(tuple(cell and replace(cell, row=cell.row + shift) for cell in row) for row in second.rows[skip:])
        return replace(first, rows=first.rows + below, caption=first.caption or second.caption, end=second.end)

    def _captions(self, spans: dict[int, Span]) -> dict[int, Block | None]:
        """The caption of each table, on the side (after, or before) where most tables of the document have one."""
        after = {n: self._at(bisect_left(self._starts, end)) for n, (_, end) in spans.items()}
        before = {n: self._at(bisect_right(self._ends, start) - 1) for n, (start, _) in spans.items()}
        if sum(c is not None for c in before.values()) > sum(c is not None for c in after.values()):
            return before
        return after

    def _at(self, number: int) -> Block | None:
        """The block of that number where it is a caption."""
        return _caption(self.document, self._shown[number]) if 0 <= number < len(self._shown) else None


def tables(document: Document) -> list[Table]:
    """The tables of `document` in order."""
    return Tables(document).all


def turned(table: Table) -> Table:
    """The table with its columns as rows: where the names stand in the first column, not in the first row."""
    width = len(table.rows[0]) if table.rows else 0
    first: dict[int, int] = {}
    for row in table.rows:
        for place, cell in enumerate(row):
            if cell:
                first[cell.start] = min(place, first.get(cell.start, place))
    rows = tuple(
        tuple(replace(cell, row=first[cell.start]) if (cell := row[place]) else None for row in table.rows)
        for place in range(width)
    )
    return replace(table, rows=rows)


def _caption(document: Document, block: Block | None) -> Block | None:
    if block is None or block.kind != "caption" or tidy(document.words(block)).casefold().startswith("figure"):
        return None
    return block


def _grid(document: Document, blocks: list[Block]) -> tuple[tuple[Cell | None, ...], ...]:
    places: dict[tuple[int, int], Cell] = {}
    for block in blocks:
        address = block.cell
        if address is None:
            continue
        words = tidy(document.words(block))
        if words:
            for row in range(address.row, address.row + address.row_span):
                for column in range(address.column, address.column + address.column_span):
                    places.setdefault((row, column), Cell(words, block.start, block.end, address.row))
    height = max((row for row, _ in places), default=-1) + 1
    width = max((column for _, column in places), default=-1) + 1
    return tuple(tuple(places.get((row, column)) for column in range(width)) for row in range(height))
