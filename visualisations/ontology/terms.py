"""The classes and properties of the ontology, each with what its axioms say."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from usagraph.ontology.terms import NS, OWL, RDF, RDFS
from usagraph.visualisations.ontology.class_expressions import Expressions
from usagraph.visualisations.ontology.entry import Entry, Fact, entry, listed
from usagraph.visualisations.ontology.queries import class_query, property_query
from usagraph.visualisations.ontology.term_names import Names, Phrase, Ref, joined
from usagraph.visualisations.ontology.triples import Resource, Triples

__all__ = ["Branch", "Terms"]

#: What a property is said to be, in the order it is told.
TRAITS = (
    "TransitiveProperty",
    "SymmetricProperty",
    "AsymmetricProperty",
    "ReflexiveProperty",
    "IrreflexiveProperty",
    "FunctionalProperty",
    "InverseFunctionalProperty",
)


@dataclass(frozen=True)
class Branch:
    """A class of the tree with those below it."""

    ref: Ref
    below: tuple["Branch", ...]


class Terms:
    """Tells the classes and properties that `triples` define, in the order of the files."""

    def __init__(self, triples: Triples, names: Names) -> None:
        self.triples = triples
        self.names = names
        self.expressions = Expressions(triples, names)

    @cached_property
    def class_iris(self) -> list[str]:
        """The classes of our own namespace."""
        return [iri for iri in self.triples.instances(OWL + "Class") if iri.startswith(NS)]

    @cached_property
    def property_iris(self) -> list[str]:
        """The properties of our own namespace: relations, then attributes."""
        found = self.triples.instances(OWL + "ObjectProperty", OWL + "DatatypeProperty")
        return [iri for iri in found if iri.startswith(NS)]

    def classes(self) -> list[Entry]:
        """Every class."""
        return [self._class(iri) for iri in self.class_iris]

    def properties(self, kind: str) -> list[Entry]:
        """Every property of a kind: `relation` or `attribute`."""
        wanted = self.triples.instances(OWL + {"relation": "ObjectProperty", "attribute": "DatatypeProperty"}[kind])
        return [self._property(iri, kind) for iri in wanted if iri.startswith(NS)]

    def tree(self) -> tuple[Branch, ...]:
        """Our classes under those they come from; a class stands once, under the first of its superclasses."""
        above = {iri: self._first_parent(iri) for iri in self.class_iris}
        tops = dict.fromkeys(parent or iri for iri, parent in above.items() if parent not in above)
        return tuple(self._branch(iri, above) for iri in tops)

    def ancestors(self, iri: str) -> list[str]:
        """The classes above, the nearest first."""
        found: list[str] = []
        queue = self._parents(iri)
        while queue:
            one = queue.pop(0)
            if one not in found and one != iri:
                found.append(one)
                queue.extend(self._parents(one))
        return found

    def ends(self, iri: str, side: str) -> list[str]:
        """The named classes of the `domain` or the `range` of a property."""
        found = self.triples.resources(iri, RDFS + side)
        return [name for node in found for name in self.expressions.named(node)]

    def _branch(self, iri: str, above: dict[str, str]) -> Branch:
        below = (one for one, parent in above.items() if parent == iri)
        return Branch(self.names.ref(iri), tuple(self._branch(one, above) for one in below))

    def _first_parent(self, iri: str) -> str:
        parents = self._parents(iri)
        return next((one for one in parents if one.startswith(NS)), parents[0] if parents else "")

    def _parents(self, iri: str) -> list[str]:
        """The named classes above: those stated, and those that a definition takes as its start."""
        stated = [one for one in self.triples.resources(iri, RDFS + "subClassOf") if not one.startswith("_:")]
        defined = self.triples.resources(iri, OWL + "equivalentClass")
        return list(dict.fromkeys([*stated, *(one for node in defined for one in self.expressions.bounds(node))]))

    def _class(self, iri: str) -> Entry:
        kind = "defined" if self.triples.resources(iri, OWL + "equivalentClass") else "class"
        query = class_query(self.triples, iri, [iri, *self._below(iri)], self._with_end(iri, "domain"))
        return entry(self.triples, self.names, iri, kind, self._class_facts(iri), query=query)

    def _class_facts(self, iri: str) -> Iterator[Fact]:
        equivalents = self.triples.resources(iri, OWL + "equivalentClass")
        yield Fact("defined", tuple(self.expressions.told(node) for node in equivalents))
        yield Fact("manchester", tuple(self.expressions.manchester(node) for node in equivalents), code=True)
        yield listed("superclasses", self.names.refs(self._parents(iri)))
        yield listed("subclasses", self.names.refs(one for one in self.class_iris if iri in self._parents(one)))
        yield Fact("outgoing", tuple(self._by_owner(iri, "domain")))
        yield Fact("incoming", tuple(self._by_owner(iri, "range")))
        yield Fact("disjoint", tuple(self._disjoint(iri)))

    def _below(self, iri: str) -> list[str]:
        return [one for one in self.class_iris if iri in self.ancestors(one)]

    def _with_end(self, iri: str, side: str) -> list[str]:
        return [one for one in self.property_iris if iri in self.ends(one, side)]

    def _by_owner(self, iri: str, side: str) -> Iterator[Phrase]:
        """The properties with this domain or range: its own, then those that come from above."""
        return self._told(iri, lambda owner: self._with_end(owner, side))

    def _disjoint(self, iri: str) -> Iterator[Phrase]:
        """The classes that share no member with this one, by itself or by a class above."""
        return self._told(iri, self._apart)

    def _told(self, iri: str, find: Callable[[str], list[str]]) -> Iterator[Phrase]:
        """What `find` gives for a class, then for those above: one that the page describes is named, not told again."""
        if own := find(iri):
            yield joined(self.names.refs(own))
        ours = [one for one in self._parents(iri) if one.startswith(NS)]
        for one in ours:
            if any(find(owner) for owner in (one, *self.ancestors(one))):
                yield self.names.phrase("ontology.those_of", what=self.names.ref(one))
        known = {above for one in ours for above in (one, *self.ancestors(one))}
        for owner in self.ancestors(iri):
            if owner not in known and (found := find(owner)):
                inherited = joined(self.names.refs(found))
                yield self.names.phrase("ontology.through", what=self.names.ref(owner), found=inherited)

    def _apart(self, iri: str) -> list[str]:
        pairs = [*self.triples.resources(iri, OWL + "disjointWith"), *self.triples.subjects(OWL + "disjointWith", iri)]
        groups = (self.triples.members(head) for head in self._disjoint_lists())
        return [
            one
            for one in dict.fromkeys([*pairs, *(m for group in groups if iri in group for m in group)])
            if one != iri
        ]

    def _disjoint_lists(self) -> list[Resource]:
        return [
            head
            for node in self.triples.subjects(RDF + "type", OWL + "AllDisjointClasses")
            for head in self.triples.resources(node, OWL + "members")
        ]

    def _property(self, iri: str, kind: str) -> Entry:
        query = property_query(self.triples, iri, kind, self.ends(iri, "domain"))
        return entry(self.triples, self.names, iri, kind, self._property_facts(iri), query=query)

    def _property_facts(self, iri: str) -> Iterator[Fact]:
        for side in ("domain", "range"):
            yield Fact(side, (self._end(iri, side),))
        yield Fact("traits", tuple(self._traits(iri)))
        yield Fact("chain", tuple(self._chains(iri)))
        yield Fact("chain_code", tuple(self._chain_code(iri)), code=True)
        yield listed("inverse", self.names.refs(self._inverses(iri)))
        yield listed("superproperties", self.names.refs(self.triples.resources(iri, RDFS + "subPropertyOf")))
        yield listed("subproperties", self.names.refs(self.triples.subjects(RDFS + "subPropertyOf", iri)))

    def _end(self, iri: str, side: str) -> Phrase:
        refs = self.names.refs(self.ends(iri, side))
        return joined(refs, ", ", self.names.words("ontology.or")) if refs else self.names.phrase("ontology.anything")

    def _traits(self, iri: str) -> Iterable[Phrase]:
        kinds = self.triples.resources(iri, RDF + "type")
        return [self.names.phrase(f"ontology.{trait}") for trait in TRAITS if OWL + trait in kinds]

    def _inverses(self, iri: str) -> list[Resource]:
        return [*self.triples.resources(iri, OWL + "inverseOf"), *self.triples.subjects(OWL + "inverseOf", iri)]

    def _links(self, iri: str) -> list[list[Ref]]:
        heads = self.triples.resources(iri, OWL + "propertyChainAxiom")
        return [[self.names.ref(one) for one in self.triples.members(head)] for head in heads]

    def _chains(self, iri: str) -> Iterable[Phrase]:
        then = self.names.words("ontology.then")
        quoted = ([self.names.phrase("ontology.quoted", what=ref) for ref in links] for links in self._links(iri))
        return [self.names.phrase("ontology.chain_told", links=joined(links, then)) for links in quoted]

    def _chain_code(self, iri: str) -> Iterable[Phrase]:
        return [(*joined(links, " o "), " SubPropertyOf ", self.names.ref(iri)) for links in self._links(iri)]
