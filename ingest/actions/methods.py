"""The methods of the one action that a document or a section is about, told away from the sentences that name it."""

from collections.abc import Collection

from usagraph.ingest.actions.topics import read_methods_of
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ingest.sheets.placed import PlacedActions
from usagraph.ontology.terms import SKOS, ug
from usagraph.records import Block, Term

__all__ = ["read_methods_placed"]

_KINDS = frozenset(["paragraph", "item", "box"])
_TOP = 6  # blocks in which a document says what it is about


def read_methods_placed(draft: Draft, known: KnownNames, apart: Collection[Span]) -> None:
    """Adds the methods that are said to have served the one action of a document, or of a section; `apart`: read otherwise."""
    placed, only, rule = PlacedActions(draft), _only(draft), Rule.of("methods.placed")
    for block in draft.blocks if only or draft.claims_on(ug("ledBy")) else ():
        action = placed.at(block.start) or only
        held = block.kind not in _KINDS or any(a <= block.start < b for a, b in apart)
        if action and not held and not _is_elsewhere(draft, block):
            read_methods_of(draft, known, action, block, rule, (0, len(draft.view(block).text)))


def _only(draft: Draft) -> Term | None:
    """The action that the whole document is about: the only one it names, in its title, a heading or its first lines."""
    named = [c for c in draft.claims_on(SKOS + "prefLabel") if (c.subject.key or "").startswith("action|")]
    led = {claim.subject for claim in draft.claims_on(ug("ledBy"))}
    if len({claim.subject for claim in named}) != 1 or named[0].subject not in led:
        return None
    told = {heading.start for heading in draft.outline.headings}
    top = [block for number, block in enumerate(draft.blocks) if number < _TOP or block.start in told]
    places = [passage.start for claim in named for passage in claim.passages]
    return named[0].subject if any(b.start <= place < b.end for b in top for place in places) else None


def _is_elsewhere(draft: Draft, block: Block) -> bool:
    """Whether the heading of a block says that it tells of the law, of what is wished for, or of how a study was made."""
    heading = draft.outline.at(block.start)
    return heading is not None and heading.title in compiled("methods", "elsewhere")
