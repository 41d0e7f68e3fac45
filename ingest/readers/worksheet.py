"""Sheets of any kind of workbook, written as tables: a cell keeps the row and column that it has in its sheet."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from usagraph.ingest.readers.canonical import GridCell, Writer
from usagraph.records import Document

__all__ = ["MOST_CELLS", "Sheet", "write_sheets"]

#: What is read of a workbook; the rest is said to be cut.
MOST_CELLS = 200_000
WIDEST = 1 << 14
#: A name that a program has given.
_UNNAMED = re.compile(r"(?:feuil|feuille|sheet|tabelle|table)[ _]?\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """A sheet: `rows` holds the words of each row by column; `merged` the spans of cells, by row and column."""

    name: str
    rows: Iterable[list[str]]
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def write_sheets(
    sheets: Iterable[Sheet], media_type: str, metadata: dict[str, str], *, several: bool = False, most: int = MOST_CELLS
) -> Document:
    """The document of `sheets`, each a table under its name where there are `several`; `most` cells are read."""
    writer = Writer()
    cut: list[str] = []
    for sheet in sheets:
        cells = list(_cells(sheet, most)) if most > 0 else []
        most -= len(cells)
        if most <= 0:
            cut.append(sheet.name or "…")
        if cells and (several or not _UNNAMED.fullmatch(sheet.name.strip())):
            writer.add("heading", sheet.name, level=1)
        writer.add_table(cells)
    return writer.document(media_type, metadata | ({"cut": " · ".join(cut)} if cut else {}), titled=False)


def _cells(sheet: Sheet, most: int) -> Iterator[GridCell]:
    """The cells between the first and the last column that are used, without the rows that are empty."""
    rows: list[tuple[int, list[str]]] = []
    count = 0
    for number, row in enumerate(sheet.rows):
        if any(words.strip() for words in row):
            rows.append((number, row[:WIDEST]))
            count += len(row)
        if count >= most:
            break
    used = {column for _, row in rows for column, words in enumerate(row) if words.strip()}
    columns = range(min(used, default=0), max(used, default=-1) + 1)
    covered = _covered(sheet)
    for number, row in rows:
        for column in columns:
            if (number, column) not in covered:
                words = row[column] if column < len(row) else ""
                yield GridCell(words, number, column, *sheet.merged.get((number, column), (1, 1)))


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """The places that merged cells hide."""
    return {
        (row + down, column + across)
        for (row, column), (height, width) in sheet.merged.items()
        for down in range(height)
        for across in range(width)
        if down or across
    }
