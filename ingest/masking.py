"""Masks personal contact details in the canonical text, at the same length, before anything is stored."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from usagraph.ingest.draft import Span
from usagraph.ingest.rulebook import load, pattern
from usagraph.records import Block, Document

__all__ = ["FILLER", "contact_blocks", "mask"]

FILLER = "█"
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\wÀ-ÿ'’-]+[ \t\u00a0]+){1,3}[A-ZÀ-Þ][\wÀ-ÿ'’-]+")
_LONGEST = 300  # code points: a longer block under a contact heading is prose


def mask(document: Document) -> Document:
    """The document with e-mail addresses, telephone numbers and the names of contact blocks filled in; offsets hold."""
    text = document.text
    for start, end in sorted(set(_spans(document))):
        text = text[:start] + re.sub(r"\S", FILLER, text[start:end]) + text[end:]
    return replace(document, text=text)


def contact_blocks(document: Document) -> list[tuple[Span, Span]]:
    """Each contact heading with what stands under it (or after it on its line), in code points."""
    heading = pattern(load("personal")["contact_heading"])
    found: list[tuple[Span, Span]] = []
    shown = [line for block in document.blocks if block.kind != "furniture" for line in _lines(document, block)]
    for number, (start, end, first) in enumerate(shown):
        words = document.text[start:end]
        if len(words) < 90 and heading.search(words.strip()) and first is not None:
            after = words.partition(":")[2].strip()
            body = (start, end) if after else _under(document, shown, number)
            found.append(((start, end), body))
    return found


def _under(document: Document, shown: list[tuple[int, int, Block]], number: int) -> Span:
    """The lines after a contact heading, to the end of the block that follows it."""
    rest = shown[number + 1 :]
    if not rest:
        return shown[number][:2]
    block = rest[0][2] if rest[0][2] is not shown[number][2] else shown[number][2]
    lines = [line for line in rest if line[2] is block]
    return lines[0][0], lines[-1][1]


def _lines(document: Document, block: Block) -> Iterator[tuple[int, int, Block]]:
    for match in re.finditer(r"[^\n]*\S[^\n]*", document.text[block.start : block.end]):
        yield block.start + match.start(), block.start + match.end(), block


def _spans(document: Document) -> Iterator[Span]:
    for regex in _details():
        for match in regex.finditer(document.text):
            yield match.span()
    for _, (start, end) in contact_blocks(document):
        if end - start <= _LONGEST:
            for match in _NAME.finditer(document.text, start, end):
                yield match.span()


@cache
def _details() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry["pattern"], re.IGNORECASE) for entry in load("personal")["details"].values())
