"""One table out of the parts that pages have cut it into."""

import re
from collections.abc import Container

from usagraph.ingest.readers.canonical import GridCell
from usagraph.ingest.readers.grid import Table
from usagraph.ingest.readers.hyphens import join_words
from usagraph.textview import fold

__all__ = ["grid_cells"]

_ENDS = re.compile(r"[.!?:;…)»]$")

Cells = tuple[int, list[str]]


def grid_cells(parts: list[Table], known: Container[str]) -> list[GridCell]:
    """The cells of `parts`: a header repeated on a page is dropped, a row cut by the end of a page made whole."""
    rows: list[Cells] = []
    for part in parts:
        found = [(part.page, _placed(part.cells(row, known), part, parts[0])) for row in part.rows]
        _append(rows, found)
    return [
        GridCell(words, number, column, page=page)
        for number, (page, row) in enumerate(rows)
        for column, words in enumerate(row)
    ]


def _placed(words: list[str], part: Table, first: Table) -> list[str]:
    """The cells of a row under the columns of the first part."""
    row = [""] * len(first.columns)
    for (left, _), cell in zip(part.columns, words, strict=True):
        nearest = min(range(len(row)), key=lambda i: abs(first.columns[i][0] - left))
        row[nearest] = f"{row[nearest]} {cell}".strip()
    return row


def _append(rows: list[Cells], found: list[Cells]) -> None:
    header = 0
    while header < min(len(rows), len(found)) and _same(rows[header][1], found[header][1]):
        header += 1
    rest = found[header:]
    if rows and rest and _goes_on(rows[-1][1], rest[0][1]):
        page, above = rows[-1]
        rows[-1] = (page, [join_words([w for w in pair if w]) for pair in zip(above, rest[0][1], strict=True)])
        rest = rest[1:]
    rows.extend(rest)


def _same(row: list[str], other: list[str]) -> bool:
    return [fold(words) for words in row] == [fold(words) for words in other]


def _goes_on(above: list[str], below: list[str]) -> bool:
    """Whether every cell of `below` is the end of the one above it: lower case after words without a full stop."""
    pairs = [(up, down) for up, down in zip(above, below, strict=True) if down]
    return all(up and not _ENDS.search(up) and down[0].islower() for up, down in pairs)
