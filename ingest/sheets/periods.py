"""Dates as sheets write them: a day, a month or a year, with where they stand and the type of what they tell."""

import re
from dataclasses import dataclass
from itertools import pairwise

from usagraph.ingest.draft import Span
from usagraph.ingest.rulebook import compiled
from usagraph.textview import flat

__all__ = ["Moment", "moments", "runs_on"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_MONTHS = ("janv", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Moment:
    """A date, possibly partial: its value, the type of it, and where its words stand."""

    value: str
    datatype: str
    span: Span


def moments(words: str) -> list[Moment]:
    """The dates that `words` hold, in order; a month without a year takes that of the next date.

    >>> [m.value for m in moments("de mars à juin 2021")]
    ['2021-03', '2021-06']
    """
    found = list(compiled("headings", "moment").all_in(flat(words)))
    years = [_year(m) for m in found]
    return [
        _moment(match, year or next((y for y in years[place:] if y), ""))
        for place, (match, year) in enumerate(zip(found, years, strict=True))
        if year or any(years[place:])
    ]


def runs_on(words: str, found: list[Moment]) -> bool:
    """Whether the first two dates are the ends of a period: nothing but "à" or a dash between them."""
    ends = [moment.span for moment in found[:2]]
    return any(compiled("headings", "until").regex.match(flat(words[a[1] : b[0]])) for a, b in pairwise(ends))


def _year(match: re.Match[str]) -> str:
    year = match["year"] or match["year_of_digits"] or match["alone"] or ""
    return f"20{year}" if len(year) == 2 else year


def _moment(match: re.Match[str], year: str) -> Moment:
    day, month = match["day"] or match["day_of_digits"], match["month"] or match["month_of_digits"]
    if not month:
        return Moment(year, f"{_XSD}gYear", match.span())
    number = int(month) if month.isdigit() else next(n for n, m in enumerate(_MONTHS, 1) if month.startswith(m))
    if not day:
        return Moment(f"{year}-{number:02d}", f"{_XSD}gYearMonth", match.span())
    return Moment(f"{year}-{number:02d}-{int(day.removesuffix('er')):02d}", f"{_XSD}date", match.span())
