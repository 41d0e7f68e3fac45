"""The labels of statements (« Recommandation n° 4 ») and of the axes they stand under."""

from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.statement import CLASSES
from usagraph.records import Block
from usagraph.textview import tidy

__all__ = ["Label", "axis_of", "label_of"]

_LABEL = 40  # code points of a label


@dataclass(frozen=True)
class Label:
    """What a label says: the family and the number of the statement, and where the label ends."""

    family: str
    number: str
    end: int


def label_of(words: str) -> Label | None:
    """The label that flat words begin with; None where they begin with none."""
    match = compiled("findings", "label").regex.match(words[:_LABEL])
    return Label(next(name for name in CLASSES if match[name]), match["number"], match.end()) if match else None


def axis_of(draft: Draft, block: Block, words: str) -> tuple[str, Span] | None:
    """The axis that a block is the name of, and where it stands; None where it says more, or names none."""
    match = compiled("findings", "axis").regex.match(words)
    if match is None or words[match.end() :].strip(" ."):
        return None
    return tidy(draft.view(block).text[: match.end()]).strip(" .*"), (block.start, block.end)
