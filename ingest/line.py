"""The lines of a document that a reader sees, in order, and what its tables make of them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from usagraph.ingest.draft import Draft, Span
from usagraph.records import Block
from usagraph.textview import tidy

__all__ = ["LONGEST_HEADING", "Line", "blocks_in", "is_quotation", "lines_of"]

#: Code points: a longer line is no heading and no title.
LONGEST_HEADING = 110
_QUOTED = re.compile(r"\s*[«“\"](?:[^»”\"]*|[^»”\"]*[.!?…]\s?[»”\"]\s*)$")
_FOOTER = re.compile(r"\s*(?:page )?\d{1,3} ?(?:/|sur) ?\d{1,3}\s*$", re.IGNORECASE)
_LONGEST_FOOTER = 20
_INDENT = 12
#: What needs no tidying, as most lines do not.
_SIMPLE = re.compile(r"[A-Za-z0-9À-ÖØ-öø-ÿŒœ,.;:!?'()«»/%-]++(?: [A-Za-z0-9À-ÖØ-öø-ÿŒœ,.;:!?'()«»/%-]++)*+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")


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
        plain = self.raw.strip().replace("’", "'")
        return plain if _SIMPLE.fullmatch(plain) else tidy(self.raw)

    @property
    def goes_on(self) -> bool:
        """Whether it takes up a sentence that another block began."""
        return self.block.resumes is not None and self.start - self.block.start < _INDENT

    @property
    def begins_low(self) -> bool:
        """Whether the first letter is a small one: a line in the middle of a sentence, not a heading."""
        return next((c for c in self.raw if c.isalpha()), "").islower()


def blocks_in(draft: Draft, extent: Span) -> Sequence[Block]:
    """The blocks to read that begin in a part of the document."""
    start, end = (bisect_left(draft.blocks, place, key=lambda block: block.start) for place in extent)
    return draft.blocks[start:end]


def is_quotation(words: str) -> bool:
    """Whether a heading is a quotation that a page shows large: one that is not closed, or holds a sentence."""
    return _QUOTED.match(words) is not None


def lines_of(draft: Draft) -> Iterator[Line]:
    """The lines that hold something, captions and furniture apart."""
    text = draft.document.text
    for block in draft.document.blocks:
        if block.kind in ("furniture", "caption"):
            continue
        for match in _LINE.finditer(text, block.start, block.end):
            if not (block.end - block.start < _LONGEST_FOOTER and _FOOTER.match(match.group())):
                yield Line(match.start(), match.end(), match.group(), block)
