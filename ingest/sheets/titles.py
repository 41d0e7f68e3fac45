"""What a sheet is called: its title field, else the heading above it, else the words that the list of contents holds."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from rapidfuzz import fuzz, process

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.line import LONGEST_HEADING, Line, is_quotation
from usagraph.ingest.masking import FILLER
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.sheets.codes import code_of, shared_letters
from usagraph.ingest.sheets.headings import means_nothing
from usagraph.ingest.sheets.meaning import Meaning
from usagraph.textview import flat, fold, tidy

__all__ = ["Title", "Titles", "contents_of"]

_MOST_LINES = 3
_ABOVE = 2  # lines between a title without style and the first heading
_ALIKE = 100
_LEAST_ALIKE = 82  # of 100: titles in a list of contents are often worded a little differently
_MARKS = re.compile(r"[^a-z0-9]+")
_SURE = 92  # of 100: a title that nothing but the list of contents tells
_TELLING = 20  # code points
#: Code points: a longer list of contents is several, and the cost of comparing with it would grow with the text.
_LONGEST_CONTENTS = 20_000
_NEAR = 8  # headings: a title printed after the text stands above one of the first
#: How many fields of a sheet may name it, and what those may be: who leads, or for whom, names none.
_FIRST, _NAMING = 2, frozenset(["autre", "resume", "realisations", "titre"])
_LABELLED = re.compile(r"\s*[A-ZÀ-Þ][^:.;!\n«»]{1,40}?\s?:\s+(?=[^\s«“\"])")
_SENTENCES = re.compile(r"[a-zà-ÿ)»][.!?]\s+[A-ZÀ-Þ«]")
_CONTENTS = re.compile(r"(?:_{3,}|\.{4,}|\bP\.)\s*\d{1,3}\b")


class _Heading(Protocol):
    """What is asked of a heading of a sheet."""

    @property
    def number(self) -> int: ...
    @property
    def after(self) -> int: ...
    @property
    def meaning(self) -> Meaning: ...
    @property
    def value(self) -> Span | None: ...


@dataclass(frozen=True)
class Title:
    """What a sheet is called and where, with the number printed before it."""

    words: str
    span: Span
    number: tuple[str, Span] | None = None
    #: Whether anything tells that it is a title; nothing does of the first words of a sheet.
    told: bool = True


class Titles:
    """Finds the titles of the sheets of a document."""

    def __init__(self, draft: Draft, lines: list[Line]) -> None:
        self.text = draft.document.text
        self.lines = lines
        self.contents = contents_of(self.text)
        self._scores: dict[str, float] = {}
        self._letters = shared_letters(line.words for line in lines if len(line.words) <= LONGEST_HEADING)

    def find(self, floor: int, group: Sequence[_Heading], taken: set[str], top: int | None) -> Title:
        """The title of the sheet whose headings are `group`, not above line `floor`; `top`: the heading it stands under.

        `taken`: titles of the sheets before, which name no other.
        """
        styled = self._styled(floor, group[0].number, top)
        head = self._split(styled) if styled else None
        number = head.number if head else None
        if said := self._said(group):
            named = self._split(said, False)
            return replace(named, number=named.number or number)
        if head and head.words:
            return head
        numbered = self._numbered(floor, group) if styled is None and self.contents is None else None
        if numbered:
            return numbered
        below = self._below(styled, group) if styled else None
        span = below or self._listed(floor, group, {fold(title) for title in taken})
        found = self._split(span) if span else None
        found = found if found and found.words else (self._whole(styled) if styled else self._first_words(floor, group))
        return replace(found, number=found.number or number)

    def _numbered(self, floor: int, group: Sequence[_Heading]) -> Title | None:
        """The line just above the first heading where it bears a number, or stands below one: "2) Le verger"."""
        below, first = None, group[0].number
        for line in reversed(self.lines[max(floor, first - _ABOVE) : first]):
            if len(line.words) > LONGEST_HEADING or line.words[-1] in ".;:,?":
                return None
            found = self._split((line.start, line.end))
            if found.number and not found.words and (named := self._first(line.end, group)):
                return replace(self._split(named, False), number=found.number)
            if found.number and not found.words and below is None:
                return replace(self._whole((line.start, line.end)), number=found.number)
            if found.number and (found.words or below):
                return found if found.words or below is None else replace(self._named(below), number=found.number)
            below = line
        return None

    def _whole(self, span: Span) -> Title:
        """A heading that only numbers its sheet, as the title of what nothing else names."""
        return Title(tidy(self.text[slice(*span)]), span)

    def at(self, number: int) -> Title:
        """The title that the heading at a line is."""
        block = self.lines[number].block
        return self._named(self.lines[number]) if block.kind != "heading" else self._split((block.start, block.end))

    def between(self, start: int, stop: int, taken: Collection[str]) -> list[tuple[int, Title]]:
        """The titles of sheets without headings, with their lines: blocks of their own that stand in the list of contents
        and name no other sheet."""
        found: list[tuple[int, Title]] = []
        others = [fold(title) for title in taken]
        for number in range(start, stop):
            inside = bool(found) and self.lines[number].start < found[-1][1].span[1]
            if inside or self.lines[number - 1].block is self.lines[number].block:
                continue
            for score, span in self._candidates(number, stop, set(others)):
                words = fold(self.text[slice(*span)])
                sure = score >= (_SURE - _LEAST_ALIKE) * len(words) and len(words) >= _TELLING
                if sure and process.extractOne(words, others, scorer=fuzz.partial_ratio, score_cutoff=_SURE) is None:
                    found.append((number, self._split(span)))
        return found[-1:] if len({number for number, _ in found}) == 1 else []

    def _split(self, span: Span, numbered: bool = True) -> Title:
        """A title without the words, the number and the code that say it is that of a sheet; empty where it is nothing else."""
        words = self.text[slice(*span)]
        if coded := code_of(words, self._letters):
            place = span[0] + coded.start("number"), span[0] + coded.end("number")
            named = _stripped(self.text, (span[0] + coded.end(), span[1]))
            return Title(tidy(self.text[slice(*named)]), named, (coded["number"], place))
        match = compiled("headings", "prefix").regex.match(flat(words)) if numbered else None
        if match is None or (match["bare"] and not words[match.end() :].strip()):
            return Title(tidy(words), span)
        start = span[0] + match.end()
        group = "number" if match["number"] else "bare"
        # "Fiche 1/2" is the first of two, not number 1.
        said = bool(match[group]) and "/" not in match.group()
        told = (words[slice(*match.span(group))], span) if said else None
        rest = self.text[start : span[1]].strip()
        return Title(tidy(rest), _stripped(self.text, (start, span[1])) if rest else span, told)

    def _said(self, group: Sequence[_Heading]) -> Span | None:
        """The value of the field that names the sheet: after its colon, else the line below."""
        numbers = {found.number for found in group}
        for found in group:
            if found.meaning.takes == "title":
                if found.value:
                    return _stripped(self.text, found.value)
                below = self.lines[found.after] if found.after < len(self.lines) else None
                if below and found.after not in numbers and not means_nothing(below.words):
                    return _stripped(self.text, (below.start, below.end))
        return None

    def _styled(self, floor: int, first: int, top: int | None) -> Span | None:
        """The heading of the layout that the sheet stands under, else the last one above its first heading."""
        start = floor if top is None else top
        named = self.lines[start].block if top is not None else None
        lines = self.lines[start : max(first, start + 1)]
        styled = [line for line in lines if self._may_name(line) or line.block is named]
        if not styled:
            return None
        chosen = styled[0].block if top is not None else styled[-1].block
        # Side boxes are printed beside a heading of several lines: the first field may stand above its end.
        same = [line for line in self.lines[start : max(first, start + _MOST_LINES)] if line.block is chosen]
        return same[0].start, same[-1].end

    def _may_name(self, line: Line) -> bool:
        return line.block.kind == "heading" and not is_quotation(self.text[line.block.start : line.block.end])

    def _below(self, head: Span, group: Sequence[_Heading]) -> Span | None:
        """What stands under a heading that only says "Fiche 3": its first field, else a line; a title, where it is short
        and no sentence."""
        if named := self._first(head[1], group):
            return named
        first = group[0].number
        under = next((line for line in self.lines[: first + 1] if line.start >= head[1]), None)
        if under is None or under.start >= self.lines[first].start or not _is_short(under.words):
            return None
        return under.start, under.end

    def _first(self, start: int, group: Sequence[_Heading]) -> Span | None:
        """The value of the first field below a heading that names nothing, whatever its label: "Quoi : le verger"."""
        under = self._line_at(start)
        place = next((n for n, found in enumerate(group[:_FIRST]) if found.number == under), None)
        if place is None:
            return self._led(under, group[0]) if under is not None and under < group[0].number else None
        found = group[place]
        if found.meaning.name not in _NAMING:
            return None
        if found.value:
            span: Span | None = _stripped(self.text, found.value)
        else:
            span = self._alone(found.after, group[place + 1].number if place + 1 < len(group) else None)
        return span if span and _is_short(tidy(self.text[slice(*span)])) else None

    def _line_at(self, start: int) -> int | None:
        """The number of the first line from an offset on."""
        number = bisect_left(self.lines, start, key=lambda line: line.start)
        return number if number < len(self.lines) else None

    def _alone(self, start: int, stop: int | None) -> Span | None:
        """The line that is all that stands between two headings."""
        line = self.lines[start] if start < len(self.lines) else None
        return (line.start, line.end) if line and stop == start + 1 and not means_nothing(line.words) else None

    def _led(self, number: int, first: _Heading) -> Span | None:
        """The value of a line that a label nobody knows leads, where the field just below has its value after a colon too."""
        line = self.lines[number]
        match = _LABELLED.match(line.raw)
        if match is None or first.value is None or first.number != number + 1 or not _is_short(line.words):
            return None
        return _stripped(self.text, (line.start + match.end(), line.end))

    def _listed(self, floor: int, group: Sequence[_Heading], taken: set[str]) -> Span | None:
        """The lines near the first headings that stand in the list of contents too."""
        inside = group[min(len(group), _NEAR) - 1].number
        best: list[tuple[float, Span]] = []
        for number in range(floor, inside):
            best = [max(found)] if (found := [*best, *self._candidates(number, inside, taken, best)]) else []
        return best[0][1] if best else None

    def _candidates(
        self, number: int, stop: int, taken: set[str], best: Sequence[tuple[float, Span]] = ()
    ) -> Iterator[tuple[float, Span]]:
        """The lines from one on, and how well they are told; those too short to be told better than the `best` are left."""
        if self.contents is None:
            return
        for last in range(number, min(number + _MOST_LINES, stop)):
            if len(self.lines[last].words) > LONGEST_HEADING or self.lines[last].words[-1] in ".;":
                return
            span = (self.lines[number].start, self.lines[last].end)
            words = fold(self.text[slice(*span)])
            if best and (_ALIKE - _LEAST_ALIKE) * len(words) < best[0][0]:
                continue
            if 12 <= len(words) <= 160 and self.contents[1] <= span[0] and words not in taken:
                score = self._score(words)
                if score > _LEAST_ALIKE:
                    yield (score - _LEAST_ALIKE) * len(words), span

    def _score(self, words: str) -> float:
        """How much folded words are like those of the list of contents, of 100; 0 where that is too little."""
        if words not in self._scores and self.contents:
            self._scores[words] = fuzz.partial_ratio(_letters(words), self.contents[0], score_cutoff=_LEAST_ALIKE)
        return self._scores.get(words, 0.0)

    def _first_words(self, floor: int, group: Sequence[_Heading]) -> Title:
        """The first line that is not masked: a contact names no sheet."""
        shown = (line for line in self.lines[floor : group[0].number + 1] if FILLER not in line.words)
        before = next(shown, self.lines[group[0].number])
        return replace(self._named(before), told=False)

    def _named(self, line: Line) -> Title:
        split = self._split((line.start, line.end))
        return split if split.words else Title(line.words, (line.start, line.end), split.number)


def contents_of(text: str) -> tuple[str, int] | None:
    """The folded words of the list of contents, and the offset where it ends; None where there is none."""
    marks = list(_CONTENTS.finditer(text[: len(text) // 4]))
    if len(marks) < 3:
        return None
    start = max(0, marks[0].start() - 300)
    end = max(mark.end() for mark in marks if mark.start() < start + _LONGEST_CONTENTS)
    return _letters(fold(text[start:end])), end


def _is_short(words: str) -> bool:
    """Whether words may be a title: one line, and no sentence."""
    return 3 < len(words) <= LONGEST_HEADING and words[-1] not in ".;:,?" and not _SENTENCES.search(words)


def _letters(words: str) -> str:
    """Folded words without marks, which a list of contents adds or leaves out."""
    return _MARKS.sub(" ", words).strip()


def _stripped(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[1] - (len(words) - len(words.rstrip()))
