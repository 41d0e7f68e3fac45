"""Paragraphs made whole: what goes on after a pull quote, a caption or a page end takes up the sentence it belongs to.

Nothing moves: the block that goes on says which block it resumes, and what stands between becomes a box.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from usagraph.ingest.gate import Kind
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
#: The number of a part of a form, or of an item.
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
#: The word that begins a line, with its mark.
_FIRST = re.compile(r"[«“\"(]?\s?[^\W\d_]\S*")
#: A text that cuts this many sentences, and this share of its blocks, at the end of a line cuts them everywhere.
_FEWEST_CUTS = 5
_CUTS = 0.1
#: How many blocks before and after tell how long a line is, the narrowest column in code points (and where a name goes
#: on), and how much of the
#: longest line near it a line fills that is set in.
_NEAR = 4
_NARROWEST = 40
_NARROWEST_NAMED = 30
_SET_IN = 0.88
#: No sentence ends with these.
_UNFINISHED = re.compile(
    r"(?:,|\b(?:à|au|aux|avec|ce|ces|cette|chez|comme|dans|de|des|donc|dont|du|elle|elles|en|entre|est|et|il|ils|la|le"
    r"|les|leur|leurs|mais|ne|notre|nos|on|ont|ou|où|par|pas|pour|que|qui|sa|sans|se|ses|si|son|sont|sous|sur|très|un"
    r"|une|vers|votre|vos)|\b[cdjlmnst]['’]|\bqu['’])\W*$",
    re.IGNORECASE,
)


def make_whole(document: Document) -> Document:
    """The document with each block that takes up a cut sentence marked as resuming the block where it begins.

    A short line with a number of its own, as the parts of a form have, is a paragraph: a list has more than one item.
    """
    blocks = [replace(b, kind="paragraph") if _is_part(document, n) else b for n, b in enumerate(document.blocks)]
    by_line = _cuts_by_line(document)
    for first in range(len(blocks)):
        found = _resumed(document, blocks, first)
        if by_line and (found is None or _is_cut(document, blocks, found - 1)) and _is_full(document, blocks, first):
            found = first + 1
        if found is None:
            continue
        head = blocks[first].resumes
        blocks[found] = replace(blocks[found], resumes=blocks[first].start if head is None else head)
        for between in range(first + 1, found):
            if blocks[between].kind in _PROSE:
                blocks[between] = replace(blocks[between], kind="box")
    return replace(document, blocks=tuple(blocks))


def _is_part(document: Document, place: int) -> bool:
    """Whether the block at `place` is an item by its number alone, while none beside it is of the same list."""
    block = document.blocks[place]
    words = document.words(block)
    if block.kind != "item" or len(words) > _FULL or words.endswith((".", ";", ",")) or not _NUMBERED.match(words):
        return False
    beside = (document.blocks[n] for n in (place - 1, place + 1) if 0 <= n < len(document.blocks))
    return not any(other.kind == "item" and _NUMBERED.match(document.words(other)) for other in beside)


def _resumed(document: Document, blocks: Sequence[Block], first: int) -> int | None:
    """The place of the block that takes up the sentence left open by the one at `first`; None where there is none."""
    words = document.words(blocks[first])
    if blocks[first].kind not in _PROSE or not is_open(words):
        return None
    quoted, cut = _is_quoting(words), _UNFINISHED.search(words[-20:]) is not None
    for place, apart in _following(document, blocks, first):
        if goes_on(rest := document.words(blocks[place])):
            full = len(words) >= _FULL and not words.rstrip().endswith(")")
            sure = (quoted and _closes(rest)) or (full and cut) or (not apart and (full or cut))
            return place if sure else None
    return None


def _cuts_by_line(document: Document) -> bool:
    """Whether a plain text leaves an empty line after each line: paragraphs do not tell where a sentence ends."""
    if document.format != Kind.TEXT.value:
        return False
    words = [document.words(block) for block in document.blocks if block.kind in _PROSE]
    cut = sum(
        goes_on(after) and is_open(before) and _UNFINISHED.search(before[-20:]) is not None
        for before, after in pairwise(words)
    )
    return cut >= _FEWEST_CUTS and cut >= _CUTS * len(words)


def _is_cut(document: Document, blocks: Sequence[Block], place: int) -> bool:
    """Whether the block at `place` stops in the middle of a sentence."""
    words = document.words(blocks[place])
    return is_open(words) and _UNFINISHED.search(words[-20:]) is not None


def _is_full(document: Document, blocks: Sequence[Block], first: int) -> bool:
    """Whether the line that ends the block at `first` stops for want of room: the next word would not have fitted."""
    after = blocks[first + 1] if first + 1 < len(blocks) else None
    if blocks[first].kind not in _PROSE or after is None or after.kind != "paragraph":
        return False
    words, rest = document.words(blocks[first]), document.words(after)
    begins = _FIRST.match(rest)
    named = not goes_on(rest)
    if begins is None or not _may_go_on(words, rest, named) or _lists(document, blocks, first + 1):
        return False
    last = words.rpartition("\n")[2]
    sides = blocks[max(0, first - _NEAR) : first], blocks[first + 1 : first + 1 + _NEAR]
    widths = [_width(document, side) for side in sides]
    width = min((width for width in widths if width >= _NARROWEST_NAMED), default=0)
    least = _NARROWEST_NAMED if named else _NARROWEST
    return len(last) >= least and len(last) + 1 + len(begins.group()) >= _SET_IN * width


def _width(document: Document, blocks: Sequence[Block]) -> int:
    """The length of the longest line of some blocks."""
    lines = (line for b in blocks if b.kind in _PROSE for line in document.words(b).split("\n"))
    return max((len(line.strip()) for line in lines), default=0)


def _may_go_on(words: str, rest: str, named: bool) -> bool:
    """Whether a sentence may run from one line over to the next, as the words say; `named`: a capital begins it."""
    if words.endswith(":"):
        return not named and rest.endswith(".")
    if not is_open(words):
        return False
    if not named or words.rfind("(") > words.rfind(")"):
        return True
    if words.endswith(","):
        return rest[0] == "(" or len(rest) >= _FULL / 2
    return _UNFINISHED.search(words[-20:]) is not None


def _lists(document: Document, blocks: Sequence[Block], first: int) -> bool:
    """Whether the block at `first` is one point of a list whose points begin in lower case."""
    following = document.words(blocks[first + 1]) if first + 1 < len(blocks) else ""
    return document.words(blocks[first]).rstrip().endswith(";") and goes_on(following)


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
