"""Which action a place of the document is about, where just one is named in its section or in the headings above it."""

from bisect import bisect_right
from functools import cached_property

from usagraph.ingest.draft import Draft
from usagraph.ontology.terms import SKOS, ug
from usagraph.records import Claim, Term

__all__ = ["PlacedActions"]


class PlacedActions:
    """The actions found so far, by the sections of the document that name them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def at(self, offset: int) -> Term | None:
        """The action that the section of `offset` is about; None where it names none, or several."""
        return self._sections.get(self._section(offset))

    def leaders(self, action: Term) -> list[Claim]:
        """The claims that say who leads an action."""
        return self._leaders.get(action, [])

    @cached_property
    def _starts(self) -> list[int]:
        return [heading.start for heading in self.draft.outline.headings]

    def _section(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    @cached_property
    def _sections(self) -> dict[int, Term]:
        found: dict[int, set[Term]] = {}
        for claim in self.draft.claims_on(SKOS + "prefLabel"):
            if (claim.subject.key or "").startswith("action|"):
                for passage in claim.passages:
                    found.setdefault(self._section(passage.start), set()).add(claim.subject)
        return {section: terms.pop() for section, terms in found.items() if len(terms) == 1}

    @cached_property
    def _leaders(self) -> dict[Term, list[Claim]]:
        found: dict[Term, list[Claim]] = {}
        for claim in self.draft.claims_on(ug("ledBy")):
            found.setdefault(claim.subject, []).append(claim)
        return found
