"""The claims of one document as a small graph in which paths can be followed and everything has its names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from usagraph.ontology.load import labels, reference_triples
from usagraph.ontology.terms import BASE, SKOS, ug
from usagraph.ontology.vocabulary import concepts, schemes
from usagraph.records import Claim, Term

__all__ = ["Said", "local"]

_NAMING = ("prefLabel", "altLabel", "acronym", "title")
_STEP = re.compile(r"([/^])(\w+)")


class Said:
    """What the claims of a document say, by subject and by object."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = tuple(claims)
        self._of: dict[Term, list[Claim]] = defaultdict(list)
        self._to: dict[Term, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            self._of[claim.subject].append(claim)
            self._to[claim.object].append(claim)

    def of(self, term: Term) -> list[Claim]:
        """The claims about a thing."""
        return self._of.get(term, [])

    def ends(self, path: str, ends: dict[str, Term]) -> list[Term]:
        """Where a path leads from the ends of a fact: `s/ledBy` along a property, `s^imposes` against one."""
        found = [ends[path[0]]]
        for way, name in _STEP.findall(path):
            found = [there for here in found for there in self._next(here, way, name)]
        return list(dict.fromkeys(found))

    def _next(self, here: Term, way: str, name: str) -> Iterator[Term]:
        for claim in (self._of if way == "/" else self._to).get(here, ()):
            if local(claim.predicate) == name:
                yield claim.object if way == "/" else claim.subject

    def kinds(self, term: Term) -> set[str]:
        """The local names of the classes of a thing."""
        return {local(end.iri or "") for end in self.ends("s/type", {"s": term})}

    def names(self, term: Term) -> set[str]:
        """Every name of a term: its value, its labels here, those of the vocabularies and of the reference tables."""
        if term.value is not None:
            return {term.value}
        found = {str(c.object.value) for c in self.of(term) if local(c.predicate) in _NAMING and c.object.value}
        known = term.iri or _reference_iri(term.key or "")
        found |= set(_known_names().get(known, ()))
        return found | {local(known) if term.iri else (term.key or "").rpartition("|")[2]}


def local(name: str) -> str:
    """The last part of an IRI."""
    return name.replace("#", "/").rsplit("/", 1)[-1]


def _reference_iri(key: str) -> str:
    kind, _, rest = key.partition("|")
    return f"{BASE}/id/{kind}/{rest.rpartition('|')[2]}"


@cache
def _known_names() -> dict[str, tuple[str, ...]]:
    """The French names of classes, of concepts and of the things of the reference tables, by IRI."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, label in labels("fr").items():
        found[name].append(label)
    for scheme in schemes():
        for concept in concepts(scheme):
            found[concept.iri] += concept.names("fr")
    for subject, predicate, thing in reference_triples(BASE):
        if predicate in (SKOS + "prefLabel", SKOS + "altLabel", ug("acronym")) and thing.value:
            found[subject].append(thing.value)
    return {name: tuple(names) for name, names in found.items()}
