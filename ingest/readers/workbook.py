"""XLSX and XLS, through calamine; hidden sheets, rows and columns are not content.

Calamine lays a sheet out as one full rectangle: a sheet of two cells in opposite corners would abort the process. So
the XML of an XLSX is looked through first, for its extent and for what is hidden, and so are the records of an XLS.
"""

import datetime
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from usagraph.errors import TooLarge
from usagraph.ingest.gate import Kind
from usagraph.ingest.readers.biff import hidden
from usagraph.ingest.readers.ooxml import core_metadata, parsed
from usagraph.ingest.readers.worksheet import Sheet, write_sheets
from usagraph.records import Document

__all__ = ["read"]

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta

#: Cells of the rectangle that a sheet spans.
LARGEST = 5_000_000
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CHUNK = 1 << 20
LETTERS = 26


def read(path: Path) -> Document:
    """The document of an XLSX or XLS file; one whose sheets span too much is TooLarge."""
    kind, metadata, looks = Kind.XLS, dict[str, str](), dict[str, "_Look"]()
    if zipfile.is_zipfile(path):
        kind = Kind.XLSX
        with zipfile.ZipFile(path) as archive:
            metadata = core_metadata(archive)
            looks = {name: _look(archive, member, path) for name, member in _shown(archive)}
        if uncomputed := sum(look.uncomputed for look in looks.values()):
            metadata["uncomputed"] = str(uncomputed)
    unseen = hidden(path) if kind is Kind.XLS else []
    with CalamineWorkbook.from_path(path) as book:
        for sheet, found in zip(book.sheets_metadata, unseen, strict=False):
            looks[sheet.name] = _Look(hidden_rows=found.rows, hidden_columns=found.columns)
        pages = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        shown = [sheet.name for sheet in pages if sheet.visible == SheetVisibleEnum.Visible]
        sheets = (_sheet(book.get_sheet_by_name(name), looks.get(name) or _Look()) for name in shown)
        if len(pages) > len(shown):
            metadata["hidden_sheets"] = str(len(pages) - len(shown))
        return write_sheets(sheets, kind.value, metadata, several=len(shown) > 1)


@dataclass
class _Look:
    """What the XML of a sheet shows before it is read."""

    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    #: Formulas whose value was never computed: nothing can be read of them.
    uncomputed: int = 0
    _formula: bool = False

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Takes note of the element of a row, a cell or a column."""
        tag = name.rpartition(":")[2]
        if tag == "f":
            self.uncomputed += 1
            self._formula = True
        elif tag == "v":
            self.uncomputed -= self._formula
            self._formula = False
        elif tag == "c":
            self._formula = False
            self.columns = max(self.columns, _column(attributes.get("r", "")))
        elif tag == "row":
            row = int(attributes.get("r", self.rows + 1))
            self.rows = max(self.rows, row)
            if attributes.get("hidden") in {"1", "true"}:
                self.hidden_rows.add(row - 1)
        elif tag == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes["min"]), int(attributes["max"])
            self.hidden_columns.update(range(first - 1, min(last, 1 << 14)))


def _shown(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name and the member of each sheet that is shown."""
    relations = parsed(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in parsed(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(RELATION), "")
        member = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if sheet.get("state", "visible") == "visible" and member in archive.namelist():
            yield sheet.get("name", ""), member


def _look(archive: zipfile.ZipFile, member: str, path: Path) -> _Look:
    look = _Look()
    parser = expat.ParserCreate()
    parser.StartElementHandler = look.element
    with archive.open(member) as file:
        while chunk := file.read(CHUNK):
            parser.Parse(chunk)
    if look.rows * look.columns > LARGEST:
        raise TooLarge(file=path.name, size=look.rows * look.columns, limit=LARGEST)
    return look


def _column(address: str) -> int:
    """The number of the column of a cell, from 1.

    >>> _column("AB12")
    28
    """
    found = 0
    for letter in address.rstrip("0123456789").upper():
        found = found * LETTERS + ord(letter) - ord("A") + 1
    return found


def _sheet(sheet: CalamineSheet, look: _Look) -> Sheet:
    top, left = sheet.start or (0, 0)
    merged = {
        (first_row, first_column): (last_row - first_row + 1, last_column - first_column + 1)
        for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or []
    }
    return Sheet(sheet.name, _rows(sheet, look, top, left), merged)


def _rows(sheet: CalamineSheet, look: _Look, top: int, left: int) -> Iterator[list[str]]:
    yield from ([] for _ in range(top))
    for number, row in enumerate(sheet.iter_rows(), start=top):
        hidden = number in look.hidden_rows
        words = enumerate(row, start=left)
        yield (
            []
            if hidden
            else ["" for _ in range(left)]
            + ["" if column in look.hidden_columns else _said(value) for column, value in words]
        )


def _said(value: Value) -> str:
    """A value as a French workbook shows it."""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}".replace(".", ",")
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.strftime("%d/%m/%Y" if midnight else "%d/%m/%Y %H:%M")
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    return value.strftime("%H:%M") if isinstance(value, datetime.time) else str(value)
