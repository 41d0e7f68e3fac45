"""What a legal text imposes: a sentence with the text (or "the law"), words that bind, and an instrument."""

from collections.abc import Collection

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.laws.citation import Citation
from usagraph.ingest.laws.duties import Duty, claim_duty, duties, meant, obligation_of
from usagraph.ingest.laws.entries import read_entry
from usagraph.ingest.laws.imposing import Sentence
from usagraph.ingest.laws.legal import Laws
from usagraph.ingest.laws.listing import Entry, read_labelled, read_listed, read_rows
from usagraph.ingest.laws.owing import duty_at, owed, owed_clause
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ontology.terms import ug
from usagraph.records import Block, iri
from usagraph.textview import sentences

__all__ = ["read_obligations"]


def read_obligations(draft: Draft, laws: Laws, known: KnownNames) -> list[Entry]:
    """Adds an obligation for each instrument that a sentence says a text imposes; gives back those of rows and lines."""
    opened: list[Citation] = []
    said = draft.allowing(compiled("legal", "said"))
    for block in draft.blocks:
        if block.kind not in ("paragraph", "item", "box"):
            opened = []
            continue
        words = laws.words[block.start]
        if opened and block.kind == "item":
            _read_item(draft, block, words, opened, known)
            continue
        opened = []
        if _speaks_of_law(laws, block, words, said):
            opened = _read_block(draft, block, words, laws, known)
            _read_entry(draft, block, words, laws, known)
    if not laws.citations:
        return []
    entries = [*read_rows(draft, laws, known), *read_labelled(draft, laws, known), *read_listed(draft, laws, known)]
    for entry in entries:
        _claim_entry(draft, laws, entry)
    return entries


def _claim_entry(draft: Draft, laws: Laws, entry: Entry) -> None:
    """The obligations of a row or of lines, with the passages of all its parts."""
    spans = [span for b in entry.blocks for span in draft.view(b).spans(0, len(laws.words[b.start]))]
    for duty in entry.duties:
        _claim(draft, spans, entry.law, duty, 0.8)


def _speaks_of_law(laws: Laws, block: Block, words: str, said: Collection[int]) -> bool:
    """Whether a text is cited in the block, or "the law" stands there; `said`: the blocks where it may."""
    cited = laws.within(block, 0, len(words))
    return bool(cited or (block.start in said and compiled("legal", "said").regex.search(words)))


def _read_block(draft: Draft, block: Block, words: str, laws: Laws, known: KnownNames) -> list[Citation]:
    """Reads the sentences of a block; gives back the texts whose list the next blocks hold, where it ends in a colon."""
    seen = draft.view(block)
    previous: tuple[int, int] | None = None
    for start, end in sentences(seen):
        sentence = Sentence(draft, block, words, (start, end), laws, previous)
        if sentence.may_bind or compiled("owing", "hint").find(words, start, end):
            _read_sentence(sentence, known)
        previous = (start, end)
    if words.rstrip().endswith(":") and previous:
        last = Sentence(draft, block, words, previous, laws, None)
        return last.subjects(previous[1]) if compiled("obligations", "binds").find(words, *previous) else []
    return []


def _read_sentence(sentence: Sentence, known: KnownNames) -> None:
    draft, block, words = sentence.draft, sentence.block, sentence.words
    told = [*duties(draft, block, words, sentence.place, known), *sentence.same(known)]
    spans = draft.view(block).spans(*sentence.place)
    bound = False
    for number, duty in enumerate(told):
        laws = sentence.each(number, len(told)) or sentence.imposers(duty) or owed(sentence, duty)
        for law, sure in _most_telling(laws, duty):
            bound = True
            _claim(draft, spans, law, duty, sure)
            _applies(draft, sentence, law, duty, known)
    free = [] if bound else [(law, duty_at(sentence, (told.start, told.end))) for law, told in sentence.free()]
    for law, duty in () if bound else free or owed_clause(sentence):
        _claim(draft, spans, law, duty, 0.7)


def _most_telling(laws: list[tuple[Citation, float]], duty: Duty) -> list[tuple[Citation, float]]:
    """Of several articles, those that are known to impose what the words may mean; else all of them."""
    known = [(law, sure) for law, sure in laws if law.term and duty.kind and meant(law.term, duty).instrument]
    return known or laws


def _read_item(draft: Draft, block: Block, words: str, opened: list[Citation], known: KnownNames) -> None:
    for at, stop, instrument in known.mentions("instrument", words):
        duty = Duty(at, stop, instrument, draft.words(block, at, stop))
        for law in opened:
            _claim(draft, draft.view(block).spans(0, len(words)), law, duty, 0.75)


def _read_entry(draft: Draft, block: Block, words: str, laws: Laws, known: KnownNames) -> None:
    """What a line about an instrument says of it, the texts being named in its other sentences."""
    for law, duty, place in read_entry(draft, block, words, laws, known):
        spans = [*draft.sentence(block, duty.start, duty.end), *draft.view(block).spans(*place)]
        _claim(draft, spans, law, duty, 0.75)


def _claim(draft: Draft, spans: list[Span], law: Citation, duty: Duty, sure: float) -> None:
    if law.term is None:
        return
    rule, duty = Rule.of("legal.obligation", "obligations"), meant(law.term, duty, law.whole)
    sure = sure if duty.instrument else min(sure, 0.7)
    obligation = obligation_of(draft, law.term, law.whole, duty.name)
    claim_duty(draft, obligation, duty, spans, rule, sure)
    draft.say(law.term, ug("imposes"), obligation, spans, rule, sure, words=duty.words)


def _applies(draft: Draft, sentence: Sentence, law: Citation, duty: Duty, known: KnownNames) -> None:
    """To whom the obligation is addressed, where the sentence says so: "oblige les bailleurs", "dans les communes"."""
    if law.term is None:
        return
    rule = Rule.of("legal.applies", "obligations")
    obligation = obligation_of(draft, law.term, law.whole, meant(law.term, duty, law.whole).name)
    for at, stop, kind in known.mentions("organisation-type", sentence.words[slice(*sentence.place)]):
        start, end = sentence.place[0] + at, sentence.place[0] + stop
        if compiled("obligations", "addressed").find(sentence.words, max(0, start - 30), start):
            told = draft.words(sentence.block, start, end)
            spans = draft.view(sentence.block).spans(*sentence.place)
            draft.say(obligation, ug("appliesTo"), iri(kind), spans, rule, 0.7, words=told)
