"""Plain text: the file itself, kept to the character, with blocks laid over it.

Only what the characters show is marked: tables made with tabs, captions, list items, dotted contents. What is a
heading is for a later step to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from usagraph.errors import Unreadable, WrongContent
from usagraph.ingest.gate import Kind, unmarked
from usagraph.ingest.readers.canonical import is_caption, is_contents
from usagraph.records import Block, Cell, Document

__all__ = ["decode", "lay_out", "read"]

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ITEM = re.compile(r"\s*(?:[-–•‣▪◦*·\uf0b7]|o(?=\s)|\(?\d{1,2}\))\s+\S")
#: The round bullet of a symbol font.
_LETTER = re.compile(r"\s*o\s+(?=\S)")
#: A cell that holds a figure rather than a name.
_FIGURE = re.compile(r"[-+<>≈~]?\s?\d[\d\s.,/]*\s?(?:%|€|k€|h|j|ETP)?$")
_SPACED = re.compile(r" (?=\S)")
#: In a text where few lines begin with a space, one that does opens a block.
RARE = 0.3
#: Nine lines in ten are shorter than this in a text with hard line ends.
WRAPPED = 130


@dataclass(frozen=True)
class Line:
    """A line by its offsets, without its line feed."""

    start: int
    end: int
    words: str

    @property
    def tabs(self) -> int:
        """How many tabs separate its cells; a line of contents has none."""
        return 0 if is_contents(self.words) else self.words.count("\t")

    @property
    def cells(self) -> list[str]:
        """The words between its tabs."""
        return [cell.strip().casefold() for cell in self.words.split("\t")]


def read(path: Path) -> Document:
    """The document of a plain text file."""
    text, encoding = decode(path)
    return Document(text, tuple(lay_out(text)), Kind.TEXT.value, {"encoding": encoding})


def decode(path: Path, declared: str = "") -> tuple[str, str]:
    """The text of `path` and its encoding: by its mark, else as `declared`, else UTF-8, else Windows-1252.

    UTF-16 is known without its mark too, by its NUL bytes. Line ends become `\\n`.
    """
    content = path.read_bytes()
    mark, encoding = next(((m, e) for m, e in MARKS if content.startswith(m)), (b"", ""))
    content = content[len(mark) :]
    if not mark and b"\x00" in content:
        encoding = unmarked(content)
    for name in [encoding] if encoding else [*([declared] if declared else []), "utf-8", "cp1252"]:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise WrongContent(file=path.name, named=path.suffix, found="application/octet-stream")
        return text.replace("\r\n", "\n").replace("\r", "\n"), name
    raise Unreadable(file=path.name, detail=f"{encoding or 'utf-8, cp1252'} ?")


def lay_out(text: str) -> Iterator[Block]:
    """The blocks of a plain text, in order."""
    lines = _lines(text)
    ends = _Ends.of(lines)
    pages = text.count("\f") > 0
    tables = _tables(lines)
    position = 0
    for number, (first, last) in enumerate(tables):
        yield from _paged(_prose(lines[position:first], ends), text, pages=pages)
        yield from _paged(_cells(lines[first:last], number), text, pages=pages)
        position = last
    yield from _paged(_prose(lines[position:], ends), text, pages=pages)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    start = 0
    for words in text.split("\n"):
        lines.append(Line(start, start + len(words), words))
        start += len(words) + 1
    return lines


@dataclass(frozen=True)
class _Ends:
    """What line ends mean in a file: `hard` where they cut paragraphs, `spaced` where a space at the start tells."""

    hard: bool
    spaced: bool

    @classmethod
    def of(cls, lines: list[Line]) -> "_Ends":
        """What the line ends of `lines` mean."""
        full = [line.words for line in lines if line.words.strip()]
        lengths = sorted(map(len, full))
        spaced = sum(_SPACED.match(words) is not None for words in full)
        return cls(bool(full) and lengths[len(lengths) * 9 // 10] <= WRAPPED, spaced < RARE * len(full))


def _paged(blocks: Iterator[Block], text: str, *, pages: bool) -> Iterator[Block]:
    for block in blocks:
        page = 1 + text.count("\f", 0, block.start) if pages else None
        yield Block(block.kind, block.start, block.end, page=page, cell=block.cell)


def _tables(lines: list[Line]) -> list[tuple[int, int]]:
    """The runs of lines, first and last excluded, that are tables: empty lines inside a run do not end it."""
    runs: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if not line.tabs:
            continue
        if runs and _continues(lines, runs[-1], index):
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return [run for run in runs if _is_table([line for line in lines[slice(*run)] if line.tabs])]


def _continues(lines: list[Line], run: tuple[int, int], index: int) -> bool:
    between = lines[run[1] : index]
    if lines[run[0]].tabs != lines[index].tabs or any(line.words.strip() for line in between):
        return False
    return not between or not _is_header(lines, run[0], index)


def _is_header(lines: list[Line], first: int, index: int) -> bool:
    """Whether the row after an empty line opens a table of its own, as `first` does: it says the same, or names
    the figures below it."""
    above, below = lines[first].cells, lines[index].cells
    same = sum(cell != "" and cell == other for cell, other in zip(above, below, strict=True))
    return 2 * same >= len(below) or (_names_figures(lines, first) and _names_figures(lines, index))


def _names_figures(lines: list[Line], index: int) -> bool:
    """Whether a row without figures stands over a row with some."""
    row, under = lines[index].cells, lines[index + 1].cells if index + 1 < len(lines) else []
    over = (a and _FIGURE.match(b) for a, b in zip(row, under, strict=False))
    return all(row) and not any(map(_FIGURE.match, row)) and any(over)


def _is_table(rows: list[Line]) -> bool:
    # Tabs at the start of every line are an indent.
    has_first = any(not row.words.startswith("\t") for row in rows)
    return has_first and (len(rows) > 1 or rows[0].tabs > 1)


def _cells(lines: list[Line], table: int) -> Iterator[Block]:
    rows = [line for line in lines if line.words.strip()]
    for number, row in enumerate(rows):
        start = row.start
        for column, words in enumerate(row.words.split("\t")):
            yield _trimmed("cell", words, start, Cell(table, number, column))
            start += len(words) + 1


def _trimmed(kind: str, words: str, start: int, cell: Cell | None = None) -> Block:
    begin = start + len(words) - len(words.lstrip())
    return Block(kind, begin, max(begin, start + len(words.rstrip())), cell=cell)


def _prose(lines: list[Line], ends: _Ends) -> Iterator[Block]:
    kind = ""
    held: list[Line] = []
    for line in lines:
        opens = _opening(line.words, kind, ends)
        blank = not line.words.strip()
        if held and (opens or blank):
            yield _whole(kind, held)
        if opens or blank:
            kind, held = opens, []
        if not blank:
            held.append(line)
    if held:
        yield _whole(kind, held)


def _whole(kind: str, lines: list[Line]) -> Block:
    words = "\n".join(line.words for line in lines)
    mark = _LETTER.match(words) if kind == "item" else None
    # Left in the item, the letter would read as a word.
    return (
        _trimmed(kind, words[mark.end() :], lines[0].start + mark.end())
        if mark
        else _trimmed(kind, words, lines[0].start)
    )


def _opening(words: str, kind: str, ends: _Ends) -> str:
    """The kind of the block that a line opens, empty where it opens none."""
    if not words.strip():
        return ""
    if is_contents(words):
        return "furniture"
    if is_caption(words):
        return "caption"
    if _ITEM.match(words):
        return "item"
    # In a text with hard line ends, a lost bullet or heading mark leaves one space behind.
    if not ends.hard or kind in {"", "caption", "furniture"} or (ends.spaced and _SPACED.match(words)):
        return "paragraph"
    return ""
