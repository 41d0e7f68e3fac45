"""Where the words that were looked for stand in a text, as the author wrote them: code points, never marked-up text."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from usagraph.french import Word, words
from usagraph.graph.search.asked import Unit
from usagraph.textview import Span

__all__ = ["marks", "window"]

#: Code points shown of a passage.
SHOWN = 320


def marks(text: str, units: Iterable[Unit]) -> tuple[Span, ...]:
    """The places in `text` of what was looked for, in order, none in another.

    >>> from usagraph.graph.search.asked import ask
    >>> marks("Les usager·ère·s élus", ask("élue usagers").units)
    ((4, 16), (17, 21))
    """
    found = words(text)
    places = sorted({place for unit in units for place in _of(found, unit)})
    kept: list[Span] = []
    for start, end in places:
        if kept and start < kept[-1][1]:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        else:
            kept.append((start, end))
    return tuple(kept)


def window(text: str, places: tuple[Span, ...], length: int = SHOWN) -> Span:
    """The part of `text` to show: about `length` code points, those with most of `places`, cut between words."""
    if len(text) <= length:
        return 0, len(text)
    starts = [start for start, _ in places] or [0]
    first = max(starts, key=lambda at: (bisect_left(starts, at + length * 3 // 4) - bisect_left(starts, at), -at))
    start = max(0, min(first - length // 6, len(text) - length))
    return _between_words(text, start, min(len(text), start + length))


def _of(found: Sequence[Word], unit: Unit) -> set[Span]:
    sequences = [other.terms for other in unit.others] if unit.parts else [unit.terms, *(o.terms for o in unit.others)]
    places = {place for terms in sequences for place in _in_a_row(found, terms)}
    places |= {place for part in unit.parts for place in _of(found, part)}
    if unit.begun and unit.form:
        places |= {(word.start, word.end) for word in found if word.form.startswith(unit.form)}
    return places


def _in_a_row(found: Sequence[Word], terms: tuple[str, ...]) -> set[Span]:
    size = len(terms)
    return {
        (found[at].start, found[at + size - 1].end)
        for at, word in enumerate(found[: len(found) - size + 1])
        if word.term == terms[0] and tuple(one.term for one in found[at : at + size]) == terms
    }


def _between_words(text: str, start: int, end: int) -> Span:
    if start and (space := text.find(" ", start, start + 40)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", max(start, end - 40), end)) >= 0:
        end = space
    return start, end
