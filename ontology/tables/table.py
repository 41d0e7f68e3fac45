"""A reference table, as any spreadsheet saves it: its lines, and what is wrong with its form.

Read alike: commas, semicolons or tabs; UTF-8 with or without a mark, UTF-16 with one, Windows-1252; a line feed within
quotes; blank lines; blank columns; capitals in the header; the spaces and apostrophes that a word processor curls.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

from usagraph.errors import MissingFile
from usagraph.ontology.tables.error import BadCell, BrokenTable
from usagraph.ontology.tables.row import Row

__all__ = ["Table", "read_table", "refuse_twice"]

_R = TypeVar("_R")
_Line = tuple[int, list[str]]
# UTF-8 once read as Windows-1252 and saved again ("Ã©"), or what no writing holds.
_GARBLED = re.compile(r"Ã[\u0080-\u00bf©¨ª‰§´®¯Š¢»¹]|â€|\ufffd|[\x00-\x08\x0e-\x1f]")
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF8: "utf-8-sig"}


@dataclass(frozen=True)
class Table:
    """The lines of a table below its header, and what is wrong with its form; no lines where the header is wrong."""

    rows: tuple[Row, ...]
    form: tuple[BadCell, ...] = ()

    def kept(self, build: Callable[[Row], _R], check: Callable[[Sequence[Row]], None] | None = None) -> list[_R]:
        """What `build` makes of each line, once `check` has seen them all; raises BrokenTable with all that is wrong."""
        built = [build(row) for row in self.rows]
        if check:
            check(self.rows)
        problems = [*self.form, *(problem for row in self.rows for problem in row.problems)]
        if problems:
            raise BrokenTable.of(problems)
        return built


def read_table(path: Path, columns: Sequence[str]) -> Table:
    """The table at `path`, whose header names `columns` in any order; raises MissingFile."""
    try:
        lines = [line for line in _lines(path.name, _text(path)) if any(line[1])]
    except BadCell as unreadable:
        return Table((), (unreadable,))
    header = lines[0] if lines else (1, [])
    wrong = tuple(_wrong_header(path.name, header, columns))
    return Table(() if wrong else tuple(_row(path.name, _names(header[1]), line) for line in lines[1:]), wrong)


def refuse_twice(rows: Iterable[Row], column: str, values: Callable[[Row], Iterable[object]]) -> None:
    """Notes each line that gives, in `column`, one of the `values` that an earlier line gave."""
    first: dict[object, int] = {}
    for row in rows:
        for value in values(row):
            if first.setdefault(value, row.line) != row.line:
                shown = " ".join(value) if isinstance(value, tuple) else value
                row.refuse(column, "twice", value=shown, other=first[value])


def _text(path: Path) -> str:
    """The text of the file; raises MissingFile, and BadCell where it is in no writing that a spreadsheet offers."""
    try:
        return _decoded(path.read_bytes())
    except FileNotFoundError:
        raise MissingFile(file=path.name) from None
    except UnicodeDecodeError:
        raise BadCell(file=path.name, line=1, reason="encoding") from None


def _decoded(content: bytes) -> str:
    mark = next((mark for mark in _MARKS if content.startswith(mark)), None)
    if mark:
        return content.decode(_MARKS[mark])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _lines(file: str, text: str) -> Iterator[_Line]:
    """The cells of each line, with the number it begins at; raises BadCell where a quotation mark is not closed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, [_clean(cell) for cell in cells]
            start = reader.line_num + 1
    except csv.Error:
        raise BadCell(file=file, line=start, reason="quote") from None


def _delimiter(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=header.count)


def _clean(cell: str) -> str:
    return " ".join(cell.replace("’", "'").split())


def _wrong_header(file: str, header: _Line, columns: Sequence[str]) -> Iterator[BadCell]:
    names = _names(header[1])
    known = ", ".join(columns)
    wrong = {
        "missing_column": [name for name in columns if name not in names],
        "unknown_column": [name for name in names if name and name not in columns],
        "doubled_column": [name for name in dict.fromkeys(names) if name and names.count(name) > 1],
    }
    for reason, found in wrong.items():
        for name in found:
            yield BadCell(file=file, line=header[0], column=name, reason=reason, known=known)


def _names(header: Sequence[str]) -> list[str]:
    return [name.casefold().replace(" ", "_") for name in header]


def _row(file: str, names: list[str], line: _Line) -> Row:
    number, cells = line
    placed = list(zip_longest(names, cells, fillvalue=""))
    row = Row(file, number, {name: cell for name, cell in placed if name})
    width = max(place for place, name in enumerate(names, 1) if name)
    if len(cells) < width or any(cell and not name for name, cell in placed):
        row.problems.append(BadCell(file=file, line=number, reason="cells", found=len(cells), count=width))
    for column in (column for column, cell in row.cells.items() if _GARBLED.search(cell)):
        row.refuse(column, "garbled")
    return row
