"""What a text may ask for: instruments of the vocabulary, kinds of bodies and documents that it does not hold, or words."""

from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Rule, cached, compiled
from usagraph.ontology import load as ontology
from usagraph.ontology.terms import DCT, RDF, SKOS, concept, ug
from usagraph.records import Block, Term, iri, key, text_value
from usagraph.textview import flat, slug

__all__ = ["Duty", "claim_duty", "duties", "imposed_by", "label_of", "meant", "obligation_of"]


_STANDING = ("cette ", "ce ", "cet ", "ladite ", "ledit ")  # before a noun that stands for an instrument told before
_SHARED, _LONG = 2, 4  # words that a duty shares with an instrument; letters of a word that tells something
_INTRODUCING = ("en ", "conform", "selon", "d'apres", "au ", "aux ", "sur ")


@dataclass(frozen=True)
class Duty:
    """Something that a text asks for: its place in the view of its block, the concept where one is known, and the words.

    `kind`: the words name a kind of body or document, which becomes a concept of its own.
    """

    start: int
    end: int
    instrument: str
    words: str
    kind: bool = False

    @property
    def name(self) -> str:
        """What tells it from the other obligations of its text."""
        return self.instrument.rsplit("/", 1)[-1] or slug(self.words, 60)


def duties(draft: Draft, block: Block, words: str, place: tuple[int, int], known: KnownNames) -> Iterator[Duty]:
    """The instruments that `[start:end]` names: those of the vocabulary, and others after a verb that binds."""
    start, end = place
    taken: list[tuple[int, int]] = []
    for at, stop, instrument in known.mentions("instrument", words[start:end]):
        if words.endswith(("ces ", "soumet cette "), 0, start + at):
            continue  # told before: not what is asked for here
        taken.append((start + at, start + stop))
        yield Duty(start + at, start + stop, instrument, draft.words(block, start + at, start + stop))
    for at, stop in _kinds(words, start, end):
        bare = " " not in words[at:stop] and words[:at].endswith(("le ", "la ", "les ", "l'"))
        if not bare and not any(a < stop and b > at for a, b in taken):
            taken.append((at, stop))
            yield Duty(at, stop, "", draft.words(block, at, stop), kind=True)


def _kinds(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The kinds of bodies and documents after a verb that binds, or as the subject of a passive."""
    for verb in compiled("obligations", "binds").all_in(words, start, end):
        form = "owed" if verb.group().startswith(_INTRODUCING) else "kind"
        if match := compiled("obligations", form).regex.match(words[verb.end() : end]):
            yield verb.end() + match.start("np"), verb.end() + match.end("np")
    for made in compiled("obligations", "made").all_in(words, start, end):
        yield made.span("np")


def obligation_of(draft: Draft, law: Term, whole: Term | None, name: str) -> Term:
    """The obligation that a text imposes: that of a code for all its articles, as in the reference data."""
    return draft.name("obligation", ((whole or law).key or "").split("|")[-1], name)


def claim_duty(draft: Draft, obligation: Term, duty: Duty, spans: list[Span], rule: Rule, sure: float) -> None:
    """Says what an obligation is: what it is called, and the instrument it requires, else its words."""
    said = spans, rule, sure
    draft.say(obligation, RDF + "type", iri(ug("Obligation")), *said, words=duty.words)
    stands = flat(duty.words).startswith(_STANDING) and label_of(duty.instrument)
    draft.say(obligation, SKOS + "prefLabel", text_value(stands or duty.words), *said, words=duty.words)
    if duty.instrument:
        draft.say(obligation, ug("requiresInstrument"), iri(duty.instrument), *said, words=duty.words)
        return
    draft.say(obligation, DCT + "description", text_value(duty.words), *said, words=duty.words)
    if duty.kind:
        made = draft.notion(key(f"instrument||{slug(duty.words, 60)}"), "instrument", duty.words, *said)
        draft.say(obligation, ug("requiresInstrument"), made, *said, words=duty.words)


def imposed_by(law: Term) -> tuple[str, ...]:
    """The instruments that the reference tables say a text imposes."""
    return _imposed().get(law, ())


@cached
def label_of(instrument: str) -> str:
    """What the vocabulary calls an instrument, in French."""
    return next((c.pref["fr"] for c in ontology.concepts("instrument") if c.iri == instrument), "")


@cached
def _imposed() -> dict[Term, tuple[str, ...]]:
    found: dict[Term, tuple[str, ...]] = {}
    for row in ontology.imposed_instruments():
        name = slug(f"{row.legal_text} {row.article}") if row.article else row.legal_text
        law = key(f"legal-text||{name}")
        found[law] = (*found.get(law, ()), concept("instrument", row.instrument))
    return found


def meant(law: Term, duty: Duty, whole: Term | None = None) -> Duty:
    """The duty with the instrument that the text is known to impose, where its first word is the same ("une concertation"),
    or where words without an instrument of their own share two of its: "recevoir les demandes par voie électronique"."""
    first, told = flat(duty.words).split()[0], _telling(duty.words)
    if duty.kind:
        known = [name for name in imposed_by(law) if flat(label_of(name)).split()[0] == first]
    else:
        asked = (*imposed_by(law), *(imposed_by(whole) if whole else ()))
        known = [name for name in dict.fromkeys(asked) if len(told & _telling(label_of(name))) >= _SHARED]
    return Duty(duty.start, duty.end, known[0], duty.words) if len(known) == 1 and not duty.instrument else duty


def _telling(words: str) -> set[str]:
    """The words that tell what a duty is about."""
    return {word for word in flat(words).replace("'", " ").split() if len(word) >= _LONG}
