"""Lists of needs and wishes below a line that announces them, each item with those who have it: « le greffe : un écran »."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from usagraph.ingest.draft import Draft
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.sheets.headings import labelled
from usagraph.records import Block
from usagraph.textview import Span, flat

__all__ = ["Item", "rolls"]

_KINDS = {"besoins": "Need", "souhaits": "Wish"}
_HEADS = ("paragraph", "heading", "box")
_LONGEST = 90  # code points of the line that announces
_MOST = 260  # of an item


@dataclass(frozen=True)
class Item:
    """What an item says that somebody needs or wishes for, and who, in offsets of its view; no `who`: the item names none."""

    kind: str
    block: Block
    who: Span
    place: Span


def rolls(draft: Draft, blocks: Sequence[Block]) -> Iterator[Item]:
    """The items of the lists of `blocks` that are announced as needs or wishes, in order."""
    kind: str | None = None
    signs: dict[str, str] | None = None
    for block in blocks:
        if block.kind == "item" and kind:
            yield from _item(draft, kind, block)
        elif block.kind != "item":
            kind = None
            words = flat(draft.view(block).text).strip() if block.end - block.start <= _LONGEST else ""
            if block.kind in _HEADS and (words.endswith(":") or (words and block.kind == "heading")):
                kind = _told(words)
                sign = None if kind else compiled("wants", "sign").regex.match(words)
                if sign:
                    signs = _signs(draft, blocks) if signs is None else signs
                    kind = signs.get(_stem(sign["sign"]))


def _told(words: str) -> str | None:
    found = labelled(words)
    return _KINDS.get(found.name) if found else None


def _signs(draft: Draft, blocks: Sequence[Block]) -> dict[str, str]:
    """What papers of a colour stand for, as the document says: "une feuille rose (pour les besoins)"."""
    told: dict[str, set[str]] = {}
    for block in blocks:
        words = flat(draft.view(block).text)
        for match in compiled("wants", "meant_by").all_in(words):
            told.setdefault(_stem(match["sign"]), set()).add("Need" if match["need"] else "Wish")
    return {sign: min(kinds) for sign, kinds in told.items() if len(kinds) == 1}


def _stem(words: str) -> str:
    """A thing and its colour, whatever their number and gender: "feuilles roses" and "feuille rose"."""
    return " ".join(word.rstrip("sx").removesuffix("e") for word in words.replace("-", " ").split())


def _item(draft: Draft, kind: str, block: Block) -> Iterator[Item]:
    text = draft.view(block).text
    match = compiled("wants", "of_holder").regex.match(flat(text)) if len(text) <= _MOST else None
    if match:
        start, end = match.span("thing")
        end -= len(text[start:end]) - len(text[start:end].rstrip(" .;,"))
        yield Item(kind, block, match.span("who"), (start, end))
