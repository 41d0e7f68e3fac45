"""Verbatims: words reported as spoken, who speaks, and whether the text says so or it is inferred."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ingest.speech.attribution import Attribution, Attributions
from usagraph.ingest.speech.pull_quotes import Echoes, PullQuote, pull_quotes
from usagraph.ingest.speech.quotations import Quotation, quotations
from usagraph.ingest.speech.speakers import Speakers
from usagraph.ingest.speech.unmarked import unmarked
from usagraph.ontology.terms import RDF, SKOS, XSD, concept, ug
from usagraph.records import Block, iri, text_value
from usagraph.textview import flat, fold, sentences, tidy, view

__all__ = ["read_verbatims"]

_SURE = {"verbatims.explicit": 0.95, "verbatims.pull": 0.9, "verbatims.implicit": 0.65}
_FEW = 3  # words: as few, alone in a block, are a title or a term
_REST = 40  # code points that may follow a quotation alone in its block
_LONGEST = 1_400  # code points of one passage


@dataclass
class Reported:
    """Words with their attribution; `also`: where they stand a second time, set apart; `apart`: what stands there."""

    words: str
    quoted: list[Span]
    attribution: Attribution | None
    also: list[Span] = field(default_factory=list)
    apart: list[tuple[str, Span]] = field(default_factory=list)


def read_verbatims(draft: Draft, speakers: Speakers) -> None:
    """Adds the words that the document reports, each with those to whom they are due; words nobody is named for give nothing."""
    found = quotations(draft)
    attributed = Attributions(draft, speakers, found).found
    reported = [Reported(q.words(draft), q.spans(draft), attributed.get(n)) for n, q in enumerate(found)]
    _sign(draft, speakers, found, reported)
    _tie(draft, speakers, found, reported)
    reported += [Reported(one.words, one.spans, one.attribution) for one in unmarked(draft, speakers)]
    writer = _Writer(draft, speakers)
    for one in reported:
        if one.attribution and one.attribution.speakers:
            writer.write(one, one.attribution)


def _sign(draft: Draft, speakers: Speakers, found: list[Quotation], reported: list[Reported]) -> None:
    """Attributes a block that is one quotation to the one named on the line around it, else in its heading."""
    numbers = {block.start: number for number, block in enumerate(draft.blocks)}
    covered = _covered(draft, found)
    for quotation, one in zip(found, reported, strict=True):
        if one.attribution is None and len(quotation.read(draft).split()) > _FEW:
            first, last = numbers[quotation.block.start], numbers[quotation.last.start]
            if _is_alone(draft, quotation, {}):
                one.attribution = _line(draft, speakers, one, last + 1) or _line(draft, speakers, one, first - 1, ":")
            if one.attribution is None and _is_alone(draft, quotation, covered):
                one.attribution = _heading(draft, speakers, one)


def _is_alone(draft: Draft, quotation: Quotation, covered: dict[int, list[Span]]) -> bool:
    """Whether a quotation is all that its blocks hold, but for a few words after it and what is `covered`."""
    before = _rest(draft, quotation.block, 0, quotation.before, covered)
    after = _rest(draft, quotation.last, quotation.after, None, covered)
    return not any(map(str.isalnum, before)) and len(after) < _REST


def _rest(draft: Draft, block: Block, start: int, end: int | None, covered: dict[int, list[Span]]) -> str:
    """What a part of a block says outside the stretches of it that are covered."""
    text = draft.view(block).text[:end]
    for a, b in covered.get(block.start, ()):
        text = text[:a] + " " * (min(b, len(text)) - a) + text[b:] if a < len(text) else text
    return text[start:].strip()


def _covered(draft: Draft, found: list[Quotation]) -> dict[int, list[Span]]:
    """The stretches of each block that stand between quotation marks, by where the block begins."""
    covered: dict[int, list[Span]] = {}
    for quotation in found:
        first, last = quotation.block, quotation.last
        whole = first is last
        covered.setdefault(first.start, []).append(
            (quotation.before, quotation.after if whole else len(draft.view(first).text))
        )
        if not whole:
            covered.setdefault(last.start, []).append((0, quotation.after))
    return covered


def _line(draft: Draft, speakers: Speakers, one: Reported, number: int, end: str = "") -> Attribution | None:
    """The speaker that a line of its own names."""
    if not 0 <= number < len(draft.blocks) or draft.blocks[number].kind not in ("paragraph", "box", "item"):
        return None
    block = draft.blocks[number]
    words = draft.view(block).text
    told = speakers.told(words) if len(words) < 90 and words.rstrip().endswith(end) else ()
    if not told or (not end and words.rstrip().endswith(":")):
        return None
    return Attribution(told, (*one.quoted, (block.start, block.end)), "verbatims.explicit")


def _heading(draft: Draft, speakers: Speakers, one: Reported) -> Attribution | None:
    """The group whose testimonies a heading announces."""
    heading = draft.outline.at(one.quoted[0][0])
    match = compiled("verbatims", "testimony").find(flat(heading.title)) if heading else None
    if heading is None or match is None or not compiled("verbatims", "spoken").find(flat(one.words)):
        return None
    told = speakers.told(heading.title[slice(*match.span("who"))])
    return Attribution(told, (*one.quoted, (heading.start, heading.end)), "verbatims.implicit") if told else None


def _tie(draft: Draft, speakers: Speakers, found: list[Quotation], reported: list[Reported]) -> None:
    """Adds the words set apart: to those of the running text that say the same, else by themselves."""
    running = [number for number, quotation in enumerate(found) if quotation.block.kind != "box"]
    starts = [quotation.block.start for quotation in found]
    echoes = Echoes(reported[number].words for number in running)
    for pull in pull_quotes(draft, speakers):
        words = pull.words(draft)
        apart = {block.start for block in pull.blocks}
        own = [place for place, number in enumerate(running) if starts[number] in apart]
        same = echoes.of(words, own)
        spans = pull.spans(draft)
        signed = next(
            (one for q, one in zip(found, reported, strict=False) if q.signed and q.block.start in apart), None
        )
        if signed:
            words, spans = signed.words, signed.quoted
            same = echoes.of(words, own)
        if same is not None:
            _forget(found, reported, pull)
            _join(reported[running[same]], pull, words, spans)
        elif pull.apart and pull.line:
            _forget(found, reported, pull)
            lines = [(pull.line.start, pull.line.end)]
            reported.append(Reported(words, spans, Attribution(pull.speakers, (*spans, *lines), "verbatims.pull")))


def _forget(found: list[Quotation], reported: list[Reported], pull: PullQuote) -> None:
    """Drops the quotations that are the words set apart themselves."""
    apart = {block.start for block in pull.blocks}
    for quotation, one in zip(found, reported, strict=False):
        if quotation.block.start in apart:
            one.attribution = None


def _join(one: Reported, pull: PullQuote, words: str, spans: list[Span]) -> None:
    """Adds the place set apart to the words; its line says who speaks where the running text does not."""
    one.also += spans
    if fold(words) != fold(one.words) and len(spans) == 1:
        one.apart.append((words, spans[0]))
    line = [(pull.line.start, pull.line.end)] if pull.line else []
    held = one.attribution
    if pull.speakers and (held is None or not held.explicit):
        bodies = tuple(s for s in (held.speakers if held else ()) if any(p.body == s.label for p in pull.speakers))
        places = (*(held.spans if held else one.quoted), *line)
        one.attribution = Attribution((*bodies, *pull.speakers), places, "verbatims.pull")


@dataclass(frozen=True)
class _Writer:
    draft: Draft
    speakers: Speakers

    def write(self, one: Reported, attribution: Attribution) -> None:
        """Adds the claims of one verbatim."""
        rule, sure = Rule.of(attribution.rule), _SURE[attribution.rule]
        piece = max(self._passages(one.quoted), key=lambda span: span[1] - span[0])
        spans = self._passages([*attribution.spans, *one.also])
        if not any(start <= piece[0] and piece[1] <= end for start, end in spans):
            spans = [piece, *spans]
        verbatim = self.draft.name("verbatim", self.speakers.bodies.scope, one.words)
        words = tidy(self.draft.document.text[slice(*piece)])
        self.draft.say(verbatim, RDF + "type", iri(ug("Verbatim")), spans, rule, sure, words=words)
        self.draft.say(verbatim, SKOS + "prefLabel", text_value(one.words), spans, rule, sure, words=words)
        for told, span in one.apart:
            label = text_value(told)
            self.draft.say(verbatim, SKOS + "altLabel", label, [span], Rule.of("verbatims.pull"), 0.8, words=told)
        kind = iri(concept("attribution", "explicit" if attribution.explicit else "inferred"))
        for speaker in attribution.speakers:
            told = speaker.label.split(" ")[0]
            term = self.speakers.term(speaker, spans, rule, sure)
            self.draft.say(verbatim, ug("attributedTo"), term, spans, rule, sure, words=told)
            self.draft.say(verbatim, ug("attribution"), kind, spans, rule, sure, words=told)
            if speaker.kind in ("Person", "Post"):
                personal = text_value("true", datatype=XSD + "boolean")
                self.draft.say(verbatim, ug("containsPersonalData"), personal, spans, rule, sure, words=told)

    def _passages(self, spans: list[Span]) -> list[Span]:
        """The spans, those too long for a passage cut between sentences."""
        return list(dict.fromkeys(piece for span in spans for piece in self._cut(span)))

    def _cut(self, span: Span) -> Iterator[Span]:
        if span[1] - span[0] <= _LONGEST:
            yield span
            return
        seen = view(self.draft.document.text, span)
        for start, end in sentences(seen):
            at, stop = seen.span(start, end)
            yield from ((cut, min(cut + _LONGEST, stop)) for cut in range(at, stop, _LONGEST))
