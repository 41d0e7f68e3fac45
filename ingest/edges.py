"""Where the points of a box end, which has no blank lines between them: told by how wide its lines run."""

import re
from itertools import pairwise

from usagraph.records import Block

__all__ = ["box_edges"]

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_FIRST = re.compile(r"\S+")
#: A line that ends so goes on below, however short it is.
_OPEN = re.compile(
    r"(?:[,-]|(?:^|\s|['’])(?:d[eu]s?|l[ae]s?|aux?|à|et|ou|en|par|pour|avec|sur|dans|un|une|[dl]['’]?))$", re.IGNORECASE
)


def box_edges(text: str, block: Block) -> list[int]:
    """The offsets of the lines of a box that begin a point of their own: by a capital or a mark, for a word that had room
    on the line above.

    >>> box_edges("Lieu\\nMaison des associations\\nContact et renseignements pratiques", Block("box", 0, 64))
    [5, 29]
    """
    lines = list(_LINE.finditer(text, block.start, block.end))
    widest = max((len(line.group()) for line in lines), default=0)
    return [below.start() for above, below in pairwise(lines) if _parts(above.group(), below.group(), widest)]


def _parts(above: str, below: str, widest: int) -> bool:
    """Whether a line begins a point: it does not begin low, and its first word had room above."""
    first = _FIRST.match(below)
    room = first is not None and len(above) + 1 + len(first.group()) <= widest
    return room and not below[0].islower() and _OPEN.search(above) is None
