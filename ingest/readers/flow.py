"""Lines put together into blocks, across columns and pages, with what stands beside the text moved out of its way."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from itertools import pairwise

from usagraph.ingest.readers.canonical import GridCell, Writer, goes_on, is_caption, is_contents
from usagraph.ingest.readers.columns import SET_IN, Column, Columns
from usagraph.ingest.readers.hyphens import join_words
from usagraph.ingest.readers.layout import Draft, Headings, is_item
from usagraph.ingest.readers.lines import Line, Pitches

__all__ = ["Flow"]

#: Lines of one paragraph are at most this far apart, in pitches.
SAME_PARAGRAPH = 1.25
SAME_HEADING = 1.45
INDENT = 8.0
#: Lines whose sizes differ more are no part of one block.
OTHER_SIZE = 2.0
#: The same for lines that each have one style only.
OTHER_PURE = 1.0
#: A line that ends before this share of the width of its block is its last.
SHORT = 0.7
#: So many lines that end at the same place, to this many points, show a justified paragraph.
FEWEST_STRETCHED, STRETCHED = 2, 0.5
#: A full stop after one of these ends no sentence.
_ENDS = re.compile(
    r"(?:[!?:;…]|(?<!\b[aA]rt)(?<!\b[nNpPlLrRdD])(?<!\bpp)(?<!\bcf)(?<!\bCf)(?<!\bM)(?<!\bMM)(?<!\bvol)(?<!\bal)\.)[»\"”)\s]*$"
)
#: Marks that no sentence holds.
_BULLET = re.compile(r"[•‣▪■□●○◦◆◇·→⇒➔➢➤►▶❖✓✔☐☑☒]")
#: No paragraph ends with these.
_OPEN = re.compile(
    r"(?:[,(«'’-]|\b(?:à|au|aux|avec|de|des|du|en|et|la|le|les|ou|par|pour|que|qui|sur|un|une))\s*$", re.IGNORECASE
)
#: What stands at the start of a line in one piece: marks and short forms go with the word after them.
_FIRST = re.compile(r"(?:(?:[^\W\d_]{1,3}\.|[«\"“–—-]|n°)\s){0,4}\S+")
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
    #: The column of a line, by the id of the line.
    columns: dict[int, Column] = field(default_factory=dict)
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
                self._said(draft),
                level=draft.level,
                page=page,
                box=_frame(here),
            )
        self.draft = None
        self.held = []

    def _said(self, draft: Draft) -> str:
        """The words of a block: a line that stops for want of room goes on with the next, one that leaves room ends."""
        lines = draft.lines
        edges = self.columns if id(lines[0]) in self.columns else Columns().of(lines)
        parts: list[list[str]] = [[lines[0].words]]
        for last, line in pairwise(lines):
            column = edges.get(id(last))
            listed = draft.kind == "box" and (is_item(line.words) or _may_begin(last, line))
            if listed or (column and not goes_on(line.words) and _room(last, line, column.right) > 0):
                parts.append([])
            parts[-1].append(line.words)
        return "\n".join(join_words(part, self.known) for part in parts)

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
            return self._is_below(last, line, SAME_PARAGRAPH) and not self._opens(draft, line)
        return draft.kind != "caption" and self._runs_on(draft, line)

    def _is_inside(self, draft: Draft, line: Line) -> bool:
        """Whether `line` begins in mid-sentence, whatever its first words: the line before it is full and goes on."""
        last = draft.lines[-1]
        if last.words.endswith("-"):
            return True
        level = abs(line.left - last.left) < 1 and self._is_below(last, line, SAME_PARAGRAPH)
        if draft.kind == "caption" or (is_item(line.words) and _is_next(draft, line)):
            return False
        short = self._is_short(draft, line) or self._leaves_room(last, line)
        return level and not short and not _ENDS.search(last.words)

    def _opens(self, draft: Draft, line: Line) -> bool:
        """Whether `line` opens a paragraph of its own: indented, or below one that left room for its first word."""
        here = _in_column(draft)
        if len(here) > 1 and line.left > min(before.left for before in here) + INDENT:
            return True
        last = draft.lines[-1]
        if len(here) == 1 and last.left > line.left + SET_IN:
            return True
        if _ENDS.search(last.words) and (self._is_short(draft, line) or (len(here) == 1 and self._begins(last, line))):
            return True
        return _may_begin(last, line) and self._leaves_room(last, line)

    def _begins(self, last: Line, line: Line) -> bool:
        """Whether both lines are set in as the first line of a paragraph is."""
        column = self.columns.get(id(last))
        return column is not None and abs(line.left - last.left) < 1 and last.left > column.left + INDENT

    def _is_short(self, draft: Draft, line: Line) -> bool:
        """Whether the first word of `line` would have stood at the end of the line before it."""
        right = max(before.right for before in (*_in_column(draft)[-3:], line))
        return _room(draft.lines[-1], line, right) > 0

    def _leaves_room(self, last: Line, line: Line) -> bool:
        """Whether the column of `last` goes well beyond the first word of `line`."""
        column = self.columns.get(id(last))
        return column is not None and _room(last, line, column.right) > 0

    def _runs_on(self, draft: Draft, line: Line) -> bool:
        """Whether a block goes on in the next column or page."""
        last = draft.lines[-1]
        if abs(last.style.size - line.style.size) > 1:
            return False
        if last.words.endswith("-"):
            return True
        if _ENDS.search(last.words):
            return _is_stretched(draft)
        if _LOWER.match(line.words):
            return True
        width = max(before.right - before.left for before in draft.lines)
        return last.right - last.left >= SHORT * width and not (
            _may_begin(last, line) and self._leaves_room(last, line)
        )

    def _is_below(self, last: Line, line: Line, most: float) -> bool:
        near = 0 < last.y - line.y <= most * self.pitches.of(max(last.style.size, line.style.size))
        if abs(last.style.size - line.style.size) > (OTHER_PURE if last.pure and line.pure else OTHER_SIZE):
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


def _room(last: Line, line: Line, right: float) -> float:
    """How much of the line `last` is left, up to `right`, beyond a place for the first word of `line`."""
    letter = (line.right - line.left) / len(line.words)
    first = _FIRST.match(line.words)
    return right - last.right - (len(first.group() if first else line.words) + 2) * letter


def _may_begin(last: Line, line: Line) -> bool:
    """Whether, as the words say, `last` may be the whole of what it says and `line` begin something else."""
    return not goes_on(line.words) and _OPEN.search(last.words) is None


def _in_column(draft: Draft) -> list[Line]:
    """The lines of the block since it last went to another column or page."""
    start = 0
    for number, (above, below) in enumerate(pairwise(draft.lines), start=1):
        if above.page != below.page or below.y >= above.y:
            start = number
    return list(draft.lines[start:])


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
