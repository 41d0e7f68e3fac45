"""What a study supposes, finds or recommends, as claims."""

import re
from dataclasses import dataclass, field

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import Rule, compiled, load
from usagraph.ingest.speech.speakers import Speakers
from usagraph.ontology.terms import DCT, RDF, SKOS, ug
from usagraph.records import Block, Term, iri, text_value
from usagraph.textview import flat, sentences, tidy

__all__ = ["CLASSES", "KINDS", "Statement", "Statements", "Study"]

CLASSES = {"hypothesis": "Hypothesis", "finding": "Finding", "recommendation": "Recommendation"}
KINDS = ("paragraph", "item", "box", "heading")
_SURE = {"numbered": 0.95, "listed": 0.9, "prescribed": 0.8, "compared": 0.6}
_LONGEST = 1_400
#: "Axe 2 – " before the name of an axis.
_NUMBERED = re.compile(r"^[^\W\d]{3,}(?: [^\W\d]{2,}){0,2} (?:n° ?)?(?:\d{1,2}|[IVX]{1,4}|[A-H])\s?[.:–—-]\s?(?=\S)")
#: "Volet « Accueillir »": the name of an axis is what stands between the guillemets.
_NAMED = re.compile(r"^[^\W\d]{3,}(?: [^\W\d]{2,}){0,2}\s(?::\s)?«\s?(?P<name>[^«»]+?)\s?»?$")
_SHORT = re.compile(r"\bh\d\b")


@dataclass
class Statement:
    """A statement found in a block: its words in offsets of the view, its number, the axis it stands under.

    `begins`: where what is quoted of it as evidence begins, when that is before its words.
    """

    family: str
    block: Block
    start: int
    end: int
    rule: str
    number: str = ""
    axis: tuple[str, Span] | None = None
    report: "Study | None" = None
    begins: int | None = None


@dataclass(frozen=True)
class Study:
    """A public study, by its kind and who signs it."""

    kind: str
    signer: str
    spans: tuple[Span, ...]
    number: int


@dataclass
class Statements:
    """Says what was found: each statement once, its axis, its study, and which findings bear on which hypothesis."""

    draft: Draft
    speakers: Speakers
    #: The findings by the sentence that states them.
    stated: dict[tuple[int, int], Term] = field(default_factory=dict)

    def write(self, one: Statement) -> None:
        """Adds the claims of one statement."""
        rule = Rule.of(one.rule)
        sure = _SURE.get(one.rule.partition(".")[2], 0.85)
        spans = self._spans(one)
        label = tidy(self.draft.words(one.block, one.start, one.end).replace("*", "").strip(" «»"))
        words = tidy(max((self.draft.document.text[slice(*s)] for s in self._own(one)), key=len))
        term = self.draft.name(one.family, self.speakers.bodies.scope, label)
        kind = CLASSES[one.family]
        if one.family == "finding":
            self.stated.update({(one.block.start, at): term for at in self._beginnings(one)})
        self.draft.say(term, RDF + "type", iri(ug(kind)), spans, rule, sure, words=words)
        self.draft.say(term, SKOS + "prefLabel", text_value(label), spans, rule, sure, words=words)
        if one.number:
            self.draft.say(term, SKOS + "notation", text_value(one.number, None), spans, rule, sure, words=one.number)
        if one.axis:
            self._axis(term, one.axis, spans, rule, sure)
        if one.report:
            self._report(term, one.report, spans, rule)

    def _beginnings(self, one: Statement) -> list[int]:
        """Where the sentence that states it begins."""
        return [a for a, b in sentences(self.draft.view(one.block)) if a <= one.start < b]

    def _own(self, one: Statement) -> list[Span]:
        spans = self.draft.view(one.block).spans(one.start, one.end)
        return [(start, min(end, start + _LONGEST)) for start, end in spans]

    def _spans(self, one: Statement) -> list[Span]:
        spans = self.draft.sentence(one.block, one.start if one.begins is None else one.begins, one.end)
        return spans if max(end - start for start, end in spans) <= _LONGEST else self._own(one)

    def _axis(self, term: Term, axis: tuple[str, Span], spans: list[Span], rule: Rule, sure: float) -> None:
        label, place = axis
        theme = self.draft.name("theme", self.speakers.bodies.scope, label)
        self.draft.notion(theme, "theme", label, [place], rule, sure)
        named = _NAMED.match(label)
        bare = named["name"] if named else _NUMBERED.sub("", label)
        if bare != label:
            self.draft.say(theme, SKOS + "altLabel", text_value(bare), [place], rule, sure, words=bare)
        self.draft.say(term, DCT + "subject", theme, [*spans, place], rule, sure, words=label)

    def _report(self, term: Term, study: Study, spans: list[Span], rule: Rule) -> None:
        report = self.draft.name("report", study.signer, study.kind)
        self.draft.thing(report, "Report", study.kind, study.spans, rule, 0.8)
        signer = self.speakers.body(study.signer)
        if signer:
            told = self.speakers.term(signer, study.spans, rule, 0.8)
            self.draft.say(report, DCT + "creator", told, study.spans, rule, 0.8, words=study.signer)
        self.draft.say(report, ug("hasRecommendation"), term, spans, rule, 0.8)

    def verdicts(self, hypotheses: list[Statement]) -> None:
        """Adds the findings that confirm or contradict a numbered hypothesis."""
        numbered = {**{str(n): h for n, h in enumerate(hypotheses, 1)}, **{h.number: h for h in hypotheses if h.number}}
        for block in self.draft.blocks if hypotheses else ():
            words = flat(self.draft.view(block).text)
            if block.kind in KINDS and ("hypothese" in words or _SHORT.search(words)):
                for start, end in sentences(self.draft.view(block)):
                    self._verdict(block, words, (start, end), numbered)

    def _verdict(self, block: Block, words: str, place: Span, numbered: dict[str, Statement]) -> None:
        for predicate in ("supports", "contradicts"):
            match = compiled("findings", "verdict", predicate).find(words, *place)
            held = numbered.get(_number(match, len(numbered))) if match else None
            if match and held:
                rule = Rule.of("findings.verdict")
                finding = self._finding(block, place, rule)
                label = tidy(self.draft.words(held.block, held.start, held.end).replace("*", "").strip(" «»"))
                term = self.draft.name("hypothesis", self.speakers.bodies.scope, label)
                spans, told = self.draft.sentence(block, *place), self.draft.words(block, *match.span())
                self.draft.say(finding, ug(predicate), term, spans, rule, 0.85, words=told)

    def _finding(self, block: Block, place: Span, rule: Rule) -> Term:
        """The finding that the sentence states, else the sentence as one."""
        stated = self.stated.get((block.start, place[0]))
        if stated:
            return stated
        label = tidy(self.draft.words(block, *place).replace("*", "").rstrip(" ."))
        term = self.draft.name("finding", self.speakers.bodies.scope, label)
        spans = self.draft.sentence(block, *place)
        words = tidy(self.draft.document.text[slice(*spans[0])])
        self.draft.say(term, RDF + "type", iri(ug("Finding")), spans, rule, 0.85, words=words)
        self.draft.say(term, SKOS + "prefLabel", text_value(label), spans, rule, 0.85, words=words)
        return term


def _number(match: re.Match[str], count: int) -> str:
    """The number of the hypothesis that a verdict names."""
    told = load("findings")["ordinals"].get(match["ordinal"] or "", match["number"] or match["number2"])
    return str(count) if told == "last" else str(told)
