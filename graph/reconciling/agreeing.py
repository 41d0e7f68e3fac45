"""Whether what the graph says of a thing agrees with what a table says of it, from 0 to 1."""

import re
from collections.abc import Sequence

from usagraph.graph.reconciling.asked import Value, Wanted
from usagraph.graph.reconciling.facts import Fact
from usagraph.graph.reconciling.identifiers import plain
from usagraph.graph.reconciling.ids import iri_of
from usagraph.graph.reconciling.kinds import lineage
from usagraph.graph.reconciling.likeness import BARE, likeness, name_of

__all__ = ["agreement"]

#: Names that are less alike than that do not agree at all.
_LEAST = 60.0
_DAY = re.compile(r"(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-](?P<year>\d{4})")


def agreement(wanted: Wanted, iri: str, said: Sequence[Fact], base: str) -> float:
    """How well the best of the values that are said agrees with the best of those that are known."""
    if wanted.property.id == "iri":
        return float(iri in {iri_of(value.id or value.words, base) for value in wanted.values})
    return max(
        (_agrees(value, fact, wanted.property.kind, base) for value in wanted.values for fact in said), default=0.0
    )


def _agrees(value: Value, fact: Fact, kind: str, base: str) -> float:
    if value.id and iri_of(value.id, base) == (fact.node.iri if fact.node else fact.words):
        return 1.0
    if kind == "date":
        return float(_within(_iso(value.words), fact.words))
    if fact.node:
        bare = frozenset(word for one in lineage(fact.node.kind) for word in one.bare)
        return max(_alike(value.words, name, bare) for name in (fact.node.label, fact.node.acronym or ""))
    return float(_same_code(value.words, fact.words)) or _alike(value.words, fact.words)


def _alike(words: str, name: str, bare: frozenset[str] = frozenset()) -> float:
    found = likeness(name_of(words), name_of(name), bare)
    return 1.0 if found >= BARE else found / 100 if found >= _LEAST and not any(map(str.isdigit, name)) else 0.0


def _same_code(one: str, other: str) -> bool:
    left, right = plain(one), plain(other)
    # A table that took a code for a number has lost its zeros.
    return left == right or (left.isdecimal() and right.isdecimal() and left.lstrip("0") == right.lstrip("0"))


def _iso(words: str) -> str:
    """A date, a month or a year as the graph writes it.

    >>> _iso("02/01/2002"), _iso("1/2002"), _iso("2002-01-02T00:00:00Z"), _iso("2002")
    ('2002-01-02', '2002-01', '2002-01-02', '2002')
    """
    words = words.strip().partition("T")[0]
    found = _DAY.fullmatch(words)
    parts = (found["year"], found["month"], found["day"]) if found else ()
    return "-".join(part.zfill(2) for part in parts if part) or words


def _within(asked: str, date: str) -> bool:
    return bool(asked) and (date == asked or date.startswith((f"{asked}-", f"{asked}T")))
