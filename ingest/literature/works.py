"""The works that a document lists: who wrote them, when, their title, their DOI."""

import bisect
import sys
from dataclasses import dataclass
from functools import cached_property

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.literature.bibliography import read_bibliography
from usagraph.ingest.literature.entry import Entry
from usagraph.ingest.rulebook import Rule
from usagraph.ontology.terms import DCT, RDF, SKOS, XSD, ug
from usagraph.records import Term, iri, key, text_value
from usagraph.textview import fold

__all__ = ["Listed", "Works", "read_works"]

_SURE = 0.95
_LONGEST = 1_400  # code points of a passage


@dataclass(frozen=True)
class Listed:
    """A work of the bibliography: its name in the graph and its entry."""

    term: Term
    entry: Entry

    @cached_property
    def surnames(self) -> tuple[str, ...]:
        """The surnames of its authors, folded."""
        return tuple(fold(author.surname) for author in self.entry.authors)


@dataclass(frozen=True)
class Works:
    """The works that a document lists, and where its bibliography stands."""

    listed: tuple[Listed, ...] = ()
    spans: tuple[Span, ...] = ()

    def holds(self, start: int) -> bool:
        """Whether the text at `start` belongs to the bibliography."""
        before = bisect.bisect_right(self.spans, (start, sys.maxsize))
        return bool(before) and start < self.spans[before - 1][1]

    def dated(self, year: str) -> list[Listed]:
        """The works of that year."""
        return self._by_year.get(year, [])

    def numbered(self, number: int) -> list[Listed]:
        """The works whose entry bears that number."""
        return self._by_number.get(number, [])

    @cached_property
    def _by_year(self) -> dict[str, list[Listed]]:
        found: dict[str, list[Listed]] = {}
        for work in self.listed:
            found.setdefault(work.entry.year, []).append(work)
        return found

    @cached_property
    def _by_number(self) -> dict[int | None, list[Listed]]:
        found: dict[int | None, list[Listed]] = {}
        for work in self.listed:
            found.setdefault(work.entry.number, []).append(work)
        return found


def read_works(draft: Draft) -> Works:
    """The works of the bibliography, each with its claims; legal texts that stand among them are none."""
    entries = read_bibliography(draft)
    found = [Listed(key(f"work||{e.identity}"), e) for e in entries if not e.law and e.identity]
    for work in found:
        _claim(draft, work)
    listed = {(work.term, work.entry.number): work for work in reversed(found)}
    return Works(tuple(reversed(listed.values())), tuple(sorted(span for e in entries for span in e.spans)))


def _claim(draft: Draft, work: Listed) -> None:
    entry, term, rule = work.entry, work.term, Rule.of("works.entry")
    spans = [(start, min(end, start + _LONGEST)) for start, end in entry.spans]

    def say(predicate: str, value: Term, words: str) -> None:
        draft.say(term, predicate, value, spans, rule, _SURE, words=_held(draft, spans, words))

    say(RDF + "type", iri(ug("Work")), "")
    say(SKOS + "prefLabel", text_value(entry.label), "" if entry.by_same else entry.surname or entry.title)
    say(ug("listedIn"), key("document"), "")
    for author in entry.authors:
        say(DCT + "creator", text_value(author.literal, None), "" if entry.by_same else author.surname)
    if entry.title:
        say(DCT + "title", text_value(entry.title, None), entry.title)
    if entry.year:
        say(DCT + "date", text_value(entry.year, datatype=XSD + "gYear"), entry.year)
    if entry.doi:
        say(ug("doi"), text_value(entry.doi, None), entry.doi_words)


def _held(draft: Draft, spans: list[Span], words: str) -> str:
    """`words` where one of the passages holds them as they are; nothing where a page parts them."""
    told = fold(words)
    return words if any(told in fold(draft.document.text[slice(*span)]) for span in spans) else ""
