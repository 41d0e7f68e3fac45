"""What the cells of a column are by their shape, where the name of the column does not say: titles, bodies, figures."""

import re
from collections.abc import Callable, Sequence

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.meanings import is_called, is_empty, terms
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import compiled

__all__ = ["are_bodies", "are_figures", "are_people", "are_policies", "are_titles", "are_users"]

_SHARE = 2 / 3
_LONGEST_TITLE = 150
_LONGEST_BODY = 60
#: A title has as many letters at least.
_SHORTEST = 5
_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9&./-]{1,6}$")
_FIGURE = re.compile(
    r"[<>≈~+-]?\s?\d[\d\s.,/]*\s?(?:%|€|k€|m€|euros?|h|j|min|minutes?|jours?|semaines?|heures?|mois|ans?|etp|m²|km|ha)?$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?\s(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]+)$")
_INSTANCE = re.compile(r"(?:comité|conseil|commission|instance|assemblée)s?\b", re.IGNORECASE)
_ADDRESS = re.compile(r"@|https?:|www\.|\d{2}[ .]\d{2}[ .]\d{2}")


def are_titles(values: Sequence[str], *, staged: bool = False) -> bool:
    """Whether values are the titles of things, each its own; `staged`: where a row is a stage, one comes in rows that
    follow one another."""
    runs = [value for number, value in enumerate(values) if not number or value != values[number - 1]]
    own = runs if staged else list(values)
    if len(values) < 2 or len(set(own)) != len(own) or any(len(value) > _LONGEST_TITLE for value in values):
        return False
    if (
        _most(own, lambda v: bool(_INSTANCE.match(v)))
        or are_people(own)
        or are_bodies(own)
        or are_policies(own)
        or are_users(own)
    ):
        return False
    return sum(_is_title(value) for value in own) >= _SHARE * len(own)


def are_bodies(values: Sequence[str]) -> bool:
    """Whether values are units by their acronyms, or begin with the word for one."""
    return _most(
        values, lambda v: len(v) <= _LONGEST_BODY and bool(_ACRONYM.match(v) or v in compiled("tables", "body"))
    )


def are_policies(values: Sequence[str]) -> bool:
    """Whether values are policies of the vocabulary."""
    known = KnownNames()
    return _most(values, lambda v: known.concept("policy", v) is not None)


def are_users(values: Sequence[str]) -> bool:
    """Whether values name publics."""
    return _most(values, lambda v: v in compiled("tables", "users"))


def are_figures(values: Sequence[str]) -> bool:
    """Whether values are numbers, with or without a unit; a year is none."""
    return _most(values, lambda v: bool(_FIGURE.match(v)) and v not in compiled("tables", "dated"))


def are_people(values: Sequence[str]) -> bool:
    """Whether all values have the shape of the name of a person: two words, each with a capital."""
    return bool(values) and all(_PERSON.match(v) or v in compiled("tables", "person") for v in values)


def _is_title(words: str) -> bool:
    letters = sum(c.isalpha() for c in words)
    if letters < _SHORTEST or _ADDRESS.search(words) or _FIGURE.match(words) or words in compiled("tables", "dated"):
        return False
    return not (
        (degrees.named(words) and len(words.split()) <= 2)
        or (len(words.split()) <= 3 and degrees.stages(words))
        or is_called(KnownNames(), "mode", words, Legend())
        or (len(words.split()) <= 2 and terms(KnownNames(), "method", words))
    )


def _most(values: Sequence[str], test: Callable[[str], bool]) -> bool:
    told = [value for value in values if not is_empty(value)]
    return len(told) > 1 and sum(test(value) for value in told) >= _SHARE * len(told)
