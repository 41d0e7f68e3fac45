"""Writing a canonical text and its blocks together, so that offsets are right by construction."""

import re
from dataclasses import dataclass, field

from usagraph.records import Block, Cell, Document

__all__ = ["FLOATS", "GridCell", "Writer", "goes_on", "is_caption", "is_contents", "is_open", "kept_lines", "one_line"]

_CAPTION = re.compile(
    r"(?:Tableau|Figure|Graphique|Table|Schéma|Carte|TABLEAU|FIGURE|GRAPHIQUE|TABLE|SCHÉMA|CARTE)"
    r"\s+(?:[nN]\s?[°o]\s?)?\d{1,3}\b"
)
_CONTENTS = re.compile(r"(?:_{3,}|\.{4,}|…{2,}|(?:\. ){3,})\s*\d{1,4}\s*$")
LONGEST_CAPTION = 300
#: What may stand in the middle of a sentence without being part of it.
FLOATS = ("box", "caption")
#: Fewer words than this are a label rather than the beginning of a sentence.
FEWEST_WORDS = 3
LONGEST_END = 20
_ENDED = re.compile(r"[.!?:;…»”\"](?:[\s*)\]]|\[\d+\])*$")
_GOES_ON = re.compile(r"[«“\"(]?\s?[a-zà-öø-ÿœ]")
#: Leaders and number stand within this many characters of the end of a line.
LONGEST_LEADERS = 80


@dataclass(frozen=True)
class GridCell:
    """The words of a table cell and its place in the table."""

    words: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass
class Writer:
    """Adds pieces one after the other and remembers where each is."""

    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    tables: int = 0
    #: Whether a sentence that a box or a caption cuts in two paragraphs is made whole, and what cut it put after.
    hoists: bool = False
    _afloat: list[tuple[str, str]] = field(default_factory=list)

    def add(
        self,
        kind: str,
        words: str,
        *,
        level: int | None = None,
        page: int | None = None,
        box: tuple[float, float, float, float] | None = None,
    ) -> None:
        """Adds a block after an empty line; nothing where `words` is blank."""
        words = words.strip()
        if not words:
            return
        if self.hoists and kind in FLOATS and self._is_open():
            self._afloat.append((kind, words))
        elif self._afloat and kind == "paragraph" and goes_on(words):
            self._lengthen(words)
            self._land()
        else:
            self._land()
            self._separate("\n\n")
            self._put(kind, words, level=level, page=page, box=box)

    def add_table(self, cells: list[GridCell]) -> None:
        """Adds a table: cells in order of row and column, apart by a tab, rows apart by a line feed; a cell keeps its lines."""
        self._land()
        row = -1
        for cell in cells:
            if row < 0:
                self._separate("\n\n")
            else:
                self._separate("\t" if cell.row == row else "\n")
            row = cell.row
            address = Cell(self.tables, cell.row, cell.column, cell.row_span, cell.column_span)
            self._put("cell", kept_lines(cell.words), page=cell.page, box=cell.box, cell=address)
        self.tables += bool(cells)

    def document(self, media_type: str, metadata: dict[str, str], *, titled: bool = True) -> Document:
        """The document written so far; its title is that of `metadata`, else its first heading if it is `titled`."""
        self._land()
        text = "".join(self.pieces)
        heading = next((b for b in self.blocks if b.kind == "heading"), None)
        known = {name: one_line(value) for name, value in metadata.items() if value.strip()}
        if titled and heading and "title" not in known:
            known["title"] = one_line(text[heading.start : heading.end])
        return Document(text, tuple(self.blocks), media_type, known)

    def _is_open(self) -> bool:
        """Whether the last block is a paragraph whose sentence has not ended."""
        last = self.blocks[-1] if self.blocks else None
        return last is not None and last.kind == "paragraph" and is_open(self.pieces[-1])

    def _lengthen(self, words: str) -> None:
        last = self.blocks.pop()
        said = f"{self.pieces.pop()}\n{words}"
        self.length = last.start
        self._put(last.kind, said, page=last.page, box=last.box)

    def _land(self) -> None:
        """Writes what has waited for the end of a sentence."""
        waiting, self._afloat = self._afloat, []
        for kind, words in waiting:
            self._separate("\n\n")
            self._put(kind, words)

    def _separate(self, mark: str) -> None:
        if self.pieces:
            self.pieces.append(mark)
            self.length += len(mark)

    def _put(
        self,
        kind: str,
        words: str,
        *,
        level: int | None = None,
        page: int | None = None,
        box: tuple[float, float, float, float] | None = None,
        cell: Cell | None = None,
    ) -> None:
        end = self.length + len(words)
        self.pieces.append(words)
        self.blocks.append(Block(kind, self.length, end, level, page, box, cell))
        self.length = end


def is_caption(words: str) -> bool:
    """Whether `words` begin as the caption of a table or a figure does."""
    return len(words) <= LONGEST_CAPTION and _CAPTION.match(words.lstrip()) is not None


def is_open(words: str) -> bool:
    """Whether `words` are prose that stops in the middle of a sentence."""
    return len(words.split()) >= FEWEST_WORDS and not _ENDED.search(words[-LONGEST_END:])


def goes_on(words: str) -> bool:
    """Whether `words` begin in the middle of a sentence."""
    return _GOES_ON.match(words) is not None


def is_contents(words: str) -> bool:
    """Whether `words` are a line of a table of contents: leaders, then a page number."""
    return _CONTENTS.search(words.rstrip()[-LONGEST_LEADERS:]) is not None


def one_line(words: str) -> str:
    """`words` without tab or line feed, a single space for each run of white space."""
    return " ".join(words.split())


def kept_lines(words: str) -> str:
    """`words` without tab or empty line: each line that holds something on its own, its white space single spaces."""
    return "\n".join(line for line in map(one_line, words.split("\n")) if line)
