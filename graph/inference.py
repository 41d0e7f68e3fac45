"""What follows from the statements of the graph by the rules, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from usagraph.graph.clauses import TYPE, Clause, Stratum, clauses, predicates, strata
from usagraph.graph.extents import Extents, Row
from usagraph.graph.provenance import graph_iri
from usagraph.graph.sparql import QueryService
from usagraph.ontology.rule import Pattern, Rule

__all__ = ["Derivation", "Statement", "complete", "echoes", "explain", "follows", "read"]

#: Subject, predicate and object, all IRIs.
Statement = tuple[str, str, str]
_Term = ox.NamedNode | ox.BlankNode | ox.Literal
_Rows = dict[str, set[Row]]


@dataclass(frozen=True)
class Derivation:
    """One way in which a statement follows: by `rule`, from `premises`, which the graph holds."""

    rule: Rule
    premises: tuple[Statement, ...]


# What follows


def follows(facts: Iterable[ox.Triple]) -> set[ox.Triple]:
    """What follows from `facts` by the rules, and is not among them."""
    extents, terms = read(facts)
    found = complete(extents)
    return {triple for name, rows in found.items() for triple in _triples(name, rows, terms)}


def read(facts: Iterable[ox.Triple]) -> tuple[Extents, dict[str, _Term]]:
    """The facts that a rule may read, and the terms that stand in them as SPARQL writes them."""
    known = {iri: f"<{iri}>" for iri in predicates()}
    rows: dict[str, set[Row]] = defaultdict(set)
    terms: dict[str, _Term] = {}
    for subject, predicate, object_ in facts:
        relation = known.get(predicate.value)
        if relation is None or isinstance(subject, ox.Triple) or isinstance(object_, ox.Triple):
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
    for stratum in strata():
        fresh = _once(stratum, extents)
        _gather(found, fresh)
        while stratum.circle and fresh:
            fresh = _again(stratum, extents, fresh)
            _gather(found, fresh)
    return found


def _once(stratum: Stratum, extents: Extents) -> _Rows:
    fresh: _Rows = defaultdict(set)
    for clause in stratum.clauses:
        name, head = clause.conclusion
        fresh[name] |= extents.add(name, extents.join(clause.conditions, head))
    return {name: rows for name, rows in fresh.items() if rows}


def _again(stratum: Stratum, extents: Extents, last: Mapping[str, set[Row]]) -> _Rows:
    """What follows from at least one of the rows of `last`: the others have been seen together before."""
    fresh: _Rows = defaultdict(set)
    for clause in stratum.clauses:
        name, head = clause.conclusion
        for place, condition in enumerate(clause.conditions):
            if condition[0] in last:
                others = (*clause.conditions[:place], *clause.conditions[place + 1 :])
                joined = extents.join((condition, *others), head, last[condition[0]])
                fresh[name] |= extents.add(name, joined)
    return {name: rows for name, rows in fresh.items() if rows}


def _gather(found: _Rows, fresh: Mapping[str, set[Row]]) -> None:
    for name, rows in fresh.items():
        found[name] |= rows


def _triples(name: str, rows: Iterable[Row], terms: Mapping[str, _Term]) -> Iterator[ox.Triple]:
    named = _named(name)
    for one, *others in rows:
        subject = terms.get(one) or _named(one)
        # A relation to words has no inverse: words are the subject of nothing.
        if isinstance(subject, ox.Literal):
            continue
        if others:
            yield ox.Triple(subject, named, terms.get(others[0]) or _named(others[0]))
        else:
            yield ox.Triple(subject, _named(TYPE), named)


@cache
def _named(term: str) -> ox.NamedNode:
    """The class, relation or concept that a rule names."""
    return ox.NamedNode(term[1:-1])


# Why


def explain(service: QueryService, statement: Statement) -> list[Derivation]:
    """Why a statement between things holds: the ways in which it follows, those from fewest premises first.

    No premise rests on the statement itself. Nothing is kept for it: the rules are read backwards.
    """
    ways = (way for way in _ways(service, statement) if _stands(service, way, frozenset((statement,))))
    return sorted(ways, key=lambda way: (len(way.premises), way.rule.name, way.premises))


def _stands(service: QueryService, way: Derivation, without: frozenset[Statement]) -> bool:
    """Whether the premises hold without some statements: they are said, or follow from others that do."""
    return all(premise not in without and _holds(service, premise, without | {premise}) for premise in way.premises)


def _holds(service: QueryService, statement: Statement, without: frozenset[Statement]) -> bool:
    return _is_said(service, statement) or any(_stands(service, way, without) for way in _ways(service, statement))


def _is_said(service: QueryService, statement: Statement) -> bool:
    rows = service.select(f"SELECT ?graph {{ GRAPH ?graph {{ {' '.join(map(_iri, statement))} }} }}")
    return any(row["graph"] != graph_iri(service.base, "inferred") for row in rows)


def _ways(service: QueryService, statement: Statement) -> Iterator[Derivation]:
    """The ways in which a statement would follow, whether or not the graph holds it."""
    for clause in clauses():
        values = _matched(clause.head, statement)
        if values is None:
            continue
        for row in service.select(f"SELECT * {{ {clause.where(values)} }}"):
            found = values | {f"?{name}": _iri(value) for name, value in row.items()}
            yield Derivation(clause.rule, tuple(_filled(pattern, found) for pattern in clause.body))


def _matched(head: Pattern, statement: Statement) -> dict[str, str] | None:
    """The values of the variables of `head` that make it the statement; None where none do."""
    values: dict[str, str] = {}
    for term, iri in zip(head, map(_iri, statement), strict=True):
        if (values.setdefault(term, iri) if term.startswith("?") else term) != iri:
            return None
    return values


def _filled(pattern: Pattern, values: Mapping[str, str]) -> Statement:
    subject, predicate, object_ = (values.get(term, term)[1:-1] for term in pattern)
    return subject, predicate, object_


def _iri(value: str) -> str:
    return str(ox.NamedNode(value))


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
    return {_filled(clause.body[0], _matched(clause.head, statement) or {}) for clause in found}


@cache
def _rewordings() -> dict[str, list[Clause]]:
    """The clauses that draw a relation between two things from another between them, by the relation they draw."""
    found: dict[str, list[Clause]] = {}
    for clause in clauses():
        if len(clause.body) == 1 and sum(term.startswith("?") for term in (*clause.head, *clause.body[0])) == 4:
            found.setdefault(clause.gives[1:-1], []).append(clause)
    return found
