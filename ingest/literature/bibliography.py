"""Where a document lists the works it uses: under a heading that says so, or as a run of entries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.literature.authors import read_authors
from usagraph.ingest.literature.entry import Entry, read_entry
from usagraph.ingest.rulebook import compiled
from usagraph.records import Block
from usagraph.textview import fold, tidy

__all__ = ["read_bibliography"]

_HEADING = 90  # code points
_LONGEST = 1_200  # code points: more is no entry
_RUN = 4  # this many entries in a row are a bibliography without a heading
_PATIENCE = 3  # blocks in a row that are no entries end it
_TEXT = ("paragraph", "item", "box", "heading")
_YEAR = re.compile(r"(?:1[5-9]|20)(?<!\d..)\d\d(?!\d)")
_ENDED = re.compile(r"[.>)\]/»\d]\s*$|https?://\S+\s*$")
_TAKES_UP = re.compile(r"\s*(?:[a-zà-öø-ÿœ(]|https?:|<http|www\.|doi|\d{4}[.,) ]|URL|DOI)")


@dataclass(frozen=True)
class _Line:
    """A line of a block; `first`: it begins the block."""

    start: int
    end: int
    first: bool


def read_bibliography(draft: Draft) -> list[Entry]:
    """The entries of the document in order, those of legal texts among them."""
    found: list[Entry] = []
    done = 0
    blocks = [b for b in draft.document.blocks if b.kind in _TEXT]
    for number, block in enumerate(blocks):
        if number >= done and _is_title(draft, block):
            entries, done = _under(draft, blocks, number + 1)
            found += entries
    return found or _by_shape(draft, blocks)


def _is_title(draft: Draft, block: Block) -> bool:
    return _says(draft, block, "section")


def _says(draft: Draft, block: Block, what: str) -> bool:
    if block.end - block.start > _HEADING:
        return False
    words = tidy(draft.document.words(block)).strip(" .:*_-–—")
    return bool(words) and words in compiled("works", "headings", what)


def _under(draft: Draft, blocks: list[Block], start: int) -> tuple[list[Entry], int]:
    """The entries under a heading, and the number of the block where they end."""
    entries: list[Entry] = []
    group: list[Block] = []
    number = start
    while number < len(blocks) and not _ends(draft, blocks, number):
        group.append(blocks[number])
        number += 1
        if len(group) >= _PATIENCE + 1 and not any(_YEAR.search(draft.document.words(b)) for b in group[-_PATIENCE:]):
            break
    places = list(_split(draft, [b for b in group if not _says(draft, b, "part")]))
    turned = _is_turned(draft, places)
    for spans in places:
        entry = read_entry(draft, spans, entries[-1] if entries else None, turned=turned)
        if entry.law or (entry.sound and _is_entry(entry)):
            entries.append(entry)
    return (entries, number) if any(not e.law for e in entries) else ([], start)


def _is_turned(draft: Draft, places: list[tuple[Span, ...]]) -> bool:
    """Whether the entries write surnames first: given names tell, else the order of the alphabet."""
    read = [read_entry(draft, spans, turned=turned) for spans in places for turned in (True, False)]
    told = [e.kind for e in read[::2] if e.kind == "turned"], [e.kind for e in read[1::2] if e.kind == "named"]
    clear = [e.kind for e in read[1::2] if e.kind == "turned"], [e.kind for e in read[::2] if e.kind == "named"]
    if len(clear[0]) != len(clear[1]):
        return len(clear[0]) > len(clear[1])
    names = [fold(e.surname) for e in read[::2] if e.authors], [fold(e.surname) for e in read[1::2] if e.authors]
    sorted_ = [len(found) > 2 and found == sorted(found) for found in names]
    return bool(told[0]) and sorted_[0] and not sorted_[1]


def _ends(draft: Draft, blocks: list[Block], number: int) -> bool:
    """Whether a block is a heading that is not one of the bibliography's own parts."""
    block = blocks[number]
    heads = block.kind == "heading" or any(h.start == block.start for h in [draft.outline.at(block.start)] if h)
    words = draft.document.words(block)
    lists = _YEAR.search(words) or (block.kind != "heading" and ("http" in words or _looks_signed(words)))
    return heads and not (lists or _says(draft, block, "part"))


