"""Entries of a list that each tell an action: whether the words after its title do, and the degrees they but name."""

import re
from collections.abc import Iterator

from usagraph.ingest.actions import degrees
from usagraph.ingest.rulebook import compiled
from usagraph.textview import Span, flat

__all__ = ["bare_degrees", "tells"]

_PARTS = re.compile(r"[^.;,:()–—|/\n]+")


def tells(text: str, start: int, *, announced: bool = False) -> bool:
    """Whether the words of an entry from `start` on tell an action: how far users take part, or labels of what it is.

    `announced`: its first words say that it is one, so that users who are but informed are enough.
    """
    words = text[start:]
    read = [found for found in degrees.read(words) if (found.users or found.stage) and not found.negated]
    if any(found.stage or announced or found.degree != "information" for found in read):
        return True
    if compiled("prose", "labelled").find(words):
        return True
    # To inform is what any service does, unless it is said to be the degree.
    said = bool(read) and compiled("degrees", "declared").find(flat(words)) is not None
    return said or any(True for _ in bare_degrees(text, start))


def bare_degrees(text: str, start: int = 0) -> Iterator[tuple[str, Span]]:
    """The degrees that stand alone between the signs of an entry, without their stage: "– consultation –"."""
    for part in _PARTS.finditer(text, start):
        match = compiled("prose", "bare_degree").regex.match(flat(part.group()))
        if match:
            place = part.start() + match.start("degree"), part.start() + match.end("degree")
            yield from ((name, place) for name in degrees.named(text[slice(*place)])[:1])
