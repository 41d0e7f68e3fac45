"""Rounds of speech in minutes: a paragraph begins with those who speak, then says what they need and would like."""

from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft
from usagraph.ingest.rulebook import compiled
from usagraph.records import Block
from usagraph.textview import Span, flat, sentences

__all__ = ["Round", "rounds_in"]

_KINDS = (("lead_need", "Need"), ("lead_wish", "Wish"))
_LONGEST = 90  # code points of those who speak


@dataclass(frozen=True)
class Round:
    """What one who speaks in a paragraph needs or would like, in offsets of its view."""

    kind: str
    who: Span
    start: int
    end: int


def rounds_in(draft: Draft, block: Block) -> Iterator[Round]:
    """What the sentences of a paragraph say of those whom it begins with; nothing where it begins otherwise."""
    words = flat(draft.view(block).text)
    lead = compiled("wants", "lead").regex.match(words) if block.kind in ("paragraph", "item", "box") else None
    if lead is None or lead.end("who") - lead.start("who") > _LONGEST:
        return
    for start, end in sentences(draft.view(block)):
        start = max(start, lead.end())
        for name, kind in _KINDS if start < end else ():
            match = compiled("wants", name).find(words[start:end])
            if match:
                yield Round(kind, lead.span("who"), start + match.start("thing"), start + match.end("thing"))
                break
