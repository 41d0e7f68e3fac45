"""What "this law", "the said decree", "this article" stand for: the text of that nature that was cited last."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from usagraph.ingest.draft import Draft
from usagraph.ingest.laws.citation import Citation
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.records import Block

__all__ = ["again", "anaphoras"]

_BACK = 200  # citations looked back at for what "this law" stands for
_NEAR = 900  # code points back in which "this article" was cited
_SAID = (
    "cet",
    "ladite",
    "la dite",
    "de ladite",
    "meme",
    "ce ",
    "ledit",
    "dudit",
    "audit",
    "susvise",
    "precite",
    "susmention",
    "sus-vise",
)
_SHARED = ("convention", "declaration", "traite", "reglement", "directive")  # what else is called so


def again(
    draft: Draft, source: Citation, block: Block, start: int, end: int, rule: Rule, confidence: float
) -> Citation:
    """The same text in another place."""
    words = draft.words(block, start, end)
    place = replace(source, block=block, start=start, end=end, rule=rule, words=words, aside=False)
    return replace(place, confidence=confidence, number=None, date=None, alternatives=())


def anaphoras(draft: Draft, found: list[Citation], words: dict[int, str]) -> Iterator[Citation]:
    """The places where "this law", "the said decree" stands for the last text of that nature."""
    yield from _same_articles(draft, found, words)
    cited = [c for c in found if not c.aside and c.nature != "article"]
    places = [c.place for c in cited]
    said = draft.holding(_SAID)
    for block in draft.blocks if cited else ():
        text = words[block.start]
        if block.start not in said or (block.start, len(text)) < places[0]:
            continue
        for match in compiled("legal", "anaphora").all_in(text):
            start, end = match.span()
            number = bisect_left(places, (block.start, start))
            near = cited[max(0, number - 1) : number + 1]
            if any(c.block is block and c.start < end and c.end > start for c in near):
                continue
            nature = match["f"] or match["m"] or match["s"]
            source = _stood_for(cited, number, nature)
            if source is not None and (nature not in _SHARED or _is_only(source, block, text, start, nature)):
                yield again(draft, source, block, start, end, Rule.of("legal.anaphora"), 0.7)


def _is_only(source: Citation, block: Block, words: str, start: int, nature: str) -> bool:
    """Whether nothing else of that name stands between a text and what stands for it: a town signs conventions too."""
    return source.block is block and not re.search(rf"\b{nature}s?\b", words[source.end : start])


def _stood_for(cited: list[Citation], number: int, nature: str) -> Citation | None:
    """The last text of that nature before the one of that number; None where the last is not known."""
    earlier = (cited[n] for n in range(number - 1, max(-1, number - _BACK), -1))
    last = next((c for c in earlier if nature in (c.nature, "texte")), None)
    return replace(last, anaphora=True) if last and last.term else None


def _same_articles(draft: Draft, found: list[Citation], words: dict[int, str]) -> Iterator[Citation]:
    """The places where "this article" stands for the last one that was cited, just before."""
    cited = [c for c in found if c.nature == "article" and c.term]
    places = [c.place for c in cited]
    for block in draft.blocks if cited else ():
        text = words[block.start]
        if (block.start, len(text)) < places[0] or "article" not in text:
            continue
        for match in compiled("legal", "same_article").all_in(text):
            last = cited[bisect_left(places, (block.start, match.start())) - 1]
            if last.place < (block.start, match.start()) and block.start + match.start() - sum(last.place) < _NEAR:
                source = replace(last, anaphora=True)
                yield again(draft, source, block, *match.span(), Rule.of("legal.anaphora"), 0.7)
