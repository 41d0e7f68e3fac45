"""The concepts of the SKOS schemes, read from `vocabularies/*.ttl`.

pyoxigraph reads the Turtle: ingestion compiles its gazetteers from here, so the start must stay cheap.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from usagraph.errors import BrokenRule, UnknownName
from usagraph.ontology.statement import read_turtle
from usagraph.ontology.terms import RDF, SKOS, VOC

__all__ = ["FOLDER", "Concept", "concepts", "schemes"]

FOLDER = Path(__file__).parent / "vocabularies"


@dataclass(frozen=True)
class Concept:
    """A value of a scheme. `notation` orders it; `pref` and `alt` are its labels by language."""

    iri: str
    scheme: str
    notation: str
    pref: Mapping[str, str] = field(hash=False)
    alt: Mapping[str, tuple[str, ...]] = field(hash=False)
    broader: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The last part of the IRI."""
        return self.iri.rsplit("/", 1)[1]

    def names(self, lang: str) -> tuple[str, ...]:
        """The preferred label, then the others, in `lang`."""
        return (self.pref[lang], *self.alt.get(lang, ()))


def schemes() -> tuple[str, ...]:
    """The names of the schemes, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.ttl")))


@cache
def concepts(scheme: str) -> list[Concept]:
    """The concepts of `scheme` by notation; raises UnknownName, BadTurtle, BrokenRule."""
    if scheme not in schemes():
        raise UnknownName(name=scheme, known=", ".join(schemes()))
    described = _described(FOLDER / f"{scheme}.ttl")
    found = [_concept(iri, scheme, values) for iri, values in described.items() if _is_concept(values)]
    return sorted(found, key=lambda concept: (int(concept.notation), concept.iri))


Values = dict[str, list[Literal | NamedNode]]


def _described(path: Path) -> dict[str, Values]:
    described: dict[str, Values] = defaultdict(lambda: defaultdict(list))
    for triple in read_turtle(path.read_bytes(), path.name):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal | NamedNode):
            described[triple.subject.value][triple.predicate.value].append(triple.object)
    return described


def _is_concept(values: Values) -> bool:
    return NamedNode(SKOS + "Concept") in values.get(RDF + "type", [])


def _concept(iri: str, scheme: str, values: Values) -> Concept:
    pref = _by_language(values.get(SKOS + "prefLabel", []))
    notation = [term.value for term in values.get(SKOS + "notation", [])]
    if len(notation) != 1 or not notation[0].isdecimal():
        raise BrokenRule(where=f"{scheme}.ttl, <{iri}>", detail=f"skos:notation = {notation}")
    if sorted((lang, len(words)) for lang, words in pref.items()) != [("en", 1), ("fr", 1)]:
        raise BrokenRule(where=f"{scheme}.ttl, <{iri}>", detail=f"skos:prefLabel = {pref}")
    return Concept(
        iri=iri,
        scheme=scheme,
        notation=notation[0],
        pref={lang: words[0] for lang, words in pref.items()},
        alt=_by_language(values.get(SKOS + "altLabel", [])),
        broader=tuple(term.value for term in values.get(SKOS + "broader", []) if term.value.startswith(VOC)),
    )


def _by_language(terms: list[Literal | NamedNode]) -> dict[str, tuple[str, ...]]:
    words: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        if isinstance(term, Literal) and term.language:
            words[term.language].append(term.value)
    return {lang: tuple(found) for lang, found in words.items()}
