"""The text of a document as it is shown: headings, paragraphs, tables, the names in it, and the passage asked for, marked."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Protocol

from usagraph.records import Block, Cell

__all__ = ["Line", "Part", "Piece", "Section", "Square", "Text", "block_of", "marked", "parts", "plain", "sections"]

#: Signs of a heading in the table of contents.
TITLE = 90


class Named(Protocol):
    """A place of the text that names a thing."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def iri(self) -> str:
        """The thing."""


@dataclass(frozen=True)
class Piece:
    """A run of words, in the passage or not; `first` on the first run of the passage alone; `iri` of the thing it names."""

    words: str
    marked: bool = False
    first: bool = False
    iri: str = ""


@dataclass(frozen=True)
class Square:
    """A cell of a table, and where it stands in the text."""

    pieces: tuple[Piece, ...]
    start: int
    end: int
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True)
class Line:
    """A row of a table, where it stands in the text, and how many relations it says."""

    squares: tuple[Square, ...]
    start: int
    end: int
    said: int = 0


@dataclass(frozen=True)
class Part:
    """A heading, a paragraph, or a table where it has rows; `level` is that of the heading in the page, from 2.

    `said` counts the relations that rest on it; those of a table are counted by its rows.
    """

    kind: str
    level: int
    start: int
    end: int
    pieces: tuple[Piece, ...] = ()
    rows: tuple[Line, ...] = ()
    said: int = 0

    @property
    def anchor(self) -> str:
        """Its place in the page: where it begins in the text."""
        return f"s{self.start}"


@dataclass(frozen=True)
class Section:
    """A heading in the table of contents; `current` where the passage asked for is in it, and not in one below it."""

    anchor: str
    level: int
    title: str
    below: tuple["Section", ...]
    current: bool = False

    @property
    def holds_current(self) -> bool:
        """Whether the passage asked for is in it or below it."""
        return self.current or any(one.holds_current for one in self.below)


@dataclass(frozen=True)
class Text:
    """A text to be shown: the passage asked for, the things it names (in order, apart), and what counts its relations."""

    text: str
    passage: tuple[int, int] | None = None
    named: Sequence[Named] = ()
    count: Callable[[int, int], int] = lambda start, end: 0


def parts(shown: Text, blocks: Iterable[Block]) -> list[Part]:
    """The parts of a text in order; every sign of the passage is marked, even where no block holds it."""
    marker = _Marker(shown)
    found: list[Part] = []
    for table, run in groupby(_gapless(shown.text, blocks), key=lambda b: b.cell.table if b.cell else None):
        if table is None:
            found.extend(_part(block, marker) for block in run)
        else:
            rows = _rows(list(run), marker)
            found.append(Part("table", 0, rows[0].start, rows[-1].end, rows=rows))
    return found


def marked(unmarked: Iterable[Part], shown: Text) -> list[Part]:
    """The parts of a text with its passage marked, made from those without: only what the passage touches is made anew."""
    if shown.passage is None:
        return list(unmarked)
    marker = _Marker(shown)
    return [_marked(part, marker) if marker.touches(part) else part for part in unmarked]


def sections(shown: Iterable[Part], passage: tuple[int, int] | None = None) -> tuple[Section, ...]:
    """The headings as a tree, each with those below it."""
    headings = [part for part in shown if part.kind == "heading" and plain(part)]
    before = [part for part in headings if passage and part.start <= passage[0]]
    return _tree(headings, before[-1] if before else None)


def plain(part: Part) -> str:
    """The words of a part, on one line."""
    return " ".join("".join(piece.words for piece in part.pieces).split())


def block_of(row: dict[str, object]) -> Block:
    """The block written in a line of `blocks.jsonl`."""
    values = dict(row)
    cell = values.get("cell")
    if isinstance(cell, dict):
        values["cell"] = Cell(**cell)
    return Block(**values)  # type: ignore[arg-type]


class _Marker:
    """Cuts runs of the text at the ends of the passage and of names, and remembers where the passage began."""

    def __init__(self, shown: Text) -> None:
        self.shown = shown
        self.low, self.high = shown.passage or (0, 0)
        self.starts = [one.start for one in shown.named]
        self.begun = False

    def touches(self, one: Part | Line | Square) -> bool:
        """Whether the passage holds a sign of it."""
        return one.start < self.high and one.end > self.low

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        named = list(self._named(start, end))
        ends = {place for one in named for place in (one.start, one.end)} | {self.low, self.high}
        cuts = sorted({start, end, *(place for place in ends if start < place < end)})
        return tuple(self._piece(a, b, named) for a, b in pairwise(cuts))

    def _piece(self, start: int, end: int, named: list[Named]) -> Piece:
        marked = self.low <= start and end <= self.high
        first = marked and not self.begun
        self.begun = self.begun or marked
        iri = next((one.iri for one in named if one.start <= start and end <= one.end), "")
        return Piece(self.shown.text[start:end], marked, first, iri)

    def _named(self, start: int, end: int) -> Iterator[Named]:
        for one in self.shown.named[max(bisect_right(self.starts, start) - 1, 0) :]:
            if one.start >= end:
                return
            if one.end > start:
                yield one


def _marked(part: Part, marker: _Marker) -> Part:
    rows = tuple(
        replace(row, squares=tuple(replace(one, pieces=marker.pieces(one.start, one.end)) for one in row.squares))
        if marker.touches(row)
        else row
        for row in part.rows
    )
    return replace(part, pieces=() if rows else marker.pieces(part.start, part.end), rows=rows)


def _tree(headings: Sequence[Part], current: Part | None) -> tuple[Section, ...]:
    found: list[Section] = []
    while headings:
        first, rest = headings[0], headings[1:]
        under = next((i for i, part in enumerate(rest) if part.level <= first.level), len(rest))
        title = plain(first)
        title = title if len(title) <= TITLE else title[: TITLE - 1].rstrip() + "…"
        found.append(Section(first.anchor, first.level, title, _tree(rest[:under], current), first is current))
        headings = rest[under:]
    return tuple(found)


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
    said = marker.shown.count(block.start, block.end)
    return Part(block.kind, level, block.start, block.end, marker.pieces(block.start, block.end), said=said)


def _rows(blocks: list[Block], marker: _Marker) -> tuple[Line, ...]:
    rows: dict[int, list[Block]] = {}
    for block in blocks:
        if block.cell:
            rows.setdefault(block.cell.row, []).append(block)
    return tuple(_line(rows[number], marker) for number in sorted(rows))


def _line(blocks: list[Block], marker: _Marker) -> Line:
    squares = tuple(
        Square(
            marker.pieces(block.start, block.end), block.start, block.end, block.cell.column_span, block.cell.row_span
        )
        for block in blocks
        if block.cell
    )
    start, end = min(block.start for block in blocks), max(block.end for block in blocks)
    return Line(squares, start, end, marker.shown.count(start, end))
