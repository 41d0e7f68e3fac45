"""Lines put together into blocks, across columns and pages, with what stands beside the text moved out of its way."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from itertools import pairwise

from usagraph.ingest.readers.canonical import GridCell, Writer, is_caption, is_contents
from usagraph.ingest.readers.hyphens import join_lines
from usagraph.ingest.readers.layout import Draft, Headings, is_item
from usagraph.ingest.readers.lines import Line, Pitches

__all__ = ["Flow"]

#: Lines of one paragraph are at most this far apart, in pitches.
SAME_PARAGRAPH = 1.25
SAME_HEADING = 1.45
INDENT = 8.0
#: Lines whose sizes differ more are no part of one block.
OTHER_SIZE = 2.0
#: A line that ends before this share of the width of its block is its last.
SHORT = 0.7
#: So many lines that end at the same place, to this many points, show a justified paragraph.
FEWEST_STRETCHED, STRETCHED = 2, 0.5
_ENDS = re.compile(r"[.!?:;…][»\"”)\s]*$")
#: Marks that no sentence holds.
_BULLET = re.compile(r"[•‣▪■□●○◦◆◇·→⇒➔➢➤►▶❖✓✔☐☑☒]")
_LOWER = re.compile(r"[\W\d_]*[a-zà-öø-ÿœ]")


@dataclass
class Flow:
    """Takes the lines and tables of a document in order and writes its blocks."""

    headings: Headings
    pitches: Pitches
    #: The words of the document, which tell how words cut at a line end are written.
    known: Container[str] = ()
    writer: Writer = field(default_factory=Writer)
    draft: Draft | None = None
    #: What stands beside the block under way, written once it has ended.
    held: list[Draft] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """Adds a line of the main text."""
        if self.draft and self._continues(self.draft, line):
            self.draft = self.draft.longer(line)
            return
        self.close()
        self.draft = self._opened(line)

    def aside(self, kind: str, lines: list[Line]) -> None:
        """Adds lines that stand apart from the main text."""
        for line in lines:
            last = self.held[-1] if self.held else None
            if last and kind == "box" == last.kind and self._same_box(last, line):
                self.held[-1] = last.longer(line)
            else:
                self.held.append(Draft(kind, (line,)))
        if not self.draft:
            self.close()

    def beside(self, kind: str, lines: list[Line]) -> None:
        """Adds a block that stands apart from the main text."""
        self.held.append(Draft(kind, tuple(lines)))
        if not self.draft:
            self.close()

    def table(self, cells: list[GridCell]) -> None:
        """Adds a table."""
        self.close()
        self.writer.add_table(cells)

    def close(self) -> None:
        """Writes the block under way, then what stood beside it."""
        for draft in [*([self.draft] if self.draft else []), *self.held]:
            lines = draft.lines
            page = lines[0].page
            here = [line for line in lines if line.page == page]
            self.writer.add(
                draft.kind,
                join_lines([line.words for line in lines], self.known),
                level=draft.level,
                page=page,
                box=_frame(here),
            )
        self.draft = None
        self.held = []

    def _opened(self, line: Line) -> Draft:
        level = self.headings.level(line)
        if level:
            return Draft("heading", (line,), level)
        if is_contents(line.words):
            return Draft("furniture", (line,))
        if is_caption(line.words):
            return Draft("caption", (line,))
        return Draft("item" if is_item(line.words) else "paragraph", (line,))

    def _continues(self, draft: Draft, line: Line) -> bool:
        last = draft.lines[-1]
        level = self.headings.level(line)
        if level != draft.level:
            return False
        if draft.kind == "heading":
            return self._is_below(last, line, SAME_HEADING) and line.style == last.style
        if (is_caption(line.words) or is_item(line.words)) and not self._is_inside(draft, line):
            return False
        if is_contents(line.words):
            return False
        if line.page == last.page and line.y < last.y:
            return self._is_below(last, line, SAME_PARAGRAPH) and not _opens(draft, line)
        return draft.kind != "caption" and _runs_on(draft, line)

    def _is_inside(self, draft: Draft, line: Line) -> bool:
        """Whether `line` begins in mid-sentence, whatever its first words: the line before it is full and goes on."""
        last = draft.lines[-1]
        level = abs(line.left - last.left) < 1 and self._is_below(last, line, SAME_PARAGRAPH)
        if draft.kind == "caption" or (is_item(line.words) and _is_next(draft, line)):
            return False
        return level and not _ENDS.search(last.words) and not _is_short(draft, line)

    def _is_below(self, last: Line, line: Line, most: float) -> bool:
        near = 0 < last.y - line.y <= most * self.pitches.of(max(last.style.size, line.style.size))
        if abs(last.style.size - line.style.size) > OTHER_SIZE:
            return False
        return near and line.page == last.page and line.left < last.right and line.right > last.left

    def _same_box(self, draft: Draft, line: Line) -> bool:
        last = draft.lines[-1]
        return line.page == last.page and line.y < last.y and line.style.bold == last.style.bold


def _is_next(draft: Draft, line: Line) -> bool:
    """Whether a mark of lists opens an item: no sentence holds it, or the block is an item of the same list."""
    if _BULLET.match(line.words):
        return True
    return draft.kind == "item" and not _BULLET.match(draft.lines[0].words)


def _opens(draft: Draft, line: Line) -> bool:
    """Whether `line` opens a paragraph of its own: indented, or after a full stop that left room for its first word."""
    here = _in_column(draft)
    if len(here) > 1 and line.left > min(before.left for before in here) + INDENT:
        return True
    return _ENDS.search(draft.lines[-1].words) is not None and _is_short(draft, line)


def _in_column(draft: Draft) -> list[Line]:
    """The lines of the block since it last went to another column or page."""
    start = 0
    for number, (above, below) in enumerate(pairwise(draft.lines), start=1):
        if above.page != below.page or below.y >= above.y:
            start = number
    return list(draft.lines[start:])


def _is_short(draft: Draft, line: Line) -> bool:
    """Whether the first word of `line` would have stood at the end of the line before it."""
    last = draft.lines[-1]
    right = max(before.right for before in (*_in_column(draft)[-3:], line))
    letter = (line.right - line.left) / len(line.words)
    return last.right + (len(line.words.split()[0]) + 2) * letter < right


def _runs_on(draft: Draft, line: Line) -> bool:
    """Whether a block goes on in the next column or page."""
    last = draft.lines[-1]
    if abs(last.style.size - line.style.size) > 1:
        return False
    if last.words.endswith("-"):
        return True
    if _ENDS.search(last.words):
        return _is_stretched(draft)
    width = max(before.right - before.left for before in draft.lines)
    return _LOWER.match(line.words) is not None or last.right - last.left >= SHORT * width


def _is_stretched(draft: Draft) -> bool:
    """Whether justification has stretched the last line as it has those before: the last of a paragraph is left as is."""
    *before, last = _in_column(draft)
    return len(before) >= FEWEST_STRETCHED and all(abs(line.right - last.right) <= STRETCHED for line in before)


def _frame(lines: list[Line]) -> tuple[float, float, float, float]:
    edges: tuple[Callable[[Line], float], ...] = (
        lambda line: line.left,
        lambda line: line.y,
        lambda line: line.right,
        lambda line: line.y + line.style.size,
    )
    low = [round(min(map(edge, lines)), 1) for edge in edges]
    high = [round(max(map(edge, lines)), 1) for edge in edges]
    return low[0], low[1], high[2], high[3]
