"""What a class expression of OWL says: in Manchester syntax, and in a sentence."""

from pyoxigraph import Literal

from usagraph.ontology.terms import OWL
from usagraph.visualisations.ontology.term_names import Names, Phrase, Ref, joined
from usagraph.visualisations.ontology.triples import Resource, Triples

__all__ = ["Expressions"]

#: Restrictions by the predicate that carries their filler, with their word in Manchester syntax.
FILLERS = {"someValuesFrom": "some", "allValuesFrom": "only", "hasValue": "value"}
CARDINALITIES = {
    "minCardinality": "min",
    "maxCardinality": "max",
    "cardinality": "exactly",
    "minQualifiedCardinality": "min",
    "maxQualifiedCardinality": "max",
    "qualifiedCardinality": "exactly",
}


class Expressions:
    """Writes class expressions; one that it does not know raises ValueError."""

    def __init__(self, triples: Triples, names: Names) -> None:
        self.triples = triples
        self.names = names

    def named(self, node: Resource) -> list[str]:
        """The named classes that an expression is made of: itself, or those of a union or an intersection."""
        if not node.startswith("_:"):
            return [node]
        return [
            name
            for part in (*self._list(node, "unionOf"), *self._list(node, "intersectionOf"))
            for name in self.named(part)
        ]

    def bounds(self, node: Resource) -> list[str]:
        """The named classes that all the members of an expression belong to."""
        return [part for part in self._list(node, "intersectionOf") if not part.startswith("_:")]

    def manchester(self, node: Resource, *, inner: bool = False) -> Phrase:
        """The expression in Manchester syntax, in parentheses where it stands in another."""
        if not node.startswith("_:"):
            return (self.names.ref(node),)
        if members := self._list(node, "oneOf"):
            return ("{", *joined(self.names.refs(members)), "}")
        written = self._manchester(node)
        return ("(", *written, ")") if inner else written

    def told(self, node: Resource) -> Phrase:
        """The expression in words."""
        if not node.startswith("_:"):
            return self._quoted(node)
        if members := self._list(node, "oneOf") or self._list(node, "unionOf"):
            return joined([self.told(one) for one in members], ", ", self.names.words("ontology.or"))
        if members := self._list(node, "intersectionOf"):
            return joined([self.told(one) for one in members], " ", self._and(members[-1]))
        if refused := self.triples.resources(node, OWL + "complementOf"):
            return self.names.phrase("ontology.not", what=self.told(refused[0]))
        return self._restriction_told(node)

    def _manchester(self, node: Resource) -> Phrase:
        for name, word in (("unionOf", " or "), ("intersectionOf", " and ")):
            if members := self._list(node, name):
                return joined([self.manchester(one, inner=True) for one in members], word)
        if refused := self.triples.resources(node, OWL + "complementOf"):
            return ("not ", *self.manchester(refused[0], inner=True))
        owner, word, filler, count = self._restriction(node)
        number = (f" {count}",) if count else ()
        return (owner, f" {word}", *number, *((" ", *self.manchester(filler, inner=True)) if filler else ()))

    def _restriction_told(self, node: Resource) -> Phrase:
        owner, word, filler, count = self._restriction(node)
        return self.names.phrase(
            f"ontology.restriction_{word}", relation=owner, count=count, what=self._filler(word, filler)
        )

    def _filler(self, word: str, filler: Resource) -> Phrase:
        if not filler:
            return self.names.phrase("ontology.anything")
        if filler.startswith("_:"):
            restricted = bool(self.triples.resources(filler, OWL + "onProperty"))
            return self.names.phrase("ontology.something", what=self.told(filler)) if restricted else self.told(filler)
        return (
            self._quoted(filler)
            if word == "value"
            else self.names.phrase("ontology.of_class", what=self.names.ref(filler))
        )

    def _restriction(self, node: Resource) -> tuple[Ref, str, Resource, str]:
        """The property of a restriction, its word, what it leads to, and how many times."""
        owner = (
            self.names.ref(self.triples.resources(node, OWL + "onProperty")[0]) if self._is_restriction(node) else None
        )
        for name, word in FILLERS.items():
            if owner and (found := self.triples.resources(node, OWL + name)):
                return owner, word, found[0], ""
        for name, word in CARDINALITIES.items():
            counts = [one.value for one in self.triples.objects(node, OWL + name) if isinstance(one, Literal)]
            if owner and counts:
                fillers = self.triples.resources(node, OWL + "onClass")
                return owner, word, fillers[0] if fillers else "", counts[0]
        raise ValueError("Unexpected class expression: neither a combination of classes nor a restriction")

    def _is_restriction(self, node: Resource) -> bool:
        return bool(self.triples.resources(node, OWL + "onProperty"))

    def _and(self, last: Resource) -> str:
        """What stands before the last part: nothing where it is a restriction, which says « whose » itself."""
        return " " if self._is_restriction(last) else self.names.words("ontology.and")

    def _list(self, node: Resource, name: str) -> list[Resource]:
        return [one for head in self.triples.resources(node, OWL + name) for one in self.triples.members(head)]

    def _quoted(self, iri: str) -> Phrase:
        return self.names.phrase("ontology.quoted", what=self.names.ref(iri))
