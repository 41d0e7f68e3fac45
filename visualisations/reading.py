"""The text of a document as it is shown: headings, paragraphs, tables, and the passage asked for, marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from usagraph.records import Block, Cell

__all__ = ["Part", "Piece", "Square", "block_of", "parts"]


@dataclass(frozen=True)
class Piece:
    """A run of words, in the passage or not; `first` on the first run of the passage alone."""

    words: str
    marked: bool = False
    first: bool = False


@dataclass(frozen=True)
class Square:
    """A cell of a table."""

    pieces: tuple[Piece, ...]
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True)
class Part:
    """A heading, a paragraph, or a table where it has rows; `level` is that of the heading in the page, from 2."""

    kind: str
    level: int
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[Square, ...], ...] = ()


def parts(text: str, blocks: Iterable[Block], passage: tuple[int, int] | None = None) -> list[Part]:
    """The parts of `text` in order; every sign of the passage is marked, even where no block holds it."""
    marker = _Marker(text, passage)
    found: list[Part] = []
    for table, run in groupby(_gapless(text, blocks), key=lambda b: b.cell.table if b.cell else None):
        if table is None:
            found.extend(_part(block, marker) for block in run)
        else:
            found.append(Part("table", 0, rows=_rows(list(run), marker)))
    return found


def block_of(row: dict[str, object]) -> Block:
    """The block written in a line of `blocks.jsonl`."""
    values = dict(row)
    cell = values.get("cell")
    if isinstance(cell, dict):
        values["cell"] = Cell(**cell)
    return Block(**values)  # type: ignore[arg-type]


class _Marker:
    """Cuts runs of the text at the ends of the passage, and remembers where it began."""

    def __init__(self, text: str, passage: tuple[int, int] | None) -> None:
        self.text = text
        self.start, self.end = passage or (0, 0)
        self.begun = False

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        low, high = max(start, self.start), min(end, self.end)
        if low >= high:
            return (Piece(self.text[start:end]),)
        marked = Piece(self.text[low:high], marked=True, first=not self.begun)
        self.begun = True
        around = (Piece(self.text[start:low]), marked, Piece(self.text[high:end]))
        return tuple(piece for piece in around if piece.words)


def _gapless(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks in order, and the words that stand between them as paragraphs."""
    reached = 0
    for block in sorted(blocks, key=lambda b: (b.start, b.end)):
        if text[reached : block.start].strip():
            yield Block("paragraph", reached, block.start)
        if block.end > reached:
            yield replace(block, start=max(block.start, reached))
        reached = max(reached, block.end)
    if text[reached:].strip():
        yield Block("paragraph", reached, len(text))


def _part(block: Block, marker: _Marker) -> Part:
    level = min((block.level or 1) + 1, 6)
    return Part(block.kind, level, marker.pieces(block.start, block.end))


def _rows(blocks: list[Block], marker: _Marker) -> tuple[tuple[Square, ...], ...]:
    rows: dict[int, list[Square]] = {}
    for block in blocks:
        if block.cell:
            square = Square(marker.pieces(block.start, block.end), block.cell.column_span, block.cell.row_span)
            rows.setdefault(block.cell.row, []).append(square)
    return tuple(tuple(rows[number]) for number in sorted(rows))
