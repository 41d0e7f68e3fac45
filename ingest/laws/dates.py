"""French dates as legal texts carry them, in ISO form."""

__all__ = ["iso_date", "iso_month", "said_date", "shared_dates"]

_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_CENTURY = 50  # a year of two digits above this is of the twentieth century


def iso_date(words: str | None) -> str | None:
    """The ISO form of a French date, given flat; None for None.

    >>> iso_date("1er janvier 2002"), iso_date("2/1/02")
    ('2002-01-01', '2002-01-02')
    """
    if words is None:
        return None
    parts = words.replace("/", " ").replace("-", " ").replace(".", " ").split()
    day, month, year = parts[0].removesuffix("er"), parts[1], parts[-1]
    return f"{_year(year)}-{_month(month)}-{int(day):02d}"


def iso_month(month: str, year: str) -> str:
    """The ISO form of a month of a year.

    >>> iso_month("mars", "2002")
    '2002-03'
    """
    return f"{year}-{_month(month)}"


def said_date(said: dict[str, str | None]) -> str | None:
    """The ISO form of what the groups of a pattern hold: a date, a month of a year, or a year; None where they hold none.

    >>> said_date({"month": "mars", "year": "2002"})
    '2002-03'
    """
    if said.get("date"):
        return iso_date(said["date"])
    year, month = said.get("year"), said.get("month")
    return iso_month(month, year) if month and year else year


def shared_dates(days: str, last: str) -> list[str]:
    """The ISO forms of days that may share the month or the year of the last: "7 janvier et 22 juillet 1983".

    >>> shared_dates("7 janvier et ", "22 juillet 1983")
    ['1983-01-07', '1983-07-22']
    """
    _, month, year = last.split()
    parts = [part.split() for part in days.replace(" et ", ",").replace("du ", "").split(",")]
    found = [" ".join([*part, *[month, year][len(part) - 1 :]]) for part in parts if part]
    return [date for date in map(iso_date, [*found, last]) if date]


def _month(word: str) -> str:
    number = int(word) if word.isdigit() else next(n for n, name in enumerate(_MONTHS, 1) if word.startswith(name))
    return f"{number:02d}"


def _year(digits: str) -> str:
    return digits if len(digits) > 2 else f"{19 if int(digits) > _CENTURY else 20}{digits}"
