"""Who says that it meets what a text asks for: "la résidence satisfait à cette obligation", "en application de la loi…, la
ville a créé un conseil"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.laws.citation import Citation
from usagraph.ingest.laws.duties import Duty, imposed_by, label_of, obligation_of
from usagraph.ingest.laws.legal import Laws
from usagraph.ingest.laws.listing import Entry
from usagraph.ingest.rulebook import Rule, compiled, load
from usagraph.ontology.terms import ORG, RDF, SKOS, ug
from usagraph.records import Block, Term, iri, key, text_value
from usagraph.textview import flat, fold, sentences, slug, tidy

__all__ = ["read_answers"]

_OURS = ("la notre", "le notre", "les notre", "celle", "celui", "ceux", "la sien", "le sien", "la leur", "le leur")
_THEIRS = ("son", "sa", "ses", "leur")
_DENIED = re.compile(r"\b(?:ne |n')(?:y |s'y |s'en |en )?\w+")
_CUT = re.compile(r"[;:]\s|, (?:et|mais) ")
_LAST = 8  # texts looked at for what "this obligation" is
_HOLDS = 60  # code points between an article and the name of its text
_HEAD = 8  # blocks at the head of a document, where it says whose it is
_CLOSE = 420  # code points back in which what "it" stands for was told
_FAR = 2_500  # code points back in which "this obligation" was told
_RULE = Rule.of("statutory.answer", "obligations")


def read_answers(
    draft: Draft, bodies: Bodies, laws: Laws, imposed: dict[Term, Term], entries: Sequence[Entry] = ()
) -> None:
    """Adds the obligation that each body says it meets; `imposed`: the first obligation of each text."""
    reader = _Reader(draft, bodies, laws, imposed)
    telling = draft.holding(load("obligations")["answer_words"])
    for block in draft.blocks:
        if block.start in telling and block.kind in ("paragraph", "item", "box", "cell"):
            reader.read(block, laws.words[block.start])
    for entry in entries:
        reader.read_entry(entry)


def _named_duty(words: str) -> bool:
    """Whether words call an obligation by its name."""
    return re.search(r"\b(?:obligation|exigence|prescription)s?\b", words) is not None


@dataclass(frozen=True)
class _Reader:
    draft: Draft
    bodies: Bodies
    laws: Laws
    imposed: dict[Term, Term]

    def read(self, block: Block, words: str) -> None:
        """Reads the sentences of a block, each with the one before."""
        held = sentences(self.draft.view(block))
        for number, (start, end) in enumerate(held):
            told_after = compiled("obligations", "met_by").find(words, start, end)
            match = None if told_after else compiled("obligations", "meets").find(words, start, end)
            cares = None if told_after or match else compiled("obligations", "cares").find(words, start, end)
            if match and match.group().startswith("applique") and "obligation" not in words[start:end]:
                match = None
            made = None if match or cares else self._made(words, start, end)
            if match := match or cares:
                taken_up = match is cares or match.group().startswith(("y ", "s'y "))
                law = None if taken_up else self._law(block, words, match.end(), end)
                law = law or self._told_before(
                    block, match.start(), match, near=bool(cares) and not _named_duty(match.group())
                )
                at = self._unit(block, start, match.start()) or self._subject(words, start, match.start())
                if not _DENIED.search(words, max(start, match.start() - len("ne s'y ")), match.end()):
                    self._claim(block, at or self._earlier(words, held[:number], match), law, (start, end))
            elif made:
                weak = made[1].re is compiled("obligations", "met_by").regex and not _named_duty(made[1].group())
                law = None if weak else self._law(block, words, start, end)
                law = law or self._told_before(block, made[1].start(), made[1], near=weak)
                self._claim(block, self._unit(block, *made[0]) or made[0], law, (start, end))

    def read_entry(self, entry: Entry) -> None:
        """Reads who answers to a row of a table or to lines with labels."""
        if entry.who and entry.law.term:
            block, start, end = entry.who
            spans = [
                s for b in (*entry.blocks, block) for s in self.draft.view(b).spans(0, len(self.draft.view(b).text))
            ]
            self._answers(block, (start, end), entry.law, spans, 0.8)

    def _unit(self, block: Block, start: int, end: int) -> tuple[int, int] | None:
        """The last unit called by its acronym, outside brackets."""
        shown = self.draft.view(block).text
        found = list(compiled("obligations", "acronym").all_in(shown, start, end))
        told = [m for m in found if shown[m.start() - 1 : m.start()] != "(" and self._is_unit(m["who"])]
        return told[-1].span("who") if told else None

    def _is_unit(self, acronym: str) -> bool:
        return any((d.kind or "").endswith(("Directorate", "Pole")) for d in self.bodies.glossary.of(acronym))

    def _made(self, words: str, start: int, end: int) -> tuple[tuple[int, int], re.Match[str]] | None:
        """The body that made something for a text: "pour répondre à cette obligation, la ville a créé…", or that was made."""
        for name in ("met_by", "made_for", "was_made"):
            match = compiled("obligations", name).find(words, start, end)
            if match:
                told = next(group for group, said in match.groupdict().items() if said)
                return match.span(told), match
        return None

    def _subject(self, words: str, start: int, end: int) -> tuple[int, int] | None:
        """The noun before the verb, or what stands for the body that the text asks for: "la nôtre"."""
        if ours := compiled("obligations", "ours").find(words[start:end]):
            return start + ours.start("np"), start + ours.end("np")
        start = max([start, *(m.end() for m in _CUT.finditer(words, start, end))])
        match = compiled("obligations", "body").regex.match(words[start:end])
        if match is None or (match["det"].strip() in _THEIRS and " " not in match["np"]):
            return None  # "son secrétariat": of which body?
        return start + match.start("np"), start + match.end("np")

    def _earlier(self, words: str, held: list[tuple[int, int]], match: re.Match[str]) -> tuple[int, int] | None:
        """What "it" stands for: the noun that one of the sentences before begins with."""
        if not compiled("obligations", "pronoun").find(words[max(0, match.start() - 30) : match.start()]):
            return None
        for start, end in reversed(held[-4:]):
            if noun := compiled("obligations", "starts").regex.match(words[start:end]):
                return start + noun.start("np"), start + noun.end("np")
        return None

    def _law(self, block: Block, words: str, start: int, end: int) -> Citation | None:
        """The text named in the rest of the sentence; an article rather than its code."""
        cited = self.laws.within(block, start, end)
        return next((c for c in cited if c.article), cited[0] if cited else None)

    def _told_before(self, block: Block, offset: int, match: re.Match[str], *, near: bool) -> Citation | None:
        """The text of "this obligation": the last that was said to impose something; `near`: just before."""
        if not near and not compiled("obligations", "this").find(match.group()):
            return None
        here, there = (block.start, offset), block.start - _FAR
        earlier = [c for c in self.laws.citations if c.place < here and c.block.start > there and c.term]
        before = [c for c in earlier if c.term in self.imposed]
        if near and earlier and not self._is_of(earlier[-1], before):
            return None  # another text stands between, which is not known to impose anything
        told = [c for c in before[-_LAST:] if not self._is_aside(c)]
        told = [c for c in told if not self._holds(c)]
        far = bool(told) and near and block.start + offset - told[-1].block.start - told[-1].end > _CLOSE
        return told[-1] if told and not far else None

    def _is_of(self, citation: Citation, told: list[Citation]) -> bool:
        """Whether a citation is one of the last texts that impose, or names their code, or only an aside."""
        roots = {c.term for c in told[-_LAST:]} | {c.whole for c in told[-_LAST:]}
        return citation.term in roots or citation.aside or self._is_aside(citation)

    def _holds(self, citation: Citation) -> bool:
        """Whether the code is only said to hold the article that the sentence is about."""
        if citation.nature != "code":
            return False
        near = self.laws.within(citation.block, max(0, citation.start - _HOLDS), citation.start + 1)
        return any(c.whole == citation.term and c.end >= citation.start - _HOLDS for c in near)

    def _is_aside(self, citation: Citation) -> bool:
        """Whether the text is only said to have changed, or to hold, the one that the sentence is about."""
        near = self.laws.within(citation.block, max(0, citation.start - _HOLDS), citation.start)
        parts = [c for c in near if c.whole == citation.term and c.end >= citation.start]
        at = min((c.start for c in parts), default=citation.start)
        words = self.laws.words[citation.block.start]
        return bool(compiled("obligations", "aside").find(words, max(0, at - 40), at))

    def _claim(self, block: Block, at: tuple[int, int] | None, law: Citation | None, place: tuple[int, int]) -> None:
        if at is None or law is None or law.term is None:
            return
        spans = [*self.draft.sentence(block, *at), *self.draft.view(block).spans(*place)]
        self._answers(block, at, law, spans, 0.85 if law.block is block else 0.7)

    def _answers(self, block: Block, at: tuple[int, int], law: Citation, spans: list[Span], sure: float) -> None:
        words = self.draft.words(block, *at)
        body, label = self._body(words, law.term or Term(), spans)
        self._describe(body, label, words, spans, sure)
        named = [*spans, *self.draft.sentence(law.block, law.start, law.end)]
        obligation = self._obligation(law, label, named)
        self.draft.say(body, ug("underObligation"), obligation, named, _RULE, sure, words=words)

    def _obligation(self, law: Citation, label: str, spans: list[Span]) -> Term:
        """The first obligation of the text, else one of its own."""
        term = law.term or Term()
        if term in self.imposed:
            return self.imposed[term]
        known = imposed_by(term)
        duty = Duty(0, 0, known[0] if len(known) == 1 else "", law.words)
        obligation = obligation_of(self.draft, term, law.whole, duty.name if duty.instrument else label)
        # That a text obliges is not what the sentence says: no obligation is told here but that of who meets it.
        self.draft.say(obligation, SKOS + "prefLabel", text_value(duty.words), spans, _RULE, 0.7, words=duty.words)
        self.draft.say(term, ug("imposes"), obligation, spans, _RULE, 0.7, words=law.words)
        self.draft.say(obligation, ug("imposedBy"), term, spans, _RULE, 0.7, words=law.words)
        return obligation

    def _body(self, words: str, law: Term, spans: list[Span]) -> tuple[Term, str]:
        """The body that the words name: the authority itself, the instrument that a lone noun stands for, or a body."""
        if self._is_unit(words):
            return self.bodies.directorates(words, spans, None)[0][0], words
        if self.bodies.authority is not None and (found := self._authority(words)):
            return self.bodies.authority, found
        label = tidy(words)
        if flat(label).startswith(_OURS):
            label = self._asked(law) or label
        if " " not in label:
            known = [label_of(name) for name in imposed_by(law)]
            asked = next((name for name in known if fold(name).startswith(fold(label) + " ")), "")
            own = self._own(label)
            label = own if own != label else asked or label
        if compiled("steering", "post").regex.match(f" {flat(label)} "):
            return key(f"post|{self.bodies.scope}|{slug(fold(label))}"), label
        kind = "governance-body" if compiled("obligations", "instance").regex.match(flat(label)) else "organisation"
        return self.draft.name(kind, self.bodies.scope, label), label

    def _asked(self, law: Term) -> str:
        """What the text asks for, by the name of its instrument; empty where it asks for several."""
        known = {label_of(name) for name in imposed_by(law)}
        told = [c for c in self.draft.claims_on(ug("requiresInstrument")) if c.subject == self.imposed.get(law)]
        known = known if len(known) == 1 else {label_of(c.object.iri or "") for c in told}
        return next(iter(known)) if len(known) == 1 else ""

    def _own(self, noun: str) -> str:
        """What the head of the document calls the body that speaks in it; the noun alone where it does not say."""
        titled = re.compile(rf"\b{re.escape(noun)} [^.,;:|()–—]{{4,90}}?(?= -|[.,;:|()–—]|$)", re.IGNORECASE)
        heads = (self.draft.view(block).text for block in self.draft.blocks[:_HEAD] if block.kind == "heading")
        return next((tidy(named.group()) for text in heads if (named := titled.search(text))), noun)

    def _authority(self, words: str) -> str:
        """The name of the authority where the words are that name or its first word."""
        claims = [c for name in ("prefLabel", "altLabel") for c in self.draft.claims_on(SKOS + name)]
        names = [fold(c.object.value or "") for c in claims if c.subject == self.bodies.authority]
        short = fold(words)
        return next((words for name in names if name == short or name.startswith(short + " ")), "")

    def _describe(self, body: Term, label: str, words: str, spans: list[Span], sure: float) -> None:
        if body == self.bodies.authority or (body.key or "").startswith("directorate"):
            return
        if (body.key or "").startswith("governance-body"):
            self.draft.thing(body, "GovernanceBody", label, spans, _RULE, sure, words=words)
            return
        kind = "Post" if (body.key or "").startswith("post|") else "Organization"
        self.draft.say(body, RDF + "type", iri(ORG + kind), spans, _RULE, sure, words=words)
        self.draft.say(body, SKOS + "prefLabel", text_value(label), spans, _RULE, sure, words=words)
