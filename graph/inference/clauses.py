"""The rules as they are applied: written out for each axiom of the ontology, in order.

A rule that reads the ontology, or a list of values, stands for several clauses, one for each axiom or value, in which
every class and relation is known. A clause is applied once all that it reads is there; those that feed one another make
a circle and are applied in turn until nothing new follows, which must come: no rule makes a term (see `ontology.rule`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

import pyoxigraph as ox

from usagraph.errors import BrokenRule
from usagraph.graph.inference.extents import Atom, linked
from usagraph.ontology.load import ontology_ntriples
from usagraph.ontology.reach import reached
from usagraph.ontology.rule import Pattern, Rule, rules
from usagraph.ontology.terms import OWL, RDF

__all__ = [
    "TYPE",
    "Clause",
    "Statement",
    "Stratum",
    "between_things",
    "clauses",
    "filled",
    "matched",
    "predicates",
    "step",
    "strata",
    "transitive",
]

#: Subject, predicate and object, all IRIs.
Statement = tuple[str, str, str]

#: The relation of a thing to its classes, as SPARQL writes it.
TYPE = f"<{RDF}type>"


@dataclass(frozen=True)
class Clause:
    """A rule for one axiom or one value. `stepwise`: its second condition is met by the steps of a transitive relation."""

    rule: Rule
    head: Pattern
    body: tuple[Pattern, ...]
    stepwise: bool = False

    @cached_property
    def conclusion(self) -> Atom:
        """What it concludes."""
        return _atom(self.head)

    @cached_property
    def conditions(self) -> tuple[Atom, ...]:
        """What it starts from."""
        first, *others = map(_atom, self.body)
        return (first, *((step(name) if self.stepwise else name, ends) for name, ends in others))

    @property
    def gives(self) -> str:
        """The class or relation of what it concludes."""
        return self.conclusion[0]

    @property
    def reads(self) -> frozenset[str]:
        """The classes and relations of what it starts from."""
        return frozenset(_atom(pattern)[0] for pattern in self.body)

    @property
    def carries_on(self) -> bool:
        """Whether it says of a relation that it is transitive."""
        return self.body[0][1] == self.head[1] == self.body[-1][1] and _is_chain(self)

    def where(self, values: Mapping[str, str]) -> str:
        """Its body as SPARQL, with the values of some variables."""
        return " . ".join(" ".join(values.get(term, term) for term in pattern) for pattern in self.body)


@dataclass(frozen=True)
class Stratum:
    """Clauses that conclude the same, or a circle: those of which each leads to the others."""

    clauses: tuple[Clause, ...]
    circle: bool


@cache
def clauses() -> tuple[Clause, ...]:
    """The rules written out for the axioms of the ontology; raises BrokenRule."""
    ontology = ox.Store()
    ontology.bulk_load(ontology_ntriples(), ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode("graph:ontology"))
    return tuple(dict.fromkeys(clause for rule in rules() for clause in _written_out(rule, ontology)))


@cache
def strata() -> tuple[Stratum, ...]:
    """The clauses in the order to apply them: each after those that give what it reads."""
    sources = _sources()
    together: dict[frozenset[str], list[Clause]] = {}
    for clause in clauses():
        together.setdefault(_circle(clause.gives, sources), []).append(_stepwise(clause))
    # What leads to a circle has fewer sources than the circle, which counts as its own.
    order = sorted(
        together, key=lambda circle: (len(circle.union(*(sources[name] for name in circle))), sorted(circle))
    )
    return tuple(Stratum(tuple(together[c]), any(c & clause.reads for clause in together[c])) for c in order)


@cache
def predicates() -> frozenset[str]:
    """The IRIs of the relations that a clause reads or gives: the other triples can be left aside."""
    return frozenset(pattern[1][1:-1] for clause in clauses() for pattern in (clause.head, *clause.body))


@cache
def transitive() -> frozenset[str]:
    """The transitive relations, as SPARQL writes them."""
    return frozenset(clause.gives for clause in clauses() if clause.carries_on)


def step(relation: str) -> str:
    """The name under which the steps of a transitive relation are kept."""
    return f"step {relation}"


@cache
def between_things() -> frozenset[str]:
    """The IRIs of the relations between things: to words, they relate nothing."""
    quads = ox.parse(ontology_ntriples(), format=ox.RdfFormat.N_TRIPLES)
    kind = ox.NamedNode(OWL + "ObjectProperty")
    return frozenset(q.subject.value for q in quads if q.object == kind and isinstance(q.subject, ox.NamedNode))


def matched(head: Pattern, statement: Statement) -> dict[str, str] | None:
    """The values of the variables of `head` that make it the statement; None where none do."""
    values: dict[str, str] = {}
    for term, iri in zip(head, (str(ox.NamedNode(part)) for part in statement), strict=True):
        if (values.setdefault(term, iri) if term.startswith("?") else term) != iri:
            return None
    return values


def filled(pattern: Pattern, values: Mapping[str, str]) -> Statement:
    """The statement that a pattern makes with the values of its variables."""
    subject, predicate, object_ = (values.get(term, term)[1:-1] for term in pattern)
    return subject, predicate, object_


def _stepwise(clause: Clause) -> Clause:
    """The clause as it is applied: what is carried on by a transitive relation needs but its steps."""
    carried = clause.body[0][1] == clause.head[1] and clause.body[-1][1] in transitive()
    return replace(clause, stepwise=True) if carried and _is_chain(clause) else clause


def _is_chain(clause: Clause) -> bool:
    """Whether it goes from the first thing of its head to a second, and from there to the last."""
    if len(clause.body) != 2:
        return False
    (start, _, middle), (again, _, end) = clause.body
    terms = (clause.head[0], middle, clause.head[2])
    return (start, again, end) == terms and len(set(terms)) == 3 and all(term.startswith("?") for term in terms)


def _written_out(rule: Rule, ontology: ox.Store) -> Iterator[Clause]:
    if not rule.given:
        yield _clause(rule, {})
        return
    rows = ontology.query(rule.given)
    if isinstance(rows, ox.QuerySolutions):
        used = {term for pattern in (rule.head, *rule.body) for term in pattern}
        for row in rows:
            values = {str(name): row[name] for name in rows.variables if str(name) in used}
            # A class without a name is a condition, which a rule of its own checks.
            if not any(isinstance(value, ox.BlankNode) for value in values.values()):
                yield _clause(rule, {name: str(value) for name, value in values.items()})


def _clause(rule: Rule, values: Mapping[str, str]) -> Clause:
    head, *body = ((values.get(s, s), values.get(p, p), values.get(o, o)) for s, p, o in (rule.head, *rule.body))
    clause = Clause(rule, head, tuple(body))
    unknown = [name for name in (clause.gives, *sorted(clause.reads)) if name.startswith("?")]
    if unknown:
        raise BrokenRule(where=f"{rule.name}.rq", detail=f"{unknown[0]} ∉ GRAPH ?ontology, VALUES")
    alone = set(clause.conditions) - set(linked(clause.conditions))
    if alone:
        raise BrokenRule(where=f"{rule.name}.rq", detail=" × ".join(" ".join(pattern) for pattern in clause.body))
    return clause


def _sources() -> dict[str, set[str]]:
    """All the classes and relations that lead to each, at any distance."""
    near: dict[str, set[str]] = {}
    for clause in clauses():
        near.setdefault(clause.gives, set()).update(clause.reads)
    return reached(near)


def _circle(name: str, sources: Mapping[str, set[str]]) -> frozenset[str]:
    """A class or relation, with those that lead to it and that it leads to."""
    return frozenset({name} | {other for other in sources[name] if name in sources.get(other, ())})


def _atom(pattern: Pattern) -> Atom:
    subject, predicate, object_ = pattern
    return (object_, (subject,)) if predicate == TYPE else (predicate, (subject, object_))
