"""The things whose names may begin so: what is offered while a person types."""

import sqlite3
from collections.abc import Collection

from usagraph.french import words
from usagraph.graph.reading.things import Node
from usagraph.graph.search.asked import LONGEST, ask, conjunction
from usagraph.graph.search.reader import Reader, node_of

__all__ = ["begun"]

#: Names looked at in each way.
_LOOKED_AT = 300
_LAST = "\U0010ffff"
_FOUND = "SELECT things.*, names.forms AS forms FROM"


def begun(reader: Reader, text: str, kinds: Collection[str], start: int, limit: int) -> list[Node]:
    """The things of some kinds that `text` begins a name of, `limit` of them from `start` on; then a word of a name."""
    asked, typed = ask(text), " ".join(word.form for word in words(text[:LONGEST]))
    if not asked.units or not typed:
        return []
    ours = f"{reader.seen('things')} AND things.class IN ({', '.join('?' * len(kinds))}) LIMIT {_LOOKED_AT}"
    with reader.open() as base:
        names = (
            "names JOIN things ON things.id = names.thing WHERE names.searched AND names.forms >= ? AND names.forms < ?"
        )
        rows = _rows(base, f"{names} AND {ours}", typed, typed + _LAST, *kinds)
        names = "name_words JOIN names ON names.id = name_words.rowid JOIN things ON things.id = names.thing"
        rows += _rows(
            base, f"{names} WHERE name_words MATCH ? AND {ours}", conjunction(asked.units, begun=True), *kinds
        )
    best: dict[str, tuple[tuple[bool, int, str, str], Node]] = {}
    for row in rows:
        place = (not row["forms"].startswith(typed), len(row["forms"]), row["sort"], row["iri"])
        if row["iri"] not in best or place < best[row["iri"]][0]:
            best[row["iri"]] = place, node_of(row)
    return [node for _, node in sorted(best.values(), key=lambda pair: pair[0])][start : start + limit]


def _rows(base: sqlite3.Connection, names: str, *values: str) -> list[sqlite3.Row]:
    return base.execute(f"{_FOUND} {names}", values).fetchall()
