"""Obstacles, levers, points of attention and success keys that running text names as such, and who raises them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import Pattern, Rule, cached, compiled, load, pattern
from usagraph.ingest.speech.speakers import Speaker, Speakers
from usagraph.ontology.terms import RDF, SKOS, ug
from usagraph.records import Block, Term, iri, text_value
from usagraph.textview import flat, fold, sentences, tidy

__all__ = ["read_factors"]

_CLASSES = {"obstacle": "Obstacle", "lever": "Lever", "vigilance": "VigilancePoint", "success": "SuccessFactor"}
_KINDS = ("paragraph", "item", "box")
_SAID, _RAISED = 0.85, 0.65
_MOST = 25  # words that name a factor
_END = re.compile(r"\s[:;«]|[,;:.](?=\s|$)|\s\(")
_QUOTED = re.compile(r"[«“\"]\s?(?P<words>[^«»”\"]{3,80}?)\s?[»”\"]")
_STARTS = re.compile(r"(?:^|[,;:] |\b(?:mais|car|donc|puisque|parce que|alors|et) )")
_OPEN = re.compile(r"\b(?:pour|de|d'|du|des|a|au|aux|afin de|par|avec|en|qui|que|et)$")
_LISTED = re.compile(r"\s*;\s*(?:et )?(?P<what>[^;.:«»]{3,160})")
_AND = re.compile(r"\s*,\s*(?:et\s+)?|\s+et\s+")
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
    for number, block in enumerate(blocks):
        words = flat(draft.view(block).text)
        if _is_cued(words):
            found = list(_factors(draft, speakers, block, words))
            for place, factor in enumerate(found):
                until = found[place + 1].place[0] if place + 1 < len(found) else len(words)
                _Writer(draft, speakers).write(factor, blocks[number : number + 2], until)


def _factors(draft: Draft, speakers: Speakers, block: Block, words: str) -> Iterator[Factor]:
    seen = draft.view(block)
    for start, end in sentences(seen):
        sentence = words[start:end]
        if not _is_cued(sentence) or _is_question(sentence):
            continue
        several = _several(sentence, start)
        if several:
            yield from (Factor(block, kind, a, b, (start, end), (), False) for kind, a, b in several)
            continue
        found = _named(seen.text, sentence, start)
        if found:
            kind, at, stop, who = found
            named = who or _by(sentence)
            speaker = speakers.told(seen.text[start + named[0] : start + named[1]]) if named else ()
            bodies = tuple(s for s in speaker if s.kind in ("Organisation", "UserGroup", "Person"))
            for a, b in [(at, stop), *_added(seen.text, sentence, start, stop)]:
                yield Factor(block, kind, a, b, (start, end), bodies, _is_quoted(seen.text, a, b))


def _added(text: str, sentence: str, start: int, stop: int) -> Iterator[Span]:
    """The factors that a sentence names after the first one: the next of a list, "the second to …", "as well as …"."""
    at = stop - start
    listed = _LISTED.match(sentence, at)
    while listed:
        if place := _kept(text, start + listed.start("what"), start + listed.end("what")):
            yield place
        listed = _LISTED.match(sentence, listed.end())
    for name in ("further", "likewise"):
        match = compiled("factors", name).regex.search(sentence, at)
        place = _kept(text, start + match.start("what"), start + match.end("what")) if match else None
        if place:
            yield place


def _several(sentence: str, start: int) -> list[tuple[str, int, int]]:
    """The factors of a sentence that counts and lists them; none where they are not as many as it says."""
    match = compiled("factors", "several").regex.search(sentence)
    if match is None:
        return []
    first, last = match.span("list")
    cuts = [cut.span() for cut in _AND.finditer(sentence, first, last)]
    parts = list(zip([first, *(b for _, b in cuts)], [*(a for a, _ in cuts), last], strict=True))
    count = load("factors")["counts"].get(match["count"]) or int(match["count"])
    return [(_kind(match), start + a, start + b) for a, b in parts] if len(parts) == count else []


def _is_cued(words: str) -> bool:
    return any(cue in words for cue in load("factors")["cues"])


def _is_question(sentence: str) -> bool:
    return sentence.rstrip().endswith("?")


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 3) : start].strip()[-1:] in '«“"' and text[end : end + 3].strip()[:1] in '»”"'


def _named(text: str, sentence: str, start: int) -> tuple[str, int, int, Span | None] | None:
    """The kind of factor, where its words stand, and where the one who raises it does; None where no form is met."""
    said = compiled("factors", "as").regex.search(sentence)
    if said:
        return _kind(said), start + said.start("what"), start + said.end("what"), said.span("who")
    for test in _forms():
        match = test.regex.search(sentence)
        place = _after(text, start + match.end(), start + len(sentence)) if match else None
        if match and place:
            return _kind(match), *place, None
    tests = (compiled("factors", name).regex for name in ("makes", "seen_as"))
    match = next((found for test in tests if (found := test.search(sentence))), None)
    if match is None or compiled("factors", "negated").regex.search(sentence):
        return None
    place = _before(text, start, start + match.start())
    return (_kind(match), *place, None) if place else None


def _kind(match: re.Match[str]) -> str:
    return next(_CLASSES[name] for name in _CLASSES if match.groupdict().get(name))


def _after(text: str, start: int, end: int) -> Span | None:
    """The words that name the factor after the verb: those quoted, else up to the next pause."""
    quoted = _QUOTED.match(text, start, end)
    if quoted:
        return quoted.span("words")
    stop = _END.search(text, start, end)
    return _kept(text, start, stop.start() if stop else end)


def _before(text: str, start: int, end: int) -> Span | None:
    """The subject before the verb: from the last pause on."""
    pauses = [match.end() for match in _STARTS.finditer(text, start, end)]
    return _kept(text, max(pauses, default=start), end)


def _kept(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip(' *_«"'))
    end = start + len(text[start:end].rstrip(' *_»".,;:'))
    named = flat(text[start:end])
    if (
        not named
        or len(named.split()) > _MOST
        or _OPEN.search(named)
        or compiled("factors", "points").regex.search(named)
    ):
        return None
    return start, end


def _by(sentence: str) -> Span | None:
    match = compiled("factors", "by").regex.search(sentence)
    return match.span("who") if match else None


@dataclass(frozen=True)
class _Writer:
    draft: Draft
    speakers: Speakers

    def write(self, factor: Factor, blocks: list[Block], until: int) -> None:
        """Adds the claims of one factor; `blocks`: its own, up to `until`, and the next one, where others may raise it."""
        rule = Rule.of("factors.said")
        words = self.draft.words(factor.block, factor.start, factor.end)
        term = self.draft.name("factor", self.speakers.bodies.scope, factor.kind, words)
        spans = self.draft.sentence(factor.block, *factor.place)
        piece = tidy(max((self.draft.document.text[slice(*s)] for s in self._own(factor)), key=len))
        label = tidy(words.replace("*", ""))
        self.draft.say(term, RDF + "type", iri(ug(factor.kind)), spans, rule, _SAID, words=piece)
        self.draft.say(term, SKOS + "prefLabel", text_value(label), spans, rule, _SAID, words=piece)
        for speaker in factor.who:
            self._according(term, speaker, spans, rule, _SAID)
        for speaker, place in self._raisers(factor, blocks, until):
            self._according(term, speaker, [*place, *spans], Rule.of("factors.raised"), _RAISED)

    def _own(self, factor: Factor) -> list[Span]:
        return self.draft.view(factor.block).spans(factor.start, factor.end)

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
                frame = compiled("factors", "frame").regex.search(seen.text[start:end])
                if frame and self._same(factor, flat(seen.text[start:end]), own=block is factor.block):
                    speaker = Speaker("Organisation", frame["who"])
                    yield speaker, self.draft.sentence(block, start, end)

    def _same(self, factor: Factor, sentence: str, *, own: bool) -> bool:
        told = sentence.partition("«")[0]
        if own and compiled("factors", "raises").regex.search(told):
            return True
        notion = _ARTICLE.sub("", self.draft.view(factor.block).text[factor.start : factor.end])
        return factor.quoted and fold(notion) in fold(told)


@cached
def _forms() -> tuple[Pattern, ...]:
    return tuple(pattern(entry) for entry in load("factors")["forms"])
