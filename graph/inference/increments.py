"""What follows no longer, and what follows now, when a few statements of a large graph change.

What may rest on a statement that went is taken away, and put back where it follows from the rest; then what rests on a
new one is added. Only what these lead to is looked up in the store.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from usagraph.graph.inference.clauses import clauses
from usagraph.graph.inference.closure import Node, as_triples, read
from usagraph.graph.inference.extents import Extents, Row
from usagraph.graph.inference.window import Rows, Window
from usagraph.graph.store.protocol import Store

__all__ = ["LIMIT", "Increment", "TooMuch", "increment"]

#: Statements found on the way, beyond which it takes less to find anew all that follows.
LIMIT = 50_000


class TooMuch(Exception):
    """More follows from a change than is worth looking up."""


@dataclass(frozen=True)
class Increment:
    """What leaves the graph of what follows, and what comes to it; `stated`: what leaves it since it is stated now."""

    gone: set[ox.Triple]
    come: set[ox.Triple]
    stated: set[ox.Triple]


def increment(store: Store, inferred: str, lost: Iterable[ox.Triple], new: Iterable[ox.Triple]) -> Increment:
    """What changes in the graph `inferred` where some triples are no longer stated, and others are now.

    The default graph must hold what is stated now, and what followed before. Raises TooMuch.
    """
    terms: dict[str, Node] = {}
    lost_rows, new_rows = (_rows(triples, terms) for triples in (lost, new))

    def followed(name: str, rows: set[Row]) -> set[Row]:
        """Those of some rows that followed before, and are not stated now."""
        return _held(store, inferred, name, rows - new_rows.get(name, set()), terms)

    doubtful = _resting(Window(store, terms, shown=lost_rows), lost_rows, followed)
    hidden = _joined(lost_rows, doubtful)
    after = Window(store, terms, hidden=hidden)
    again = _still(after, hidden)
    derived = _joined(again, _following(after, _joined(new_rows, again)))
    came, went = _triples(derived, terms), _triples(doubtful, terms)
    stated = _triples({n: _held(store, inferred, n, rows, terms) for n, rows in new_rows.items()}, terms)
    return Increment((went - came) | stated, came - went, stated)


def _rows(triples: Iterable[ox.Triple], terms: dict[str, Node]) -> Rows:
    found, met = read(triples)
    terms.update(met)
    return dict(found.rows)


def _resting(window: Window, lost: Rows, followed: Callable[[str, set[Row]], set[Row]]) -> Rows:
    """What may rest on the lost rows, however many steps away."""
    found: Rows = defaultdict(set)

    def note(name: str, rows: set[Row]) -> set[Row]:
        fresh = followed(name, rows - found[name])
        found[name] |= fresh
        return fresh

    _spread(window, lost, note)
    return found


def _still(window: Window, hidden: Rows) -> Rows:
    """Those of the hidden rows that follow in one step from what is not."""
    found: Rows = defaultdict(set)
    for clause in clauses():
        rows = hidden.get(clause.gives)
        if rows:
            found[clause.gives] |= window.join((clause.conclusion, *clause.conditions), clause.conclusion[1], rows)
    for name, rows in found.items():
        window.add(name, rows)
    return found


def _following(window: Window, new: Rows) -> Rows:
    """What follows from the new rows and was not there, however many steps away."""
    found: Rows = defaultdict(set)

    def note(name: str, rows: set[Row]) -> set[Row]:
        fresh = window.put(name, {row for row in rows if not row[0].startswith('"')})
        found[name] |= fresh
        return fresh

    _spread(window, new, note)
    return found


def _spread(extents: Extents, first: Rows, note: Callable[[str, set[Row]], set[Row]]) -> None:
    """Applies the clauses to some rows, then to those of what they conclude that `note` gives back, until it gives none."""
    last, count = first, 0
    while last:
        fresh: Rows = defaultdict(set)
        for clause in clauses():
            for place, condition in enumerate(clause.conditions):
                if last.get(condition[0]):
                    others = (*clause.conditions[:place], *clause.conditions[place + 1 :])
                    rows = extents.join((condition, *others), clause.conclusion[1], last[condition[0]])
                    fresh[clause.gives] |= note(clause.gives, rows)
        last = {name: rows for name, rows in fresh.items() if rows}
        count += sum(map(len, last.values()))
        if count > LIMIT:
            raise TooMuch


def _held(store: Store, graph: str, name: str, rows: set[Row], terms: dict[str, Node]) -> set[Row]:
    """Those of some rows that a graph holds."""
    asked = {triple: row for row in rows for triple in as_triples(name, [row], terms)}
    return {asked[triple] for triple in store.holding(graph, asked)}


def _joined(one: Rows, other: Rows) -> Rows:
    return {name: one.get(name, set()) | other.get(name, set()) for name in one.keys() | other.keys()}


def _triples(found: Rows, terms: dict[str, Node]) -> set[ox.Triple]:
    return {triple for name, rows in found.items() for triple in as_triples(name, rows, terms)}
