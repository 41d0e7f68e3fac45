"""CSV and its like: the encoding and the delimiter are found, quoted line feeds belong to their cell."""

import csv
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from usagraph.ingest.gate import Kind
from usagraph.ingest.readers.text import decode
from usagraph.ingest.readers.worksheet import MOST_CELLS, Sheet, write_sheets
from usagraph.records import Document

__all__ = ["find_delimiter", "read"]

DELIMITERS = ";,\t|"
#: Rows looked at to find the delimiter.
SAMPLE = 200
#: A cell with more line feeds shows a quotation mark that nobody closed.
MOST_FEEDS = 200
#: The first line that Excel writes to say its delimiter.
_SAID = re.compile(r"sep=([^\n])\n", re.IGNORECASE)

csv.field_size_limit(1 << 24)


def read(path: Path) -> Document:
    """The document of a CSV file: one table."""
    text, encoding = decode(path)
    said = _SAID.match(text)
    delimiter = said[1] if said else find_delimiter(text)
    rows = _parsed(text[said.end() :] if said else text, delimiter)
    named = {"\t": "tab"}.get(delimiter, delimiter)
    return write_sheets([Sheet("", rows)], Kind.CSV.value, {"encoding": encoding, "delimiter": named})


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the rows of `text` most evenly.

    >>> find_delimiter('nom;effectif\\n"Pôle, accueil";3,5\\n')
    ';'
    """
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """The share of rows that have the usual width, and that width; nothing where rows are not cut."""
    widths = [len(row) for row in islice(_reader(text, delimiter), SAMPLE) if row]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 0)


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    rows = list(islice(_reader(text, delimiter), MOST_CELLS))
    if any(cell.count("\n") > MOST_FEEDS for row in rows for cell in row):
        plain = csv.reader(text.splitlines(), delimiter=delimiter, quoting=csv.QUOTE_NONE)
        return list(islice(plain, MOST_CELLS))
    return rows


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
