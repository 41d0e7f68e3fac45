"""A definition on its way: the notion, who holds it, and what it makes of the final decision."""

from dataclasses import dataclass, field

from usagraph.ingest.draft import Span
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.speakers import Speaker
from usagraph.records import Block

__all__ = ["Definition", "Holder", "Notion", "decision_in"]


@dataclass(frozen=True)
class Holder:
    """Who defines: a work by its author and year, or a body; neither: the document, which says « nous »."""

    speaker: Speaker | None
    work: tuple[str, str] | None
    words: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Notion:
    """What is defined: a concept of a vocabulary, or one of this document (no `iri`).

    `shown`: the words as they stand, where they are not those; `at`: where, if that is in the sentence before; `spans`: where they stand
    when that is another block, a heading or a cell.
    """

    iri: str | None
    words: str
    shown: str = ""
    at: int | None = None
    spans: tuple[Span, ...] = ()


@dataclass
class Definition:
    """A definition on its way: the sentences that give it, in offsets of the view of its block."""

    block: Block
    notion: Notion
    holder: Holder
    start: int
    end: int
    told: tuple[int, int]
    rule: str
    also: list[tuple[int, int]] = field(default_factory=list)


def decision_in(words: str) -> str | None:
    """What flat words say of the final decision: « kept » or « shared »; None where they say nothing, or both."""
    found = [name for name in ("kept", "shared") if compiled("definitions", "decision", name).find(words)]
    return found[0] if len(found) == 1 else None
