"""A document as the passages that a search finds: its paragraphs, items, headings and rows of tables, in order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from usagraph.errors import DamagedDocument
from usagraph.records import Block, read_blocks
from usagraph.workspace import Bundle

__all__ = ["Extract", "extracts", "extracts_of"]

#: Code points above which a passage is cut, at the end of a sentence or of a line where there is one.
LONGEST = 2_000
_ENDS = ("\n", ". ", "; ", " ")


@dataclass(frozen=True)
class Extract:
    """A passage, by code points of the canonical text, with the heading above it and its page."""

    start: int
    end: int
    kind: str
    section: str | None
    page: int | None
    text: str


def extracts_of(bundle: Bundle) -> list[Extract]:
    """The passages of a document; none where its folder is damaged."""
    try:
        return list(extracts(bundle.text, read_blocks(bundle.blocks_path)))
    except (DamagedDocument, ValueError, KeyError, TypeError):
        return []


def extracts(text: str, blocks: Iterable[Block]) -> Iterator[Extract]:
    """The passages of a text: one a block, one for all the cells of a row; what furniture says is left out."""
    section = None
    for _, run in groupby(sorted(blocks, key=lambda block: block.start), key=_row):
        several = [block for block in run if block.kind != "furniture"]
        if not several:
            continue
        first = several[0]
        is_heading = first.kind == "heading"
        if is_heading:
            section = " ".join(text[first.start : first.end].split()) or section
        for start, end in _pieces(text, first.start, max(block.end for block in several)):
            yield Extract(start, end, first.kind, None if is_heading else section, first.page, text[start:end])


def _row(block: Block) -> tuple[int, int, int]:
    """What the blocks of one passage share: the row of a table, else the place where they begin."""
    return (-1, block.cell.table, block.cell.row) if block.cell else (0, block.start, block.end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = next((at + len(mark) for mark in _ENDS if (at := text.rfind(mark, start + 1, start + LONGEST)) > 0), 0)
        stop = cut or start + LONGEST
        yield from _trimmed(text, start, stop)
        start = stop
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
