"""Lists of factors that a line announces, outside action sheets: « Freins relevés : » and its items."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.sheets.headings import meaning, means_nothing
from usagraph.ingest.speech.factor_forms import is_cued, kind_of_factor
from usagraph.records import Block
from usagraph.textview import flat, sentences

__all__ = ["Listed", "listed_factors"]

_HEADS = ("paragraph", "heading", "caption", "box", "cell")
_PAIR = 2  # cells of a row: a label and what it says
_LONGEST = 130  # code points of the line that announces
_SHORT = 40  # code points of one of two lines that are set against each other
_MOST = 40  # words of an item
_BULLETS, _SEMICOLON = re.compile(r"\s+[-–•·▪➢→]\s+"), re.compile(r"\s*;\s*")


@dataclass(frozen=True)
class Listed:
    """An item of a list of factors, in offsets of its view, and the block that announces the list."""

    kind: str
    block: Block
    start: int
    end: int
    above: Block


def listed_factors(draft: Draft, told: Sequence[Span]) -> Iterator[Listed]:
    """The items of the lists that a heading, or a line with a colon, says are factors; not those `told` otherwise."""
    blocks = draft.blocks
    for one in _of_tables(draft):
        if not any(start < one.block.end and one.block.start < end for start, end in told):
            yield one
    yield from _run_in(draft, told)
    opposed = _opposed(draft)
    for number, head in enumerate(blocks):
        kind = opposed.get(head.start) or (_announced(draft, head) if head.kind != "cell" else None)
        if kind is None:
            continue
        following = number + 1
        if head.kind == "heading" and following < len(blocks) and _introduces(draft, blocks[following]):
            following += 1
        for block in _items(draft, head, blocks[following:]):
            if not any(start < block.end and block.start < end for start, end in told):
                yield from _item(draft, kind, block, head)


def _run_in(draft: Draft, told: Sequence[Span]) -> Iterator[Listed]:
    """The sentences that a word before them says to be factors, where several are so labelled."""
    found = []
    for block in draft.blocks:
        words = flat(draft.view(block).text) if block.kind in ("paragraph", "item", "box") else ""
        match = compiled("factors", "run_in").regex.match(words)
        after = next((place for place in sentences(draft.view(block)) if match and place[1] > match.end()), None)
        if match and after and draft.view(block).text[match.end()].isupper():
            found.append(Listed(kind_of_factor(match), block, match.end(), after[1], block))
    for one in found if len(found) > 1 else ():
        if not any(start < one.block.end and one.block.start < end for start, end in told):
            yield one


def _opposed(draft: Draft) -> dict[int, str]:
    """What the lines « Pour » and « Contre » announce, by where they stand, where items follow both."""
    found: dict[int, str] = {}
    for head, below in pairwise(draft.blocks):
        if below.kind == "item" and head.kind in ("paragraph", "heading") and head.end - head.start <= _SHORT:
            match = compiled("factors", "opposed").regex.match(flat(draft.view(head).text))
            if match:
                found[head.start] = kind_of_factor(match)
    return found if len(set(found.values())) > 1 else {}


def _of_tables(draft: Draft) -> Iterator[Listed]:
    """What stands in the columns, or beside the rows, of tables whose heads say that they are factors."""
    for grid in draft.grids:
        rows = [[block for _, block in sorted(cells.items())] for _, cells in sorted(grid.items())]
        if sum(_is_label(draft, cells[0]) for cells in rows) > 1:
            pairs = [(cells[0], cells[1]) for cells in rows if len(cells) == _PAIR]
        else:
            top, *below = (dict(sorted(cells.items())) for _, cells in sorted(grid.items()))
            pairs = [(head, cells[column]) for column, head in top.items() for cells in below if column in cells]
        for head, block in pairs:
            if kind := _announced(draft, head):
                yield from _cell(draft, kind, block, head)


def _is_label(draft: Draft, block: Block) -> bool:
    """Whether a cell is the label of what stands beside it."""
    words = draft.view(block).text
    return len(words) <= _LONGEST and meaning(words, "generic") is not None


def _cell(draft: Draft, kind: str, block: Block, head: Block) -> Iterator[Listed]:
    """The things that a cell lists: on lines, after bullets or between semicolons."""
    text = draft.view(block).text
    raw = draft.document.text[block.start : block.end]
    cuts = [match.span() for match in (_BULLETS if _BULLETS.search(text) else _SEMICOLON).finditer(text)]
    if "\n" in raw.strip() and not cuts:
        return  # lines that were cut by the page, or by the author: nobody can tell
    for a, b in pairwise([(0, 0), *cuts, (len(text), len(text))]):
        start, end = a[1], b[0]
        start += len(text[start:end]) - len(text[start:end].lstrip(" -–•·*"))
        end -= len(text[start:end]) - len(text[start:end].rstrip(" .;,"))
        said = text[start:end]
        if len(said.split()) <= _MOST and not means_nothing(said):
            yield Listed(kind, block, start, end, head)


def _announced(draft: Draft, head: Block) -> str | None:
    """The class of what a line announces; None where it announces no factors."""
    if head.kind not in _HEADS or head.end - head.start > _LONGEST:
        return None
    words = flat(draft.view(head).text).strip()
    if not (head.kind in ("heading", "cell") or words.endswith(":")) or not is_cued(words):
        return None
    match = compiled("factors", "announces").find(words)
    return kind_of_factor(match) if match else None


def _items(draft: Draft, head: Block, below: Sequence[Block]) -> Iterator[Block]:
    """The items below a line: those of a list, else the paragraphs that a colon or a semicolon announces as such."""
    open_ = head.kind != "heading" and draft.view(head).text.rstrip().endswith(":")
    for block in below:
        words = draft.view(block).text.strip()
        low = next((c for c in words if c.isalpha()), "").islower()
        if block.kind != "item" and not (block.kind == "paragraph" and open_ and (low or words.endswith(";"))):
            return
        yield block
        open_ = open_ and (low or words.endswith(";"))


def _introduces(draft: Draft, block: Block) -> bool:
    return block.kind == "paragraph" and draft.view(block).text.rstrip().endswith(":")


def _item(draft: Draft, kind: str, block: Block, head: Block) -> Iterator[Listed]:
    seen = draft.view(block)
    said = sentences(seen)
    if said and not seen.text.rstrip().endswith(("?", ":")):
        start, end = said[0]
        words = seen.text[start:end]
        start += len(words) - len(words.lstrip(" -–•·*▪➢→❖"))
        end -= len(words) - len(words.rstrip(" .;,"))
        if any(c.isalpha() for c in seen.text[start:end]) and len(seen.text[start:end].split()) <= _MOST:
            yield Listed(kind, block, start, end, head)
