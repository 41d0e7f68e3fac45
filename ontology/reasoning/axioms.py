"""The axioms of an ontology by what they are about, for whoever walks along them."""

from collections import defaultdict, deque
from collections.abc import Iterable
from functools import cached_property

import pyoxigraph as ox

from usagraph.ontology.statement import TYPE, Node, Statement, members
from usagraph.ontology.terms import OWL, RDFS

__all__ = ["Schema", "owl", "rdfs"]

Found = list[tuple[Node, Statement]]


def owl(name: str) -> ox.NamedNode:
    """A term of OWL."""
    return ox.NamedNode(OWL + name)


def rdfs(name: str) -> ox.NamedNode:
    """A term of RDF Schema."""
    return ox.NamedNode(RDFS + name)


_SUBCLASS, _SAME_CLASS = rdfs("subClassOf"), owl("equivalentClass")
_CHAIN, _TRANSITIVE = owl("propertyChainAxiom"), owl("TransitiveProperty")
_BOTH_WAYS = {_SAME_CLASS, *map(owl, ("equivalentProperty", "disjointWith", "inverseOf"))}


class Schema:
    """The axioms by what they are about."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.below: dict[Node, list[ox.Triple]] = defaultdict(list)
        self._axioms: dict[tuple[ox.NamedNode, object], Found] = defaultdict(list)
        self._over: dict[Node, dict[Node, tuple[Statement, ...]]] = {}
        for statement in statements:
            head = statement.head
            self._axioms[head.predicate, head.subject].append((head.object, statement))  # type: ignore[arg-type]
            if head.predicate in _BOTH_WAYS:
                self._axioms[head.predicate, head.object].append((head.subject, statement))  # type: ignore[arg-type]
            for triple in statement.under:
                self.below[triple.subject].append(triple)  # type: ignore[index]

    def find(self, predicate: ox.NamedNode, subject: object) -> Found:
        """The axioms of that kind about `subject`: what each links it to."""
        return self._axioms.get((predicate, subject), [])

    def part(self, node: object, predicate: ox.NamedNode) -> object | None:
        """A part of the description of a class."""
        if not isinstance(node, ox.BlankNode):
            return None
        return next((t.object for t in self.below.get(node, ()) if t.predicate == predicate), None)

    def listed(self, node: object, predicate: ox.NamedNode) -> list[Node]:
        """The members of a list that describes a class."""
        return members(self.part(node, predicate), self.below)

    def is_a(self, term: ox.NamedNode, kind: ox.NamedNode) -> Statement | None:
        """The statement that makes `term` of that kind."""
        return next((statement for found, statement in self.find(TYPE, term) if found == kind), None)

    def supers(self, found: Node) -> Found:
        """The classes just over one."""
        return [*self.find(_SUBCLASS, found), *self.find(_SAME_CLASS, found)]

    def over(self, found: Node) -> dict[Node, tuple[Statement, ...]]:
        """A class and all those over it, each with the axioms that lead there."""
        if found not in self._over:
            paths: dict[Node, tuple[Statement, ...]] = {found: ()}
            todo = deque([found])
            while todo:
                here = todo.popleft()
                for parent, statement in self.supers(here):
                    if parent not in paths:
                        paths[parent] = (*paths[here], statement)
                        todo.append(parent)
            self._over[found] = paths
        return self._over[found]

    @cached_property
    def chains(self) -> dict[Node, list[tuple[int, list[Node], Node, Statement]]]:
        """The chains each relation takes part in: its place, the chain, what the chain gives."""
        chains: dict[Node, list[tuple[int, list[Node], Node, Statement]]] = defaultdict(list)
        for (predicate, given), found in self._axioms.items():
            for target, statement in found:
                chain: list[Node] = []
                if predicate == _CHAIN:
                    chain = members(target, self.below)
                elif predicate == TYPE and target == _TRANSITIVE:
                    chain = [given, given]  # type: ignore[list-item]
                for place, name in enumerate(chain):
                    chains[name].append((place, chain, given, statement))  # type: ignore[arg-type]
        return chains
