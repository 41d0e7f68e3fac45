"""Obstacles, levers, points of attention and success keys that running text names as such, and who raises them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import Rule, compiled, load
from usagraph.ingest.sheets.placed import PlacedActions
from usagraph.ingest.speech.factor_forms import announced, answered, asked, is_cued, named_in, nth
from usagraph.ingest.speech.factor_lists import Listed, listed_factors
from usagraph.ingest.speech.speakers import Speaker, Speakers
from usagraph.ontology.terms import RDF, SKOS, ug
from usagraph.records import Block, Term, iri, text_value
from usagraph.textview import flat, fold, sentences, tidy

__all__ = ["read_factors"]

_KINDS = ("paragraph", "item", "box")
_LONGEST = 1_400  # code points of a sentence: a longer one is no passage
_SAID, _RAISED = 0.85, 0.65
_ARTICLE = re.compile(r"^(?:l'|les? |la |une? |des |du |d')", re.IGNORECASE)


@dataclass(frozen=True)
class Factor:
    """A factor as a sentence names it, in offsets of the view of its block."""

    block: Block
    kind: str
    start: int
    end: int
    place: Span
    who: tuple[Speaker, ...]
    quoted: bool


def read_factors(draft: Draft, speakers: Speakers) -> None:
    """Adds the factors that sentences name, and those who raise them there or in the sentences that follow."""
    blocks = [block for block in draft.blocks if block.kind in _KINDS]
    writer = _Writer(draft, speakers, PlacedActions(draft))
    told = [(p.start, p.end) for claim in draft.claims_on(ug("hasFactor")) for p in claim.passages]
    listed = list(listed_factors(draft, told))
    for one in listed:
        writer.write_listed(one)
    apart = {one.block.start for one in listed}
    cued = draft.holding(load("factors")["cues"])
    for number, block in enumerate(blocks):
        if block.start in cued and block.start not in apart:
            words = flat(draft.view(block).text)
            about = writer.actions.at(block.start) is not None or _is_under(draft, block)
            found = [
                one for one in _factors(draft, speakers, block, words, about=about) if not _is_told(draft, one, told)
            ]
            for place, factor in enumerate(found):
                until = found[place + 1].place[0] if place + 1 < len(found) else len(words)
                writer.write(factor, blocks[number : number + 2], until)


def _factors(draft: Draft, speakers: Speakers, block: Block, words: str, *, about: bool) -> Iterator[Factor]:
    """The factors that a block names; `about`: it is about one action."""
    seen = draft.view(block)
    question: str | None = None
    series: str | None = None
    for start, end in sentences(seen):
        sentence = words[start:end]
        cued, is_question = is_cued(sentence), _is_question(sentence)
        named_here = answered(question, seen.text, start, end) if question else []
        if series and not named_here:
            named_here = nth(series, seen.text, start, end)
        series = announced(sentence) if cued else series if named_here else None
        question = asked(sentence) if is_question and cued else None
        if end - start > _LONGEST or not (named_here or cued) or is_question:
            continue
        by = _by(sentence)
        for named in named_here or named_in(seen.text, start, end, weak=about):
            if named.weak and not about:
                continue
            who = named.who or by
            told = speakers.told(seen.text[start + who[0] : start + who[1]]) if who else ()
            bodies = tuple(s for s in told if s.kind in ("Organisation", "UserGroup", "Person"))
            quoted = _is_quoted(seen.text, named.start, named.end)
            yield Factor(block, named.kind, named.start, named.end, (start, end), bodies, quoted)


def _is_under(draft: Draft, block: Block) -> bool:
    """Whether the heading of a block says that it tells of factors."""
    heading = draft.outline.at(block.start)
    return heading is not None and heading.title in compiled("factors", "under")


def _is_told(draft: Draft, factor: Factor, told: Sequence[Span]) -> bool:
    """Whether a field of a sheet says the same already."""
    spans = draft.view(factor.block).spans(factor.start, factor.end)
    return any(a < end and start < b for a, b in told for start, end in spans)


def _is_question(sentence: str) -> bool:
    return sentence.rstrip().endswith("?")


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 3) : start].strip()[-1:] in '«“"' and text[end : end + 3].strip()[:1] in '»”"'


def _by(sentence: str) -> Span | None:
    match = compiled("factors", "by").find(sentence)
    return match.span("who") if match else None


@dataclass(frozen=True)
class _Writer:
    draft: Draft
    speakers: Speakers
    actions: PlacedActions

    def write_listed(self, one: Listed) -> None:
        """Adds the claims of an item of a list of factors."""
        above = self.draft.view(one.above)
        spans = [*self.draft.view(one.block).spans(one.start, one.end), *above.spans(0, len(above.text))]
        self._write(one.kind, one.block, (one.start, one.end), spans, Rule.of("factors.listed"))

    def write(self, factor: Factor, blocks: list[Block], until: int) -> None:
        """Adds the claims of one factor; `blocks`: its own, up to `until`, and the next one, where others may raise it."""
        rule = Rule.of("factors.said")
        spans = self.draft.sentence(factor.block, *factor.place)
        term = self._write(factor.kind, factor.block, (factor.start, factor.end), spans, rule)
        for speaker in factor.who:
            self._according(term, speaker, spans, rule, _SAID)
        for speaker, place in self._raisers(factor, blocks, until):
            self._according(term, speaker, [*place, *spans], Rule.of("factors.raised"), _RAISED)

    def _write(self, kind: str, block: Block, place: Span, spans: list[Span], rule: Rule) -> Term:
        """The factor, now said to be one, and to be that of the action that its section is about."""
        words = self.draft.words(block, *place)
        piece, label = self.draft.piece(block, *place), tidy(words.replace("*", ""))
        term = self.draft.name("factor", self.speakers.bodies.scope, kind, words)
        self.draft.say(term, RDF + "type", iri(ug(kind)), spans, rule, _SAID, words=piece)
        self.draft.say(term, SKOS + "prefLabel", text_value(label), spans, rule, _SAID, words=piece)
        if action := self.actions.at(block.start):
            self.draft.say(action, ug("hasFactor"), term, spans, rule, _RAISED, words=piece)
        return term

    def _according(self, term: Term, speaker: Speaker, spans: list[Span], rule: Rule, sure: float) -> None:
        holder = self.speakers.term(speaker, spans, rule, sure)
        self.draft.say(term, ug("accordingTo"), holder, spans, rule, sure, words=speaker.label)

    def _raisers(self, factor: Factor, blocks: list[Block], until: int) -> Iterator[tuple[Speaker, list[Span]]]:
        """The bodies that later sentences are about, and that raise the same or name what is quoted as the factor."""
        for block in blocks:
            seen = self.draft.view(block)
            for start, end in sentences(seen):
                if block is factor.block and not factor.place[1] <= start < until:
                    continue
                frame = compiled("factors", "frame").find(seen.text[start:end])
                if frame and self._same(factor, flat(seen.text[start:end]), own=block is factor.block):
                    speaker = Speaker("Organisation", frame["who"])
                    yield speaker, self.draft.sentence(block, start, end)

    def _same(self, factor: Factor, sentence: str, *, own: bool) -> bool:
        told = sentence.partition("«")[0]
        if own and compiled("factors", "raises").find(told):
            return True
        notion = _ARTICLE.sub("", self.draft.view(factor.block).text[factor.start : factor.end])
        return factor.quoted and fold(notion) in fold(told)
