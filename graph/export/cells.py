"""Values as a French spreadsheet and pandas both read them, and no cell that a spreadsheet would run as a formula."""

import csv
import io
import re
from collections.abc import Iterable
from typing import IO

__all__ = ["DECIMAL", "DELIMITER", "SEPARATOR", "Sheet", "cell", "number"]

DELIMITER, DECIMAL = ";", ","
#: Between the values of a cell that holds several.
SEPARATOR = " | "
_MARK = "\ufeff"
#: A spreadsheet runs what begins so (in full width too), and the white space before does not hold it back.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
#: No file of text holds these but by mistake; some readers stop at the first.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]")


def cell(words: str) -> str:
    """Words that are read as words; a formula has an apostrophe before it.

    >>> cell("=SUM(A1)"), cell("-3"), cell("- un tiret"), cell("a\\x00b")
    ("'=SUM(A1)", '-3', "'- un tiret", 'a\ufffdb')
    """
    plain = _CONTROL.sub("\ufffd", words).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{plain}" if _FORMULA.match(plain) and not _NUMBER.fullmatch(plain) else plain


def number(words: str) -> str:
    """A decimal number as it is written in French; other words as they are.

    >>> number("0.95"), number("12"), number("NaN")
    ('0,95', '12', 'NaN')
    """
    return words.replace(".", DECIMAL) if _NUMBER.fullmatch(words) else words


class Sheet:
    """Rows on their way to a file: a mark of encoding, semicolons, lines that end as a spreadsheet ends them."""

    def __init__(self, output: IO[bytes], columns: Iterable[str]) -> None:
        self._output = output
        self._line = io.StringIO()
        self._writer = csv.writer(self._line, delimiter=DELIMITER, lineterminator="\r\n")
        output.write(_MARK.encode())
        self.write(columns)

    def write(self, values: Iterable[str | None]) -> None:
        """Adds a row; None is an empty cell."""
        self._writer.writerow("" if value is None else cell(value) for value in values)
        self._output.write(self._line.getvalue().encode())
        self._line.seek(0)
        self._line.truncate()
