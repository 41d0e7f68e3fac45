"""Definitions: what a notion is said to be, who holds it, and what it makes of the final decision."""

import re
from collections.abc import Iterator, Sequence

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Pattern, compiled, load
from usagraph.ingest.speech.definition import Definition, Holder, Notion, decision_in
from usagraph.ingest.speech.definition_claims import DefinitionClaims
from usagraph.ingest.speech.definition_forms import MINTING, NAMING, OF_AUTHORS, OF_WRITERS, forms, group
from usagraph.ingest.speech.notion_tables import tabled
from usagraph.ingest.speech.notions import FEWEST, MOST, concept_of, listed, singular
from usagraph.ingest.speech.notions_told import told_by_holders
from usagraph.ingest.speech.speakers import Speakers
from usagraph.records import Block
from usagraph.textview import flat, fold, holds_any, sentences

__all__ = ["read_definitions"]

_KINDS = ("paragraph", "item", "box")
_END = re.compile(r"\s[:;]\s|\s?\([^()]*(?:19|20)\d\d[^()]*\)\s?\.?$|[.;:]\s*$")
_YEAR = re.compile(r"\((?P<year>(?:19|20)\d\d)[a-z]?(?:, ?p[^()]*)?\)")
_AUTHORS = re.compile(r"^[A-ZÀ-ÞÖ][\w'-]+(?:(?:,? et |, | & )[A-ZÀ-ÞÖ][\w'-]+)*$")
_WORD = re.compile(r"[\w'-]+")
_NUMBER = re.compile(r"\s?\[\d{1,3}(?:[,;–-] ?\d{1,3})*\]")
#: Where what a relative clause says ends: "…, que Martin définit comme un art, est centrale".
_MAIN = re.compile(
    r",\s(?:est|sont|a|ont|permet|occupe|reste|joue|apparait|constitue|prend|fait|se|ne|n'\w+|nous|s'|y|devient|suppose)\b"
)
_QUESTION = 120  # code points of a question
_CALLED = re.compile(r"^(?:mot|terme|notion|expression|concept)s? (?:de |d')?(?=\S)")
_PRONOUN = re.compile(r"^(?:elle|il|elles|ils|on|nous|celle-ci|celui-ci)$")
_DEFINING = re.compile(r"\b(?:designe|renvoie|recouvre|s'entend|consiste en)")
_STRICT = re.compile(
    r"\b(?:est|sont) (?:d'abord |avant tout |ainsi |donc |surtout )?(?=(?:une?|les?|la|toute?)\b|l'|«)|\b(?:designe|consiste|se refere|renvoie|correspond|recouvre|s'entend|se caracteris|se presente|(?:est|sont) (?:concu|compris|entendu))"
)


def read_definitions(draft: Draft, speakers: Speakers, known: KnownNames) -> None:
    """Adds the definitions of the document, each with its notion and its holder; those nobody holds give nothing."""
    writer = DefinitionClaims(draft, speakers)
    every = [(*form, draft.holding(form[1])) for form in forms()]
    cued, surnames = draft.holding(load("definitions")["cues"]), speakers.works.surnames
    held = list(told_by_holders(draft, speakers, known))
    apart = {one.block.start for one in held}
    for block in draft.blocks:
        if block.kind in _KINDS and block.start not in apart:
            words = flat(draft.view(block).text)
            if block.start in cued or (surnames and not surnames.isdisjoint(_WORD.findall(words))):
                for definition in _Reading(draft, speakers, known, block, words, every).definitions():
                    writer.write(definition)
    entries = (one for one in listed(draft, speakers, known) if one.block.start not in apart)
    for definition in (*held, *entries, *tabled(draft, speakers, known)):
        writer.write(definition)


#: A form, and where the blocks begin that hold one of the words it needs.
_Form = tuple[str, tuple[str, ...], Pattern, frozenset[int]]


