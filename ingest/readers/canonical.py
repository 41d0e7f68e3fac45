"""Writing a canonical text and its blocks together, so that offsets are right by construction."""

import re
from dataclasses import dataclass, field

from usagraph.records import Block, Cell, Document

__all__ = ["GridCell", "Writer", "is_caption", "is_contents", "one_line"]

_CAPTION = re.compile(
    r"(?:Tableau|Figure|Graphique|Table|Schéma|Carte|TABLEAU|FIGURE|GRAPHIQUE|TABLE|SCHÉMA|CARTE)"
    r"\s+(?:[nN]\s?[°o]\s?)?\d{1,3}\b"
)
_CONTENTS = re.compile(r"(?:_{3,}|\.{4,}|…{2,}|(?:\. ){3,})\s*\d{1,4}\s*$")
LONGEST_CAPTION = 300


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
        if words:
            self._separate("\n\n")
            self._put(kind, words, level=level, page=page, box=box)

    def add_table(self, cells: list[GridCell]) -> None:
        """Adds a table: cells in order of row and column, apart by a tab, rows apart by a line feed."""
        row = -1
        for cell in cells:
            if row < 0:
                self._separate("\n\n")
            else:
                self._separate("\t" if cell.row == row else "\n")
            row = cell.row
            address = Cell(self.tables, cell.row, cell.column, cell.row_span, cell.column_span)
            self._put("cell", one_line(cell.words), page=cell.page, box=cell.box, cell=address)
        self.tables += bool(cells)

    def document(self, media_type: str, metadata: dict[str, str]) -> Document:
        """The document written so far; its title is that of `metadata`, else its first heading."""
        text = "".join(self.pieces)
        heading = next((b for b in self.blocks if b.kind == "heading"), None)
        known = {name: one_line(value) for name, value in metadata.items() if value.strip()}
        if heading and "title" not in known:
            known["title"] = one_line(text[heading.start : heading.end])
        return Document(text, tuple(self.blocks), media_type, known)

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


def is_contents(words: str) -> bool:
    """Whether `words` are a line of a table of contents: leaders, then a page number."""
    return _CONTENTS.search(words) is not None


def one_line(words: str) -> str:
    """`words` without tab or line feed, a single space for each run of white space."""
    return " ".join(words.split())
