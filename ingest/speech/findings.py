"""Hypotheses, findings and recommendations: numbered, announced, or listed under a heading that says what they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import Pattern, compiled, load
from usagraph.ingest.speech.speakers import Speakers
from usagraph.ingest.speech.statement import KINDS, Statement, Statements, Study
from usagraph.ingest.speech.statement_codes import coded
from usagraph.ingest.speech.statement_forms import PLURALS, forms, headings, leads, several
from usagraph.ingest.speech.statement_labels import Label, axis_of, label_of
from usagraph.ingest.speech.statement_lines import compares, each_of, inline, lead_of, whole
from usagraph.ingest.speech.statement_tables import tabled
from usagraph.ingest.speech.studies import Studies
from usagraph.records import Block
from usagraph.textview import flat, holds_any, sentences, tidy

__all__ = ["read_findings"]

#: Forms of which a label is the beginning.
_OPENING = ("numbered", "short", "ordinal", "bare", "against")
_FEWEST = 3  # words
_BULLET = re.compile(r"^(?:[\s•·▪–—*-]|o\s)*(?:\d{1,2}[.)]\s)?")
_SHORTEST, _LONGEST = 25, 220  # code points of a paragraph that may be an item
_REACH = 3  # blocks after the one that announces several statements
_INNER = re.compile(r"\s[:;]\s")
_FULL_STOP = re.compile(r"\s?[.:]\s*")


@dataclass
class Context:
    """What the blocks before make of a list item: a family, an axis, a study."""

    family: str | None = None
    axis: tuple[str, Span] | None = None
    study: Study | None = None
    by_heading: bool = False
    level: int | None = None
    results: bool = False


def read_findings(draft: Draft, speakers: Speakers) -> None:
    """Adds the hypotheses, findings and recommendations of the document, and which findings bear on which hypothesis."""
    found, writer = [*_Reading(draft).statements(), *tabled(draft)], Statements(draft, speakers)
    for statement in found:
        writer.write(statement)
    writer.verdicts([s for s in found if s.family == "hypothesis"])


@dataclass
class _Reading:
    draft: Draft
    context: Context = field(default_factory=Context)
    supposes: bool = False
    #: The axis that a line of its own names, where no heading announced recommendations; and the label of a statement to come.
    axis: tuple[str, Span] | None = None
    label: Label | None = None
    several: str | None = None
    since: int = 0

    def __post_init__(self) -> None:
        self.studies = Studies(self.draft)
        self.cued = self.draft.holding(load("findings")["cues"])
        self.forms = [(*form, self.draft.holding(form[2])) for form in forms()]

    def statements(self) -> list[Statement]:
        """The statements, in order."""
        return [
            s for number, block in enumerate(self.draft.blocks) if block.kind in KINDS for s in self._of(number, block)
        ]

    def _of(self, number: int, block: Block) -> Iterator[Statement]:
        text = self.draft.view(block).text
        words = flat(text)
        label = label_of(words)
        if label and not words[label.end :].strip():
            self.label = label
            return
        labelled_above, self.label = self.label, None
        if labelled_above and block.kind != "heading":
            yield from self._labelled(block, words, labelled_above)
            return
        if numbered := self._coded(number, block):
            yield numbered
            return
        if self.context.family and (block.kind == "item" or self._is_row(number, block)):
            found = self._item(block, text)
            if found:
                yield found
            return
        cued = block.start in self.cued
        if self._is_heading(block):
            labelled = list(self._sentence(block, words, 0, len(words))) if cued else []
            labelled = [one for one in labelled if one.rule == "findings.numbered"]
            yield from labelled
            if not labelled:
                self.axis = axis_of(self.draft, block, words)
                self._enter(block, words)
        elif cued or self.several or self._prescribes or self._reports:
            yield from self._running(number, block, words)
        elif not (self.context.by_heading or self.context.results):
            self.context = Context()

    def _labelled(self, block: Block, words: str, label: Label) -> Iterator[Statement]:
        """The statement that the line above labels: the first sentence of the block."""
        start, end = sentences(self.draft.view(block))[0]
        stop = start + len(words[start:end].rstrip(" .;"))
        if len(words[start:stop].split()) >= _FEWEST:
            axis = (self.context.axis or self.axis) if label.family == "recommendation" else None
            yield Statement(label.family, block, start, stop, "findings.numbered", "", axis)

    def _coded(self, number: int, block: Block) -> Statement | None:
        """The statement that a code numbers, under a heading that says what it is; None where it is none."""
        held, place = self.context, None
        if held.by_heading and held.family:
            place = coded(self.draft, number, heading=self._is_heading(block), acts=held.family == "recommendation")
        if place is None:
            return None
        self.supposes = self.supposes or held.family == "hypothesis"
        axis = (held.axis or self.axis) if held.family == "recommendation" else None
        return Statement(held.family or "", block, *place, "findings.listed", "", axis, held.study)

    def _is_row(self, number: int, block: Block) -> bool:
        """Whether a paragraph of one sentence stands in a row of such, as an item of a list does."""
        if not self.context.by_heading or not self._is_alone(block):
            return False
        around = self.draft.blocks[max(0, number - 1) : number] + self.draft.blocks[number + 1 : number + 2]
        return any(self._is_alone(near) for near in around)

    def _is_alone(self, block: Block) -> bool:
        seen = self.draft.view(block)
        if block.kind != "paragraph" or not _SHORTEST < len(seen.text) <= _LONGEST or self._is_heading(block):
            return False
        words = flat(seen.text)
        plain = (
            not compiled("findings", "no_statement").find(words)
            and words.rstrip()[-1:] in ".;"
            and not _INNER.search(words)
        )
        labelled = any(test.find(words) for _, name, _, test in forms() if name in _OPENING)
        axis = compiled("findings", "axis").find(words)
        return plain and not (labelled or axis) and len(sentences(seen)) == 1 and seen.text[:1].isupper()

    @property
    def _prescribes(self) -> bool:
        """Whether what stands here is what the document recommends."""
        return self.context.by_heading and self.context.family == "recommendation"

    @property
    def _reports(self) -> bool:
        """Whether what stands here is what a study that states hypotheses has found."""
        return self.context.results and self.supposes

    def _is_heading(self, block: Block) -> bool:
        heading = self.draft.outline.at(block.start)
        return block.kind == "heading" or (heading is not None and heading.start == block.start)

    def _enter(self, block: Block, words: str) -> None:
        """Notes what a heading announces; an axis, or a heading below, keeps what the one above it announced."""
        if self._axis(block, words):
            return
        held = self.context
        family = next((name for name, test in headings() if test.find(words)), None)
        below = held.level is not None and block.level is not None and block.level > held.level
        if family is None and below and (held.by_heading or held.results):
            label = (tidy(self.draft.view(block).text), (block.start, block.end))
            held.axis = label if held.family == "recommendation" else None
            return
        results = bool(compiled("findings", "results").find(words))
        self.context = Context(family, None, None, family is not None, block.level, results)

    def _axis(self, block: Block, words: str) -> int:
        """Where the axis ends that a block begins with, among recommendations; 0 where it begins with none."""
        if self.context.family != "recommendation":
            return 0
        if other := compiled("findings", "no_axis").find(words):
            self.context.axis = None
            return other.end()
        match = compiled("findings", "axis").find(words)
        if match is None:
            return 0
        seen = self.draft.view(block)
        start = len(seen.text) - len(seen.text.lstrip())
        self.context.axis = (seen.text[start : match.end()].strip(" ."), seen.span(start, match.end()))
        stop = _FULL_STOP.match(seen.text, match.end())
        return stop.end() if stop else match.end()

    def _item(self, block: Block, text: str) -> Statement | None:
        bullet = _BULLET.match(text)
        start = bullet.end() if bullet else 0
        label = label_of(flat(text[start:]))
        label = label if label and label.family == self.context.family else None
        start += label.end if label else 0
        end = len(text.rstrip(" .;,"))
        if len(text[start:end].split()) < _FEWEST or not self.context.family:
            return None
        held = self.context
        self.supposes = self.supposes or held.family == "hypothesis"
        number = label.number if label else ""
        axis = held.axis or (self.axis if held.family == "recommendation" else None)
        return Statement(held.family or "", block, start, end, "findings.listed", number, axis, held.study)

    def _running(self, number: int, block: Block, words: str) -> Iterator[Statement]:
        seen = self.draft.view(block)
        begins = self._axis(block, words)
        self.axis = axis_of(self.draft, block, words) or self.axis
        spans = whole(words, [(max(a, begins), b) for a, b in sentences(seen) if b > begins])
        for start, end in spans:
            listed, told = self._one_of_several(words[start:end]), list[Statement]()
            if listed and self.several:
                stop = self._before_bearing(words, start, start + len(words[start:end].rstrip(" .;")))
                self.supposes = self.supposes or self.several == "hypothesis"
                yield Statement(self.several, block, start + listed.end(), stop, "findings.said")
            else:
                told = list(self._sentence(block, words, start, end))
                edge = (start, end) in (spans[0], spans[-1])
                yield from told or self._unmarked(block, words, start, end, edge=edge)
            self._announce(number, words[start:end])
            if self.several and self.since == number and not (listed or told):
                for a, b in inline(words, start, end):
                    yield Statement(self.several, block, a, b, "findings.said", begins=start)
            self.studies.note(number, block, words, (start, end))
        self._lead(number, block, words)

    def _announce(self, number: int, sentence: str) -> None:
        """Notes that a sentence announces several statements, for those that follow."""
        near = holds_any(sentence, PLURALS)
        family = next((name for name, test in several() if near and test.find(sentence)), None)
        if family:
            self.several, self.since = family, number
        elif self.several and number - self.since > _REACH:
            self.several = None

    def _one_of_several(self, sentence: str) -> re.Match[str] | None:
        """How a sentence begins that is one of those announced."""
        found = compiled("findings", "listed").find(sentence) if self.several else None
        if found is None and self.several == "hypothesis":
            found = compiled("findings", "nth").find(sentence)
        return found if found and len(sentence[found.end() :].split()) >= _FEWEST else None

    def _before_bearing(self, words: str, start: int, stop: int) -> int:
        """Where a finding ends, before what the sentence says of a hypothesis."""
        match = compiled("findings", "bears").find(words, start, stop)
        return match.start() if match else stop

    def _sentence(self, block: Block, words: str, start: int, end: int) -> Iterator[Statement]:
        sentence = words[start:end]
        for family, name, needs, test, places in self.forms:
            match = test.find(sentence) if block.start in places and holds_any(sentence, needs) else None
            if match:
                stop = start + len(words[start:end].rstrip(" .;"))
                if len(words[start + match.end() : stop].split()) >= _FEWEST:
                    figure = match.groupdict().get("number") or ""
                    axis = (self.context.axis or self.axis) if family == "recommendation" else None
                    rule = "findings.numbered" if name in _OPENING else "findings.said"
                    stop = self._before_bearing(words, start, stop) if family == "finding" else stop
                    self.supposes = self.supposes or family == "hypothesis"
                    for a, b in each_of(family, words, match.group(), (start + match.end(), stop)):
                        yield Statement(family, block, a, b, rule, figure, axis, None, start)
                return

    def _unmarked(self, block: Block, words: str, start: int, end: int, *, edge: bool) -> Iterator[Statement]:
        """What a sentence prescribes under a heading of recommendations, or compares where results are reported."""
        sentence = words[start:end]
        stop = start + len(sentence.rstrip(" .;"))
        if len(sentence.split()) < _FEWEST or sentence.rstrip().endswith((":", "?")):
            return
        match = compiled("findings", "prescribes").find(sentence) if self._prescribes else None
        if match:
            rule, begin = "findings.prescribed", start + match.end() + lead_of(sentence[match.end() :])
            yield Statement("recommendation", block, begin, stop, rule, "", self.context.axis, None, start)
        elif edge and self._reports and compares(sentence):
            yield Statement("finding", block, start, stop, "findings.compared", "", None, None, start)

    def _lead(self, number: int, block: Block, words: str) -> None:
        """Notes what the end of a paragraph announces for the list below it."""
        for family, test in leads() if words.rstrip().endswith(":") else ():
            match = test.find(words[-400:])
            if match:
                axis = match.groupdict().get("axis")
                at = len(words) - len(words[-400:])
                label = self.draft.view(block).text[slice(*(at + o for o in match.span("axis")))] if axis else ""
                study = self.studies.by(number, match.groupdict().get("who") or "")
                held = (label, (block.start, block.end)) if label else None
                self.context = Context(family, held, study)
                return
        told = next((family for family, test in several() if self._announces(test, number, block, words)), None)
        if told and not self.context.by_heading:
            self.context = Context(told)
        elif not (self.context.by_heading or self.context.results):
            self.context = Context()

    def _announces(self, test: Pattern, number: int, block: Block, words: str) -> bool:
        """Whether the last sentence of a paragraph announces several statements, and a list follows."""
        after = self.draft.blocks[number + 1 : number + 2]
        if not after or after[0].kind != "item" or block.kind == "item" or not holds_any(words, PLURALS):
            return False
        return bool(test.find(words, sentences(self.draft.view(block))[-1][0]))
