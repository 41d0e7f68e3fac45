"""Definitions: what a notion is said to be, who holds it, and what it makes of the final decision."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Pattern, Rule, cached, compiled, load, pattern
from usagraph.ingest.speech.definition import Definition, Holder, Notion, decision_in
from usagraph.ingest.speech.speakers import Speakers
from usagraph.ontology.terms import DCT, RDF, SKOS, XSD, concept, ug
from usagraph.records import Block, Term, iri, text_value
from usagraph.textview import flat, fold, sentences, tidy

__all__ = ["read_definitions"]

#: Schemes whose concepts are defined in texts.
SCHEMES = ("degree", "concept", "user-type", "user-position", "user-role", "method", "instrument", "stage")
_SURE = {"explicit": 0.92, "chain": 0.7}
_KINDS = ("paragraph", "item", "box")
_FEWEST = 3  # words of a definition
_MINTED = 4  # words of a notion that no vocabulary has
_LONGEST = 1_400
_END = re.compile(r"\s[:;]\s|\s?\([^()]*(?:19|20)\d\d[^()]*\)\s?\.?$|[.;:]\s*$")
_YEAR = re.compile(r"\((?P<year>(?:19|20)\d\d)[a-z]?(?:, ?p[^()]*)?\)")
_AUTHORS = re.compile(r"^[A-ZÀ-ÞÖ][\w'-]+(?:(?:,? et |, | & )[A-ZÀ-ÞÖ][\w'-]+)*$")
_PRONOUN = re.compile(r"^(?:elle|il|elles|ils|on|nous|celle-ci|celui-ci)$")
_STRICT = re.compile(
    r"\b(?:est|sont) (?=(?:une?|les?|la|toute?)\b|l'|«)|\b(?:designe|consiste|se refere|renvoie|correspond)"
)


def read_definitions(draft: Draft, speakers: Speakers, known: KnownNames) -> None:
    """Adds the definitions of the document, each with its notion and its holder; those nobody holds give nothing."""
    writer = _Writer(draft, speakers)
    for block in draft.blocks:
        if block.kind in _KINDS:
            words = flat(draft.view(block).text)
            if any(cue in words for cue in load("definitions")["cues"]):
                for definition in _Reading(draft, speakers, known, block, words).definitions():
                    writer.write(definition)
    for definition in _listed(draft, speakers, known):
        writer.write(definition)


class _Reading:
    """Reads the definitions of one block; a sentence may lean on those before it."""

    def __init__(self, draft: Draft, speakers: Speakers, known: KnownNames, block: Block, words: str) -> None:
        self.draft, self.speakers, self.known = draft, speakers, known
        self.block, self.words = block, words
        self.text = draft.view(block).text
        self.announces = bool(compiled("definitions", "announces").regex.search(words))
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
        hinted = self.announces or compiled("definitions", "hint").regex.search(words)
        for name, needs, test in _forms():
            tried = any(word in words for word in needs) if needs else hinted
            match = test.regex.search(words) if tried else None
            found = self._read(name, match, start, end) if match else None
            if found:
                return found
        return None

    def _read(self, form: str, match: re.Match[str], start: int, end: int) -> Definition | None:
        groups = match.groupdict()
        notion = self._notion(form, start, groups.get("term"), match)
        holder = self._holder(form, start, end, groups.get("holder"), match) if notion else None
        if notion is None or holder is None or not self._allowed(form, holder, match):
            return None
        told = self._told(start + match.end(), end)
        words = self.words[slice(*told)]
        if len(words.split()) < _FEWEST or compiled("definitions", "says_nothing").regex.search(words):
            return None
        rule = "definitions.chain" if form in ("chain", "framed", "anaphora") else "definitions.explicit"
        return Definition(self.block, notion, holder, start, end, told, rule)

    def _notion(self, form: str, start: int, term: str | None, match: re.Match[str]) -> Notion | None:
        """What is defined; in a paragraph of definitions, what it is about where the sentence does not say."""
        if form == "framed":
            rest = self.words[start + match.end() : start + match.end() + 200]
            return self.topic if self.topic and self.announces and fold(self.topic.words) in fold(rest) else None
        if term is None:
            return self.topic if self.announces else None
        at = start + match.start("term")
        words = self.text[at : at + len(term)].strip(" «»")
        found = _concept(self.known, words) or self._headed(words)
        if found:
            return Notion(found, words)
        minted = form in ("defines", "defined-by", "means", "meant", "names") and len(words.split()) <= _MINTED
        return Notion(None, words) if minted and not _PRONOUN.match(flat(words)) else None

    def _headed(self, words: str) -> str | None:
        """The notion of the field that `words` begin with, told apart by a complement."""
        found = self.known.mentions("concept", flat(words))
        return next((c for a, b, c in found if a == 0 and re.match(r" d(?:es?|u) ", words[b:])), None)

    def _holder(self, form: str, start: int, end: int, words: str | None, match: re.Match[str]) -> Holder | None:
        """Who defines: the one named, the work cited at the end, or the one of the definition before."""
        if words and _PRONOUN.match(words.strip()):
            return self.last.holder if self.last else self._own(words)
        if words:
            at = start + match.start("holder")
            return self._named(at, at + len(words)) or self._dated(at, at + len(words), end)
        if form == "chain":
            return self._same_holder(match)
        cited = self._cited(start + match.end(), end)
        quoted = self.text[start + match.end() :].startswith("«")
        return cited[0 if quoted else -1] if cited else None

    def _same_holder(self, match: re.Match[str]) -> Holder | None:
        """The holder of the definition before, in a paragraph of definitions, for another notion."""
        strict = _STRICT.search(match.string) or "suppose" in match.group()
        if not (strict and self.announces and self.last):
            return None
        return None if fold(match["term"]) == fold(self.last.notion.words) else self.last.holder

    def _own(self, words: str) -> Holder | None:
        """« Nous »: the authority of the document."""
        own = self.speakers.own
        return Holder(own[0], None, "", own[1]) if own and words.strip() == "nous" else None

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
        speaker = self.speakers.body(self.text[start:end]) or next(iter(self.speakers.told(self.text[start:end])), None)
        if speaker is None or speaker.kind != "Organisation":
            return None
        return Holder(speaker, None, speaker.label, spans)

    def _cited(self, start: int, end: int) -> list[Holder]:
        """The works cited there; a parenthesis that cites several names none."""
        found = []
        for match in compiled("definitions", "citation").regex.finditer(self.text, start, end):
            names, year = match["names"] or match["names2"], match["year"] or match["year2"]
            spans = tuple(self.draft.sentence(self.block, match.start(), match.end()))
            found.append(Holder(None, (names, year), names.split(" ")[0].rstrip(","), spans))
        return found

    def _allowed(self, form: str, holder: Holder, match: re.Match[str]) -> bool:
        """Whether a form that ordinary sentences take too is a definition here."""
        if form == "according":
            return self.announces or holder.work is not None or bool(_STRICT.search(match.string[: match.end() + 8]))
        if form == "cited":
            return self.announces or bool(_STRICT.search(match.string[: match.end() + 8]))
        if form == "framed":
            return self.last is not None
        return form != "anaphora" or self.announces

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a sentence still tells of the definition before: what becomes of the decision."""
        words = self.words[start:end]
        if compiled("definitions", "concludes").regex.search(words) or self.last is None:
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


