"""A reference table read line by line, each cell checked: what is wrong is named by file, line and column."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from usagraph.errors import BrokenRule

__all__ = ["SLUG", "Row", "rows", "unique"]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


class _Slugged(Protocol):
    @property
    def slug(self) -> str: ...


_R = TypeVar("_R", bound=_Slugged)


@dataclass(frozen=True)
class Row:
    """A line of a table with its address, `legal-texts.csv:12`."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        if column not in self.cells:
            raise BrokenRule(where=self.where, detail=f"{column} ∉ {sorted(self.cells)}")
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell, separated by vertical bars."""
        return tuple(word for word in self[column].split("|") if word)

    def need(self, column: str, pattern: re.Pattern[str] | None = None) -> str:
        """The value of a cell that may not be empty and that fits `pattern`; raises BrokenRule."""
        value = self[column]
        if not value or (pattern and not pattern.fullmatch(value)):
            raise self.broken(column)
        return value

    def date(self, column: str) -> str:
        """The day, month or year in a cell, or nothing; raises BrokenRule where the calendar has no such day."""
        value = self[column]
        if value and not (_DATE.fullmatch(value) and _exists(value)):
            raise self.broken(column)
        return value

    def broken(self, column: str) -> BrokenRule:
        """The error that names this line, the column and what it holds."""
        return BrokenRule(where=self.where, detail=f"{column} = {self[column]!r}")


def rows(path: Path) -> Iterator[Row]:
    """The lines of the table at `path`, below its header; raises BrokenRule where cells are missing or too many."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for cells in reader:
            where = f"{path.name}:{reader.line_num}"
            if None in cells or None in cells.values():
                raise BrokenRule(where=where, detail=f"≠ {len(reader.fieldnames or ())} × ','")
            yield Row(where, cells)


def unique(path: Path, build: Callable[[Row], _R]) -> list[_R]:
    """What `build` makes of each line of the table at `path`; raises BrokenRule where a slug comes twice."""
    found: dict[str, _R] = {}
    for row in rows(path):
        built = build(row)
        if built.slug in found:
            raise row.broken("slug")
        found[built.slug] = built
    return list(found.values())


def _exists(value: str) -> bool:
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True
