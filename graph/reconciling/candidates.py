"""The things whose names may answer, found in the index of the search."""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from usagraph.french import words
from usagraph.graph.reading.things import Node
from usagraph.graph.search.asked import LONGEST, Asked, Unit, ask, conjunction, quoted
from usagraph.graph.search.expansions import expanded
from usagraph.graph.search.reader import Reader, node_of

__all__ = ["Candidate", "called", "carriers", "named"]

#: Names looked at in each way, and those that hold one of the words and are weighed.
_SAME, _HOLDING, _NEAR, _WEIGHED = 100, 100, 60, 3_000
#: Letters that a word that is misspelt may be told by.
_BEGUN = 3
#: Words of a name that are looked for one by one.
_WORDS = 8


@dataclass(frozen=True)
class Candidate:
    """A thing, and all the names that a document or the reference data give it."""

    node: Node
    names: tuple[str, ...]


def called(reader: Reader, text: str, kinds: Collection[str], *, near: bool) -> list[Candidate]:
    """The things of some kinds that may be called `text`: the same words, or all of them; else some, or almost.

    Where one is called just so, those that are only `near` are left out, unless they are asked for.
    """
    asked = expanded(reader, ask(text)).whole
    if not asked.terms:
        return []
    with reader.open() as base:
        same, holding = _same(base, reader, asked, kinds), _holding(base, reader, asked, kinds)
        some = _near(base, reader, asked, kinds) if near or not same else []
        return _read(base, list(dict.fromkeys((*same, *holding, *some))))


def named(reader: Reader, iris: Iterable[str], kinds: Collection[str]) -> list[Candidate]:
    """The things of some kinds that have these IRIs."""
    wanted = sorted(iris)
    query = f"SELECT id FROM things WHERE iri IN ({_marks(wanted)}) AND {_ours(reader, kinds)}"  # noqa: S608
    with reader.open() as base:
        return _read(base, [row["id"] for row in base.execute(query, (*wanted, *kinds))])


def carriers(reader: Reader, text: str) -> int:
    """How many things of the graph, of any kind, are called just so."""
    name = " ".join(word.term for word in words(text[:LONGEST]))
    query = (
        "SELECT COUNT(DISTINCT things.id) FROM names JOIN things ON things.id = names.thing "  # noqa: S608
        f"WHERE names.searched AND names.terms = ? AND {reader.seen('things')}"
    )
    with reader.open() as base:
        return int(base.execute(query, (name,)).fetchone()[0])


def _same(base: sqlite3.Connection, reader: Reader, asked: Asked, kinds: Collection[str]) -> list[int]:
    names = "names JOIN things ON things.id = names.thing WHERE names.searched AND names.terms = ?"
    return _things(base, f"{names} AND {_ours(reader, kinds)} LIMIT {_SAME}", " ".join(asked.terms), kinds)


def _holding(base: sqlite3.Connection, reader: Reader, asked: Asked, kinds: Collection[str]) -> list[int]:
    if not asked.units:
        return []
    names = "name_words JOIN names ON names.id = name_words.rowid JOIN things ON things.id = names.thing"
    where = f"WHERE name_words MATCH ? AND {_ours(reader, kinds)} LIMIT {_HOLDING}"
    return _things(base, f"{names} {where}", conjunction(asked.units), kinds)


def _near(base: sqlite3.Connection, reader: Reader, asked: Asked, kinds: Collection[str]) -> list[int]:
    """Weighed by how rare the words that they hold are, and no more of them than can be weighed."""
    some = _some(asked.units)
    if not some:
        return []
    held = f"SELECT rowid AS name, bm25(name_words) AS weight FROM name_words WHERE name_words MATCH ? LIMIT {_WEIGHED}"  # noqa: S608
    joined = "JOIN names ON names.id = held.name JOIN things ON things.id = names.thing"
    return _things(
        base, f"({held}) AS held {joined} WHERE {_ours(reader, kinds)} ORDER BY held.weight LIMIT {_NEAR}", some, kinds
    )


def _some(units: Iterable[Unit]) -> str:
    """One of the words at least, or one that begins as it does."""
    telling = [unit for unit in units if not unit.is_frequent][:_WORDS]
    begun = {unit.form[:_BEGUN] for unit in telling if len(unit.form) > _BEGUN and not unit.form.isdecimal()}
    several = [f"terms : {quoted(unit.terms)}" for unit in telling]
    return " OR ".join([*several, *(f"forms : {quoted([form])} *" for form in sorted(begun))])


def _things(base: sqlite3.Connection, names: str, match: str, kinds: Collection[str]) -> list[int]:
    rows = base.execute(f"SELECT things.id FROM {names}", (match, *kinds))  # noqa: S608
    return [row["id"] for row in rows]


def _read(base: sqlite3.Connection, numbers: list[int]) -> list[Candidate]:
    """The things of some numbers, in their order, with their names."""
    query = (
        "SELECT things.*, names.words AS called FROM things JOIN names ON names.thing = things.id "  # noqa: S608
        f"WHERE things.id IN ({_marks(numbers)})"
    )
    nodes: dict[int, Node] = {}
    called: dict[int, list[str]] = {}
    for row in base.execute(query, numbers):
        nodes.setdefault(row["id"], node_of(row))
        called.setdefault(row["id"], []).append(row["called"])
    return [Candidate(nodes[number], tuple(called[number])) for number in numbers if number in nodes]


def _ours(reader: Reader, kinds: Collection[str]) -> str:
    return f"{reader.seen('things')} AND things.class IN ({_marks(kinds)})"


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
