"""Collects the claims of one document while the rules read it."""

import hashlib
import json
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache

from usagraph.ingest.edges import box_edges
from usagraph.ingest.patterns import Pattern
from usagraph.ingest.rulebook import Rule
from usagraph.ingest.sections import Outline
from usagraph.ingest.standing import Standing
from usagraph.ingest.table import Tables
from usagraph.ontology.terms import RDF, SKOS, VOC, ug
from usagraph.records import Block, Claim, Document, Passage, Term, iri, key, text_value
from usagraph.textview import Span, View, flat, fold, slug, tidy, view

__all__ = ["Draft", "Span"]

_tidy = lru_cache(maxsize=5_000)(tidy)


class Draft:
    """The claims found so far; each is written once, with all the passages of the rule that found it first."""

    def __init__(self, document: Document, headings: Outline) -> None:
        self.document = document
        self.outline = headings
        # Without their passages, which are kept apart until they are asked for.
        self._claims: dict[str, Claim] = {}
        self._places: dict[str, dict[Span, None]] = {}
        # With their passages, as they were when they were last asked for.
        self._asked: dict[str, Claim] = {}
        self._passages: dict[Span, Passage] = {}
        self._titles = [heading.start for heading in headings.headings]
        self._views: dict[int, View] = {}
        self._edges: dict[int, list[int]] = {}
        self._parts = _parts(document)
        self._pages = sorted((b.start, b.end, b.page) for b in document.blocks if b.page)
        self._left: dict[tuple[str, str], Span] = {}

    def leave(self, kind: str, words: str, span: Span) -> None:
        """Remembers a heading that no rule could turn into a property; `kind`: column, row, sheet or heading."""
        self._left.setdefault((kind, tidy(words)), span)

    @property
    def unread(self) -> list[dict[str, object]]:
        """The headings that were left, in order of the text: kind, words, start and end."""
        rows = sorted((span, kind, words) for (kind, words), span in self._left.items())
        return [{"kind": kind, "words": words, "start": span[0], "end": span[1]} for span, kind, words in rows]

    @cached_property
    def flat(self) -> str:
        """The whole text, flat: where the words of a context are looked for."""
        return flat(self.document.text)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims in order of the text, then of subject and predicate."""
        return self._whole(self._claims.values())

    def claims_on(self, *predicates: str) -> tuple[Claim, ...]:
        """The claims made so far that say one of `predicates`, in the same order: much cheaper than all of them."""
        return self._whole(claim for claim in self._claims.values() if claim.predicate in predicates)

    def claims_by(self, family: str) -> tuple[Claim, ...]:
        """The claims made so far by the rules whose ids begin with `family`, in the same order."""
        return self._whole(claim for claim in self._claims.values() if claim.rule.startswith(family))

    def _whole(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims with their passages, in order."""
        asked = self._asked
        whole = [asked.get(c.id) or self._with_passages(c) for c in claims]
        whole.sort(key=lambda c: (c.passages[0].start, _order(c.subject), c.predicate, _order(c.object)))
        return tuple(whole)

    def _with_passages(self, claim: Claim) -> Claim:
        held = self._passages
        # `replace` would cost more than all the rest.
        made = self._asked[claim.id] = Claim(
            claim.id,
            claim.subject,
            claim.predicate,
            claim.object,
            tuple([held.get(span) or self.passage(*span) for span in self._places[claim.id]]),
            claim.rule,
            claim.rule_version,
            claim.confidence,
            claim.words,
        )
        return made

    def say(
        self,
        subject: Term,
        predicate: str,
        object_: Term,
        spans: Iterable[Span],
        rule: Rule,
        confidence: float,
        *,
        words: str = "",
    ) -> None:
        """Adds a claim; the passages of a claim found again by the same rule are added to it."""
        name = _identity(subject, predicate, object_)
        known = self._claims.get(name)
        if known is None:
            said = _tidy(words)
            self._claims[name] = Claim(
                name, subject, predicate, object_, (), rule.id, rule.version, _number(confidence), said
            )
            self._places[name] = dict.fromkeys(spans)
        elif known.rule == rule.id:
            self._places[name].update(dict.fromkeys(spans))
            self._asked.pop(name, None)

    def name(self, type_: str, *parts: str) -> Term:
        """The local key of a thing: its type, then what identifies it, folded."""
        return key("|".join([type_, *(_short(part) if part else "" for part in parts)]))

    def thing(
        self,
        term: Term,
        kind: str,
        label: str,
        spans: Sequence[Span],
        rule: Rule,
        confidence: float,
        *,
        words: str = "",
    ) -> None:
        """Says what `term` is and what it is called; `words`: what stands in the text where that is not the label."""
        told = words or label
        self.say(term, RDF + "type", iri(ug(kind)), spans, rule, confidence, words=told)
        self.say(term, SKOS + "prefLabel", text_value(tidy(label)), spans, rule, confidence, words=told)

    def notion(
        self,
        term: Term,
        scheme: str,
        label: str,
        spans: Sequence[Span],
        rule: Rule,
        confidence: float,
        *,
        words: str = "",
    ) -> Term:
        """`term`, now said to be a concept of `scheme` called `label`: one that the vocabularies do not have."""
        told = words or label
        self.say(term, RDF + "type", iri(SKOS + "Concept"), spans, rule, confidence, words=told)
        self.say(term, SKOS + "prefLabel", text_value(label), spans, rule, confidence, words=told)
        self.say(term, SKOS + "inScheme", iri(VOC + scheme), spans, rule, confidence, words=told)
        return term

    def passage(self, start: int, end: int) -> Passage:
        """The passage of `text[start:end]` with its page and section."""
        if (start, end) not in self._passages:
            heading = bisect_right(self._titles, start) - 1
            section = self.outline.headings[heading].title if heading >= 0 else None
            place = bisect_right(self._pages, (start, sys.maxsize, 0)) - 1
            page = self._pages[place][2] if place >= 0 and start < self._pages[place][1] else None
            self._passages[start, end] = Passage(start, end, self.document.text[start:end], page, section)
        return self._passages[start, end]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks to read, furniture apart; one that is cut in two comes once, where it begins."""
        return tuple(b for b in self.document.blocks if b.kind != "furniture" and b.resumes is None)

    @cached_property
    def tables(self) -> Tables:
        """The tables of the document, laid out once."""
        return Tables(self.document)

    @cached_property
    def grids(self) -> tuple[dict[int, dict[int, Block]], ...]:
        """The blocks of the cells of each table, by row and column; a merged cell stands where it begins."""
        found: dict[int, dict[int, dict[int, Block]]] = {}
        for block in self.blocks:
            if block.cell:
                rows = found.setdefault(block.cell.table, {})
                rows.setdefault(block.cell.row, {}).setdefault(block.cell.column, block)
        return tuple(found.values())

    def view(self, block: Block) -> View:
        """The view of a block, made whole where something cuts it in two; made once."""
        seen = self._views.get(block.start)
        if seen is None:
            parts = self._parts.get(block.start, [(block.start, block.end)])
            seen = self._views[block.start] = view(self.document.text, *parts)
        return seen

    def holding(self, wanted: Iterable[str]) -> frozenset[int]:
        """Where the blocks begin whose text, flat, holds one of `wanted`: far cheaper than to look into each."""
        return self._standing.holding(wanted)

    def naming(self, names: Iterable[Sequence[str]]) -> frozenset[int]:
        """Where the blocks begin whose text, flat, holds all the words of one of `names`."""
        return self._standing.naming(names)

    def allowing(self, test: Pattern) -> frozenset[int]:
        """Where the blocks begin in whose text, flat, a pattern may be met: it is worth searching in no other."""
        return self._standing.allowing(test)

    @cached_property
    def _standing(self) -> Standing:
        return Standing({block.start: flat(self.view(block).text) for block in self.blocks})

    def within_line(self, block: Block, start: int, end: int) -> int:
        """The end of a name of the view of `block`, `start` where its first words end: no name runs over two points of a
        box. 0 where nothing is left of it after them.
        """
        if block.kind != "box" or end <= start:
            return end
        if block.start not in self._edges:
            self._edges[block.start] = box_edges(self.document.text, block)
        offsets = self.view(block).offsets
        first = bisect_right(self._edges[block.start], offsets[start])
        edge = next(iter(self._edges[block.start][first : first + 1]), offsets[end])
        if edge >= offsets[end]:
            return end
        kept = self.view(block).text[start : bisect_left(offsets, edge, start, end)].rstrip()
        return start + len(kept) if kept else 0

    def sentence(self, block: Block, start: int, end: int) -> list[Span]:
        """The canonical spans of the sentences of `block` that hold its view's `[start:end]`."""
        seen = self.view(block)
        held = [(a, b) for a, b in seen.sentences if a < end and b > start] or [(start, end)]
        return seen.spans(held[0][0], held[-1][1])

    def words(self, block: Block, start: int, end: int) -> str:
        """What stands in the text for `[start:end]` of the view of `block`, with the author's spelling."""
        return " ".join(tidy(self.document.text[slice(*span)]) for span in self.view(block).spans(start, end))

    def piece(self, block: Block, start: int, end: int) -> str:
        """As `words`, the longer part where something cuts them in two: what a passage can hold."""
        spans = self.view(block).spans(start, end)
        return max((tidy(self.document.text[slice(*span)]) for span in spans), key=len)


