"""What a sheet is called: its title field, else the heading above it, else the words that the list of contents holds."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.line import LONGEST_HEADING, Line
from usagraph.ingest.masking import FILLER
from usagraph.textview import fold, tidy

__all__ = ["Titles"]

#: A heading of a sheet: its line, its name, and the span of the value on its line.
Heading = tuple[int, str, Span | None]

_MOST_LINES = 3
_LEAST_ALIKE = 82  # of 100: titles in a list of contents are often worded a little differently
_NEAR = 8  # headings: a title printed after the text stands above one of the first
_CONTENTS = re.compile(r"(?:_{3,}|\.{4,}|\bP\.)\s*\d{1,3}\b")


class Titles:
    """Finds the titles of the sheets of a document; `takes` says, by name of field, what is done with its value."""

    def __init__(self, draft: Draft, lines: list[Line], takes: dict[str, str]) -> None:
        self.text = draft.document.text
        self.lines = lines
        self.takes = takes
        self.contents = _contents(self.text)

    def find(self, floor: int, group: list[Heading], taken: set[str]) -> tuple[str, Span]:
        """The title of the sheet whose headings are `group`, and where it stands, not above line `floor`.

        `taken`: folded titles of the sheets before, which name no other.
        """
        span = self._said(group) or self._styled(floor, group[0][0]) or self._listed(floor, group, taken)
        return (tidy(self.text[slice(*span)]), span) if span else self._first_words(floor, group)

    def _said(self, group: list[Heading]) -> Span | None:
        """The value of the field that names the sheet: after its colon, else the line below."""
        numbers = {number for number, _, _ in group}
        for number, name, value in group:
            if self.takes[name] == "title":
                below = self.lines[number + 1] if number + 1 < len(self.lines) else None
                if value:
                    return _stripped(self.text, value)
                if below and number + 1 not in numbers:
                    return _stripped(self.text, (below.start, below.end))
        return None

    def _styled(self, floor: int, first: int) -> Span | None:
        """The last heading of the layout above the first heading of the sheet."""
        styled = [line for line in self.lines[floor:first] if line.block.kind == "heading"]
        same = [line for line in styled if line.block is styled[-1].block]
        return (same[0].start, same[-1].end) if same else None

    def _listed(self, floor: int, group: list[Heading], taken: set[str]) -> Span | None:
        """The lines near the first headings that stand in the list of contents too."""
        inside = group[min(len(group), _NEAR) - 1][0]
        candidates = [c for number in range(floor, inside) for c in self._candidates(number, inside, taken)]
        return max(candidates)[1] if candidates else None

    def _candidates(self, number: int, stop: int, taken: set[str]) -> Iterator[tuple[float, Span]]:
        if self.contents is None:
            return
        for last in range(number, min(number + _MOST_LINES, stop)):
            if len(self.lines[last].words) > LONGEST_HEADING or self.lines[last].words[-1] in ".;":
                return
            span = (self.lines[number].start, self.lines[last].end)
            words = fold(self.text[slice(*span)])
            if 12 <= len(words) <= 160 and self.contents[1] <= span[0] and words not in taken:
                score = fuzz.partial_ratio(words, self.contents[0])
                if score > _LEAST_ALIKE:
                    yield (score - _LEAST_ALIKE) * len(words), span

    def _first_words(self, floor: int, group: list[Heading]) -> tuple[str, Span]:
        """The first line that is not masked: a contact names no sheet."""
        shown = (line for line in self.lines[floor : group[0][0] + 1] if FILLER not in line.words)
        before = next(shown, self.lines[group[0][0]])
        return before.words, (before.start, before.end)


def _contents(text: str) -> tuple[str, int] | None:
    """The folded words of the list of contents, and the offset where it ends; None where there is none."""
    marks = list(_CONTENTS.finditer(text[: len(text) // 4]))
    if len(marks) < 3:
        return None
    start, end = max(0, marks[0].start() - 300), marks[-1].end()
    return fold(text[start:end]), end


def _stripped(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[1] - (len(words) - len(words.rstrip()))
