"""Things as the index holds them, seen from one generation: by IRI, by kind, in the order of their labels."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from usagraph.graph.reading.kinds import kind_name
from usagraph.graph.reading.things import Node
from usagraph.graph.search.database import Connections, seen

__all__ = ["Reader", "node_of"]

#: Values looked up in one query.
_TOGETHER = 500
_NODE = "things.iri, things.kind, things.label, things.acronym"


@dataclass(frozen=True)
class Reader:
    """The index seen from `generation`; no answer takes more than about `seconds`. Safe to share between threads."""

    connections: Connections
    generation: int
    seconds: float = 5.0

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with."""
        with self.connections.reading(self.seconds) as base:
            yield base

    def seen(self, table: str) -> str:
        """The condition on the rows of a table that this generation sees."""
        return seen(table, self.generation)

    def nodes(self, iris: Iterable[str]) -> dict[str, Node]:
        """The nodes of some IRIs; those that have no name here are left out."""
        rest, found = iter(dict.fromkeys(iris)), dict[str, Node]()
        with self.open() as base:
            while some := list(islice(rest, _TOGETHER)):
                marks = ", ".join("?" * len(some))
                rows = base.execute(
                    f"SELECT {_NODE} FROM things WHERE iri IN ({marks}) AND {self.seen('things')}",  # noqa: S608
                    some,
                )
                found |= {row["iri"]: node_of(row) for row in rows}
        return found

    def alternatives(self, iri: str) -> tuple[str, ...]:
        """The names of a thing beside the one that it is shown by, and its first acronym."""
        with self.open() as base:
            rows = base.execute(
                "SELECT names.words, things.label, things.acronym FROM things JOIN names ON names.thing = things.id "  # noqa: S608
                f"WHERE things.iri = ? AND {self.seen('things')}",
                (iri,),
            ).fetchall()
        return tuple(sorted(row["words"] for row in rows if row["words"] not in (row["label"], row["acronym"])))

    def listed(self, kind: str | None = None, start: int = 0, limit: int = -1) -> list[Node]:
        """The things in the order of their labels, those of a kind where it is named; `limit` of them from `start` on."""
        with self.open() as base:
            rows = base.execute(
                f"SELECT {_NODE} FROM things WHERE {self.seen('things')} {_of_kind(kind)} "  # noqa: S608
                "ORDER BY sort, iri LIMIT ? OFFSET ?",
                (*_kinds(kind), limit, start),
            )
            return [node_of(row) for row in rows]

    def of_kinds(self, kinds: Collection[str]) -> set[str]:
        """The IRIs of the things of some kinds: of a class, or of a family of classes that share their type in IRIs."""
        with self.open() as base:
            return {
                row["iri"]
                for kind in kinds
                for row in base.execute(
                    f"SELECT iri FROM things WHERE {self.seen('things')} {_of_kind(kind)}",  # noqa: S608
                    _kinds(kind),
                )
            }

    def count(self, kind: str | None = None) -> int:
        """How many things there are, of a kind where it is named."""
        with self.open() as base:
            query = f"SELECT COUNT(*) FROM things WHERE {self.seen('things')} {_of_kind(kind)}"  # noqa: S608
            return int(base.execute(query, _kinds(kind)).fetchone()[0])

    def counts(self) -> dict[str, int]:
        """How many things there are of each kind."""
        with self.open() as base:
            query = f"SELECT kind, COUNT(*) FROM things WHERE {self.seen('things')} GROUP BY kind ORDER BY kind"  # noqa: S608
            return {row[0]: row[1] for row in base.execute(query)}

    def in_family(self, family: str, most: int) -> list[str]:
        """The IRIs of some things of a family."""
        with self.open() as base:
            query = f"SELECT iri FROM things WHERE family = ? AND {self.seen('things')} LIMIT ?"  # noqa: S608
            return [row["iri"] for row in base.execute(query, (kind_name(family), most))]


def node_of(row: sqlite3.Row) -> Node:
    """The node that a row of things tells of."""
    return Node(row["iri"], row["kind"], row["label"], row["acronym"])


def _of_kind(kind: str | None) -> str:
    return "AND (things.class = ? OR things.family = ?)" if kind else ""


def _kinds(kind: str | None) -> tuple[str, ...]:
    return (kind_name(kind),) * 2 if kind else ()
