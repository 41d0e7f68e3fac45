"""The public studies that a text says somebody publishes: what they recommend may stand further on."""

import re
from dataclasses import dataclass, field

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.statement import Study
from usagraph.ingest.speech.statement_lines import last_name
from usagraph.records import Block
from usagraph.textview import slug

__all__ = ["Studies"]

_STUDY = re.compile("etude|rapport")
_NEAR = 12  # blocks between a study and the list of what it recommends


@dataclass
class Studies:
    """The studies met so far."""

    draft: Draft
    found: list[Study] = field(default_factory=list)

    def note(self, number: int, block: Block, words: str, place: Span) -> None:
        """Notes the study that a sentence says somebody publishes."""
        study = compiled("findings", "report").find(words, *place) if _STUDY.search(words, *place) else None
        if study:
            text = self.draft.view(block).text
            kind, signer = (text[slice(*study.span(name))] for name in ("kind", "who"))
            spans = tuple(self.draft.sentence(block, *place))
            self.found.append(Study(kind, last_name(signer), spans, number))

    def by(self, number: int, who: str) -> Study | None:
        """The study that the one who recommends has signed, a few blocks before."""
        near = [s for s in self.found if number - s.number <= _NEAR and slug(s.signer) in slug(who)]
        return near[-1] if near else None
