"""The prose of a PDF: which lines are headings or boxes, and which go together in one block.

Headings are told by their style alone: the outline of a file is often missing, sometimes wrong.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from usagraph.ingest.readers.lines import MARK, Line
from usagraph.ingest.readers.runs import Run, Style

__all__ = ["Headings", "Margins", "is_item"]

LARGER = 1.08
DEEPEST = 6
#: A style that covers more than this share of the characters is a body style.
COMMON = 0.25
LONGEST_HEADING = 250
#: The end of a sentence or a quotation, and a line that goes on with one: no headings.
_SAID = re.compile(r".*[^\W\d_]\s?(?:\.|…)$|[«“].*[»”]$|[^«“]*[»”]$")
_MIDST = re.compile(r"[a-zà-öø-ÿœ]")
#: Left edges used by fewer lines than this are those of boxes set beside the text.
RARE_EDGE = 0.16
EDGE = 3.0


class Headings:
    """The styles that open sections, each with its level."""

    def __init__(self, runs: Sequence[Run]) -> None:
        counts: Counter[Style] = Counter()
        pure: Counter[Style] = Counter()
        for run in runs:
            counts[run.style] += len(run.words)
            pure[run.style] += run.pure
        self.body = counts.most_common(1)[0][0] if counts else Style(0, False, (0, 0, 0))
        total = counts.total()
        said = {style for style, n in _sentences(runs).items() if n > 0}
        stands_out = [
            s for s, n in counts.items() if pure[s] and n < COMMON * total and s not in said and self._stands_out(s)
        ]
        self.levels = self._ranked([s for s in stands_out if not self._is_weak(s)] or stands_out)

    def _stands_out(self, style: Style) -> bool:
        larger = style.size >= LARGER * self.body.size
        bolder = style.bold and not self.body.bold and style.size >= 0.97 * self.body.size
        return larger or bolder

    def _is_weak(self, style: Style) -> bool:
        """Whether only its weight tells the style from the body: a heading where no other style is."""
        return style.size < LARGER * self.body.size and style.colour == self.body.colour

    def _ranked(self, styles: list[Style]) -> dict[Style, int]:
        ranked = sorted(styles, key=lambda s: (-s.size, not s.bold, s.colour))
        return {style: min(level, DEEPEST) for level, style in enumerate(ranked, start=1)}

    def level(self, line: Line | Run) -> int | None:
        """The level of a line, None for prose."""
        if not line.pure or len(line.words) > LONGEST_HEADING or not any(map(str.isalpha, line.words)):
            return None
        return self.levels.get(line.style)

    def promote(self, title: Style) -> None:
        """Takes the style of the title away from the levels of sections."""
        self.levels = self._ranked([style for style in self.levels if style != title])


def _sentences(runs: Iterable[Run]) -> Counter[Style]:
    """By style, how many more runs end as a sentence or a quotation does than as a heading; lines in its midst apart."""
    found: Counter[Style] = Counter()
    for run in runs:
        if _SAID.match(run.words):
            found[run.style] += 1
        elif not _MIDST.match(run.words) and not run.words.startswith(("«", "“")):
            found[run.style] -= 1
    return found


class Margins:
    """Where the lines of a document begin: text set beside the others begins where few lines do."""

    def __init__(self, lines: Iterable[Line]) -> None:
        edges: Counter[int] = Counter()
        for line in lines:
            edges[round(line.left / EDGE)] += 1
        self._edges = edges
        self._main = edges.most_common(1)[0][0] if edges else 0

    def boxes(self, lines: list[Line]) -> list[bool]:
        """For each of the lines of a page, whether it is in a box: a group that begins higher than the line before
        it, to the right or left of the lines it stands beside."""
        groups = _groups(lines)
        return [self._is_box(group, lines) for group in groups for _ in group]

    def _is_box(self, group: list[Line], lines: list[Line]) -> bool:
        if len(group) == len(lines):
            return False
        left, right = min(line.left for line in group), max(line.right for line in group)
        edge = round(left / EDGE)
        rare = sum(self._edges[edge + d] for d in (-1, 0, 1)) < RARE_EDGE * self._edges.total()
        beside = any(_is_level(line, group) and (line.right < left or line.left > right) for line in lines)
        return rare and abs(edge - self._main) > 1 and beside


def _groups(lines: list[Line]) -> list[list[Line]]:
    """The lines, parted where one stands higher than the line before it."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.y <= groups[-1][-1].y:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_level(line: Line, group: list[Line]) -> bool:
    return group[-1].y - line.style.size <= line.y <= group[0].y + line.style.size


def is_item(words: str) -> bool:
    """Whether `words` open a list item."""
    return MARK.match(words) is not None


@dataclass(frozen=True)
class Draft:
    """A block under way."""

    kind: str
    lines: tuple[Line, ...]
    level: int | None = None

    def longer(self, line: Line) -> "Draft":
        """The draft with one more line."""
        return replace(self, lines=(*self.lines, line))
