"""What a reasoner is given: the axioms of the ontology, the facts of a graph, and the names both declare."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from usagraph.ontology.load import ontology_ntriples
from usagraph.ontology.reach import reached
from usagraph.ontology.statement import TYPE, Statement, cut, declared, is_declaration, logical, ntriples, read_turtle
from usagraph.ontology.terms import NS, OWL, RDFS

__all__ = ["Knowledge", "cycles", "knowledge", "misplaced", "module", "undefined"]

Statements = tuple[Statement, ...]
_SUBCLASS, _DISJOINT = RDFS + "subClassOf", OWL + "disjointWith"
_KINDS = ("ObjectProperty", "DatatypeProperty")
#: Axioms that say nothing as long as nothing is known of their subject.
_ONE_WAY = {_SUBCLASS, RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range"}


@dataclass(frozen=True)
class Knowledge:
    """`axioms` and `facts` may be deleted one by one; `frame` declares the terms, and is always there."""

    axioms: Statements
    facts: Statements
    frame: Statements

    @property
    def ntriples(self) -> bytes:
        """All of it, for HermiT."""
        return ntriples((*self.frame, *self.axioms, *self.facts))


def knowledge(facts: Iterable[ox.Triple] = ()) -> Knowledge:
    """The ontology together with `facts`."""
    frame, axioms, known = _ontology()
    given = list(facts)
    said = cut(logical(given, known | declared(given)), axioms=False)
    declarations = tuple(s for s in said if is_declaration(s.head))
    return Knowledge(axioms, tuple(s for s in said if not is_declaration(s.head)), (*frame, *declarations))


@cache
def _ontology() -> tuple[Statements, Statements, set[ox.NamedNode]]:
    known = declared(_triples())
    pieces = cut(logical(_triples(), known), axioms=True)
    frame = tuple(piece for piece in pieces if is_declaration(piece.head))
    return frame, tuple(piece for piece in pieces if not is_declaration(piece.head)), known


@cache
def _triples() -> tuple[ox.Triple, ...]:
    return tuple(read_turtle(ontology_ntriples(), "usagraph.ttl"))


def module(axioms: Statements, about: Iterable[Statement]) -> Statements:
    """The axioms that can bear on `about`: fewer statements for the reasoner to read, and the same answer."""
    names = {iri for statement in about for iri in statement.iris}
    left, kept = list(axioms), set[Statement]()
    while True:
        fresh = [axiom for axiom in left if _bears(axiom, names)]
        if not fresh:
            return tuple(axiom for axiom in axioms if axiom in kept)
        kept.update(fresh)
        left = [axiom for axiom in left if axiom not in kept]
        names.update(iri for axiom in fresh for iri in axiom.iris)


def _bears(axiom: Statement, names: set[str]) -> bool:
    kind, subject = axiom.head.predicate.value, axiom.head.subject
    if kind == _DISJOINT and not axiom.under:
        return axiom.iris <= names
    if kind in _ONE_WAY and isinstance(subject, ox.NamedNode):
        return subject.value in names
    return bool(axiom.iris & names)


def misplaced(facts: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """The facts that lead from a relation to words, or from an attribute to a thing, in their order.

    A reasoner passes over them: what it says of the rest would hide that they are wrong.
    """
    kinds = {name: {t.subject for t in _triples() if t.object == ox.NamedNode(OWL + name)} for name in _KINDS}
    relations, attributes = (kinds[name] for name in _KINDS)
    return tuple(t for t in facts if t.predicate in (relations if isinstance(t.object, ox.Literal) else attributes))


def undefined(facts: Iterable[ox.Triple] = ()) -> tuple[tuple[str, str], ...]:
    """The terms of our namespace that the ontology or `facts` use and neither defines, each with what uses it first."""
    given = [*_triples(), *facts]
    defined = {str(t.subject) for t in given if t.predicate == TYPE}
    used: dict[str, str] = {}
    for triple in sorted(given, key=str):
        for node in (triple.predicate, triple.object):
            if isinstance(node, ox.NamedNode) and node.value.startswith(NS) and str(node) not in defined:
                used.setdefault(node.value, getattr(triple.subject, "value", ""))
    return tuple(sorted(used.items()))


def cycles(given: Knowledge) -> tuple[tuple[str, ...], ...]:
    """The groups of classes each of which stands under the others, so that they are one class under several names."""
    over: dict[str, set[str]] = defaultdict(set)
    for statement in (*given.axioms, *given.facts):
        one, kind, other = statement.head.subject, statement.head.predicate.value, statement.head.object
        if kind == _SUBCLASS and isinstance(one, ox.NamedNode) and isinstance(other, ox.NamedNode) and one != other:
            over[one.value].add(other.value)
    above = reached(over)
    groups = (frozenset(n for n in above[name] if name in above.get(n, ())) for name in above)
    return tuple(sorted(tuple(sorted(group)) for group in set(groups) if group))
