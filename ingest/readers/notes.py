"""Notes at the bottom of a PDF page: smaller lines under the text, each note opened by its mark."""

import re
from itertools import takewhile

from usagraph.ingest.readers.lines import Line

__all__ = ["note_marks", "part_notes"]

#: Notes are set at most this large beside the text.
SMALLER = 0.93
#: They stand in this share of the page, from its bottom.
LOW = 0.6
_MARK = re.compile(r"[\[(]?(\d{1,3}|\*{1,3})[\])]?[.:]?\s*(?=[^\W\d_]|[«“\"])")


def part_notes(lines: list[Line], size: float, height: float) -> tuple[list[Line], list[list[Line]]]:
    """The lines of a page without its notes, and the lines of each note; `size` is that of the text."""
    last = list(takewhile(lambda line: line.style.size <= SMALLER * size and line.y < LOW * height, reversed(lines)))
    small = last[::-1]
    rest = lines[: len(lines) - len(small)]
    while small and not _MARK.match(small[0].words):
        rest.append(small.pop(0))
    if not small or min((line.y for line in rest), default=height) <= small[0].y:
        return lines, []
    notes: list[list[Line]] = []
    for line in small:
        if _opens(line, notes):
            notes.append([line])
        else:
            notes[-1].append(line)
    return rest, notes


def note_marks(notes: list[list[Line]]) -> frozenset[str]:
    """What calls each of the notes in the text."""
    return frozenset(mark[1] for note in notes if (mark := _MARK.match(note[0].words)))


def _opens(line: Line, notes: list[list[Line]]) -> bool:
    """Whether a line opens a note: the first, or the one whose number comes next."""
    mark = _MARK.match(line.words)
    last = _MARK.match(notes[-1][0].words) if notes else None
    if not mark or not last:
        return mark is not None
    following = last[1].isdigit() and mark[1] == str(int(last[1]) + 1)
    return following or (mark[1].startswith("*") and mark[1] != last[1])
