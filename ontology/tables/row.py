"""A line of a reference table: each cell read as what it should be, and what is wrong with it noted."""

import re
from dataclasses import dataclass, field
from datetime import date

from usagraph.ontology.tables.error import BadCell

__all__ = ["Row"]

#: What a cell may hold, by the name that the catalogues explain under `reference.expected`.
_PATTERNS = {
    "departement": re.compile(r"\d{2,3}|2[AB]"),
    "number": re.compile(r"(\d{2}|\d{4})[-/]\d+"),
    "region": re.compile(r"\d{2}"),
    "slug": re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
    "text": re.compile(r".+"),
}
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
# What a French spreadsheet makes of 2002-01-02.
_FRENCH_DATE = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")


@dataclass(frozen=True)
class Row:
    """A line of the table `file`; `problems` fills as its cells are read."""

    file: str
    line: int
    cells: dict[str, str]
    problems: list[BadCell] = field(default_factory=list, compare=False)

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell, separated by vertical bars."""
        return tuple(word.strip() for word in self[column].split("|") if word.strip())

    def need(self, column: str, expected: str = "text") -> str:
        """The value of a cell that must hold what `expected` names."""
        return self.fitting(column, expected) if self[column] else self._refused(column, "empty", expected)

    def fitting(self, column: str, expected: str) -> str:
        """The value of a cell that is empty or holds what `expected` names; nothing where it holds something else."""
        value = self[column]
        if not value or _PATTERNS[expected].fullmatch(value):
            return value
        return self._refused(column, "wrong", expected)

    def code(self, column: str, expected: str) -> str:
        """The INSEE code in a cell, with the zero that a spreadsheet takes away from its front."""
        value = self[column].upper()
        self.cells[column] = value.zfill(2) if value.isdigit() else value
        return self.need(column, expected)

    def one_of(self, column: str, known: list[str]) -> str:
        """The value of a cell that must be one of `known`."""
        if self[column] not in known:
            self.refuse(column, "wrong", expected="choice", known=", ".join(known))
        return self[column]

    def date(self, column: str) -> str:
        """The day, month or year in a cell, or nothing: 2002-01-02, 02/01/2002, 2002-01 or 2002."""
        value = _iso(self[column])
        if not value or (_DATE.fullmatch(value) and _exists(value)):
            return value
        return self._refused(column, "wrong", "date")

    def refuse(self, column: str, reason: str, **values: object) -> None:
        """Notes that a cell is wrong, for a `reason` of the catalogue `reference`."""
        told = {"value": self.cells.get(column)} | values
        self.problems.append(BadCell(file=self.file, line=self.line, column=column, reason=reason, **told))

    def _refused(self, column: str, reason: str, expected: str) -> str:
        self.refuse(column, reason, expected=expected)
        return ""


def _iso(value: str) -> str:
    """A date as ISO 8601 writes it.

    >>> _iso("2/1/2002")
    '2002-01-02'
    """
    found = _FRENCH_DATE.fullmatch(value)
    return f"{found['year']}-{int(found['month']):02d}-{int(found['day']):02d}" if found else value


def _exists(value: str) -> bool:
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True
