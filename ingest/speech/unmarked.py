"""Words reported without quotation marks, where a verb of speech says who speaks: « On attend moins, confie une usagère »."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.speech.attribution import Attribution
from usagraph.ingest.speech.place import FEWEST
from usagraph.ingest.speech.speakers import Speaker, Speakers
from usagraph.records import Block
from usagraph.textview import flat, sentences

__all__ = ["Unmarked", "unmarked"]

_KINDS = ("paragraph", "item", "box")
_MARK = re.compile(r"[«»“”\"]")
_DASH = re.compile(r"^\s*[—–-]?\s*")
_COMMAS = 3  # commas from the end at which the speaker may begin
_BRACKETS = re.compile(r"\s?\([^()]*\)")
_LABEL = 90  # code points of a line that names somebody before a colon
_LONGEST = 600  # code points of a sentence
_INDIRECT = re.compile(r"^(?:que\b|qu'|selon\b|d'apres\b|comme\b|si\b|pour\b)")


@dataclass(frozen=True)
class Unmarked:
    """Words without marks, where they stand, and who speaks."""

    words: str
    spans: list[Span]
    attribution: Attribution


def unmarked(draft: Draft, speakers: Speakers) -> Iterator[Unmarked]:
    """The words in the first person that a sentence reports as spoken by a person it names, without marks."""
    for block in draft.blocks:
        if block.kind not in _KINDS:
            continue
        text = draft.view(block).text
        words = flat(text)
        if _MARK.search(text) is None and " : " in words[:_LABEL] and (one := _labelled(draft, speakers, block, words)):
            yield one
            continue
        if " : " not in words and not compiled("verbatims", "first_person").find(words):
            continue
        for start, end in sentences(draft.view(block)):
            if end - start < _LONGEST and not _MARK.search(text, start, end):
                yield from _in_sentence(draft, speakers, block, words, start, end)


def _in_sentence(
    draft: Draft, speakers: Speakers, block: Block, words: str, start: int, end: int
) -> Iterator[Unmarked]:
    sentence = words[start:end]
    answered = compiled("verbatims", "answered").regex.match(sentence) if " : " in sentence else None
    found = (
        ((answered.end(), len(sentence.rstrip())), answered.span("who"))
        if answered
        else _before_verb(sentence) or _after_colon(sentence)
    )
    if found is None:
        return
    said, who = found
    told = _told(speakers, draft.view(block).text[start + who[0] : start + who[1]])
    inner = sentence[slice(*said)]
    long_enough = len(inner.split()) >= FEWEST
    if (
        told
        and long_enough
        and (answered or compiled("verbatims", "first_person").find(inner))
        and not _INDIRECT.match(inner)
    ):
        spans = draft.view(block).spans(start + said[0], start + said[1])
        whole = tuple(draft.view(block).spans(start, end))
        words_said = draft.words(block, start + said[0], start + said[1])
        yield Unmarked(words_said, spans, Attribution(told, whole, "verbatims.explicit"))


def _labelled(draft: Draft, speakers: Speakers, block: Block, words: str) -> Unmarked | None:
    """The words of a line that begins with somebody and a colon: « Directeur : nous avons mis deux ans »."""
    at = words.index(" : ") + len(" : ")
    said, text = words[at:], draft.view(block).text
    if len(said) > _LONGEST or " : " in said or len(said.split()) < FEWEST or _INDIRECT.match(said):
        return None
    line = compiled("verbatims", "line").regex.match(words[:at])
    own = line and compiled("verbatims", "first_person").find(said)
    alone = any(compiled("verbatims", n).find(w) for n, w in (("of_oneself", said), ("one_person", words[:at])))
    told = (_told(speakers, text[:at]) or _told(speakers, _BRACKETS.sub("", text[:at]))) if own and alone else ()
    if not told:
        return None
    end = at + len(said.rstrip())
    whole = tuple(draft.view(block).spans(0, end))
    return Unmarked(
        draft.words(block, at, end), draft.view(block).spans(at, end), Attribution(told, whole, "verbatims.explicit")
    )


def _told(speakers: Speakers, words: str) -> tuple[Speaker, ...]:
    """The persons that words name; a body says « nous » of itself in its own reports."""
    told = speakers.told(words)
    return told if told and all(s.kind != "Organisation" for s in told) else ()


def _before_verb(sentence: str) -> tuple[Span, Span] | None:
    """The words and the speaker of "…, confie une usagère du centre"."""
    commas = [m.start() for m in re.finditer(r",\s", sentence)][-_COMMAS:]
    for at in commas:
        match = compiled("verbatims", "said_inverted").regex.match(sentence[at:])
        if match:
            lead = _DASH.match(sentence)
            return (lead.end() if lead else 0, at), (at + match.start("who"), at + match.end("who"))
    return None


def _after_colon(sentence: str) -> tuple[Span, Span] | None:
    """The words and the speaker of "une usagère confie : …"."""
    match = compiled("verbatims", "said_colon").regex.match(sentence) if " : " in sentence else None
    if match is None:
        return None
    return (match.end(), len(sentence.rstrip())), match.span("who")
