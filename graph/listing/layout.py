"""A document as its layout tells it: sentences with the place of each word, and tables as rows of cells."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from usagraph.graph.reading.things import PassageHit
from usagraph.records import Block
from usagraph.textview import Span, View, flat, view

__all__ = ["Cell", "Layout", "Sentence", "Table", "layout"]

#: Kinds of blocks that hold sentences.
_TEXT = ("paragraph", "item", "box")
#: Beyond, it is no sentence: a list that lost its points.
_LONGEST = 2_000


@dataclass(frozen=True)
class Sentence:
    """A sentence, made ready to be read: `words` are flat, and each of them has its place in the document."""

    words: str
    begin: int
    seen: View
    section: str | None
    page: int | None

    def place(self, start: int, end: int) -> Span:
        """Where a piece of `words` stands in the text of the document."""
        return self.seen.span(self.begin + start, self.begin + end)

    @property
    def span(self) -> Span:
        """Where the sentence stands in the text of the document."""
        return self.place(0, len(self.words))


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its words, made ready to be read, and its place."""

    words: str
    start: int
    end: int
    row: int
    column: int


@dataclass(frozen=True)
class Table:
    """A table by its cells, in the order of the text; its first row holds the headings."""

    cells: tuple[Cell, ...]

    @property
    def span(self) -> Span:
        """From its first cell to its last."""
        return self.cells[0].start, self.cells[-1].end

    @cached_property
    def head(self) -> tuple[Cell, ...]:
        """The cells of the first row."""
        return tuple(one for one in self.cells if one.row == 0)

    def column(self, number: int) -> tuple[Cell, ...]:
        """The cells under a heading that hold something."""
        return tuple(one for one in self.cells if one.column == number and one.row and one.words)


@dataclass(frozen=True)
class Layout:
    """A document by its sentences and tables."""

    id: str
    title: str
    text: str
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...]

    def before(self, place: int) -> Table | None:
        """The last table that ends before a place."""
        return next((one for one in reversed(self.tables) if one.span[1] <= place), None)

    def passage(self, span: Span, marks: Iterable[Span] = (), like: Sentence | None = None) -> PassageHit:
        """A piece of the text as it is shown, some places of it marked."""
        start, end = span
        inside = tuple((at - start, stop - start) for at, stop in sorted(marks))
        section, page = (like.section, like.page) if like else (None, None)
        return PassageHit(self.id, self.title, start, end, self.text[start:end], inside, section, page)


def layout(id: str, title: str, text: str, blocks: Sequence[Block]) -> Layout:
    """The sentences and tables of a document."""
    return Layout(id, title, text, tuple(_sentences(text, blocks)), tuple(_tables(text, blocks)))


def _sentences(text: str, blocks: Sequence[Block]) -> Iterator[Sentence]:
    section = None
    for run in _runs(blocks):
        if run[0].kind == "heading":
            section = " ".join(text[run[0].start : run[0].end].split())
            continue
        seen = view(text, *((one.start, one.end) for one in run))
        for start, end in seen.sentences:
            if end - start <= _LONGEST:
                yield Sentence(flat(seen.text[start:end]), start, seen, section, run[0].page)


def _runs(blocks: Sequence[Block]) -> Iterable[list[Block]]:
    """The blocks that hold one text, each with those that take up its last sentence; and the headings between."""
    runs: list[list[Block]] = []
    of: dict[int, list[Block]] = {}
    for block in blocks:
        if block.kind not in (*_TEXT, "heading"):
            continue
        run = of.get(block.resumes) if block.resumes is not None else None
        if run is None:
            runs.append(run := [])
        run.append(block)
        of[block.start] = run
    return runs


def _tables(text: str, blocks: Sequence[Block]) -> Iterator[Table]:
    found: dict[int, list[Cell]] = defaultdict(list)
    for block in blocks:
        if block.cell:
            words = flat(" ".join(view(text, (block.start, block.end)).text.split()))
            found[block.cell.table].append(Cell(words, block.start, block.end, block.cell.row, block.cell.column))
    for cells in found.values():
        yield Table(tuple(sorted(cells, key=lambda one: (one.start, one.row, one.column))))
