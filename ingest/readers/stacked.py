"""The lines of a cell of a PDF: those that the width of the cell has cut are one, those that its author ended are not."""

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from usagraph.ingest.readers.hyphens import join_words
from usagraph.ingest.readers.runs import Run

__all__ = ["cell_words"]

#: Points: lines that begin nearer than this begin at the same place.
_ALIGNED = 3.0
_BULLET = re.compile(r"[-–•▪➢→❖◦☐☑☒]\s")
_BEGINS = re.compile(r"[«“\"(]?\s?[^\W\d_]")
#: What no item of a list ends with.
_OPEN = re.compile(
    r"(?:[,:(–-]|\b(?:de|du|des|d['’]|la|le|les|l['’]|à|au|aux|et|ou|en|par|pour|avec|sur|dans|un|une))$"
)


def cell_words(runs: Sequence[Run], right: float, known: Container[str] = ()) -> str:
    """The words of a cell whose lines may reach `right`: a line feed stands where the next word had room on the line."""
    if not runs:
        return ""
    lines = _lines(runs)
    groups: list[list[Run]] = [list(lines[0])]
    level = all(abs(line[0].left - lines[0][0].left) <= _ALIGNED for line in lines)
    for above, line in pairwise(lines):
        if _is_item(line) or (level and _is_ended(above, line, right)):
            groups.append([])
        groups[-1] += line
    return "\n".join(join_words([run.words for run in group], known) for group in groups)


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs put together that stand on one line."""
    lines: list[list[Run]] = []
    for run in runs:
        if lines and abs(lines[-1][-1].y - run.y) < run.style.size / 2:
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines


def _is_item(line: Sequence[Run]) -> bool:
    return _BULLET.match(line[0].words) is not None


def _is_ended(above: Sequence[Run], line: Sequence[Run], right: float) -> bool:
    """Whether an author ended a line: what follows begins like an item, and its first word had room above."""
    last, words = above[-1], line[0].words
    begins = _BEGINS.match(words)
    if begins is None or not begins.group()[-1].isupper() or _OPEN.search(last.words.rstrip()):
        return False
    width = (last.right - last.left) / max(1, len(last.words))
    return last.right + width * (1 + len(words.split()[0])) < right
