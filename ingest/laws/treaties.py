"""Texts between States, told by where and when they were signed: "la convention signée à Aarhus le 25 juin 1998"."""

from usagraph.ingest.laws.dates import iso_date
from usagraph.ingest.laws.nature import nature_of
from usagraph.ingest.laws.texts import Named, of_date
from usagraph.ingest.rulebook import compiled
from usagraph.textview import flat

__all__ = ["treaty_at"]


def treaty_at(words: str, start: int) -> Named | None:
    """The text told at `start` of flat words by the day it was signed, or by its year where it is said to be one of
    several States; None where the tables know none of that day, or several."""
    match = compiled("legal", "treaty").regex.match(words, start)
    if match is None:
        return None
    nature, date = nature_of(match["nature"]), iso_date(match["date"]) if match["date"] else match["year"]
    wide = match["date"] or match["wide"] or match["place"] or nature in ("declaration", "traite")
    rows = of_date(date, nature) if date and wide else ()
    if match["place"] and match["year"]:
        rows = tuple(row for row in rows if match["place"] in flat(" ".join(row.names)))
    return Named(match.end(), rows[0]) if len(rows) == 1 else None
