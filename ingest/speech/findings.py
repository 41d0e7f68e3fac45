"""Hypotheses, findings and recommendations: numbered, announced, or listed under a heading that says what they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import Pattern, cached, compiled, load, pattern
from usagraph.ingest.speech.speakers import Speakers
from usagraph.ingest.speech.statement import CLASSES, KINDS, Statement, Statements, Study
from usagraph.records import Block
from usagraph.textview import flat, sentences, slug

__all__ = ["read_findings"]

_OPENING = ("numbered", "short")
_FEWEST = 3  # words
_BULLET = re.compile(r"^(?:[\s•·▪–—*-]|o\s)*(?:\d{1,2}[.)]\s)?")
_STUDY = re.compile("etude|rapport")
_LABEL = 24  # code points of a label such as « Hypothèse 1. »
_NEAR = 12  # blocks between a study and the list of what it recommends


@dataclass
class Context:
    """What the blocks before make of a list item: a family, an axis, a study."""

    family: str | None = None
    axis: tuple[str, Span] | None = None
    study: Study | None = None
    by_heading: bool = False


def read_findings(draft: Draft, speakers: Speakers) -> None:
    """Adds the hypotheses, findings and recommendations of the document, and which findings bear on which hypothesis."""
    found = _Reading(draft).statements()
    writer = Statements(draft, speakers)
    for statement in found:
        writer.write(statement)
    writer.verdicts([s for s in found if s.family == "hypothesis"])


@dataclass
class _Reading:
    draft: Draft
    context: Context = field(default_factory=Context)
    studies: list[Study] = field(default_factory=list)

    def statements(self) -> list[Statement]:
        """The statements, in order."""
        return [
            s for number, block in enumerate(self.draft.blocks) if block.kind in KINDS for s in self._of(number, block)
        ]

    def _of(self, number: int, block: Block) -> Iterator[Statement]:
        text = self.draft.view(block).text
        words = flat(text)
        if block.kind == "item" and self.context.family:
            found = self._item(block, text)
            if found:
                yield found
            return
        cued = any(cue in words for cue in load("findings")["cues"])
        if self._is_heading(block):
            self._enter(block, words if cued else "")
        elif cued:
            yield from self._running(number, block, words)
        elif not self.context.by_heading:
            self.context = Context()

    def _is_heading(self, block: Block) -> bool:
        heading = self.draft.outline.at(block.start)
        return block.kind == "heading" or (heading is not None and heading.start == block.start)

    def _enter(self, block: Block, words: str) -> None:
        """Notes what a heading announces; an axis keeps what the heading above it announced."""
        if self._axis(block, words):
            return
        family = next((name for name, test in _headings() if test.regex.search(words)), None)
        self.context = Context(family, None, None, by_heading=family is not None)

    def _axis(self, block: Block, words: str) -> int:
        """Where the axis ends that a block begins with, among recommendations; 0 where it begins with none."""
        match = compiled("findings", "axis").regex.search(words) if self.context.family == "recommendation" else None
        if match is None:
            return 0
        seen = self.draft.view(block)
        start = len(seen.text) - len(seen.text.lstrip())
        self.context.axis = (seen.text[start : match.end()].strip(" ."), seen.span(start, match.end()))
        return match.end()

    def _item(self, block: Block, text: str) -> Statement | None:
        bullet = _BULLET.match(text)
        start = bullet.end() if bullet else 0
        end = len(text.rstrip(" .;,"))
        if len(text[start:end].split()) < _FEWEST or not self.context.family:
            return None
        held = self.context
        return Statement(held.family or "", block, start, end, "findings.listed", "", held.axis, held.study)

    def _running(self, number: int, block: Block, words: str) -> Iterator[Statement]:
        seen = self.draft.view(block)
        several = False
        begins = self._axis(block, words)
        for start, end in _whole([(max(a, begins), b) for a, b in sentences(seen) if b > begins]):
            listed = compiled("findings", "listed").regex.search(words[start:end]) if several else None
            if listed:
                stop = start + len(words[start:end].rstrip(" .;"))
                yield Statement(
                    "finding", block, start + listed.end(), self._before_bearing(words, start, stop), "findings.said"
                )
            else:
                yield from self._sentence(block, words, start, end, opens=start == begins)
            several = several or bool(compiled("findings", "several").regex.search(words[start:end]))
            if _STUDY.search(words, start, end):
                self._note(number, block, words, start, end)
        self._lead(number, block, words)

    def _note(self, number: int, block: Block, words: str, start: int, end: int) -> None:
        """Notes the study that a sentence says somebody publishes."""
        study = compiled("findings", "report").regex.search(words, start, end)
        if study:
            text = self.draft.view(block).text
            kind, signer = (text[slice(*study.span(name))] for name in ("kind", "who"))
            spans = tuple(self.draft.sentence(block, start, end))
            self.studies.append(Study(kind, _last_name(signer), spans, number))

    def _before_bearing(self, words: str, start: int, stop: int) -> int:
        """Where a finding ends, before what the sentence says of a hypothesis."""
        match = compiled("findings", "bears").regex.search(words, start, stop)
        return match.start() if match else stop

    def _sentence(self, block: Block, words: str, start: int, end: int, *, opens: bool) -> Iterator[Statement]:
        sentence = words[start:end]
        for family, name, needs, test in _forms():
            match = test.regex.search(sentence) if any(word in sentence for word in needs) else None
            if match and (name not in _OPENING or opens):
                stop = start + len(words[start:end].rstrip(" .;"))
                if len(words[start + match.end() : stop].split()) >= _FEWEST:
                    figure = match.groupdict().get("number") or ""
                    axis = self.context.axis if (family, name) == ("recommendation", "numbered") else None
                    rule = "findings.numbered" if name in _OPENING else "findings.said"
                    stop = self._before_bearing(words, start, stop) if family == "finding" else stop
                    yield Statement(family, block, start + match.end(), stop, rule, figure, axis, None, start)
                return

    def _lead(self, number: int, block: Block, words: str) -> None:
        """Notes what the end of a paragraph announces for the list below it."""
        for family, test in _leads() if words.rstrip().endswith(":") else ():
            match = test.regex.search(words[-400:])
            if match:
                axis = match.groupdict().get("axis")
                at = len(words) - len(words[-400:])
                label = self.draft.view(block).text[slice(*(at + o for o in match.span("axis")))] if axis else ""
                study = self._study(number, match.groupdict().get("who") or "")
                held = (label, (block.start, block.end)) if label else None
                self.context = Context(family, held, study)
                return
        if not self.context.by_heading:
            self.context = Context()

    def _study(self, number: int, who: str) -> Study | None:
        """The study that the one who recommends has signed, a few blocks before."""
        near = [s for s in self.studies if number - s.number <= _NEAR and slug(s.signer) in slug(who)]
        return near[-1] if near else None


def _whole(spans: list[Span]) -> list[Span]:
    """The sentences, the number that the first one may be (« H1. ») joined to what it numbers."""
    if len(spans) > 1 and spans[0][1] - spans[0][0] <= _LABEL:
        return [(spans[0][0], spans[1][1]), *spans[2:]]
    return spans


def _last_name(words: str) -> str:
    """The body that a stretch ends with: its last words, from the first capital on."""
    match = re.search(r"[A-ZÀ-Þ][^,]*$", words)
    return match.group().strip() if match else words.strip()


@cached
def _forms() -> tuple[tuple[str, str, tuple[str, ...], Pattern], ...]:
    content = load("findings")
    return tuple(
        (family, entry["id"], tuple(entry["needs"]), pattern(entry)) for family in CLASSES for entry in content[family]
    )


@cached
def _headings() -> tuple[tuple[str, Pattern], ...]:
    return tuple((name, pattern(entry)) for name, entry in load("findings")["headings"].items())


@cached
def _leads() -> tuple[tuple[str, Pattern], ...]:
    return tuple((name, pattern(entry)) for name, entry in load("findings")["leads"].items())
