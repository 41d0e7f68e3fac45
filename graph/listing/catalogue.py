"""All the things that are shown, in one list: what filters select from, and what is put in order."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.kinds import family, kind_name
from usagraph.graph.reading.names import names
from usagraph.graph.reading.things import Node
from usagraph.graph.search.asked import ask
from usagraph.graph.search.candidates import candidates
from usagraph.graph.search.expansions import expanded
from usagraph.graph.search.reader import Reader, node_of

__all__ = ["Catalogue", "Thing", "catalogue"]

#: Things found by a word of their names.
_FOUND = 10_000
_COLUMNS = "SELECT id, iri, kind, label, acronym, sort, since FROM things"


@dataclass(frozen=True)
class Thing:
    """A thing as lists know it: `sort` is its label as it is put in order, `since` the generation it came or changed with."""

    node: Node
    sort: str
    since: int


@dataclass(frozen=True)
class Catalogue:
    """The things of a generation by IRI; `of_kind` are their IRIs by class and by family, `numbers` those of the index."""

    things: Mapping[str, Thing]
    of_kind: Mapping[str, set[str]]
    numbers: Mapping[int, str]
    reader: Reader

    def of(self, kind: str) -> set[str]:
        """The things of a class, or of a family of classes that share their type in IRIs."""
        return self.of_kind.get(kind_name(kind), set())

    def named(self, words: str) -> set[str]:
        """The things whose names hold all the words, the last of which may be begun."""
        asked = expanded(self.reader, ask(words))
        for tried in (asked.whole, asked):
            found = candidates(self.reader, tried, None, _FOUND) if tried.units else []
            if found:
                return {self.numbers[one.thing] for one in found}
        return set()

    def changed_since(self, generation: int) -> dict[str, Thing]:
        """The things as an earlier generation saw them, where they have changed and the index still tells."""
        if generation >= self.reader.generation:
            return {}
        with self.reader.open() as base:
            rows = base.execute(
                f"{_COLUMNS} WHERE since <= :then AND until > :then AND until <= :now",
                {"then": generation, "now": self.reader.generation},
            )
            return {row["iri"]: _thing(row) for row in rows}


def catalogue(service: QueryService) -> Catalogue:
    """The things of the graph as it is, read once for each generation."""
    return service.remember("catalogue", lambda: _read(names(service).reader))


def _read(reader: Reader) -> Catalogue:
    with reader.open() as base:
        rows = base.execute(f"{_COLUMNS} WHERE {reader.seen('things')}").fetchall()
    things, of_kind = {row["iri"]: _thing(row) for row in rows}, defaultdict[str, set[str]](set)
    for iri, thing in things.items():
        for kind in {kind_name(thing.node.kind), kind_name(family(iri))}:
            of_kind[kind].add(iri)
    return Catalogue(things, dict(of_kind), {row["id"]: row["iri"] for row in rows}, reader)


def _thing(row: sqlite3.Row) -> Thing:
    return Thing(node_of(row), row["sort"], row["since"])
