"""The lines of a PDF page: runs side by side joined, list marks put before their words, usual distances measured."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from usagraph.ingest.readers.drawings import Area, Rule
from usagraph.ingest.readers.hyphens import Words, bare
from usagraph.ingest.readers.runs import Page, Run, Style

__all__ = ["MARK", "Line", "Pitches", "is_between", "joined", "vocabulary", "whole_lines", "with_dots", "with_marks"]

#: What opens a list item, alone in its run or before the words.
MARK = re.compile(r"(?:[-–—•‣▪■□●○◦◆◇*·→⇒➔➢➤►▶❖✓✔☐☑☒\uf000-\uf0ff]|o(?= \S|$)|\(?\d{1,2}[.)]|\(?[a-z]\))(?=\s|$)")
USUAL_PITCH = 1.2
#: Characters in a line that its column may have cut, fewest such lines that tell, and the share that ends in a hyphen
#: by chance.
FULL_LINE, FEWEST_FULL, RARE_CUT = 40, 12, 0.03
_CUT_LINE = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
#: The private code points of symbol fonts, shown as the bullet they draw.
_SYMBOL = re.compile(r"^[\uf000-\uf0ff]")
#: A dot or a picture before a line stands no further from its words, in font sizes.
DOT_BEFORE = 2.5
MOST_DOTS = 1_000
#: Gaps between the words of a justified line are equal, to this many points; a single one is at most so wide.
EQUAL = 0.6
WIDEST_SINGLE = 3.0
FLUSH = 1.5
#: Words closer than this, in font sizes, are one word.
TOUCH = 0.12


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

    def __init__(self, pages: Iterable[list[Run]]) -> None:
        gaps: defaultdict[float, Counter[float]] = defaultdict(Counter)
        for runs in pages:
            for above, below in pairwise(runs):
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


def with_dots(page: Page, runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, each before which a dot or a small picture is drawn on the page preceded by a bullet."""
    dots = page.drawings.dots if len(page.drawings.dots) <= MOST_DOTS else []
    for run in runs:
        dot = next((dot for dot in dots if _is_dot_of(dot, run)), None)
        if dot and not any(_is_between_words(dot, other, run) for other in page.runs):
            yield Run("•", dot.left, dot.right, run.y, run.style)
        yield run


def _is_dot_of(dot: Area, run: Run) -> bool:
    size = run.style.size
    level = run.y - size / 4 <= (dot.bottom + dot.top) / 2 <= run.y + size and dot.top - dot.bottom <= size
    return level and -1 <= run.left - dot.right <= DOT_BEFORE * size


def _is_between_words(dot: Area, other: Run, run: Run) -> bool:
    """Whether words stand close before a dot, or over it: it is no mark of the run after it."""
    near = dot.left - DOT_BEFORE * run.style.size
    return abs(other.y - run.y) < run.style.size / 2 and near < other.right and other.left < dot.right


def whole_lines(runs: list[Run]) -> Iterator[Run]:
    """The runs, those of a justified line with wide gaps put together: it begins and ends where a line near it does."""
    rows = list(_rows(runs))
    above: Run | None = None
    for number, row in enumerate(rows):
        below = rows[number + 1][0] if number + 1 < len(rows) and len(rows[number + 1]) == 1 else None
        row = _whole(row, [run for run in (above, below) if run])
        yield from row
        above = row[0] if len(row) == 1 else None


def _whole(row: list[Run], near: list[Run]) -> list[Run]:
    """The row, its last runs put together where justification alone has parted them; before them may be other cells."""
    for start in range(max(len(row) - 2, 1)):
        last = row[start:]
        if len(last) > 1 and any(_is_flush(last, run) for run in near) and _is_stretched(last):
            words = " ".join(run.words for run in last)
            pure = len({run.style for run in last}) == 1
            return [*row[:start], replace(last[0], words=words, right=last[-1].right, pure=pure)]
    return row


def _rows(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """The runs, those that follow each other on one base line together."""
    row: list[Run] = []
    for run in runs:
        if row and (abs(run.y - row[-1].y) > 1 or run.left < row[-1].right):
            yield row
            row = []
        row.append(run)
    if row:
        yield row


def _is_flush(row: list[Run], near: Run) -> bool:
    size = row[0].style.size
    close = 0 < abs(near.y - row[0].y) < 2 * size and abs(near.style.size - size) < 1
    # A mark hangs beside the lines of its item; a number that begins a line of prose stands over them.
    most = FLUSH if MARK.fullmatch(row[0].words) else 2 * size
    return close and abs(near.right - row[-1].right) <= FLUSH and abs(near.left - row[0].left) <= most


def _is_stretched(row: list[Run]) -> bool:
    gaps = [after.left - before.right for before, after in pairwise(row)]
    if len(gaps) == 1:
        return gaps[0] <= WIDEST_SINGLE * row[0].style.size
    return max(gaps) - min(gaps) <= EQUAL


def joined(runs: Iterable[Run], page: int, notes: Container[str] = ()) -> Iterator[Line]:
    """The lines that `runs` make, in their order; a raised number that is one of `notes` is the call of a note."""
    line: Line | None = None
    for run in runs:
        if line and abs(line.y - run.y) < max(line.style.size, run.style.size) / 2 and run.left >= line.right - 1:
            line = _longer(line, run, notes)
            continue
        if line:
            yield line
        line = Line(run.words, run.left, run.right, run.y, run.style, run.pure, page)
    if line:
        yield line


def _longer(line: Line, run: Run, notes: Container[str]) -> Line:
    longer = len(run.words) > len(line.words)
    raised = run.style.size < line.style.size and run.y > line.y
    called = raised and run.words.strip("().,[] ") in notes
    gap = "" if run.left - line.right < TOUCH * run.style.size and not (raised and run.words[0].isdigit()) else " "
    return replace(
        line,
        words=f"{line.words}[{run.words.strip('().,[] ')}]" if called else f"{line.words}{gap}{run.words}",
        right=run.right,
        # A raised mark that opens a line stands higher than it.
        y=run.y if longer and run.style.size > line.style.size else line.y,
        style=run.style if longer else line.style,
        pure=line.pure and (called or (run.pure and line.style == run.style)),
    )


def is_between(rule: Rule, above: Run, below: Run) -> bool:
    """Whether `rule` parts two runs; a line no longer than the words only underlines them."""
    left, right = min(above.left, below.left), max(above.right, below.right)
    return below.y < rule.y < above.y and rule.left < left - 1 and rule.right > right + 1


def vocabulary(pages: Iterable[Page]) -> Words:
    """The words of the document, those cut at a line end left out, and whether it cuts any.

    Where next to no line ends in a hyphen, those that do are parts of names: a program that cuts words cuts many.
    """
    lines = [run.words for page in pages for run in page.runs]
    words = Words(bare(w) for line in lines for w in line.split() if w[-1] != "-")
    full = [line for line in lines if len(line) >= FULL_LINE]
    cut = sum(_CUT_LINE.search(line) is not None for line in full)
    words.cuts = len(full) < FEWEST_FULL or cut > max(1, RARE_CUT * len(full))
    return words
