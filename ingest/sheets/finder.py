"""Finds the headings of sheets among the lines of a document: labels of forms, lines that stand alone, label and colon."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.line import LONGEST_HEADING, Line
from usagraph.ingest.sheets import cells
from usagraph.ingest.sheets.headings import choice_of, meaning, people_alone
from usagraph.ingest.sheets.meaning import Meaning
from usagraph.ingest.sheets.run_in import run_in_headings

__all__ = ["BULLET", "OTHER", "Finder", "Found"]

OTHER = "autre"
BULLET = re.compile(r"\s*[-–•·*▪➢→❖]\s")
_FOLLOWING = re.compile(r"(?<=[.;]) +(?P<label>[A-ZÀ-Þ][^.:;\n]{2,40}?) ?:(?= )")
_ASKED = re.compile(r"(?P<label>\W{0,4}[A-ZÀ-Þ][^.:;?\n«»]{2,58}\?)\s+(?=[^\s«“\"])")
#: A label led to its value by dots or blanks, as on a form: "Porteur ..... Service de l'eau"; not a line of contents.
_LED = re.compile(
    r"\W{0,4}(?P<label>[A-ZÀ-Þ][^.:…_\t\n]{1,48}?)(?:\s?(?:\.{4,}|…{2,}|_{4,})\s*|\t+\s*| {3,})(?=\D*[^\W\d_]{2})"
)
_LONGEST_OTHER = 60
_LONGEST_BULLET = 4
_LONGEST_LABEL = 50
_BRIEF = 3  # words of a label whose value no property takes
#: "Deux écueils : ..." counts what a sentence lists, as running text does.
_COUNTED = re.compile(r"\W*(?:deux|trois|quatre|cinq|six|\d) ", re.IGNORECASE)
_INDEFINITE = re.compile(r"\W*(?:une?|des|cett?e?|ces) ", re.IGNORECASE)
UNKNOWN = Meaning(OTHER, {"takes": "nothing", "weight": 0}, "sheets", "1")


@dataclass(frozen=True)
class Found:
    """A heading: its first line, the line after it, its words, the value after its colon, the end of its row."""

    number: int
    after: int
    meaning: Meaning
    span: Span
    value: Span | None = None
    stop: int | None = None


class Finder:
    """Reads the lines of a document for the headings that a profile or the gazetteer knows."""

    def __init__(self, draft: Draft, lines: list[Line], profile: str, apart: Collection[Span]) -> None:
        self.draft = draft
        self.lines = lines
        self.profile = profile
        self.tables = cells.lay_out(draft.document, draft.tables.all, profile, apart)
        self.run_in = run_in_headings(lines, profile)

    def found(self) -> Iterator[Found]:
        """The headings in order; one that only means something under another is left out elsewhere."""
        before: Found | None = None
        number = 0
        while number < len(self.lines):
            answers = before is not None and _chooses(before, number, self.lines[number].words)
            found = None if answers else self._people(number, before) or self._heading(number)
            if found and not (found.meaning.rule.get("after") and not _tells_effects(before)):
                before = found
                yield from self._several(found)
            number = max(number + 1, self._after(number, found) if found else 0)

    def _after(self, number: int, found: Found) -> int:
        """The line from which to look on: below a heading, else beside a label whose value stands under those of others."""
        own = self.lines[number].block.start
        if own not in self.tables.labels:
            return found.after
        starts = ((n, self.lines[n].block.start) for n in range(number + 1, min(found.after, len(self.lines))))
        return next((n for n, start in starts if start in self.tables.labels and start != own), found.after)

    def _people(self, number: int, before: Found | None) -> Found | None:
        """The people named alone under a heading of effects, or beside their effects: "Agents : moins d'attente"."""
        line = self.lines[number]
        label, _, rest = line.words.partition(":")
        if before is None or len(label) > _LONGEST_LABEL or not _awaits_people(before, number):
            return None
        known = people_alone(label)
        if known is None or not (rest.strip() or self._stands_out(number)):
            return None
        at = self.draft.document.text.find(":", line.start, line.end) + 1
        return Found(number, number + 1, known, (line.start, at or line.end), (at, line.end) if rest.strip() else None)

    def _several(self, found: Found) -> Iterator[Found]:
        """A heading with its value, then those that follow on the same line: "Besoin : un lieu. Souhait : un jardin."."""
        if found.value is None or found.stop is not None:
            yield found
            return
        start, end = found.value
        text = self.draft.document.text
        for match in _FOLLOWING.finditer(text, start, end):
            known = meaning(match["label"], self.profile)
            if known and _may_lead(match["label"], text[match.end() : end] or " ", known):
                yield replace(found, value=(start, match.start("label")))
                span = match.span("label")
                found, start = Found(found.number, found.after, known, span, (match.end(), end)), match.end()
        yield found

    def _heading(self, number: int) -> Found | None:
        line = self.lines[number]
        if label := self.tables.labels.get(line.block.start):
            return self._label(number, label)
        if line.block.start in self.tables.data:
            return None
        if one := self.run_in.get(number):
            return Found(number, number + 1, one.meaning, (line.start, one.end), (one.start, line.end))
        return self._plain(number, line, line.block.start in self.tables.values)

    def _label(self, number: int, label: cells.Label) -> Found:
        """A label of a form with the cells beside it."""
        after = number
        while after < len(self.lines) and self.lines[after].block.start == label.cell.start:
            after += 1
        stop = after
        while stop < len(self.lines) and self.lines[stop].start < label.end:
            stop += 1
        known = label.meaning or UNKNOWN
        span = (label.cell.start, label.cell.end)
        if label.values and label.values[0].start > self.lines[after - 1].end and stop > after:
            first = next((n for n in range(after, stop) if self.lines[n].start >= label.values[0].start), after)
            return Found(number, first, known, span, None, stop)
        return Found(number, after, known, span, None, stop)

    def _plain(self, number: int, line: Line, inside: bool) -> Found | None:
        """The heading a line is, with the span of the value that follows its colon."""
        if len(line.raw.partition(":")[0]) > 2 * LONGEST_HEADING or line.begins_low:
            return None
        label, colon, rest = line.words.partition(":")
        if len(label) > LONGEST_HEADING or line.goes_on:
            return None
        profile, span = self.profile, (line.start, line.end)
        if led := self._led(number, line):
            return led
        if asked := self._asked(number, line):
            return asked
        if not inside and len(line.words) <= LONGEST_HEADING and not self._runs_on(number):
            known = meaning(line.words, profile, self._stands_out(number))
            if known and (known.own or self._may_head(line)):
                return Found(number, number + 1, known, span)
        if colon and rest.strip():
            known = meaning(label, profile)
            if known and line.block.kind == "heading" and not known.own:
                return None
            if known and (known.rule.get("inline") if known.own else _may_lead(label, rest, known)):
                at = self.draft.document.text.index(":", line.start) + 1
                return Found(number, number + 1, known, (line.start, at), (at, line.end))
        return None

    def _led(self, number: int, line: Line) -> Found | None:
        """The label of a line that dots or blanks lead to its value."""
        match = _LED.match(line.raw)
        known = meaning(match["label"], self.profile) if match else None
        if match is None or known is None or known.takes == "nothing":
            return None
        end, start = line.start + match.end("label"), line.start + match.end()
        return Found(number, number + 1, known, (line.start, end), (start, line.end))

    def _asked(self, number: int, line: Line) -> Found | None:
        """The question that a line asks and answers: "Pour qui ? Les voisins"."""
        match = _ASKED.match(line.raw)
        known = meaning(match["label"], self.profile) if match else None
        if match is None or known is None or known.takes == "nothing":
            return None
        end, start = line.start + match.end("label"), line.start + match.end()
        return Found(number, number + 1, known, (line.start, end), (start, line.end))

    def _stands_out(self, number: int) -> bool:
        """Whether the place of a line says that it is a heading: by its style, or alone and without a full stop."""
        line = self.lines[number]
        alone = line.block.kind != "item" and self.is_alone(number)
        return line.block.kind == "heading" or alone or line.words[-1] in ":?"

    def _runs_on(self, number: int) -> bool:
        """Whether a sentence runs over a line into the next."""
        line = self.lines[number]
        below = self.lines[number + 1] if number + 1 < len(self.lines) else None
        goes_on = (
            below is not None and below.block is line.block and line.block.kind == "paragraph" and below.begins_low
        )
        return line.words[-1] in ";," or (goes_on and line.words[-1] not in ":?")

    @staticmethod
    def _may_head(line: Line) -> bool:
        """Whether a line may be a heading that no profile knows: no item of a list, unless something follows it."""
        first = line.start < line.block.start + _LONGEST_BULLET
        item = (line.block.kind == "item" and first) or BULLET.match(line.raw) or _INDEFINITE.match(line.words)
        return line.words[-1] in ":?" or not item

    def is_alone(self, number: int) -> bool:
        """Whether a line is a block of its own, short, and no sentence."""
        line = self.lines[number]
        lone = all(self.lines[n].block is not line.block for n in (number - 1, number + 1) if 0 <= n < len(self.lines))
        telling = len(line.words) <= _LONGEST_OTHER and line.words[-1] not in ".;,:" and not line.begins_low
        return lone and telling and any(len(word) > 3 for word in line.words.split())


def _may_lead(label: str, rest: str, known: Meaning) -> bool:
    """Whether a value may follow a label of the gazetteer on its line: "Public : les aînés", not "Un public : ...", nor
    what somebody says."""
    if rest.strip()[0] in '«“"':
        return known.takes == "title"
    if known.rule.get("property") == "hasFactor" and _COUNTED.match(label):
        return False
    said = known.takes != "nothing" or (known.weight and len(label.split()) <= _BRIEF)
    return bool(said) and len(label) <= _LONGEST_LABEL and not _INDEFINITE.match(label)


def _chooses(found: Found, number: int, words: str) -> bool:
    """Whether a line is the answer to the choice asked just above it, though it may head something elsewhere: "Projet"."""
    asked = found.meaning.takes in ("mode", "nature") and found.value is None and found.after == number
    return asked and len(words.split()) <= _BRIEF and choice_of(found.meaning.takes, words) is not None


def _awaits_people(found: Found, number: int) -> bool:
    """Whether people named on a line are those whose effects follow: under a heading that holds nothing yet, or beside
    others like them."""
    beside = found.meaning.rule.get("after") and found.value is not None
    return bool(beside) or (_tells_effects(found) and found.value is None and found.after == number)


def _tells_effects(found: Found | None) -> bool:
    """Whether a heading tells of effects, so that "pour les élus" under it tells of theirs."""
    return found is not None and (
        found.meaning.rule.get("makes") == "Effect" or found.meaning.name in ("transfo", "provoque", "evaluation")
    )
