"""The headings of a document, from its layout where it has one, else from its contents list and the shape of lines."""

import bisect
import re
from dataclasses import dataclass

from usagraph.records import Block, Document
from usagraph.textview import fold, tidy

__all__ = ["Heading", "Outline", "outline"]

_CONTENTS_LINE = re.compile(
    r"^[^\w\n]{0,20}(?P<title>[^\s][^\n]{0,250}?)\s{0,40}(?:_{3,200}|\.{4,200}|…{2,200}|\t)\s{0,40}(?:p\.?\s?)?\d{1,3}[ \t]{0,20}$",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Za-z])[.)]?\s+(?=[^\W\d_])")
_TITLE_LENGTH = 110


@dataclass(frozen=True)
class Heading:
    """A heading: its offsets, its words on one line, its level (None where the layout does not tell)."""

    start: int
    end: int
    title: str
    level: int | None


@dataclass(frozen=True)
class Outline:
    """The headings in order of the text; `sure` where the layout or a list of contents tells them."""

    headings: tuple[Heading, ...]
    sure: bool = True

    def at(self, offset: int) -> Heading | None:
        """The last heading that starts at or before `offset`; None before the first."""
        index = bisect.bisect_right(self.headings, offset, key=lambda heading: heading.start)
        return self.headings[index - 1] if index else None


def outline(document: Document) -> Outline:
    """The headings of `document`."""
    styled = [b for b in document.blocks if b.kind == "heading"]
    contents = _contents(document)
    found = styled or _from_shape(document, contents)
    made = [Heading(b.start, b.end, tidy(document.words(b)), b.level) for b in found]
    return Outline(tuple(h for h in made if h.title), bool(styled or contents))


def _contents(document: Document) -> set[str]:
    """The titles that a list of contents names; a row of a table that ends with a number is no line of one."""
    found = list(_CONTENTS_LINE.finditer(document.text))
    cells = {_line(document.text, b.start) for b in document.blocks if b.kind == "cell"} if found else set()
    titles = (m["title"] for m in found if _line(document.text, m.start("title")) not in cells)
    return {fold(title).strip(" .") for title in titles}


def _line(text: str, at: int) -> int:
    """Where the line of a place begins."""
    return text.rfind("\n", 0, at) + 1


def _from_shape(document: Document, contents: set[str]) -> list[Block]:
    blocks = [block for block in document.blocks if block.kind != "furniture"]
    around = zip([None, *blocks], blocks, [*blocks[1:], None], strict=False)
    return [
        block
        for before, block, after in around
        if _may_head(block, document.words(block), before, after) and _is_title(document.words(block), contents)
    ]


def _may_head(block: Block, words: str, before: Block | None, after: Block | None) -> bool:
    """Whether a block is a paragraph, or a numbered line that is no item of a list."""
    if block.kind != "item":
        return block.kind == "paragraph"
    lone = not any(near and near.kind == "item" for near in (before, after))
    return lone and "\n" not in words.strip() and bool(_NUMBERED.match(words.strip()))


def _is_title(words: str, contents: set[str]) -> bool:
    if len(words) > 2 * _TITLE_LENGTH:
        return False
    line = tidy(words)
    if not line or len(line) > _TITLE_LENGTH or words.strip().count("\n") > 1:
        return False
    if contents:
        return fold(line).strip(" .") in contents
    if any(_NUMBERED.match(below.strip()) for below in words.strip().split("\n")[1:]):
        return False
    bare = _NUMBERED.sub("", line)
    return line[-1] not in ".;,:?!»" and bare[:1].isupper() and len(bare.split()) <= 12