def _parts(document: Document) -> dict[int, list[Span]]:
    """The spans of each block that is cut in two, by where it begins."""
    parts: dict[int, list[Span]] = {}
    ends = {block.start: block.end for block in document.blocks}
    for block in document.blocks:
        if block.resumes is not None:
            parts.setdefault(block.resumes, [(block.resumes, ends[block.resumes])]).append((block.start, block.end))
    return parts


@lru_cache(maxsize=200)
def _number(confidence: float) -> Decimal:
    return Decimal(str(round(confidence, 2)))


def _identity(subject: Term, predicate: str, object_: Term) -> str:
    said = f"[{_written(subject)}, {_quoted(predicate)}, {_written(object_)}]"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


_quoted = lru_cache(maxsize=500)(json.dumps)
# Made once: `dumps` with an option would make one at each call.
_JSON = json.JSONEncoder(ensure_ascii=False)


@lru_cache(maxsize=10_000)
def _written(term: Term) -> str:
    return _JSON.encode(vars(term))


def _short(part: str) -> str:
    """A part of a key; one that had to be cut ends in a hash of the whole, so that two long labels stay two."""
    name, whole = slug(fold(part), 60), slug(fold(part), 10_000)
    return name if name == whole else f"{name}-{hashlib.sha256(whole.encode()).hexdigest()[:6]}"


def _order(term: Term) -> str:
    return term.iri or term.key or f"{term.value}@{term.lang}"
