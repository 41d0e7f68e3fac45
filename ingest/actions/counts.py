"""How many actions a document says that it tells of, and the headings that are their titles: as many of one level."""

from collections import defaultdict
from collections.abc import Iterable

from usagraph.ingest.actions.chapter import Chapter
from usagraph.ingest.draft import Draft
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.sections import Heading

__all__ = ["announced_counts", "as_announced"]

#: How much of a document, in code points, may announce how many actions it tells of.
_BEGINNING = 2_500
_WORDS = (
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
)
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 2)} | {"quinze": 15, "vingt": 20}
#: How many of the chapters at least say how far users take part: the others may only tell it in other words.
_TELL = 2


def announced_counts(draft: Draft) -> set[int]:
    """How many actions the beginning of a document says that it tells of: each number it says so of."""
    found = compiled("prose", "counting").all_in(draft.flat, 0, _BEGINNING)
    return {_NUMBERS.get(words) or int(words) for words in (match["count"] for match in found)}


def as_announced(draft: Draft, chapters: Iterable[tuple[Heading | None, Chapter, bool]]) -> list[Chapter]:
    """The chapters that are as many as the document announces, and of one level; each comes with the heading above it, and
    whether it says how far users take part. Empty where the numbers do not agree."""
    counts = announced_counts(draft)
    beside: defaultdict[tuple[Heading | None, int | None], list[tuple[Chapter, bool]]] = defaultdict(list)
    for above, chapter, tells in chapters if counts else ():
        beside[above, chapter.heading.level].append((chapter, tells))
    for held in beside.values():
        telling = [chapter for chapter, tells in held if tells]
        led = [chapter for chapter, tells in held if tells or chapter.leader]
        for found in ([chapter for chapter, _ in held], led, telling):
            if len(found) in counts and len(telling) >= _TELL and 2 * len(telling) >= len(found):
                return found
    return []
