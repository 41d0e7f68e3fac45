"""The published figures of reliability as people read them: out of 100, with how sure they are, the weak ones apart."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from usagraph.visualisations.words import catalogue

__all__ = ["FEW", "WEAK", "Line", "Measured", "Rate", "family_name", "measured"]

#: Out of 100: below it, a family is said to be weak.
WEAK = 80
#: Facts or labels: below it, a family is said to be hardly measured.
FEW = 10

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Rate:
    """`right` among `count`; `low` and `high`: out of 100, where the true rate is 19 times in 20."""

    right: int
    count: int
    low: int
    high: int

    @property
    def is_few(self) -> bool:
        """Whether too little was counted to speak of 100."""
        return self.count < FEW

    @property
    def of_100(self) -> int:
        """How many out of 100; never 100 nor 0 unless it is all or none."""
        found = round(100 * self.right / self.count)
        return found if self.right in (0, self.count) else min(max(found, 1), 99)


@dataclass(frozen=True)
class Line:
    """What was measured of a family or a format: facts `shown` that are right, facts of the texts that are `found`."""

    name: str
    shown: Rate | None
    found: Rate | None
    f1: float | None = None

    @property
    def is_part(self) -> bool:
        """Whether it is something said of a thing, scored apart from finding it."""
        return "." in self.name

    @property
    def is_weak(self) -> bool:
        """Whether one of its rates is low."""
        return any(rate.of_100 < WEAK for rate in (self.shown, self.found) if rate)

    @property
    def is_few(self) -> bool:
        """Whether too little was measured to say much."""
        return any(rate is None or rate.is_few for rate in (self.shown, self.found))


@dataclass(frozen=True)
class Nothing:
    """Passages in which nothing of a family is to be found, and on how many of them a rule fired."""

    name: str
    passages: int
    fired: int


@dataclass(frozen=True)
class Measured:
    """What was measured on a set of labelled documents."""

    documents: int
    total: Line
    families: tuple[Line, ...]
    formats: tuple[Line, ...]
    nothing: tuple[Nothing, ...]

    @property
    def weak(self) -> tuple[Line, ...]:
        """The families that are weak: those that were measured enough to be sure of it first, then the weakest."""
        return tuple(sorted((line for line in self.families if line.is_weak), key=_doubt))

    def line(self, name: str) -> Line | None:
        """What was measured of a family; None where it was not."""
        return next((line for line in self.families if line.name == name), None)


def measured(found: Row, overall: Callable[[Any], Row]) -> Measured | None:
    """The published figures of a set of documents, `overall` adding them up; None where none were published."""
    if not found:
        return None
    families = found["families"]
    return Measured(
        documents=found["documents"],
        total=_line("total", overall(found)),
        families=tuple(_line(name, row) for name, row in families.items() if "facts" in row),
        formats=tuple(_line(name, row) for name, row in found["formats"].items()),
        nothing=tuple(_nothing(families)),
    )


def family_name(name: str, lang: str) -> str:
    """What people call a family or a format; its own name where the catalogue has none."""
    known = catalogue(lang)
    return known.get(f"family.{name}") or known.get(f"extension.{name}", name)


def _nothing(families: Mapping[str, Row]) -> Iterator[Nothing]:
    for name, row in families.items():
        if "negatives" in row:
            yield Nothing(name, row["negatives"], row["fired"])


def _line(name: str, row: Row) -> Line:
    shown = _rate(row["right"], row["facts"], row["precision_interval"])
    return Line(name, shown, _rate(row["recalled"], row["labels"], row["recall_interval"]), row["f1"])


def _rate(right: int, count: int, ends: list[float] | None) -> Rate | None:
    return Rate(right, count, int(100 * ends[0]), round(100 * ends[1])) if count and ends else None


def _doubt(line: Line) -> tuple[bool, int]:
    return line.is_few, min(rate.of_100 for rate in (line.shown, line.found) if rate)
