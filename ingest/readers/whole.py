"""Paragraphs made whole: what goes on after a pull quote, a caption or a page end takes up the sentence it belongs to.

Nothing moves: the block that goes on says which block it resumes, and what stands between becomes a box.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from usagraph.ingest.readers.canonical import FLOATS, goes_on, is_open
from usagraph.records import Block, Document

__all__ = ["make_whole"]

#: What may be cut: a heading or a cell is whole as it is.
_PROSE = ("paragraph", "item")
#: Between the two parts of a sentence: blocks, and code points in all of them.
_MOST_FLOATS = 4
_LONGEST_FLOATS = 800
#: Code points: a shorter line without a full stop may be a heading.
_FULL = 100
#: No sentence ends with these.
_UNFINISHED = re.compile(
    r"(?:,|\b(?:à|au|aux|avec|ce|ces|cette|chez|comme|dans|de|des|donc|dont|du|elle|elles|en|entre|est|et|il|ils|la|le"
    r"|les|leur|leurs|mais|ne|notre|nos|on|ont|ou|où|par|pas|pour|que|qui|sa|sans|se|ses|si|son|sont|sous|sur|très|un"
    r"|une|vers|votre|vos)|\b[cdjlmnst]['’]|\bqu['’])\W*$",
    re.IGNORECASE,
)


def make_whole(document: Document) -> Document:
    """The document with each block that takes up a cut sentence marked as resuming the block where it begins."""
    blocks = list(document.blocks)
    for first in range(len(blocks)):
        found = _resumed(document, blocks, first)
        if found is None:
            continue
        head = blocks[first].resumes
        blocks[found] = replace(blocks[found], resumes=blocks[first].start if head is None else head)
        for between in range(first + 1, found):
            if blocks[between].kind in _PROSE:
                blocks[between] = replace(blocks[between], kind="box")
    return replace(document, blocks=tuple(blocks))


def _resumed(document: Document, blocks: Sequence[Block], first: int) -> int | None:
    """The place of the block that takes up the sentence left open by the one at `first`; None where there is none."""
    words = document.words(blocks[first])
    if blocks[first].kind not in _PROSE or not is_open(words):
        return None
    quoted, cut = _is_quoting(words), _UNFINISHED.search(words[-20:]) is not None
    for place, apart in _following(document, blocks, first):
        if goes_on(rest := document.words(blocks[place])):
            full = len(words) >= _FULL
            sure = (quoted and _closes(rest)) or (full and cut) or (not apart and (full or cut))
            return place if sure else None
    return None


def _following(document: Document, blocks: Sequence[Block], first: int) -> Iterator[tuple[int, bool]]:
    """The places of the blocks that may go on with the one at `first`, and whether anything stands between."""
    apart, length = 0, 0
    for place in range(first + 1, len(blocks)):
        block = blocks[place]
        if block.kind == "furniture":
            continue
        if block.kind == "paragraph":
            yield place, apart > 0
        elif block.kind not in FLOATS:
            return
        apart, length = apart + 1, length + len(document.words(block))
        if apart > _MOST_FLOATS or length > _LONGEST_FLOATS:
            return


def _is_quoting(words: str) -> bool:
    """Whether a quotation begins and does not end."""
    return words.rfind("«") > words.rfind("»")


def _closes(words: str) -> bool:
    """Whether a quotation ends that did not begin here."""
    end = words.find("»")
    return end >= 0 and "«" not in words[:end]
