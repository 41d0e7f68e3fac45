"""Masks personal contact details in the canonical text, at the same length, before anything is stored."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from usagraph.graph.export.personal import narrow
from usagraph.ingest.draft import Span
from usagraph.ingest.rulebook import cached, compiled, load, pattern, profiles
from usagraph.records import Document
from usagraph.textview import fold

__all__ = ["FILLER", "contact_blocks", "mask", "without_details"]

FILLER = "█"
# A word that may be part of a name: capitalised, in capitals, or an initial.
_WORD = re.compile(r"[^\W\d_a-zà-öø-ÿœ](?:\.|[\w'’-]*[^\W\d_])")
# What may stand between two words of a name: white space, then particles.
_BETWEEN = re.compile(r"(?:-|\s+(?:(?:de|du|des|la|le|van|von|der|el)\s+|[dl]['’]\s?)*)")
_LONGEST_LINE = 90  # code points: a longer line is prose, and no part of a contact block
_MOST_LINES = 14


def mask(document: Document) -> Document:
    """The document with e-mail addresses, telephone numbers and the names of contact blocks filled in; offsets hold.

    What is known of it, its title first, is filled in too.
    """
    known = {name: without_details(value) for name, value in document.metadata.items()}
    return replace(document, text=_filled(document.text, _spans(document)), metadata=known)


def without_details(words: str) -> str:
    """A few words, such as a title, with their e-mail addresses and telephone numbers filled in, as long as before."""
    return _filled(words, _detailed(words))


def contact_blocks(document: Document) -> list[Span]:
    """Each contact heading with what follows it on its line and the short lines under it, in code points."""
    shown = list(_lines(document))
    heading = compiled("personal", "contact_heading")
    found = []
    for number, (start, end, _) in enumerate(shown):
        words = document.text[start:end]
        if len(words) <= _LONGEST_LINE and heading.search(words):
            under = takewhile(lambda line: _goes_on(document, line), shown[number + 1 : number + _MOST_LINES])
            found.append((start, max([end, *(stop for _, stop, _ in under)])))
    return found


def _goes_on(document: Document, line: tuple[int, int, str]) -> bool:
    """Whether a line under a contact heading still tells of the contact: neither prose nor another heading."""
    start, end, kind = line
    label = fold(document.text[start:end].partition(":")[0]).strip(" -–•·*→➔?")
    return end - start <= _LONGEST_LINE and kind != "heading" and not any(t.match(label) for t in _headings())


def _lines(document: Document) -> Iterator[tuple[int, int, str]]:
    for block in document.blocks:
        if block.kind != "furniture":
            for match in re.finditer(r"[^\n]*\S[^\n]*", document.words(block)):
                yield block.start + match.start(), block.start + match.end(), block.kind


def _spans(document: Document) -> Iterator[Span]:
    yield from _detailed(document.text)
    for start, end in contact_blocks(document):
        yield from _names(document.text, start, end)


def _detailed(text: str) -> Iterator[Span]:
    seen = narrow(text)
    for regex in _details():
        for match in regex.finditer(seen):
            yield match.span()


def _names(text: str, start: int, end: int) -> Iterator[Span]:
    """Runs of two words or more that may be a name, or one after a title; words of institutions end a run."""
    run: list[Span] = []
    for match in _WORD.finditer(text, start, end):
        if run and not _BETWEEN.fullmatch(text, run[-1][1], match.start()):
            yield from _kept(text, run)
            run = []
        if compiled("personal", "no_name").regex.fullmatch(fold(match.group())):
            yield from _kept(text, run)
            run = []
        else:
            run.append(match.span())
    yield from _kept(text, run)


def _kept(text: str, run: list[Span]) -> Iterator[Span]:
    if len(run) > 1 or (run and compiled("personal", "title").find(text[max(0, run[0][0] - 12) : run[0][0]])):
        yield run[0][0], run[-1][1]


def _filled(text: str, spans: Iterator[Span]) -> str:
    for start, end in sorted(set(spans)):
        text = text[:start] + re.sub(r"\S", FILLER, text[start:end]) + text[end:]
    return text


@cached
def _headings() -> tuple[re.Pattern[str], ...]:
    """The headings of action sheets, those of contacts apart."""
    return tuple(
        pattern(rule).regex
        for profile in profiles()
        for rule in profile["headings"].values()
        if rule["takes"] != "contact"
    )


@cached
def _details() -> tuple[re.Pattern[str], ...]:
    return tuple(pattern(entry).regex for entry in load("personal")["details"].values())
