"""ODS: the cells as they are displayed; hidden sheets, rows and columns are not content."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from usagraph.ingest.gate import Kind
from usagraph.ingest.readers.odf import OFFICE, TABLE, TEXT, number, open_package, said
from usagraph.ingest.readers.worksheet import MOST_CELLS, Sheet, write_sheets
from usagraph.records import Document

__all__ = ["read"]

# lxml publishes no types.
Element = Any

ROWS, COLUMNS = 1 << 20, 1 << 14
GROUPS = {f"{TABLE}table-{name}" for name in ("header-rows", "rows", "row-group", "header-columns", "columns")}
GROUPS.add(f"{TABLE}table-column-group")
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
HIDDEN = {"collapse", "filter"}
SILENT = {f"{OFFICE}annotation"}
#: A row that says the same again this often is no content.
MOST_REPEATS = 1_000


def read(path: Path) -> Document:
    """The document of an ODS file."""
    package = open_package(path, "spreadsheet")
    tables = list(package.body.iterchildren(f"{TABLE}table"))
    shown = [table for table in tables if not package.styles.is_hidden(table.get(f"{TABLE}style-name"))]
    sheets = (_sheet(table) for table in shown)
    hidden = {"hidden_sheets": str(len(tables) - len(shown))} if len(tables) > len(shown) else {}
    return write_sheets(sheets, Kind.ODS.value, {"title": package.title, **hidden}, several=len(shown) > 1)


def _sheet(table: Element) -> Sheet:
    rows: list[list[str]] = []
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    unseen = _unseen(table)
    left = MOST_CELLS
    for row in _parts(table, f"{TABLE}table-row"):
        again = number(row, f"{TABLE}number-rows-repeated", ROWS)
        hidden = row.get(f"{TABLE}visibility") in HIDDEN
        words = [] if hidden else list(_words(row, unseen, len(rows), merged))
        # Rows repeated to the end of the sheet are empty, or a fill that nobody wrote.
        rows.extend([words] * (min(again, MOST_REPEATS) if words else again))
        left -= len(words) + 1
        if left < 0 or len(rows) >= ROWS:
            break
    return Sheet(table.get(f"{TABLE}name", ""), rows, merged)


def _parts(table: Element, tag: str) -> Iterator[Element]:
    for child in table:
        if child.tag == tag:
            yield child
        elif child.tag in GROUPS:
            yield from _parts(child, tag)


def _unseen(table: Element) -> set[int]:
    """The numbers of the hidden columns."""
    unseen: set[int] = set()
    place = 0
    for column in _parts(table, f"{TABLE}table-column"):
        wide = number(column, f"{TABLE}number-columns-repeated", COLUMNS)
        if column.get(f"{TABLE}visibility") in HIDDEN:
            unseen.update(range(place, min(place + wide, COLUMNS)))
        place += wide
    return unseen


def _words(row: Element, unseen: set[int], place: int, merged: dict[tuple[int, int], tuple[int, int]]) -> Iterator[str]:
    """The words of a row by column, up to the last that has some; spans are noted in `merged`."""
    column = empty = 0
    for cell in row.iterchildren(*CELLS):
        again = number(cell, f"{TABLE}number-columns-repeated", COLUMNS)
        words = _said(cell)
        if not words:
            empty += again
            column += again
            continue
        yield from [""] * min(empty, COLUMNS)
        empty = 0
        span = number(cell, f"{TABLE}number-rows-spanned", 1_000), number(cell, f"{TABLE}number-columns-spanned", 1_000)
        if span != (1, 1):
            merged[place, column] = span
        shown = min(again, MOST_REPEATS)
        yield from ("" if column + i in unseen else words for i in range(shown))
        column += shown
        empty += again - shown


def _said(cell: Element) -> str:
    if cell.tag != f"{TABLE}table-cell":
        return ""
    return "\n".join(said(line, SILENT) for line in cell.iterchildren(f"{TEXT}p", f"{TEXT}h")).strip()
