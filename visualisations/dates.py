"""Dates in words, as precise as they are told."""

import re

from usagraph.visualisations.words import Words

__all__ = ["ISO_DATE", "date_in_words"]

#: A year, a month or a day, in ISO form.
ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def date_in_words(value: str, say: Words) -> str:
    """A date in words: « 22 juillet 1983 », « novembre 2019 », « 2004 »; words that are no date as they are."""
    found = ISO_DATE.fullmatch(value)
    year, month, day = found.groups() if found else (value, None, None)
    if not month or not 1 <= int(month) <= 12:
        return year if found else value
    named = f"{say(f'timeline.month_{int(month)}')} {year}"
    if not day:
        return named
    return f"{say('timeline.first_day') if int(day) == 1 else int(day)} {named}"
