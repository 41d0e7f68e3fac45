"""Who leads an action, as the first sentences below its title say."""

import re
from collections.abc import Iterable
from itertools import islice

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.line import blocks_in
from usagraph.ingest.rulebook import Pattern, Rule, cached, load, pattern
from usagraph.ingest.table import Cell
from usagraph.ontology.terms import ug
from usagraph.records import Block, Term
from usagraph.textview import Span, fold, sentences, tidy

__all__ = ["acting_below", "alone_below", "leader_below", "read_leaders"]

_TELLING = frozenset(["paragraph", "item", "box"])
_ARTICLE = re.compile(r"^(?:la |le |l'|les |une? )", re.IGNORECASE)
#: How many blocks below a title, and sentences of each, may say who leads what it names.
_BLOCKS, _FIRST = 4, 3
#: How many of the first where what a body does tells that it leads.
_ACTING, _EVERY = 2, 8
#: The ways to say who leads where the title stands just before.
_AFTER_TITLE = frozenset(["is_led", "of_title"])


def read_leaders(draft: Draft, bodies: Bodies, told: Iterable[tuple[Term, str, Span]]) -> None:
    """Adds who leads the actions of `told`, each with its title and its part, where only their sentences say so."""
    led = {claim.subject for claim in draft.claims_on(ug("ledBy"))}
    for action, title, extent in told:
        found = (_titled(draft, extent, title) or leader_below(draft, extent, title)) if action not in led else None
        if found:
            spans = [(found.start, found.end)]
            for term, words in bodies.directorates(found.words, spans, None):
                draft.say(action, ug("ledBy"), term, spans, Rule.of("prose.led_below"), 0.75, words=words)


def leader_below(draft: Draft, extent: Span, title: str) -> Cell | None:
    """The body that the first paragraphs of a part of the document says leads what its title names; None where none."""
    telling = (block for block in blocks_in(draft, extent)[: 3 * _BLOCKS] if block.kind in _TELLING)
    return next((found for block in islice(telling, _BLOCKS) if (found := _in_block(draft, block, title))), None)


def _titled(draft: Draft, extent: Span, title: str) -> Cell | None:
    """The body that stands alone on the line below the title of a sheet."""
    blocks = blocks_in(draft, extent)
    after = blocks[1].start if len(blocks) > 1 and fold(title) in fold(draft.document.words(blocks[0])) else extent[0]
    return alone_below(draft, (after, extent[1]))


def alone_below(draft: Draft, extent: Span) -> Cell | None:
    """The body that is all that the first line below a title says; None where it says something else."""
    first = next(iter(blocks_in(draft, extent)), None)
    return _in_block(draft, first, "", "led_alone") if first and first.kind in ("paragraph", "box") else None


def acting_below(draft: Draft, extent: Span, *, sure: bool = False) -> Cell | None:
    """The body that does something in the first paragraph of a part of the document that tells an action; None where
    none does. `sure`: it tells one beyond doubt, so that any sentence of that paragraph may say who acts."""
    telling = [block for block in blocks_in(draft, extent)[:_BLOCKS] if block.kind in _TELLING]
    first = next((block for block in telling if block.kind != "box"), None) or next(iter(telling), None)
    return _in_block(draft, first, "", "acts_below", _EVERY if sure else _ACTING) if first else None


def _in_block(draft: Draft, block: Block, title: str, rules: str = "led_below", most: int = _FIRST) -> Cell | None:
    view = draft.view(block)
    held = sentences(view)[:most]
    for name, test in _tests(rules) if held else ():
        match = test.find(view.text, 0, held[-1][1])
        if match and _speaks_of(name, title, view.text[: match.start()], view.text[match.end() :]):
            group = "leader" if match["leader"] else "pilot"
            spans = view.spans(*match.span(group))
            words = _ARTICLE.sub("", tidy(match[group]))
            if len(spans) == 1:
                return Cell(words, *spans[0])
    return None


def _speaks_of(name: str, title: str, before: str, after: str) -> bool:
    """Whether what is said to be led is what a title names: it stands just before or just after, where nothing takes it up."""
    if name in _AFTER_TITLE:
        return fold(before).rstrip(' "»”').endswith(fold(title))
    begins = fold(_ARTICLE.sub("", after.lstrip(' "«“')))
    return name != "leads_title" or begins.startswith(fold(_ARTICLE.sub("", title)))


@cached
def _tests(rules: str) -> tuple[tuple[str, Pattern], ...]:
    return tuple((entry["id"], pattern(entry)) for entry in load("prose")[rules])
