"""What a legal text imposes: a sentence with the text (or "the law"), words that bind, and an instrument."""

from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.laws.citation import Citation
from usagraph.ingest.laws.legal import Laws
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ontology.terms import DCT, RDF, SKOS, ug
from usagraph.records import Block, Term, iri, text_value
from usagraph.textview import sentences, slug

__all__ = ["Duty", "claim_duty", "obligation_of", "read_obligations"]

_NEAR = 130  # code points between the first article of a list and its code


@dataclass(frozen=True)
class Duty:
    """Something that a text asks for: its place in the view of its block, the concept where one is known, and the words."""

    start: int
    end: int
    instrument: str
    words: str


def read_obligations(draft: Draft, laws: Laws, known: KnownNames) -> None:
    """Adds an obligation for each instrument that a sentence says a text imposes."""
    opened: list[Citation] = []
    for block in draft.blocks:
        if block.kind not in ("paragraph", "item", "box"):
            opened = []
            continue
        words = laws.words[block.start]
        if opened and block.kind == "item":
            _read_item(draft, block, words, opened, known)
            continue
        opened = _read_block(draft, block, words, laws, known) if _speaks_of_law(laws, block, words) else []


def obligation_of(draft: Draft, law: Term, whole: Term | None, name: str) -> Term:
    """The obligation that a text imposes: that of a code for all its articles, as in the reference data."""
    return draft.name("obligation", ((whole or law).key or "").split("|")[-1], name)


def claim_duty(draft: Draft, obligation: Term, duty: Duty, spans: list[Span], rule: Rule, sure: float) -> None:
    """Says what an obligation is: what it is called, and the instrument it requires, else its words."""
    draft.say(obligation, RDF + "type", iri(ug("Obligation")), spans, rule, sure, words=duty.words)
    draft.say(obligation, SKOS + "prefLabel", text_value(duty.words), spans, rule, sure, words=duty.words)
    if duty.instrument:
        draft.say(obligation, ug("requiresInstrument"), iri(duty.instrument), spans, rule, sure, words=duty.words)
    else:
        draft.say(obligation, DCT + "description", text_value(duty.words), spans, rule, sure, words=duty.words)


def _speaks_of_law(laws: Laws, block: Block, words: str) -> bool:
    """Whether a text is cited in the block, or "the law" stands there."""
    return bool(laws.within(block, 0, len(words)) or compiled("legal", "said").regex.search(words))


def _read_block(draft: Draft, block: Block, words: str, laws: Laws, known: KnownNames) -> list[Citation]:
    """Reads the sentences of a block; gives back the texts whose list the next blocks hold, where it ends in a colon."""
    seen = draft.view(block)
    previous: tuple[int, int] | None = None
    for start, end in sentences(seen):
        sentence = _Sentence(draft, block, words, (start, end), laws, previous)
        if sentence.may_bind:
            for duty in _duties(draft, block, words, (start, end), known):
                for law, sure in sentence.imposers(duty):
                    _claim(draft, seen.spans(start, end), law, duty, sure)
                    _applies(draft, sentence, law, duty, known)
        previous = (start, end)
    if words.rstrip().endswith(":") and previous:
        last = _Sentence(draft, block, words, previous, laws, None)
        return last.subjects(previous[1]) if compiled("obligations", "binds").regex.search(words, *previous) else []
    return []


def _read_item(draft: Draft, block: Block, words: str, opened: list[Citation], known: KnownNames) -> None:
    for at, stop, instrument in known.mentions("instrument", words):
        duty = Duty(at, stop, instrument, draft.words(block, at, stop))
        for law in opened:
            _claim(draft, draft.view(block).spans(0, len(words)), law, duty, 0.75)


def _duties(draft: Draft, block: Block, words: str, place: tuple[int, int], known: KnownNames) -> Iterator[Duty]:
    """The instruments a sentence names: those of the vocabulary, and kinds of bodies and instruments after a verb."""
    start, end = place
    taken: list[tuple[int, int]] = []
    for at, stop, instrument in known.mentions("instrument", words[start:end]):
        taken.append((start + at, start + stop))
        yield Duty(start + at, start + stop, instrument, draft.words(block, start + at, start + stop))
    for verb in compiled("obligations", "binds").regex.finditer(words, start, end):
        match = compiled("obligations", "kind").regex.match(words[verb.end() : end])
        if match:
            at, stop = verb.end() + match.start("np"), verb.end() + match.end("np")
            if not any(a < stop and b > at for a, b in taken) and not verb.group().startswith("en "):
                yield Duty(at, stop, "", draft.words(block, at, stop))


