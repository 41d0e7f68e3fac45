"""The things whose names answer, in order: as numbers, so that many can be weighed and few are read."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from usagraph.graph.reading.kinds import kind_name
from usagraph.graph.search.asked import Asked, conjunction
from usagraph.graph.search.reader import Reader

__all__ = ["Candidate", "candidates"]

#: Names that are the same, or begin so, looked at whatever the others.
_BEGINNING = 100
#: After all that begins so.
_LAST = "\U0010ffff"


class Candidate(NamedTuple):
    """A name that answers: how well (the smaller, the better), then what it is the name of."""

    rank: int
    size: int
    other: int
    place: int
    sort: str
    thing: int
    name: int
    kind: str


def candidates(reader: Reader, asked: Asked, kind: str | None, most: int) -> list[Candidate]:
    """The things that answer, best first, each by its best name.

    The same words come first, then a name that begins with them, one that holds them, one that holds words which begin
    so. Names that hold all the words differ by nothing but their length: that is how bm25 would order them.
    """
    best: dict[int, Candidate] = {}
    with reader.open() as base:
        for one in _names(base, reader, asked, kind, most):
            held = best.get(one.thing)
            if held is None or one < held:
                best[one.thing] = one
    return sorted(best.values())[:most]


def _names(base: sqlite3.Connection, reader: Reader, asked: Asked, kind: str | None, most: int) -> Iterator[Candidate]:
    name, form = " ".join(asked.terms), asked.form
    # A space comes right before an exclamation mark.
    values = {"kind": kind_name(kind or ""), "name": name, "first": f"{name} ", "last": f"{name}!", "most": _BEGINNING}
    ours = f"{reader.seen('things')} {'AND (things.class = :kind OR things.family = :kind)' if kind else ''}"
    yield from _selected(base, 0, f"names WHERE names.searched AND names.terms = :name AND {ours}", values)
    between = "names.searched AND names.terms > :first AND names.terms < :last"
    yield from _selected(base, 1, f"names WHERE {between} AND {ours}", values)
    if asked.begun:
        between = "names.searched AND names.forms >= :form AND names.forms < :end"
        begun = {**values, "form": form, "end": form + _LAST}
        yield from _selected(base, 1, f"names WHERE {between} AND {ours}", begun)
    holding = f"name_words JOIN names ON names.id = name_words.rowid WHERE name_words MATCH :match AND {ours}"
    whole = {**values, "match": conjunction(asked.units), "most": most}
    count = 0
    for one in _selected(base, 2, holding, whole):
        count += 1
        yield one
    if count < most and asked.begun:
        yield from _selected(base, 3, holding, {**whole, "match": conjunction(asked.units, begun=True)})


def _selected(base: sqlite3.Connection, rank: int, names: str, values: Mapping[str, object]) -> Iterator[Candidate]:
    table, _, condition = names.partition(" WHERE ")
    cursor = base.cursor()
    cursor.row_factory = None
    rows = cursor.execute(
        f"SELECT {rank}, names.size, names.other, things.place, things.sort, things.id, names.id, things.kind "  # noqa: S608
        f"FROM {table} JOIN things ON things.id = names.thing WHERE {condition} LIMIT :most",
        values,
    )
    return map(Candidate._make, rows)
