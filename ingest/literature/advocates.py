"""Who coins a notion or argues for its use: an author of the document's works, or a researcher who is said to be one."""

import re
from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.literature.authors import Author
from usagraph.ingest.literature.works import Works
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ontology.terms import RDF, SKOS, ug
from usagraph.records import Block, iri, key, text_value
from usagraph.textview import flat, fold, sentences, slug

__all__ = ["read_advocates"]

_KINDS = ("paragraph", "item", "box")
_NEAR = 160  # code points between a name and what its bearer does
_SURE, _TOLD = 0.9, 0.75


@dataclass(frozen=True)
class _Person:
    """A person as a sentence names them, and whether the bibliography knows them."""

    author: Author
    words: str
    listed: bool


def read_advocates(draft: Draft, works: Works, known: KnownNames, scope: str) -> None:
    """Adds each notion that a sentence says a person coined or argues for."""
    defends = compiled("works", "defends")
    telling = draft.allowing(defends)
    for block in draft.blocks:
        if block.start in telling and block.kind in _KINDS and not works.holds(block.start):
            seen = draft.view(block)
            words = flat(seen.text)
            for match in defends.regex.finditer(words):
                start = next(a for a, b in sentences(seen) if a <= match.start() < b)
                person = _person(seen.text[max(start, match.start() - _NEAR) : match.start()], works)
                if person:
                    _claim(draft, known, scope, (block, match.span(), match.span("notion")), person)


def _person(before: str, works: Works) -> _Person | None:
    """The author named last before the verb; one that no work signs must be said to be a researcher."""
    authors = [a for work in works.listed for a in work.entry.authors if a.given]
    for match in reversed(list(compiled("works", "full_name").all_in(before))):
        listed = _signing(match["given"], match["surname"], authors)
        if listed or compiled("works", "researcher").find(flat(before)):
            return _Person(listed or Author(match["surname"], match["given"]), match.group(), bool(listed))
    return _by_surname(before, authors)


def _signing(given: str, surname: str, authors: list[Author]) -> Author | None:
    """The author of that surname whose given name begins alike, initials included."""
    named = [a for a in authors if fold(a.surname) == fold(surname) and a.given]
    return next((a for a in named if fold(a.given or "")[:1] == fold(given)[:1]), None)


def _by_surname(before: str, authors: list[Author]) -> _Person | None:
    """The one author of that surname, where the sentence gives the surname alone."""
    places = {a: [m.end() for m in re.finditer(rf"\b{re.escape(a.surname)}\b", before)] for a in dict.fromkeys(authors)}
    named = sorted((ends[-1], a.surname) for a, ends in places.items() if ends)
    bearers = {a for a in authors if named and a.surname == named[-1][1]}
    if len(bearers) != 1:
        return None
    author = bearers.pop()
    return _Person(author, author.surname, True)


def _claim(draft: Draft, known: KnownNames, scope: str, place: tuple[Block, Span, Span], person: _Person) -> None:
    block, whole, notion = place
    rule, spans = Rule.of("works.defends"), draft.sentence(block, *whole)
    sure = _SURE if person.listed else _TOLD
    label = draft.words(block, *notion)
    found = known.concept("concept", label)
    concept = found or draft.name("concept", scope, label)
    if not found:
        draft.notion(concept, "concept", label, spans, rule, sure)
    term = key(f"person||{slug(fold(person.author.literal), 60)}")
    draft.say(term, RDF + "type", iri(ug("Person")), spans, rule, sure, words=person.words)
    draft.say(term, SKOS + "prefLabel", text_value(person.words, None), spans, rule, sure, words=person.words)
    if person.author.literal != person.words:
        words = person.author.surname
        draft.say(term, SKOS + "altLabel", text_value(person.author.literal, None), spans, rule, sure, words=words)
    draft.say(concept, ug("defendedBy"), term, spans, rule, sure, words=person.words)
