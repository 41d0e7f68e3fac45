"""A chapter that may tell an action: its heading, and what the lines of labels just below it say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from usagraph.ingest.actions.columns import role_of
from usagraph.ingest.actions.titles import Title
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.line import blocks_in
from usagraph.ingest.sections import Heading
from usagraph.ingest.table import Cell
from usagraph.textview import tidy

__all__ = ["LONGEST", "Chapter", "is_card", "read_card"]

_CARD = frozenset(["paragraph", "item", "box", "caption"])
#: The longest line of labels, in code points, and how many lines of them may follow a title.
LONGEST, _MOST = 240, 6
#: What the label that a line begins with may say of an action.
_ROLES = frozenset(
    ["direction", "responsible", "policy", "issue", "objective", "mode", "nature", "method", "target", "degree"]
)
_SENTENCES = re.compile(r"[a-zà-ÿ)][.!?]\s+[A-ZÀ-Þ]")
_PARTS = re.compile(r"[ \t]+[-–—|•·/][ \t]+|[;\n\t|•·]")
_LABELLED = re.compile(r"[ \t]*(?P<label>[^\W\d][^:\n]{1,40}?)[ \t\u00a0\u202f]?:[ \t\u00a0\u202f]*(?P<value>\S)")


@dataclass
class Chapter:
    """A heading that may be the title of an action: its title and part, and what the lines of labels below it say."""

    heading: Heading
    name: Title
    extent: Span
    card: dict[str, Cell] = field(default_factory=dict)
    leader: Cell | None = None
    #: Whether a label, or the title itself, says who leads.
    labelled: bool = False
    #: Whether the leader is only the body that acts there.
    acting: bool = False
    #: Whether the leader is all that the line below the title says.
    alone: bool = False
    #: Where the lines of labels end.
    below: int = 0

    @property
    def title(self) -> Cell:
        """The title of the action."""
        return self.name.cell


def read_card(draft: Draft, chapter: Chapter) -> None:
    """Reads the lines of labels that stand just below the title."""
    for block in blocks_in(draft, (chapter.heading.end, chapter.extent[1]))[:_MOST]:
        raw = draft.document.text[block.start : block.end]
        if block.kind not in _CARD or len(raw) > LONGEST or not is_card(raw):
            break
        for role, cell in _cells(raw, block.start):
            chapter.card.setdefault(role, cell)
        chapter.below = block.end


def is_card(words: str) -> bool:
    """Whether a line begins with a label of what is said of an action, and is no sentence: "Pilote : DAU"."""
    match = _LABELLED.match(words)
    return match is not None and not _SENTENCES.search(words) and role_of(tidy(match["label"])) in _ROLES


def _cells(raw: str, at: int) -> Iterator[tuple[str, Cell]]:
    """What each label of a line says, by its role; a part without a label goes on with the one before."""
    starts = [0, *(match.end() for match in _PARTS.finditer(raw))]
    stops = [*(match.start() for match in _PARTS.finditer(raw)), len(raw)]
    found: list[tuple[str | None, int, int]] = []
    for start, stop in zip(starts, stops, strict=True):
        match = _LABELLED.match(raw, start, stop)
        if match:
            found.append((role_of(tidy(match["label"])), match.start("value"), stop))
        elif found and raw[start:stop].strip():
            found[-1] = (found[-1][0], found[-1][1], stop)
    for role, start, stop in found:
        if role and (words := tidy(raw[start:stop]).strip(" .")):
            yield role, Cell(words, at + start, at + stop)
