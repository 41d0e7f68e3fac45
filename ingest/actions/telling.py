"""Which of several actions each sentence of a theme is about: the one it names, or the one that its place tells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from usagraph.ingest.actions.roll import Roll
from usagraph.ingest.draft import Draft
from usagraph.ingest.rulebook import compiled
from usagraph.records import Block
from usagraph.textview import flat, sentences

__all__ = ["Piece", "pieces"]

_PAUSE = re.compile(r"\s?[;,:] |,? (?:et|mais|tandis que|puis) ")


@dataclass(frozen=True)
class Piece:
    """A sentence, or the part of one that speaks of one action; `entry`: its number in the roll, None where nobody can tell."""

    block: Block
    start: int
    end: int
    entry: int | None
    named: bool


def pieces(draft: Draft, roll: Roll, blocks: Sequence[Block], *, sticky: bool = False) -> list[Piece]:
    """The sentences of the paragraphs of a theme, each with its action; `sticky`: a paragraph tells of one at a time."""
    found = [_of(draft, roll, block, sticky=sticky) for block in blocks]
    firsts = [next((p.entry for p in held if p.named), None) for held in found]
    for number, entry in _between(firsts, len(roll.entries)):
        if not any(p.named for p in found[number]):
            found[number] = [replace(piece, entry=entry) for piece in found[number]]
    return [piece for held in found for piece in held]


def _of(draft: Draft, roll: Roll, block: Block, *, sticky: bool) -> list[Piece]:
    words, found, held = flat(draft.view(block).text), list[Piece](), None
    for start, end in sentences(draft.view(block)):
        parts = list(_parts(roll, words, start, end))
        if not parts and compiled("rolls", "leaves").find(words[start:end]):
            held = None
            continue
        follows = held is not None and (sticky or compiled("rolls", "goes_on").regex.match(words[start:end]))
        found += [Piece(block, a, b, entry, True) for a, b, entry in parts] or [
            Piece(block, start, end, held if follows else None, False)
        ]
        held = parts[-1][2] if parts else held
    return _placed(found, len(roll.entries))


def _placed(found: list[Piece], count: int) -> list[Piece]:
    """The pieces, one that names none between those of two actions taken for that of the action between them."""
    told = [*_between([p.entry if p.named else None for p in found], count), *_in_order(found, count)]
    return [replace(p, entry=dict(told).get(n, p.entry)) if not p.named else p for n, p in enumerate(found)]


def _in_order(found: list[Piece], count: int) -> Iterator[tuple[int, int]]:
    """The places and entries of as many sentences as there are actions, where those that name one are in its place."""
    named = [(n, p.entry) for n, p in enumerate(found) if p.named]
    if len(found) == count > len("ab") and named and all(n == entry for n, entry in named):
        yield from enumerate(range(count))


def _between(entries: Sequence[int | None], count: int) -> Iterator[tuple[int, int]]:
    """The places of `entries` that name none, alone between two that the order of the roll parts by just one action."""
    for number in range(1, len(entries) - 1):
        before, after = entries[number - 1], entries[number + 1]
        if entries[number] is not None or before is None or after is None:
            continue
        if after - before == len("ab") and before + 1 not in entries and before + 1 < count:
            yield number, before + 1


def _parts(roll: Roll, words: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The parts of a sentence that each name an action; a sentence that names but one is whole."""
    named = [(m.start(), m.end(), int((m.lastgroup or "n0")[1:])) for m in roll.names.finditer(words, start, end)]
    changes = [one for n, one in enumerate(named) if n == 0 or one[2] != named[n - 1][2]]
    begin = start
    for place, (_, stop, entry) in enumerate(changes):
        until = end
        if place + 1 < len(changes):
            cuts = list(_PAUSE.finditer(words, stop, changes[place + 1][0]))
            if not cuts:
                return
            until = cuts[-1].start()
        yield begin, until, entry
        begin = until