def _concept(known: KnownNames, words: str) -> str | None:
    found = (known.concept(scheme, words) for scheme in SCHEMES)
    return next((term.iri for term in found if term), None)


def _listed(draft: Draft, speakers: Speakers, known: KnownNames) -> Iterator[Definition]:
    """The entries under a heading of notions, which the authority of the document holds."""
    own = speakers.own
    for block in draft.blocks if own else ():
        if block.kind not in _KINDS:
            continue
        heading = draft.outline.at(block.start)
        text = draft.view(block).text
        match = compiled("definitions", "entry").regex.search(flat(text[:120])) if heading else None
        if heading is None or match is None or heading.start == block.start or own is None:
            continue
        found = _concept(known, text[slice(*match.span("term"))])
        if found and compiled("definitions", "notions").regex.search(flat(heading.title)):
            holder = Holder(own[0], None, "", own[1])
            notion = Notion(found, text[slice(*match.span("term"))])
            told = (match.end(), match.end() + len(text[match.end() :].rstrip(" .;")))
            yield Definition(block, notion, holder, 0, len(text), told, "definitions.entry")


@dataclass(frozen=True)
class _Writer:
    draft: Draft
    speakers: Speakers

    def write(self, found: Definition) -> None:
        """Adds the claims of one definition."""
        rule = Rule.of(found.rule)
        sure = _SURE["explicit" if found.rule == "definitions.explicit" else "chain"]
        spans = self._spans(found)
        words = self.draft.words(found.block, *found.told)
        notion = self._notion(found.notion, spans, rule, sure)
        holder = self._holder(found.holder, spans, rule, sure)
        label = tidy(words.replace("*", "").strip(" «»"))
        term = self.draft.name("definition", (holder.key or holder.iri or "").rsplit("|", 1)[-1], label)
        piece = max((self.draft.document.text[slice(*s)] for s in self._told(found)), key=len)
        held = [*spans, *found.holder.spans]
        self.draft.say(term, RDF + "type", iri(ug("Definition")), spans, rule, sure, words=piece)
        self.draft.say(term, SKOS + "prefLabel", text_value(label), spans, rule, sure, words=piece)
        self.draft.say(term, ug("defines"), notion, spans, rule, sure, words=self._shown(found))
        self.draft.say(term, ug("accordingTo"), holder, held, rule, sure, words=found.holder.words)
        self._decision(found, term, sure)

    def _shown(self, found: Definition) -> str:
        held = fold(found.notion.words) in fold(self.draft.view(found.block).text[found.start : found.end])
        return found.notion.words if held else ""

    def _told(self, found: Definition) -> list[Span]:
        return self.draft.view(found.block).spans(*found.told)

    def _spans(self, found: Definition) -> list[Span]:
        end = found.also[-1][1] if found.also else found.end
        spans = self.draft.sentence(found.block, found.start, end)
        return spans if max(b - a for a, b in spans) <= _LONGEST else self._told(found)

    def _decision(self, found: Definition, term: Term, sure: float) -> None:
        seen = self.draft.view(found.block)
        for start, end in [(found.start, found.end), *found.also]:
            told = decision_in(flat(seen.text[start:end]))
            if told:
                match = compiled("definitions", "decision", told).regex.search(flat(seen.text), start, end)
                words = self.draft.words(found.block, *match.span()) if match else ""
                spans, rule = seen.spans(start, end), Rule.of("definitions.decision")
                self.draft.say(term, ug("decision"), iri(concept("decision", told)), spans, rule, sure, words=words)

    def _notion(self, notion: Notion, spans: list[Span], rule: Rule, sure: float) -> Term:
        if notion.iri:
            return iri(notion.iri)
        term = self.draft.name("concept", self.speakers.bodies.scope, notion.words)
        return self.draft.notion(term, "concept", notion.words, spans, rule, sure)

    def _holder(self, holder: Holder, spans: list[Span], rule: Rule, sure: float) -> Term:
        if holder.speaker is not None:
            return self.speakers.term(holder.speaker, holder.spans or spans, rule, sure)
        names, year = holder.work or ("", "")
        term = self.speakers.work(names, year) or self.draft.name("work", f"{names} {year}")
        label = f"{names} ({year})"
        self.draft.say(term, RDF + "type", iri(ug("Work")), holder.spans, rule, sure, words=holder.words)
        self.draft.say(term, SKOS + "altLabel", text_value(label), holder.spans, rule, sure, words=holder.words)
        self.draft.say(
            term, DCT + "date", text_value(year, datatype=XSD + "gYear"), holder.spans, rule, sure, words=year
        )
        return term


@cached
def _forms() -> tuple[tuple[str, tuple[str, ...], Pattern], ...]:
    entries = load("definitions")["forms"]
    return tuple((entry["id"], tuple(entry.get("needs", ())), pattern(entry)) for entry in entries)
