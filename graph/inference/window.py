"""The rows of a graph on disk, looked up as rules ask for them: the same joins, without reading the graph."""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from usagraph.graph.inference.clauses import TYPE
from usagraph.graph.inference.closure import Node, named, read
from usagraph.graph.inference.extents import Extents, Row
from usagraph.graph.store.protocol import Store

__all__ = ["Rows", "Window"]

#: Rows by class or relation.
Rows = dict[str, set[Row]]


class Window(Extents):
    """The rows of the default graph, save those that are `hidden`, with those that are `shown` beside.

    `terms` names those that were met, and is added to.
    """

    def __init__(self, store: Store, terms: dict[str, Node], *, hidden: Rows | None = None, shown: Rows | None = None):
        super().__init__()
        self.terms = terms
        self._store = store
        self._hidden = hidden or {}
        self._asked: set[tuple[str, int, str]] = set()
        for name, rows in (shown or {}).items():
            self.add(name, rows)

    def put(self, name: str, rows: set[Row]) -> set[Row]:
        """Those of some rows that were not there, now that they are."""
        for row in rows:
            self._look_up(name if len(row) > 1 else TYPE, 0, {row[0]})
        return self.add(name, rows)

    def _extended(self, found: list[Row], name: str, ends: Row, places: Mapping[str, int]) -> list[Row]:
        end = 0 if ends[0] in places else 1
        self._look_up(name, end, {row[places[ends[end]]] for row in found})
        return super()._extended(found, name, ends, places)

    def _kept(self, found: list[Row], name: str, ends: Row, places: Mapping[str, int]) -> list[Row]:
        place = places.get(ends[0])
        values = {ends[0]} if place is None else {row[place] for row in found}
        self._look_up(name if len(ends) > 1 else TYPE, 0, values)
        return super()._kept(found, name, ends, places)

    def _look_up(self, relation: str, end: int, values: Iterable[str]) -> None:
        """Reads the rows with some values at an end, once."""
        asked = [value for value in values if (relation, end, value) not in self._asked]
        self._asked.update((relation, end, value) for value in asked)
        if asked:
            found, terms = read(self._triples(relation, end, asked))
            self.terms.update(terms)
            for name, rows in found.rows.items():
                self.add(name, rows - self._hidden.get(name, set()))

    def _triples(self, relation: str, end: int, values: Iterable[str]) -> Iterator[ox.Triple]:
        terms = [self.terms.get(value) or named(value) for value in values]
        return (self._store.naming if end else self._store.about)(None, relation[1:-1], terms)
