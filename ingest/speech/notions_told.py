"""Notions that several people hold differently: who calls what so, where a paragraph sets them side by side."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.glossary import kind_of
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Pattern, cached, compiled, load, pattern
from usagraph.ingest.speech.definition import Definition, Holder, Notion
from usagraph.ingest.speech.notions import FEWEST, MOST, concept_of
from usagraph.ingest.speech.speakers import Speaker, Speakers
from usagraph.records import Block
from usagraph.textview import flat, holds_any, sentences

__all__ = ["told_by_holders"]

_KINDS = ("paragraph", "item", "box")
_ARTICLE = re.compile(r"^(?:[Ll]a |[Ll]e |[Ll]es |[Ll]'|[Uu]ne? |[Dd]es )")
#: Who may hold what a word means.
_HOLDING = ("Organisation", "UserGroup", "Post", "Person")
_NAMED = re.compile(r"(?:[a-zà-ÿ]\w{4,} ){1,2}(?P<name>[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+){1,2})$")
_LONGEST = 90  # code points of the name of a holder


def told_by_holders(draft: Draft, speakers: Speakers, known: KnownNames) -> Iterator[Definition]:
    """The definitions that sentences give with those who hold them."""
    for block in draft.blocks:
        words = flat(draft.view(block).text) if block.kind in _KINDS else ""
        if holds_any(words, load("definitions")["held_cues"]):
            yield from _Paragraph(draft, speakers, known, block, words).definitions()


@dataclass(frozen=True)
class _Paragraph:
    draft: Draft
    speakers: Speakers
    known: KnownNames
    block: Block
    words: str

    def definitions(self) -> Iterator[Definition]:
        """The definitions of the sentences of the paragraph, in order."""
        begun = compiled("definitions", "run_in").regex.match(self.words)
        topic = self._shown(*begun.span("term")) if begun else ""
        for start, end in sentences(self.draft.view(self.block)):
            for test in _forms():
                match = test.find(self.words[start:end])
                found = self._definition(match, topic, start, end) if match else None
                if found:
                    yield found
                    break

    def _definition(self, match: re.Match[str], topic: str, start: int, end: int) -> Definition | None:
        named = match.groupdict().get("term")
        term = self._shown(start + match.start("term"), start + match.end("term")).strip(" «»") if named else topic
        holder = self._holder(start + match.start("holder"), start + match.end("holder"))
        at = start + match.start("thing")
        told = at, at + len(match["thing"].rstrip(" .;,:"))
        if not term or holder is None or len(term.split()) > MOST or len(self.words[slice(*told)].split()) < FEWEST:
            return None
        notion = Notion(concept_of(self.known, term), term, term if named else "", None if named else 0)
        begin = start if named else 0
        return Definition(self.block, notion, holder, begin, end, told, "definitions.held")

    def _holder(self, start: int, end: int) -> Holder | None:
        words = self._shown(start, end).strip(" ,")
        if len(words) > _LONGEST or flat(words) in compiled("definitions", "no_holder"):
            return None
        spans = tuple(self.draft.sentence(self.block, start, end))
        told = self.speakers.told(words)
        name = _NAMED.match(_ARTICLE.sub("", words))
        speaker = self.speakers.body(words) or (told[0] if len(told) == 1 else None)
        if name:
            speaker = Speaker("Person", name["name"].strip())
        bare = _ARTICLE.sub("", words)
        if speaker is None and flat(bare) in compiled("definitions", "holding"):
            people = words[:4].lower() in ("les ", "des ")
            speaker = Speaker("UserGroup" if people and not kind_of(bare)[0] else "Organisation", bare)
        return Holder(speaker, None, speaker.label, spans) if speaker and speaker.kind in _HOLDING else None

    def _shown(self, start: int, end: int) -> str:
        return self.draft.view(self.block).text[start:end]


@cached
def _forms() -> tuple[Pattern, ...]:
    return tuple(pattern(entry) for entry in load("definitions")["held"])
