"""What the rules work on, in memory: the things of each class, and the pairs of each relation.

The rules are SPARQL, which any engine runs as they stand. Here their bodies are joined as sets instead: the queries
take four times as long, since they write every triple into a store in order to find the next.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Atom", "Extents", "Row", "linked"]

#: A thing, or two that are related, each as SPARQL writes it.
Row = tuple[str, ...]
#: A class or relation, and its ends: `?variables`, or terms as SPARQL writes them.
Atom = tuple[str, Row]


class Extents:
    """The rows of each class and relation, found by either end."""

    def __init__(self) -> None:
        self.rows: defaultdict[str, set[Row]] = defaultdict(set)
        self._indexes: dict[tuple[str, int], defaultdict[str, list[Row]]] = {}

    def add(self, name: str, rows: Iterable[Row]) -> set[Row]:
        """Those of the rows of a class or relation that are new, now that they have been put there."""
        fresh = set(rows) - self.rows[name]
        self.rows[name] |= fresh
        for end in (0, 1):
            index = self._indexes.get((name, end))
            if index is not None:
                for row in fresh:
                    index[row[end]].append(row)
        return fresh

    def forget(self, name: str) -> None:
        """Takes away the rows of a class or relation."""
        self.rows.pop(name, None)
        for end in (0, 1):
            self._indexes.pop((name, end), None)

    def join(self, atoms: Sequence[Atom], head: Row, first: Iterable[Row] | None = None) -> set[Row]:
        """The rows of `head` wherever all the atoms hold; those of the first atom are taken from `first`, if given."""
        name, ends = atoms[0]
        found = _selected(ends, self.rows[name] if first is None else first)
        places = {term: place for place, term in enumerate(_variables(ends))}
        for name, ends in linked(atoms)[1:]:
            fresh = [term for term in _variables(ends) if term not in places]
            found = self._extended(found, name, ends, places) if fresh else self._kept(found, name, ends, places)
            places |= {term: len(places) + number for number, term in enumerate(fresh)}
        return _projected(found, head, places)

    def _kept(self, found: list[Row], name: str, ends: Row, places: Mapping[str, int]) -> list[Row]:
        """The rows for which an atom without a new variable holds."""
        held = self.rows[name]
        if len(ends) == 1:
            place = places[ends[0]]
            return [row for row in found if (row[place],) in held]
        one, other = (places.get(term) for term in ends)
        if one is not None and other is not None:
            return [row for row in found if (row[one], row[other]) in held]
        if one is not None:
            return [row for row in found if (row[one], ends[1]) in held]
        return [row for row in found if (ends[0], row[other or 0]) in held]

    def _extended(self, found: list[Row], name: str, ends: Row, places: Mapping[str, int]) -> list[Row]:
        """The rows with the other end of a relation of which one end is known."""
        end = 0 if ends[0] in places else 1
        place, index = places[ends[end]], self._index(name, end)
        return [(*row, pair[1 - end]) for row in found for pair in index.get(row[place], ())]

    def _index(self, name: str, end: int) -> defaultdict[str, list[Row]]:
        if (name, end) not in self._indexes:
            index = self._indexes[name, end] = defaultdict(list)
            for row in self.rows[name]:
                index[row[end]].append(row)
        return self._indexes[name, end]


def linked(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms in their order, save that each shares a variable with one before it; those that cannot are left out.

    >>> linked([("<a>", ("?x",)), ("<b>", ("?y", "?z")), ("<c>", ("?x", "?y")), ("<d>", ("?other",))])
    [('<a>', ('?x',)), ('<c>', ('?x', '?y')), ('<b>', ('?y', '?z'))]
    """
    found, left = [atoms[0]], list(atoms[1:])
    known = set(_variables(atoms[0][1]))
    while near := next((atom for atom in left if not known.isdisjoint(_variables(atom[1]))), None):
        found.append(near)
        left.remove(near)
        known.update(_variables(near[1]))
    return found


def _variables(ends: Row) -> list[str]:
    return list(dict.fromkeys(term for term in ends if term.startswith("?")))


def _selected(ends: Row, rows: Iterable[Row]) -> list[Row]:
    """The rows that an atom holds of, each with one place for a variable."""
    fixed = [(place, term) for place, term in enumerate(ends) if not term.startswith("?")]
    if fixed:
        rows = [row for row in rows if all(row[place] == term for place, term in fixed)]
    variables = _variables(ends)
    if len(ends) == 2 and ends[0] == ends[1]:
        rows = [row for row in rows if row[0] == row[1]]
    if len(variables) == len(ends):
        return list(rows)
    places = [ends.index(term) for term in variables]
    return [tuple([row[place] for place in places]) for row in rows]


def _projected(found: Iterable[Row], head: Row, places: Mapping[str, int]) -> set[Row]:
    """The rows of a head, from those of a body."""
    if any(term not in places for term in head):
        return {tuple([row[places[term]] if term in places else term for term in head]) for row in found}
    wanted = [places[term] for term in head]
    if len(wanted) == 1:
        place = wanted[0]
        return {(row[place],) for row in found}
    one, other = wanted
    return {(row[one], row[other]) for row in found}