class _Reading:
    """Reads the definitions of one block; a sentence may lean on those before it."""

    def __init__(
        self, draft: Draft, speakers: Speakers, known: KnownNames, block: Block, words: str, every: Sequence[_Form]
    ) -> None:
        self.forms = [(name, needs, test) for name, needs, test, places in every if not needs or block.start in places]
        self.draft, self.speakers, self.known = draft, speakers, known
        self.block, self.words = block, words
        self.text = draft.view(block).text
        self.announces = bool(compiled("definitions", "announces").find(words))
        self.topic: Notion | None = None
        self.last: Definition | None = None

    def definitions(self) -> Iterator[Definition]:
        """The definitions, each with the sentences that go on with it."""
        found: list[Definition] = []
        for start, end in sentences(self.draft.view(self.block)):
            definition = self._sentence(start, end)
            if definition:
                self.last = definition
                found.append(definition)
            elif self.last and self._goes_on(start, end):
                self.last.also.append((start, end))
            if self.announces and self.topic is None:
                self.topic = self._mentioned(start, end)
        yield from found

    def _sentence(self, start: int, end: int) -> Definition | None:
        words = self.words[start:end]
        hinted = (
            self.announces
            or compiled("definitions", "opens").find(words)
            or compiled("definitions", "hint").find(words)
        )
        for name, needs, test in self.forms:
            tried = holds_any(words, needs) if needs else hinted
            match = test.find(words) if tried else None
            found = self._read(name, match, start, end) if match else None
            if found:
                return found
        return None

    def _read(self, form: str, match: re.Match[str], start: int, end: int) -> Definition | None:
        notion = self._notion(form, start, match)
        holder = self._holder(form, start, end, match) if notion else None
        if notion is None or holder is None or not self._allowed(form, notion, holder, match):
            return None
        told = self._told(start + match.end(), end)
        main = _MAIN.search(self.words, *told) if form in ("relative", "that-is") else None
        told = (told[0], main.start()) if main else told
        words = self.words[slice(*told)]
        if len(words.split()) < FEWEST or compiled("definitions", "says_nothing").find(words):
            return None
        rule = "definitions.chain" if form in ("chain", "framed", "anaphora") else "definitions.explicit"
        return Definition(self.block, notion, holder, start if notion.at is None else notion.at, end, told, rule)

    def _notion(self, form: str, start: int, match: re.Match[str]) -> Notion | None:
        """What is defined; in a paragraph of definitions, what it is about where the sentence does not say."""
        term, begin = group(match, "term")
        if form == "framed":
            rest = self.words[start + match.end() : start + match.end() + 200]
            return self.topic if self.topic and self.announces and fold(self.topic.words) in fold(rest) else None
        if form == "thus":
            return self._named_above(start)
        if form == "asked":
            return self._asked_above(start)
        if form == "it-is" and not self._is_among_notions:
            return None
        if term is None:
            last = self.last.notion if self.last and form in ("definition-of", "gives", "here") else None
            return last or (self.topic if self.announces else None)
        words = _CALLED.sub("", self.text[start + begin : start + begin + len(term)]).strip(" «»")
        found = concept_of(self.known, words) or self._headed(words)
        if found:
            return Notion(found, words)
        plain = flat(words)
        sure = form in NAMING or not compiled("definitions", "no_notion").regex.match(plain)
        return Notion(None, words) if sure and len(words.split()) <= MOST and not _PRONOUN.match(plain) else None

    def _named_above(self, start: int) -> Notion | None:
        """What the sentence before ends with, where this one says what is called so."""
        before = compiled("definitions", "named_above").find(self.words[:start].rstrip(" .;:"))
        if before is None:
            return None
        shown = self.text[slice(*before.span("term"))]
        words = singular(shown)
        known = concept_of(self.known, words)
        return Notion(known, words, shown, before.start("term")) if len(words.split()) <= MOST + 1 else None

    def _asked_above(self, start: int) -> Notion | None:
        """What the question before asks about: the sentence above, else the heading."""
        heading = self.draft.outline.at(self.block.start)
        title = heading.title if heading and heading.start != self.block.start else ""
        text = self.text[:start] if start else title
        asked = compiled("definitions", "asked_above").find(flat(text[-_QUESTION:])) if "?" in text else None
        if asked is None:
            return None
        shown = text[-_QUESTION:][slice(*asked.span("term"))]
        begins = start - len(text[-_QUESTION:]) + asked.start("term") if start else None
        if len(shown.split()) > MOST:
            return None
        spans = ((heading.start, heading.end),) if heading and not start else ()
        return Notion(concept_of(self.known, shown), shown, shown if start else "", begins, spans)

    @property
    def _is_among_notions(self) -> bool:
        """Whether the block stands where notions are told."""
        heading = self.draft.outline.at(self.block.start)
        told = heading and compiled("definitions", "notions").find(flat(heading.title))
        return self.announces or bool(told)

    def _headed(self, words: str) -> str | None:
        """The notion of the field that `words` begin with, told apart by a complement."""
        found = self.known.mentions("concept", flat(words))
        return next((c for a, b, c in found if a == 0 and re.match(r" d(?:es?|u) ", words[b:])), None)

    def _holder(self, form: str, start: int, end: int, match: re.Match[str]) -> Holder | None:
        """Who defines: the one named, the work cited at the end, or the one of the definition before."""
        words, begin = group(match, "holder")
        if words and words.strip() == "il" and "entendre" in match.group():
            return self._own("nous")
        if words and _PRONOUN.match(words.strip()):
            return self._own(words) or (self.last.holder if self.last else None)
        if words:
            at = start + begin
            return self._named(at, at + len(words)) or self._dated(at, at + len(words), end)
        if form == "chain":
            return self._same_holder(match)
        cited = self._cited(start + match.end(), end)
        quoted = self.text[start + match.end() :].startswith("«")
        if cited:
            return cited[0 if quoted else -1]
        return self._own("nous") if form in OF_WRITERS else None

    def _same_holder(self, match: re.Match[str]) -> Holder | None:
        """The holder of the definition before, in a paragraph of definitions, for another notion."""
        strict = _STRICT.search(match.string) or "suppose" in match.group()
        if not (strict and self.announces and self.last):
            return None
        return None if fold(match["term"]) == fold(self.last.notion.words) else self.last.holder

    def _own(self, words: str) -> Holder | None:
        """« Nous »: the authority of the document, or the body that signs it; the document where it does not say."""
        if words.strip() not in ("nous", "on", "je"):
            return None
        own = self.speakers.writer
        return Holder(own[0], None, "", own[1]) if own else Holder(None, None, "", ())

    def _dated(self, start: int, end: int, stop: int) -> Holder | None:
        """A work whose authors are named there, and its year alone in brackets further on."""
        names = self.text[start:end].strip()
        year = _YEAR.search(self.text, end, stop)
        if not year or not _AUTHORS.match(names):
            return None
        spans = tuple(self.draft.sentence(self.block, start, year.end()))
        return Holder(None, (names, year["year"]), names.split(" ")[0].rstrip(","), spans)

    def _named(self, start: int, end: int) -> Holder | None:
        spans = tuple(self.draft.sentence(self.block, start, end))
        cited = self._cited(start, min(end + 12, len(self.text)))
        if cited:
            return cited[0]
        names = _NUMBER.sub("", self.text[start:end]).strip(" ,")
        if self.speakers.works.author(names, self.block.start):
            return Holder(None, (names, ""), names.split(" ")[0].rstrip(","), spans)
        signer = self.speakers.signer(names)
        if signer:
            return Holder(signer[0], None, "", (*spans, *signer[1]))
        speaker = self.speakers.body(self.text[start:end]) or next(iter(self.speakers.told(self.text[start:end])), None)
        if speaker is None or speaker.kind != "Organisation":
            return None
        return Holder(speaker, None, speaker.label, spans)

    def _cited(self, start: int, end: int) -> list[Holder]:
        """The works cited there; a parenthesis that cites several names none."""
        found = []
        for match in compiled("definitions", "citation").all_in(self.text, start, end):
            names, year = match["names"] or match["names2"], match["year"] or match["year2"]
            spans = tuple(self.draft.sentence(self.block, match.start(), match.end()))
            found.append(Holder(None, (names, year), names.split(" ")[0].rstrip(","), spans))
        return found

    def _allowed(self, form: str, notion: Notion, holder: Holder, match: re.Match[str]) -> bool:
        """Whether a form that ordinary sentences take too is a definition here."""
        said = match.string[: match.end() + 8]
        if notion.iri is None and form not in MINTING:
            told = rf"(?:\bl'|\bla |\ble |\bles |« ?){re.escape(flat(notion.words))}"
            strict = form == "aside" or _STRICT.search(said)
            body = form == "according" and holder.speaker and _DEFINING.search(said)
            if not ((holder.work or body) and strict and re.search(told, said)):
                return False
        if form in OF_AUTHORS:
            return holder.work is not None
        if form == "according":
            return self.announces or holder.work is not None or bool(_STRICT.search(said))
        if form == "cited":
            return self.announces or bool(_STRICT.search(said))
        if form == "framed":
            return self.last is not None
        return form != "anaphora" or self.announces

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a sentence still tells of the definition before: what becomes of the decision."""
        words = self.words[start:end]
        if compiled("definitions", "concludes").find(words) or self.last is None:
            return False
        return self.last.end + 2 >= start and decision_in(words) is not None

    def _mentioned(self, start: int, end: int) -> Notion | None:
        """The degree that a sentence announces."""
        found = {
            c: self.text[start + a : start + b] for a, b, c in self.known.mentions("degree", self.words[start:end])
        }
        return Notion(*next(iter(found.items()))) if len(found) == 1 else None

    def _told(self, start: int, end: int) -> tuple[int, int]:
        """Where the definition stands: up to a colon, a semicolon or the reference at the end."""
        quoted = re.compile(r"«[^»]*»").match(self.text, start, end)
        match = _END.search(self.text, start, end)
        stop = quoted.end() if quoted else match.start() if match else end
        return start, start + len(self.text[start:stop].rstrip(" .,;:"))
