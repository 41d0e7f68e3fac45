"""The tables of a document as rows of cells, with what stands around them."""

from collections import defaultdict
from dataclasses import dataclass, replace

from usagraph.records import Block, Document
from usagraph.textview import tidy

__all__ = ["Cell", "Table", "joined", "tables"]


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


def tables(document: Document) -> list[Table]:
    """The tables of `document` in order."""
    cells: dict[int, list[Block]] = defaultdict(list)
    for block in document.blocks:
        if block.kind == "cell" and block.cell:
            cells[block.cell.table].append(block)
    spans = {number: (min(b.start for b in blocks), max(b.end for b in blocks)) for number, blocks in cells.items()}
    captions = _captions(document, spans)
    return [Table(n, _grid(document, cells[n]), captions[n], *spans[n]) for n in sorted(cells)]


def joined(document: Document, first: Table, second: Table) -> Table | None:
    """The two tables as one where a page cut them: nothing between them, and as many columns; else None."""
    apart = any(
        first.end <= block.start < second.start and block.kind != "furniture" and document.words(block).strip()
        for block in document.blocks
    )
    if apart or not first.rows or not second.rows or len(first.rows[0]) != len(second.rows[0]):
        return None
    height = len(first.rows)
    below = tuple(tuple(cell and replace(cell, row=cell.row + height) for cell in row) for row in second.rows)
    return replace(first, rows=first.rows + below, caption=first.caption or second.caption, end=second.end)


def _captions(document: Document, spans: dict[int, tuple[int, int]]) -> dict[int, Block | None]:
    """The caption of each table, on the side (after, or before) where most tables of the document have one."""
    shown = [b for b in document.blocks if b.kind != "furniture" and document.words(b).strip()]
    after = {n: _caption(document, next((b for b in shown if b.start >= end), None)) for n, (_, end) in spans.items()}
    before = {
        n: _caption(document, next((b for b in reversed(shown) if b.end <= start), None))
        for n, (start, _) in spans.items()
    }
    if sum(c is not None for c in before.values()) > sum(c is not None for c in after.values()):
        return before
    return after


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
