"""What a body needs or wishes for, as its minutes say: "Besoins : un micro, deux chaises", "Le comité souhaite que …"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.instances import Instances
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ingest.sheets.forms import Told
from usagraph.ontology.terms import ug
from usagraph.records import Block, Term
from usagraph.textview import flat, tidy

__all__ = ["read_asked"]

_KINDS = ("paragraph", "item")
_CUES = ("besoin", "souhait", "voeu", "attente", "demande", "voudrai", "aimerai")
_TITLE = 3  # blocks at the top that may say whose document it is
_LONGEST = 200
_LEAST = 4
_CUT = re.compile(r"\s*;\s*(?:et )?|\s*,\s*(?:et )?(?=(?:une?|des|la|les|le|l'|du|de|d'|plus|deux|trois|qu') ?\w)")
_BESIDE = 3  # code points between a body and its verb


@dataclass(frozen=True)
class Asked:
    """A need or a wish in offsets of the view of its block, and who has it."""

    kind: str
    start: int
    end: int
    holder: Term


def read_asked(draft: Draft, held: Instances, told: Sequence[Told]) -> None:
    """Adds the needs and wishes of the bodies of a document that are no field of a sheet."""
    rule = Rule.of("sheets.headings.asked", "headings")
    own = _own(draft, held)
    for block in draft.blocks:
        words = flat(draft.view(block).text) if block.kind in _KINDS else ""
        if not any(cue in words for cue in _CUES) or any(a <= block.start < b for a, b in (t.extent for t in told)):
            continue
        for asked in _asked(held, block, words, own):
            spans = draft.view(block).spans(asked.start, asked.end)
            said = tidy(draft.view(block).text[asked.start : asked.end])
            thing = draft.name(asked.kind.lower(), (asked.holder.key or "").replace("|", "-"), said)
            draft.thing(thing, asked.kind, said, spans, rule, 0.8)
            draft.say(asked.holder, ug(f"has{asked.kind}"), thing, spans, rule, 0.75, words=said)


def _own(draft: Draft, held: Instances) -> Term | None:
    """The body whose minutes the document is: the one that its first lines name."""
    top = {block.start for block in draft.blocks[:_TITLE]}
    return next((term for term, named in held.every.items() if named[0].block.start in top), None)


def _asked(held: Instances, block: Block, words: str, own: Term | None) -> Iterator[Asked]:
    for start, end in held.sentences(block):
        labelled = compiled("headings", "asked").regex.match(words, start, end)
        if labelled and own:
            kind = "Need" if labelled["need"] else "Wish"
            for a, b in _parts(words, labelled.end(), end):
                yield Asked(kind, a, b, own)
        elif not labelled:
            yield from _said(held, block, words, (start, end))


def _parts(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The things that a list names, without its stops."""
    cuts = [(start, start), *(m.span() for m in _CUT.finditer(words, start, end)), (end, end)]
    for (_, a), (b, _) in pairwise(cuts):
        said = words[a:b].strip(" .;,")
        if _LEAST <= len(said) <= _LONGEST:
            first = words.index(said, a)
            yield first, first + len(said)


def _said(held: Instances, block: Block, words: str, place: tuple[int, int]) -> Iterator[Asked]:
    """What a body needs or wishes for that the sentence begins with."""
    for one in held.of(block):
        if place[0] <= one.start <= place[0] + _BESIDE + len(one.article):
            for name, kind in (("need", "Need"), ("wish", "Wish")):
                match = compiled("headings", name).regex.search(words, one.end, place[1])
                end = place[0] + len(words[slice(*place)].rstrip(" .;!"))
                if match and match.start() - one.end <= _BESIDE and match.end() < end <= match.end() + _LONGEST:
                    yield Asked(kind, match.end(), end, one.term)
