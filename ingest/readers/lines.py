"""The lines of a PDF page: runs side by side joined, list marks put before their words, usual distances measured."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from usagraph.ingest.readers.glyphs import Page, Rule, Run, Style
from usagraph.ingest.readers.hyphens import bare

__all__ = ["MARK", "Line", "Pitches", "is_between", "joined", "vocabulary", "with_marks"]

#: What opens a list item, alone in its run or before the words.
MARK = re.compile(r"(?:[-–—•‣▪■◦*·➔➢✓\uf000-\uf0ff]|\(?\d{1,2}[.)]|\(?[a-z]\))(?=\s|$)")
USUAL_PITCH = 1.2
#: The private code points of symbol fonts, shown as the bullet they draw.
_SYMBOL = re.compile(r"^[\uf000-\uf0ff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of prose on page `page`."""

    words: str
    left: float
    right: float
    y: float
    style: Style
    pure: bool
    page: int


class Pitches:
    """The usual distance between two lines of a paragraph, by font size."""

    def __init__(self, pages: Iterable[Page]) -> None:
        gaps: defaultdict[float, Counter[float]] = defaultdict(Counter)
        for page in pages:
            for above, below in pairwise(page.runs):
                gap = above.y - below.y
                if above.style.size == below.style.size and 0 < gap < 2 * above.style.size:
                    gaps[above.style.size][round(gap, 1)] += 1
        self._usual = {size: counts.most_common(1)[0][0] for size, counts in gaps.items() if counts.total() > 3}

    def of(self, size: float) -> float:
        """The pitch of lines of that font size, in points."""
        return self._usual.get(size, USUAL_PITCH * size)


def with_marks(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, each list mark that stands alone joined to the run beside it, whose place it takes."""
    mark: Run | None = None
    for run in runs:
        if mark and _is_beside(mark, run):
            yield replace(run, words=f"{_SYMBOL.sub('•', mark.words)} {run.words}", pure=run.pure)
            mark = None
            continue
        if mark:
            yield mark
        mark = run if MARK.fullmatch(run.words) else None
        if mark is None:
            yield run
    if mark:
        yield mark


def _is_beside(mark: Run, run: Run) -> bool:
    gap = run.left - mark.right
    return abs(mark.y - run.y) < run.style.size / 2 and 0 < gap < 4 * run.style.size


def joined(runs: Iterable[Run], page: int) -> Iterator[Line]:
    """The lines that `runs` make, in their order."""
    line: Line | None = None
    for run in runs:
        if line and abs(line.y - run.y) < line.style.size / 2 and run.left >= line.right - 1:
            line = _longer(line, run)
            continue
        if line:
            yield line
        line = Line(run.words, run.left, run.right, run.y, run.style, run.pure, page)
    if line:
        yield line


def _longer(line: Line, run: Run) -> Line:
    longer = len(run.words) > len(line.words)
    return replace(
        line,
        words=f"{line.words} {run.words}",
        right=run.right,
        style=run.style if longer else line.style,
        pure=line.pure and run.pure and line.style == run.style,
    )


def is_between(rule: Rule, above: Run, below: Run) -> bool:
    """Whether `rule` parts two runs; a line no longer than the words only underlines them."""
    left, right = min(above.left, below.left), max(above.right, below.right)
    return below.y < rule.y < above.y and rule.left < left - 1 and rule.right > right + 1


def vocabulary(pages: Iterable[Page]) -> frozenset[str]:
    """The words of the document, those cut at a line end left out."""
    return frozenset(bare(w) for page in pages for run in page.runs for w in run.words.split() if w[-1] != "-")
