"""What a legal text imposes: a sentence with the text (or "the law"), a verb of obligation and an instrument."""

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.legal import Laws
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ontology.terms import RDF, SKOS, ug
from usagraph.records import Block, Term, iri, text_value
from usagraph.textview import flat, sentences

__all__ = ["read_obligations"]


def read_obligations(draft: Draft, laws: Laws, known: KnownNames) -> None:
    """Adds an obligation for each instrument that a sentence says a text imposes."""
    for block in draft.blocks:
        if block.kind in ("paragraph", "item", "box"):
            _read_block(draft, block, laws, known)


def _read_block(draft: Draft, block: Block, laws: Laws, known: KnownNames) -> None:
    seen = draft.view(block)
    words = flat(seen.text)
    for start, end in sentences(seen):
        instruments = known.mentions("instrument", words[start:end])
        obliges = compiled("legal", "obliges").regex.search(words, start, end)
        if not instruments or not obliges:
            continue
        for at, stop, instrument in instruments:
            law = _subject(block, words, (start, start + at, end), laws)
            if law is not None:
                told = draft.words(block, start + at, start + stop)
                verb = draft.words(block, obliges.start(), obliges.end())
                _claim(draft, seen.spans(start, end), law, instrument, told, verb)


def _subject(block: Block, words: str, place: tuple[int, int, int], laws: Laws) -> Term | None:
    """The text that imposes what stands in the middle of `place`: the last cited before it in the sentence, else the first
    after it, else the one that "the law" there stands for; None where there is neither."""
    start, at, end = place
    cited = [c for c in laws.citations if c.block is block and start <= c.start < end and c.term]
    if cited:
        return next((c for c in reversed(cited) if c.start < at), cited[0]).term
    anaphora = compiled("legal", "anaphora").regex.search(words, start, end)
    if anaphora is None:
        return None
    earlier = laws.before(anaphora.start(), block, anaphora["f"] or anaphora["m"])
    return earlier.term if earlier else None


def _claim(draft: Draft, spans: list[Span], law: Term, instrument: str, told: str, verb: str) -> None:
    rule = Rule.of("legal.obligation")
    obligation = draft.name("obligation", (law.key or "").split("|")[-1], instrument.rsplit("/", 1)[1])
    draft.say(obligation, RDF + "type", iri(ug("Obligation")), spans, rule, 0.85, words=verb)
    draft.say(obligation, SKOS + "prefLabel", text_value(told), spans, rule, 0.85, words=told)
    draft.say(law, ug("imposes"), obligation, spans, rule, 0.85, words=told)
    draft.say(obligation, ug("requiresInstrument"), iri(instrument), spans, rule, 0.85, words=told)
