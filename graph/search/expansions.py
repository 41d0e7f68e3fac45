"""Acronyms and what they stand for, both ways, as the graph gives them.

Where an acronym stands for several things, the words of one are looked for under that acronym only in the documents that
give it to that thing.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from usagraph.graph.search.asked import Asked, Other, Unit
from usagraph.graph.search.index import long_form
from usagraph.graph.search.reader import Reader

__all__ = ["expanded"]

#: What an acronym may stand for, at most, and how many words a name may have.
MOST, LONGEST = 6, 10


def expanded(reader: Reader, asked: Asked) -> Asked:
    """The search, where an acronym or its words are also found by each other."""
    with reader.open() as base:
        units = tuple(_spelt(base, reader, unit) for unit in _shortened(base, reader, asked.units))
    return replace(asked, units=units)


def _spelt(base: sqlite3.Connection, reader: Reader, unit: Unit) -> Unit:
    """A unit, and the words that it stands for where it is an acronym."""
    if len(unit.terms) != 1 or unit.parts:
        return unit
    query = (
        "SELECT DISTINCT acronyms.words FROM acronyms JOIN things ON things.id = acronyms.thing "  # noqa: S608
        f"WHERE acronyms.short = ? AND {reader.seen('things')} ORDER BY acronyms.words LIMIT {MOST}"
    )
    others = tuple(Other(tuple(row["words"].split())) for row in base.execute(query, unit.terms))
    return replace(unit, others=others) if others else unit


def _shortened(base: sqlite3.Connection, reader: Reader, units: tuple[Unit, ...]) -> Iterator[Unit]:
    """The units, those that make a name that has an acronym as one."""
    at = 0
    while at < len(units):
        for end in range(min(len(units), at + LONGEST), at, -1):
            several = units[at:end]
            others = _acronyms(base, reader, [term for unit in several for term in unit.terms])
            if others:
                terms = tuple(term for unit in several for term in unit.terms)
                yield Unit(terms, " ".join(unit.words for unit in several), parts=several, others=others)
                at = end
                break
        else:
            yield units[at]
            at += 1


def _acronyms(base: sqlite3.Connection, reader: Reader, terms: list[str]) -> tuple[Other, ...]:
    """The acronyms of the things called so; where another is called the same, in the documents that give them."""
    if len(terms) <= 1:
        return ()
    query = (
        "SELECT acronyms.thing, acronyms.short, acronyms.document FROM acronyms "  # noqa: S608
        f"JOIN things ON things.id = acronyms.thing WHERE acronyms.long = ? AND {reader.seen('things')}"
    )
    documents: dict[str, set[str]] = {}
    things: dict[str, set[int]] = {}
    for row in base.execute(query, (long_form(terms),)):
        documents.setdefault(row["short"], set()).add(row["document"])
        things.setdefault(row["short"], set()).add(row["thing"])
    return tuple(
        Other((short,), None if _is_alone(base, reader, short, things[short]) else frozenset(where))
        for short, where in sorted(documents.items())
    )


def _is_alone(base: sqlite3.Connection, reader: Reader, short: str, things: set[int]) -> bool:
    query = (
        "SELECT DISTINCT acronyms.thing FROM acronyms JOIN things ON things.id = acronyms.thing "  # noqa: S608
        f"WHERE acronyms.short = ? AND {reader.seen('things')}"
    )
    return {row["thing"] for row in base.execute(query, (short,))} <= things
