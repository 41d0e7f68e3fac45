"""A term as its page tells it: names and definitions in two languages, and facts."""

from collections.abc import Iterable
from dataclasses import dataclass

from usagraph.messages import LANGUAGES
from usagraph.ontology.terms import DCT, OWL, RDFS, SKOS
from usagraph.visualisations.ontology.term_names import LABELS, Names, Phrase, Ref, anchor, joined
from usagraph.visualisations.ontology.triples import Triples

__all__ = ["DEFINITIONS", "NOTES", "Entry", "Fact", "entry", "listed", "other"]

#: Predicates that a definition or a note is read from, the first that answers.
DEFINITIONS = (SKOS + "definition", RDFS + "comment", DCT + "description")
STATUS = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"
NOTES = (SKOS + "scopeNote", SKOS + "editorialNote", SKOS + "note", SKOS + "example")


@dataclass(frozen=True)
class Fact:
    """Something said of a term: `name` ends its key in the catalogue, each phrase is an item, some are code."""

    name: str
    phrases: tuple[Phrase, ...]
    code: bool = False


@dataclass(frozen=True)
class Entry:
    """A term of the ontology, or a concept."""

    ref: Ref
    kind: str
    anchor: str
    other_label: str
    definition: str
    other_definition: str
    facts: tuple[Fact, ...]
    deprecated: bool = False
    status: str = ""
    notation: str = ""
    level: int = 0
    query: str = ""


def entry(triples: Triples, names: Names, iri: str, kind: str, facts: Iterable[Fact], **more: str | int) -> Entry:
    """What is told of `iri`: its names and definitions, `facts`, then notes, sources and what replaces it."""
    away = other(names.lang)
    told = (*facts, *_notes(triples, names, iri))
    return Entry(
        ref=names.ref(iri),
        kind=kind,
        anchor=anchor(iri),
        other_label=triples.text(iri, away, *LABELS),
        definition=triples.text(iri, names.lang, *DEFINITIONS),
        other_definition=triples.text(iri, away, *DEFINITIONS),
        facts=tuple(fact for fact in told if fact.phrases),
        deprecated=triples.text(iri, "", OWL + "deprecated") in ("true", "1"),
        status=triples.text(iri, "", STATUS),
        notation=str(more.get("notation", "")),
        level=int(more.get("level", 0)),
        query=str(more.get("query", "")),
    )


def listed(name: str, refs: Iterable[Ref]) -> Fact:
    """A fact that names several terms on one line."""
    phrase = joined(refs)
    return Fact(name, (phrase,) if phrase else ())


def other(lang: str) -> str:
    """The language that is not `lang`."""
    return next(one for one in LANGUAGES if one != lang)


def _notes(triples: Triples, names: Names, iri: str) -> Iterable[Fact]:
    yield Fact("note", tuple((text,) for text in triples.texts(iri, names.lang, *NOTES)))
    literals = [(text,) for text in triples.texts(iri, names.lang, DCT + "source", RDFS + "seeAlso")]
    linked = [(ref,) for ref in names.refs(triples.resources(iri, DCT + "source", RDFS + "seeAlso"))]
    yield Fact("source", (*literals, *linked))
    yield listed("replaced", names.refs(triples.resources(iri, DCT + "isReplacedBy")))
