"""The vocabularies: each scheme with its concepts, and the degrees as their holders define them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from usagraph.ontology.load import departements
from usagraph.ontology.tables.graph import local_authority_iri
from usagraph.ontology.terms import BASE, DCT, NS, RDF, RDFS, SKOS, concept
from usagraph.visualisations.ontology.entry import DEFINITIONS, Entry, Fact, entry, listed, other
from usagraph.visualisations.ontology.term_names import LABELS, Names, Phrase, Ref, joined
from usagraph.visualisations.ontology.triples import Triples

__all__ = ["DegreeTable", "Scheme", "Schemes"]

#: Scheme that the others turn around.
FIRST = concept("degree", "").rstrip("/")
#: Matches with the match that they are when read from the other end.
MATCHES = {
    "exactMatch": "exactMatch",
    "closeMatch": "closeMatch",
    "broadMatch": "narrowMatch",
    "narrowMatch": "broadMatch",
    "relatedMatch": "relatedMatch",
}
#: Predicates that may carry what a definition says.
SAID = (*DEFINITIONS, RDF + "value", SKOS + "note", SKOS + "prefLabel")


@dataclass(frozen=True)
class Scheme:
    """A vocabulary with its concepts, each after the broader one it belongs to."""

    entry: Entry
    concepts: tuple[Entry, ...]


@dataclass(frozen=True)
class DegreeTable:
    """What each holder says of each degree, in order; a cell is empty where nothing is recorded."""

    holders: tuple[Ref, ...]
    rows: tuple[tuple[Entry, tuple[tuple[str, str], ...]], ...]


class Schemes:
    """Tells the schemes that `triples` hold."""

    def __init__(self, triples: Triples, names: Names) -> None:
        self.triples = triples
        self.names = names

    def all(self) -> list[Scheme]:
        """The schemes, the degrees first."""
        found = self.triples.instances(SKOS + "ConceptScheme")
        return [self._scheme(iri) for iri in sorted(found, key=lambda iri: iri != FIRST)]

    def degrees(self) -> DegreeTable:
        """The degrees, with the definitions recorded of each."""
        said = {iri: self._said(iri) for iri in self._ranked(FIRST)}
        holders = tuple(dict.fromkeys(holder for cells in said.values() for holder in cells))
        rows = tuple(
            (self._concept(iri, 0), tuple(cells.get(holder, ("", "")) for holder in holders))
            for iri, cells in said.items()
        )
        return DegreeTable(holders, rows)

    def _scheme(self, iri: str) -> Scheme:
        facts = [listed("creator", self.names.refs(self.triples.resources(iri, DCT + "creator")))]
        return Scheme(entry(self.triples, self.names, iri, "scheme", facts), tuple(self._in_order(iri)))

    def _in_order(self, scheme: str) -> Iterator[Entry]:
        ranked = self._ranked(scheme)
        below = {iri: [one for one in ranked if iri in self._broader(one)] for iri in ranked}
        placed: set[str] = set()

        def walk(iri: str, level: int) -> Iterator[Entry]:
            if iri not in placed:
                placed.add(iri)
                yield self._concept(iri, level)
                for one in below[iri]:
                    yield from walk(one, level + 1)

        tops = [iri for iri in ranked if not set(self._broader(iri)) & set(ranked)]
        # A ring of broader concepts has no top: its members come after the others rather than be lost.
        for iri in (*tops, *ranked):
            yield from walk(iri, 0)

    def _ranked(self, scheme: str) -> list[str]:
        def rank(iri: str) -> tuple[int, str]:
            notation = self._notation(iri)
            return (int(notation) if notation.isdigit() else 10_000, notation)

        return sorted(dict.fromkeys(self.triples.subjects(SKOS + "inScheme", scheme)), key=rank)

    def _concept(self, iri: str, level: int) -> Entry:
        return entry(
            self.triples, self.names, iri, "concept", self._facts(iri), notation=self._notation(iri), level=level
        )

    def _facts(self, iri: str) -> Iterator[Fact]:
        names = self.triples.texts(iri, self.names.lang, SKOS + "altLabel", RDFS + "label")
        yield Fact("also", ((", ".join(names),),) if names else ())
        yield listed("broader", self.names.refs(self._broader(iri)))
        yield listed("narrower", self.names.refs(self._narrower(iri)))
        yield listed("related", self.names.refs(self.triples.resources(iri, SKOS + "related")))
        for name, inverse in MATCHES.items():
            linked = self.triples.resources(iri, SKOS + name) + self.triples.subjects(SKOS + inverse, iri)
            phrase = joined(self._with_scheme(one) for one in dict.fromkeys(linked))
            yield Fact(name, (phrase,) if phrase else ())

    def _with_scheme(self, iri: str) -> Phrase:
        """A concept of another scheme, with the name of that scheme: two scales may share a word."""
        schemes = self.names.refs(self.triples.resources(iri, SKOS + "inScheme"))
        return (self.names.ref(iri), *(f" ({scheme.label})" for scheme in schemes))

    def _broader(self, iri: str) -> list[str]:
        return self.triples.resources(iri, SKOS + "broader") + self.triples.subjects(SKOS + "narrower", iri)

    def _narrower(self, iri: str) -> list[str]:
        return self.triples.resources(iri, SKOS + "narrower") + self.triples.subjects(SKOS + "broader", iri)

    def _notation(self, iri: str) -> str:
        return next(iter(self.triples.texts(iri, self.names.lang, SKOS + "notation")), "")

    def _said(self, iri: str) -> dict[Ref, tuple[str, str]]:
        """What each holder says of a concept, in the language of the page and in the other."""
        found: dict[Ref, tuple[str, str]] = {}
        for node in self.triples.subjects(NS + "defines", iri):
            texts = (self.triples.text(node, lang, *SAID) for lang in (self.names.lang, other(self.names.lang)))
            words = next(texts), next(texts)
            for holder in self.triples.resources(node, NS + "accordingTo"):
                found[self._holder(holder)] = words
        return found

    def _holder(self, iri: str) -> Ref:
        """Who gives a definition; a local authority that the files leave unnamed is one of the reference tables."""
        known = {local_authority_iri(BASE, one.slug): f"Département {one.with_article}" for one in departements()}
        ref = self.names.ref(iri)
        named = self.triples.text(iri, self.names.lang, *LABELS)
        return ref if named else replace(ref, label=known.get(iri, ref.label))
