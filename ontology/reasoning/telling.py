"""Statements told in sentences that name things by their labels; the sentences are data, in `usagraph/catalogues`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from usagraph.messages import LANGUAGES, catalogue, sentence
from usagraph.ontology.load import labels, vocabularies_ntriples
from usagraph.ontology.reasoning.axioms import owl
from usagraph.ontology.reasoning.closure import Clash
from usagraph.ontology.reasoning.explanation import MEMBER, Explanation
from usagraph.ontology.statement import TYPE, Below, Statement, listed, members
from usagraph.ontology.terms import DCT, OWL, RDFS, SKOS, compact

__all__ = ["NAMES", "Telling"]

#: What names a thing, the best first.
NAMES = (SKOS + "prefLabel", DCT + "title", RDFS + "label")
#: The sentence of each kind of axiom between two terms.
_BETWEEN = {
    RDFS + "subClassOf": "sub_class",
    RDFS + "subPropertyOf": "sub_property",
    RDFS + "domain": "domain",
    RDFS + "range": "range",
    OWL + "disjointWith": "disjoint",
    OWL + "equivalentClass": "same_class",
    OWL + "equivalentProperty": "same_property",
    OWL + "inverseOf": "inverse",
    OWL + "sameAs": "same",
    OWL + "differentFrom": "different",
}
#: How each part of a described class is said.
_DESCRIBED = {"someValuesFrom": "some", "allValuesFrom": "all", "hasValue": "value", "hasSelf": "self"}
#: How each class described by a list of others, or by another, is said.
_COMPOSED = {"intersectionOf": "and", "unionOf": "or", "oneOf": "or"}
_DERIVED = {"complementOf": "not", "datatypeComplementOf": "not", "onDatatype": "limited"}
#: How a number of values is said; of values of a class, with `_of`.
_COUNTED = {f"{bound}{kind}": bound for bound in ("min", "max") for kind in ("Cardinality", "QualifiedCardinality")}
_COUNTED |= {"cardinality": "exactly", "qualifiedCardinality": "exactly"}


class Telling:
    """Tells in `lang`; `facts` give the labels of the things they speak of, `places` where each is written."""

    def __init__(self, lang: str, facts: Iterable[ox.Triple] = (), places: Mapping[ox.Triple, str] = {}) -> None:
        self.lang = lang
        self._places = places
        self._labels = _concepts(lang) | labels(lang) | _labels(facts, lang)

    def name(self, node: object) -> str:
        """What a reader calls a thing or a term: its label, else its short name; a value as it is written."""
        if isinstance(node, ox.Literal):
            return node.value
        if node == MEMBER:
            return self._say("member")
        if not isinstance(node, ox.NamedNode):
            return self._say("unnamed")
        short = compact(node.value)
        known = self._labels.get(node.value) or catalogue(self.lang).get(f"terms.{short.replace(':', '_')}")
        return known or (short if short != node.value else re.split(r"[/#]", node.value.rstrip("/#"))[-1])

    def explain(self, found: Explanation) -> list[str]:
        """The lines of an explanation: the contradiction, the facts it comes from, the axioms, and what to do."""
        lines = [self.clash(found.clash)] if found.clash else [self._say("contradiction")]
        for key, statements in (("facts", found.facts), ("axioms", found.axioms)):
            if statements:
                lines.append(self._say(key))
                lines += [f"  - {self.statement(statement)}{self._place(statement)}" for statement in statements]
        remedy = "remedy" if found.facts else "remedy_axioms"
        return [*lines, self._say(remedy), self._say("tested" if found.reasoner else "untested")]

    def clash(self, clash: Clash) -> str:
        """The contradiction in one sentence."""
        joined = self._say("or" if clash.kind == "union" else "and")
        kinds = joined.join(self._quoted(kind) for kind in clash.classes)
        return self._say(f"clash_{clash.kind}", thing=self.name(clash.thing), kinds=kinds)

    def statement(self, statement: Statement) -> str:
        """A statement in one sentence."""
        head = statement.head
        below = _below(statement)
        kind = _BETWEEN.get(head.predicate.value)
        if kind and not isinstance(head.subject, ox.BlankNode):
            return self._say(kind, s=self.name(head.subject), o=self._described(head.object, below))
        if head.predicate == owl("propertyChainAxiom"):
            links = self._say("then").join(self._quoted(link) for link in members(head.object, below))
            return self._say("chain", s=self.name(head.subject), links=links)
        if head.predicate == TYPE:
            return self._typed(head, below)
        if kind or head.predicate.value.startswith(OWL):
            return self._say("other", names=", ".join(sorted(compact(iri) for iri in statement.iris)))
        return self._say("link", s=self.name(head.subject), p=self.name(head.predicate), o=self.name(head.object))

    def misplaced(self, fact: ox.Triple) -> str:
        """What is wrong with a fact whose relation leads to words, or whose attribute leads to a thing, and the remedy."""
        names = {"s": self.name(fact.subject), "p": self.name(fact.predicate), "o": self.name(fact.object)}
        key = "misplaced_words" if isinstance(fact.object, ox.Literal) else "misplaced_thing"
        return self._say(key, said=self._say("link", **names), place=self._place(Statement(fact)), **names)

    def _typed(self, head: ox.Triple, below: Below) -> str:
        kind = head.object
        if isinstance(kind, ox.NamedNode) and kind.value.startswith(OWL) and kind.value.endswith("Property"):
            return self._say(kind.value.removeprefix(OWL), s=self.name(head.subject))
        return self._say("type", s=self.name(head.subject), o=self._described(kind, below))

    def _described(self, node: object, below: Below) -> str:
        """A class by its label, or by the words of its description."""
        if not isinstance(node, ox.BlankNode):
            return self._quoted(node)
        parts: dict[str, object] = {t.predicate.value.removeprefix(OWL): t.object for t in below.get(node, ())}
        return self._composed(parts, below) or self._restricted(parts, below) or self._say("unnamed")

    def _composed(self, parts: Mapping[str, object], below: Below) -> str:
        """A class described by others, or by its members; nothing where it is not."""
        for part, key in _COMPOSED.items():
            if part in parts:
                return self._say(key).join(self._described(member, below) for member in listed(parts[part], below))
        for part, key in _DERIVED.items():
            if part in parts:
                return self._say(key, o=self._described(parts[part], below))
        return ""

    def _restricted(self, parts: Mapping[str, object], below: Below) -> str:
        """A class described by the values of a relation; nothing where it is not."""
        relation = self._relation(parts.get("onProperty"), below)
        for part, key in _DESCRIBED.items():
            if part in parts:
                return self._say(key, p=relation, o=self._described(parts[part], below))
        return self._counted(parts, relation, below)

    def _counted(self, parts: Mapping[str, object], relation: str, below: Below) -> str:
        """A class described by a number of values; nothing where it is not."""
        part = next((part for part in _COUNTED if part in parts), None)
        if part is None:
            return ""
        count, among = self.name(parts[part]), parts.get("onClass") or parts.get("onDataRange")
        if among is None:
            return self._say(_COUNTED[part], p=relation, count=count)
        return self._say(f"{_COUNTED[part]}_of", p=relation, count=count, o=self._described(among, below))

    def _relation(self, node: object, below: Below) -> str:
        """A relation by its label; one without a name is another read backwards."""
        inverse = [t.object for t in below.get(node, ())] if isinstance(node, ox.BlankNode) else []
        return self._say("backwards", p=self.name(inverse[0])) if inverse else self.name(node)

    def _place(self, statement: Statement) -> str:
        place = self._places.get(statement.head)
        return f" ({place})" if place else ""

    def _quoted(self, node: object) -> str:
        return self._say("quoted", name=self.name(node))

    def _say(self, key: str, **values: object) -> str:
        return sentence(f"model.{key}", self.lang, **values)


def _below(statement: Statement) -> Below:
    below: Below = {}
    for triple in sorted(statement.under, key=str):
        if not isinstance(triple.subject, ox.Triple):
            below.setdefault(triple.subject, []).append(triple)
    return below


@cache
def _concepts(lang: str) -> dict[str, str]:
    quads = ox.parse(vocabularies_ntriples(), format=ox.RdfFormat.N_TRIPLES)
    return _labels((quad.triple for quad in quads), lang)


def _labels(triples: Iterable[ox.Triple], lang: str) -> dict[str, str]:
    """The best label of each thing: in `lang` first, then in the other language, then in none."""
    order = (lang, *(other for other in LANGUAGES if other != lang), None)
    found = sorted(_ranked(triples, order), key=lambda label: label[1], reverse=True)
    return {iri: value for iri, _, value in found}


def _ranked(
    triples: Iterable[ox.Triple], order: tuple[str | None, ...]
) -> Iterator[tuple[str, tuple[int, int, str], str]]:
    for t in triples:
        if t.predicate.value in NAMES and isinstance(t.object, ox.Literal) and isinstance(t.subject, ox.NamedNode):
            language = t.object.language if t.object.language in order else None
            rank = (order.index(language), NAMES.index(t.predicate.value), t.object.value)
            yield t.subject.value, rank, t.object.value
