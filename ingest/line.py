"""The lines of a document that a reader sees, in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from usagraph.ingest.draft import Draft
from usagraph.records import Block
from usagraph.textview import tidy

__all__ = ["LONGEST_HEADING", "Line", "lines_of"]

#: Code points: a longer line is no heading and no title.
LONGEST_HEADING = 110


@dataclass(frozen=True)
class Line:
    """A line of a block that is shown, as it stands."""

    start: int
    end: int
    raw: str
    block: Block

    @cached_property
    def words(self) -> str:
        """What it says, tidy."""
        return tidy(self.raw)


def lines_of(draft: Draft) -> Iterator[Line]:
    """The lines that hold something, captions and furniture apart."""
    text = draft.document.text
    for block in draft.document.blocks:
        if block.kind in ("furniture", "caption"):
            continue
        for match in re.finditer(r"[^\n]*\S[^\n]*", text[block.start : block.end]):
            start, end = block.start + match.start(), block.start + match.end()
            yield Line(start, end, match.group(), block)
