"""How the terms of the ontology are named and reached in its page, and sentences that hold such names."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter

from usagraph.ontology.terms import BASE, DCT, FOAF, NS, RDFS, SKOS, VOC
from usagraph.visualisations.ontology.triples import Resource, Triples
from usagraph.visualisations.words import catalogue

__all__ = ["LABELS", "ONTOLOGY", "Names", "Phrase", "Ref", "anchor", "joined"]

#: The ontology itself, as its files name it, and where its page tells what it is.
ONTOLOGY = f"{BASE}/ns"
TOP = "#part-intro"
#: Predicates that a label is read from, the first that answers.
LABELS = (RDFS + "label", SKOS + "prefLabel", DCT + "title", FOAF + "name")


@dataclass(frozen=True)
class Ref:
    """A term as it is named in a sentence.

    `href` leads to it in the page, or to its own site where it is borrowed; it is empty where a browser could not follow.
    """

    iri: str
    name: str
    href: str
    label: str

    @property
    def ours(self) -> bool:
        """Whether the page describes it."""
        return self.href.startswith("#")


#: Words and names of terms, in the order they are read.
Phrase = tuple[str | Ref, ...]


class Names:
    """The names of the terms that `triples` describe, in one language."""

    def __init__(self, triples: Triples, lang: str) -> None:
        self.triples = triples
        self.lang = lang

    def ref(self, iri: str) -> Ref:
        """The name of a term; one that is borrowed goes by its prefixed name."""
        name = self.triples.compact(iri)
        label = self.triples.text(iri, self.lang, *LABELS)
        return Ref(iri, name, self._href(iri), label or name.removeprefix("https://"))

    def refs(self, iris: Iterable[Resource]) -> list[Ref]:
        """The names of those of `iris` that have one."""
        return [self.ref(iri) for iri in dict.fromkeys(iris) if not iri.startswith("_:")]

    def phrase(self, key: str, **values: str | Ref | Phrase) -> Phrase:
        """The sentence of the catalogue under `key`, with names in it."""
        pieces: list[str | Ref] = []
        for words, field, _, _ in Formatter().parse(catalogue(self.lang)[key]):
            pieces.append(words)
            value = values[field] if field else ()
            pieces.extend(value if isinstance(value, tuple) else (value,))
        return tuple(piece for piece in pieces if piece != "")

    def _href(self, iri: str) -> str:
        if iri == ONTOLOGY:
            return TOP
        if iri.startswith((NS, VOC)) and self.triples.describes(iri):
            return f"#{anchor(iri)}"
        return iri if iri.startswith(("https://", "http://")) else ""

    def words(self, key: str) -> str:
        """The sentence of the catalogue under `key`, which takes no value."""
        return catalogue(self.lang)[key]


def anchor(iri: str) -> str:
    """The anchor of a term: the fragment of its IRI, or the path of a concept.

    >>> anchor("https://w3id.org/usagraph/ns#Action"), anchor("https://w3id.org/usagraph/voc/degree/consultation")
    ('Action', 'voc/degree/consultation')
    """
    return iri.removeprefix(NS) if iri.startswith(NS) else iri.removeprefix(f"{BASE}/")


def joined(phrases: Iterable[Ref | Phrase], between: str = ", ", last: str | None = None) -> Phrase:
    """`phrases` as one, with `between` between them, and `last` before the last of them.

    >>> joined([("a",), ("b",), ("c",)], ", ", " or ")
    ('a', ', ', 'b', ' or ', 'c')
    """
    several = [phrase if isinstance(phrase, tuple) else (phrase,) for phrase in phrases]
    pieces: list[str | Ref] = []
    for number, phrase in enumerate(several):
        if number:
            pieces.append(last if last is not None and number == len(several) - 1 else between)
        pieces.extend(phrase)
    return tuple(pieces)
