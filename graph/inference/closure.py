"""What follows from the statements of the graph by the rules, and what of it is not worth showing twice."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import pyoxigraph as ox

from usagraph.graph.inference.clauses import (
    TYPE,
    Clause,
    Statement,
    Stratum,
    between_things,
    clauses,
    filled,
    matched,
    predicates,
    step,
    strata,
    transitive,
)
from usagraph.graph.inference.extents import Extents, Row

__all__ = ["Node", "as_triples", "complete", "echoes", "follows", "named", "read"]

#: What can stand at an end of a triple.
Node = ox.NamedNode | ox.BlankNode | ox.Literal
_Rows = dict[str, set[Row]]


# What follows


def follows(facts: Iterable[ox.Triple]) -> set[ox.Triple]:
    """What follows from `facts` by the rules, and is not among them."""
    with _uncollected():
        extents, terms = read(facts)
        found = complete(extents)
        return {triple for name, rows in found.items() for triple in as_triples(name, rows, terms)}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keeps the collector from going through the rows again and again while they are made: none is part of a circle,
    and it would take half the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read(facts: Iterable[ox.Triple]) -> tuple[Extents, dict[str, Node]]:
    """The facts that a rule may read, and the terms that stand in them as SPARQL writes them."""
    known = {iri: f"<{iri}>" for iri in predicates()}
    rows: dict[str, set[Row]] = defaultdict(set)
    terms: dict[str, Node] = {}
    for subject, predicate, object_ in facts:
        relation = known.get(predicate.value)
        if relation is None or isinstance(subject, ox.Triple) or isinstance(object_, ox.Triple):
            continue
        if isinstance(object_, ox.Literal) and (relation == TYPE or predicate.value in between_things()):
            continue
        one, other = str(subject), str(object_)
        terms[one], terms[other] = subject, object_
        if relation == TYPE:
            rows[other].add((one,))
        else:
            rows[relation].add((one, other))
    return _extents(rows), terms


def _extents(rows: Mapping[str, Iterable[Row]]) -> Extents:
    extents = Extents()
    for name, held in rows.items():
        extents.add(name, held)
    return extents


def complete(extents: Extents) -> _Rows:
    """The rows that follow, by class or relation, now that they have been added."""
    found: _Rows = defaultdict(set)
    for name in transitive():
        extents.add(step(name), extents.rows[name])
    for stratum in strata():
        fresh = _once(stratum, extents)
        _gather(found, fresh)
        while stratum.circle and fresh:
            fresh = _again(stratum, extents, fresh)
            _gather(found, fresh)
    for name in map(step, transitive()):
        extents.forget(name)
        found.pop(name, None)
    return found


def _once(stratum: Stratum, extents: Extents) -> _Rows:
    fresh: _Rows = defaultdict(set)
    for clause in stratum.clauses:
        _add(extents, clause, extents.join(clause.conditions, clause.conclusion[1]), fresh)
    return {name: rows for name, rows in fresh.items() if rows}


def _again(stratum: Stratum, extents: Extents, last: Mapping[str, set[Row]]) -> _Rows:
    """What follows from at least one of the rows of `last`: the others have been seen together before."""
    fresh: _Rows = defaultdict(set)
    for clause in stratum.clauses:
        for place, condition in enumerate(clause.conditions):
            if condition[0] in last:
                others = (*clause.conditions[:place], *clause.conditions[place + 1 :])
                _add(
                    extents, clause, extents.join((condition, *others), clause.conclusion[1], last[condition[0]]), fresh
                )
    return {name: rows for name, rows in fresh.items() if rows}


def _add(extents: Extents, clause: Clause, rows: set[Row], fresh: _Rows) -> None:
    """Puts what a clause concludes where it belongs, what is new in `fresh` too."""
    new = extents.add(clause.gives, rows)
    fresh[clause.gives] |= new
    if clause.gives in transitive() and not clause.carries_on:
        fresh[step(clause.gives)] |= extents.add(step(clause.gives), new)


def _gather(found: _Rows, fresh: Mapping[str, set[Row]]) -> None:
    for name, rows in fresh.items():
        found[name] |= rows


def as_triples(name: str, rows: Iterable[Row], terms: Mapping[str, Node]) -> Iterator[ox.Triple]:
    """The rows of a class or relation as triples; `terms` names those that are no IRI."""
    relation, kind = named(name), named(TYPE)
    known = _Terms(terms)
    for one, *others in rows:
        subject = known[one]
        # A relation to words has no inverse: words are the subject of nothing.
        if not isinstance(subject, ox.Literal):
            yield ox.Triple(subject, relation, known[others[0]]) if others else ox.Triple(subject, kind, relation)


class _Terms(dict[str, Node]):
    """The terms that stand in the facts, and those that only a rule names."""

    def __missing__(self, name: str) -> Node:
        return self.setdefault(name, named(name))


@cache
def named(term: str) -> ox.NamedNode:
    """The class, relation or concept that a rule names, from its IRI as SPARQL writes it."""
    return ox.NamedNode(term[1:-1])


# What is said twice


def echoes(statements: Mapping[Statement, bool]) -> set[Statement]:
    """The inferred ones (True) that say in other words what another says of the same two things.

    A picture or a page does without them: the inverse of a relation, and the wider relation beside the narrower.
    """
    return {one for one, inferred in statements.items() if inferred and _is_echo(one, statements)}


def _is_echo(statement: Statement, statements: Mapping[Statement, bool]) -> bool:
    """Of two statements that are each the echo of the other, and that nobody says, the first in order is kept."""
    return any(
        not statements[source] or source < statement or statement not in _reworded(source)
        for source in _reworded(statement)
        if source in statements
    )


def _reworded(statement: Statement) -> set[Statement]:
    """The statements about the same two things that a statement may be drawn from."""
    found = _rewordings().get(statement[1], ())
    return {filled(clause.body[0], matched(clause.head, statement) or {}) for clause in found}


@cache
def _rewordings() -> dict[str, list[Clause]]:
    """The clauses that draw a relation between two things from another between them, by the relation they draw."""
    found: dict[str, list[Clause]] = {}
    for clause in clauses():
        if len(clause.body) == 1 and sum(term.startswith("?") for term in (*clause.head, *clause.body[0])) == 4:
            found.setdefault(clause.gives[1:-1], []).append(clause)
    return found