def _is_entry(entry: Entry) -> bool:
    """Whether what was read is an entry and no sentence: signed, or a title with an address or a DOI."""
    return bool(entry.authors or (entry.title and (entry.doi or entry.linked)))


def _split(draft: Draft, blocks: list[Block]) -> Iterator[tuple[Span, ...]]:
    """The spans of each entry: a block, several lines of one, or blocks that a page parts."""
    pieces: list[list[_Line]] = []
    for line in _lines(draft, blocks):
        if pieces and not _begins(draft, line, pieces[-1]):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    for piece in _with_year(draft, pieces):
        spans = tuple(_runs(piece))
        if sum(end - start for start, end in spans) <= _LONGEST:
            yield spans


def _lines(draft: Draft, blocks: list[Block]) -> Iterator[_Line]:
    text = draft.document.text
    for block in blocks:
        at = block.start
        for number, raw in enumerate(text[block.start : block.end].split("\n")):
            if raw.strip():
                yield _Line(at, at + len(raw), number == 0)
            at += len(raw) + 1


def _begins(draft: Draft, line: _Line, above: list[_Line]) -> bool:
    """Whether a line begins an entry: the first of a block unless it takes the one above up, else one that looks it."""
    words = draft.document.text[line.start : line.end]
    before = draft.document.text[above[0].start : above[-1].end]
    dated = bool(_YEAR.search(before) or "http" in before)
    whole = dated and bool(_ENDED.search(before))
    marked = any(compiled("works", mark).regex.match(words) for mark in ("number", "bullet", "same"))
    if line.first:
        goes_on = _TAKES_UP.match(words) or not (dated or _ENDED.search(before))
        return marked or not (goes_on and not _looks_signed(words)) or not before.strip()
    return (whole and (marked or _looks_signed(words))) or (dated and _begins_dated(words))


def _looks_signed(words: str) -> bool:
    found = read_authors(words.strip())
    telling = found.kind != "given" or any(a.given and "." in a.given for a in found.names)
    return bool(found.names) and telling


def _begins_dated(words: str) -> bool:
    """Whether a line begins with persons and the year in brackets, as only an entry does."""
    found = read_authors(words.strip())
    year = compiled("works", "year_first").regex.match(words.strip()[found.end :]) if found.names else None
    return bool(year and year["round"] and found.kind != "organisation")


def _with_year(draft: Draft, pieces: list[list[_Line]]) -> list[list[_Line]]:
    """The pieces, those that begin inside a block and hold neither year nor address given back to the one above."""
    kept: list[list[_Line]] = []
    for piece in pieces:
        words = draft.document.text[piece[0].start : piece[-1].end]
        if kept and not piece[0].first and not (_YEAR.search(words) or "http" in words):
            kept[-1] += piece
        else:
            kept.append(piece)
    return kept


def _runs(lines: list[_Line]) -> Iterator[Span]:
    """The lines as spans, those of one block together."""
    start, end = lines[0].start, lines[0].end
    for line in lines[1:]:
        if line.first:
            yield start, end
            start = line.start
        end = line.end
    yield start, end


def _by_shape(draft: Draft, blocks: list[Block]) -> list[Entry]:
    """The entries of the longest run of blocks that look like entries; none where it is short."""
    best: list[Entry] = []
    run: list[Entry] = []
    for block in blocks:
        entry = _shaped(draft, block, run[-1] if run else None)
        run = [*run, entry] if entry else []
        best = run if len(run) > len(best) else best
    return best if len(best) >= _RUN else []


def _shaped(draft: Draft, block: Block, above: Entry | None) -> Entry | None:
    """The entry that a block alone is: signed in a telling way, dated, titled."""
    words = draft.document.words(block)
    if not 30 < len(words) < _LONGEST // 2 or block.kind == "heading" or not _YEAR.search(words):
        return None
    entry = read_entry(draft, ((block.start, block.end),), above)
    telling = entry.kind not in ("", "given", "organisation") or entry.number is not None
    return entry if entry.sound and entry.year and entry.title and telling else None
