"""What a name says of a legal text: the numbers and the date that stand in it, and what comes before."""

import re
from dataclasses import dataclass
from functools import lru_cache

from usagraph.french import words
from usagraph.graph.reconciling.kinds import data

__all__ = ["Citation", "citation"]

_NUMBER = re.compile(r"\b(\d{2}|\d{4})[-‐‑–](\d{1,5})\b(?![-‐‑–/]\d)")
_DIGITS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTHS = {str(month): place for place, month in enumerate(data("wording")["months"], 1)}


@dataclass(frozen=True)
class Citation:
    """The numbers of texts that a name holds and its dates, in their order, and what it says before the first number."""

    numbers: tuple[str, ...]
    dates: tuple[str, ...]
    before: str


@lru_cache(maxsize=20_000)
def citation(text: str) -> Citation:
    """What `text` says of a text.

    >>> citation("loi n° 2002-2 du 2 janvier 2002")
    Citation(numbers=('2002-2',), dates=('2002-01-02',), before='loi n° ')
    """
    found = list(_NUMBER.finditer(_DIGITS.sub(lambda date: " " * len(date[0]), text)))
    numbers = tuple(f"{one[1]}-{one[2]}" for one in found)
    return Citation(numbers, (*_spelt(text), *_written(text)), text[: found[0].start()] if found else "")


def _spelt(text: str) -> list[str]:
    """The dates that are written with the name of the month."""
    terms = [word.term for word in words(text)]
    return [
        f"{year}-{_MONTHS[month]:02}-{int(day.removesuffix('er')):02}"
        for day, month, year in zip(terms, terms[1:], terms[2:], strict=False)
        if month in _MONTHS and year.isdecimal() and day.removesuffix("er").isdecimal()
    ]


def _written(text: str) -> list[str]:
    """The dates that are written in digits."""
    several = (found.groups() for found in _DIGITS.finditer(text))
    return [f"{y}-{m}-{d}" if y else f"{year}-{month:0>2}-{day:0>2}" for day, month, year, y, m, d in several]