@dataclass(frozen=True)
class _Sentence:
    """A sentence with the texts it may speak of; `previous`: the one before it in its block."""

    draft: Draft
    block: Block
    words: str
    place: tuple[int, int]
    laws: Laws
    previous: tuple[int, int] | None

    @property
    def may_bind(self) -> bool:
        """Whether it has words that bind."""
        text = self.words[slice(*self.place)]
        return any(compiled("obligations", name).regex.search(text) for name in ("binds", "passive"))

    def imposers(self, duty: Duty) -> list[tuple[Citation, float]]:
        """The texts that impose `duty`, with how sure that is."""
        if passive := self._passive(duty):
            return [(law, 0.85) for law in passive]
        if cleft := self._cleft(duty):
            return [(law, 0.85) for law in cleft]
        verbs = list(compiled("obligations", "binds").regex.finditer(self.words, self.place[0], duty.start))
        before = self.subjects(duty.start)
        if not verbs or self._refused(before, duty):
            return []
        made = verbs[-1].group().startswith("rend") and not self._made_binding(duty, verbs[-1].end())
        return [] if made else [(law, 0.85 if not law.anaphora else 0.75) for law in before]

    def subjects(self, before: int) -> list[Citation]:
        """The last text before a place of the sentence, or all the articles it is cited with; else what "the law" stands for."""
        cited = self.laws.within(self.block, self.place[0], before)
        main = [c for c in cited if not self._is_aside(c)]
        if main:
            return _joined(main)
        said = compiled("legal", "said").regex.search(self.words, self.place[0], before)
        if said is None:
            return self._pronoun()
        earlier = self.laws.before(said.start(), self.block, said["f"] or said["m"])
        return [earlier] if earlier else []

    def _is_aside(self, citation: Citation) -> bool:
        """Whether the text is only said to have changed, or to have named, the one that the sentence is about."""
        start = max(self.place[0], citation.start - 40)
        return bool(compiled("obligations", "aside").regex.search(self.words, start, citation.start))

    def _pronoun(self) -> list[Citation]:
        """The text that the sentence before begins with, where this one begins with "it"."""
        start, end = self.place
        if self.previous is None or not compiled("legal", "pronominal").regex.match(self.words[start:end]):
            return []
        first = self.laws.within(self.block, self.previous[0], self.previous[0] + 6)
        feminine = self.words[start:].startswith(("elle", "celle"))
        return [c for c in first[:1] if (c.nature in ("loi", "ordonnance", "circulaire")) == feminine]

    def _passive(self, duty: Duty) -> list[Citation]:
        rest = self.words[duty.end : self.place[1]]
        match = compiled("obligations", "imposed_by").regex.match(rest)
        return self._agent(duty.end + match.end()) if match else []

    def _cleft(self, duty: Duty) -> list[Citation]:
        match = compiled("obligations", "cleft").regex.match(self.words[duty.end : self.place[1]])
        return self._agent(duty.end + match.end()) if match else []

    def _agent(self, at: int) -> list[Citation]:
        """The text cited at `at`, or "the law" that stands there."""
        near = self.laws.within(self.block, at - 1, at + 12)
        if near:
            return near[:1]
        said = compiled("legal", "said").regex.match(self.words, at - 3) or compiled("legal", "said").regex.search(
            self.words, max(0, at - 8), at + 10
        )
        earlier = self.laws.before(said.start(), self.block, said["f"] or said["m"]) if said else None
        return [earlier] if earlier else []

    def _refused(self, before: list[Citation], duty: Duty) -> bool:
        """Whether the words that bind are denied between the text and the instrument."""
        held = [c.end for c in before if c.block is self.block and c.start >= self.place[0]]
        start = max(held, default=self.place[0])
        return bool(compiled("obligations", "refuses").regex.search(self.words, min(start, duty.start), duty.start))

    def _made_binding(self, duty: Duty, verb_end: int) -> bool:
        """ "Rend" binds with "obligatoire" beside it: before the instrument or after it."""
        between = self.words[verb_end : duty.start]
        after = compiled("obligations", "made_binding").regex.match(self.words[duty.end : self.place[1]])
        return "obligatoire" in between or bool(after)


def _joined(cited: list[Citation]) -> list[Citation]:
    """The last text; or, where articles are cited with it, those articles."""
    last = cited[-1]
    whole = last.whole or last.term
    parts = [c for c in cited if c.whole == whole and last.start - c.start < _NEAR]
    return parts or [last]


def _claim(draft: Draft, spans: list[Span], law: Citation, duty: Duty, sure: float) -> None:
    if law.term is None:
        return
    rule = Rule.of("legal.obligation", "obligations")
    sure = sure if duty.instrument else min(sure, 0.7)
    obligation = obligation_of(draft, law.term, law.whole, duty.instrument.rsplit("/", 1)[-1] or slug(duty.words, 60))
    claim_duty(draft, obligation, duty, spans, rule, sure)
    draft.say(law.term, ug("imposes"), obligation, spans, rule, sure, words=duty.words)


def _applies(draft: Draft, sentence: _Sentence, law: Citation, duty: Duty, known: KnownNames) -> None:
    """To whom the obligation is addressed, where the sentence says so: "oblige les bailleurs", "dans les communes"."""
    if law.term is None:
        return
    rule = Rule.of("legal.applies", "obligations")
    obligation = obligation_of(draft, law.term, law.whole, duty.instrument.rsplit("/", 1)[-1] or slug(duty.words, 60))
    for at, stop, kind in known.mentions("organisation-type", sentence.words[slice(*sentence.place)]):
        start, end = sentence.place[0] + at, sentence.place[0] + stop
        if compiled("obligations", "addressed").regex.search(sentence.words, max(0, start - 30), start):
            told = draft.words(sentence.block, start, end)
            spans = draft.view(sentence.block).spans(*sentence.place)
            draft.say(obligation, ug("appliesTo"), iri(kind), spans, rule, 0.7, words=told)
