"""The statements that a code numbers under a heading that says what they are: « G1. Ouvrir le soir »."""

import re

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import compiled
from usagraph.records import Block
from usagraph.textview import flat, sentences

__all__ = ["coded"]

_REACH = 3  # blocks around one that is coded, where another is
_CODE = 24  # code points of a code and what parts it from what it numbers
_FEWEST = 3  # words
_ACT = re.compile(r"(?:ne pas |mieux |se |s')?[a-z]{2,}(?:er|ir|oir|re)\b")


def coded(draft: Draft, number: int, *, heading: bool, acts: bool) -> Span | None:
    """Where the statement stands in a block that has a code, as another near it has; None where it is none.

    `heading`: the block has the shape of a heading; it is a statement only where one `acts`, and it begins with an infinitive.
    """
    block = draft.blocks[number]
    start = _after_code(draft, block)
    if start is None:
        return None
    near = draft.blocks[max(0, number - _REACH) : number + _REACH + 1]
    if sum(_after_code(draft, other) is not None for other in near) < len(("one", "another")):
        return None
    seen = draft.view(block)
    words = flat(seen.text)
    if heading and not (acts and _ACT.match(words, start)):
        return None
    stop = next((end for _, end in sentences(seen) if end > start), len(words))
    end = start + len(words[start:stop].rstrip(" .;"))
    return (start, end) if len(words[start:end].split()) >= _FEWEST and words[end - 1] not in ":?" else None


def _after_code(draft: Draft, block: Block) -> int | None:
    """Where the words begin that a code numbers; None where the block has none."""
    if block.kind != "paragraph":
        return None
    match = compiled("findings", "coded").regex.match(flat(draft.view(block).text[:_CODE]))
    return match.end() if match else None
