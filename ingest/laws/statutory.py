"""Who answers to a law: the bodies that directorates must keep, what obliges them, and how far users have a say there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.known import KnownNames
from usagraph.ingest.laws.answers import read_answers
from usagraph.ingest.laws.citation import Citation
from usagraph.ingest.laws.duties import Duty, claim_duty, obligation_of
from usagraph.ingest.laws.legal import Laws
from usagraph.ingest.laws.listing import Entry
from usagraph.ingest.rulebook import Rule, cached, compiled, load, pattern
from usagraph.ontology import load as ontology
from usagraph.ontology.terms import ORG, RDF, concept, ug
from usagraph.records import Block, Term, iri
from usagraph.textview import flat, sentences, slug

__all__ = ["read_statutory"]

_UNITS = ("Directorate", "DepartmentalDirectorate", "TerritorialDirectorate", "ResourceDirectorate", "Pole")


@dataclass(frozen=True)
class _Bound:
    """A unit that is said to be bound: its acronym, where that is said, and in which sentence."""

    acronym: str
    spans: tuple[Span, ...]
    confidence: float


@dataclass
class _Reading:
    """What is known of a document while it is read; `held`: the bodies that answer to a law, by acronym."""

    draft: Draft
    bodies: Bodies
    known: KnownNames
    laws: Laws
    imposed: dict[Term, Term]
    bound: dict[str, _Bound] = field(default_factory=dict)
    held: dict[str, list[Term]] = field(default_factory=dict)


def read_statutory(draft: Draft, bodies: Bodies, known: KnownNames, laws: Laws, entries: Sequence[Entry] = ()) -> None:
    """Adds a governance body for each unit that says, or of which it is said, that a law obliges it to involve users."""
    reading = _Reading(draft, bodies, known, laws, _imposed(draft, laws))
    blocks = [(b, draft.view(b).text) for b in draft.blocks if b.kind in ("paragraph", "item", "box")]
    for block, shown in blocks:
        if ":" in shown:
            _read_lists(reading, block, shown)
    for block, shown in blocks:
        if "«" in shown:
            _read_quotes(reading, block, shown)
        if any(word in shown for word in load("obligations")["bound_words"]):
            _read_subjects(reading, block, shown)
    for acronym, bound in reading.bound.items():
        if acronym not in reading.held:
            _claim(reading, acronym, _open_duty(draft, bound), None, list(bound.spans), bound.confidence)
    read_answers(draft, bodies, laws, reading.imposed, entries)
    if reading.held:
        for block, shown in blocks:
            if any(acronym in shown for acronym in reading.held):
                _read_degrees(reading, block, shown)


def _imposed(draft: Draft, laws: Laws) -> dict[Term, Term]:
    """The first obligation that each text imposes; what an article imposes, its law imposes."""
    wholes = {c.term: c.whole for c in laws.citations if c.term and c.whole}
    found: dict[Term, Term] = {}
    for claim in draft.claims_on(ug("imposes")):
        found.setdefault(claim.subject, claim.object)
        found.setdefault(wholes.get(claim.subject) or claim.subject, claim.object)
    return found


def _read_lists(reading: _Reading, block: Block, shown: str) -> None:
    """The units listed after "directions that speak of a participation imposed by law:"."""
    words = reading.laws.words[block.start]
    match = compiled("obligations", "listed").find(words)
    if match is None:
        return
    end = next(e for s, e in sentences(reading.draft.view(block)) if e >= match.end())
    spans = tuple(reading.draft.view(block).spans(match.start(), min(end, match.end() + 600)))
    # What the units say comes after them, between quotation marks.
    stop = shown.find("«", match.end(), end)
    for found in compiled("obligations", "acronym").all_in(shown, match.end(), stop if stop > 0 else end):
        reading.bound.setdefault(found["who"], _Bound(found["who"], spans, 0.8))


def _read_quotes(reading: _Reading, block: Block, shown: str) -> None:
    """What units say of what obliges them: "c'est la loi qui nous oblige…" (DAU)."""
    for match in compiled("obligations", "quoted").all_in(shown):
        acronym, listed = match["who"], match["who"] in reading.bound
        if not listed and not _is_unit(reading, acronym):
            continue
        words = flat(match["words"])
        law = next(iter(reading.laws.within(block, *match.span("words"))), None)
        told = compiled("obligations", "told").find(words)
        duty = _duty_in(reading, block, match.span("words"), reading.laws.words[block.start])
        if told and (law or (listed and duty)):
            said = duty or _told_duty(reading.draft, block, match, words)
            if said:
                spans = reading.draft.view(block).spans(*match.span())
                _claim(reading, acronym, said, law, spans, 0.8 if listed else 0.7)


def _read_subjects(reading: _Reading, block: Block, shown: str) -> None:
    """Sentences whose subject is a unit that is bound: "la DAU est soumise à…"."""
    words = reading.laws.words[block.start]
    if not compiled("obligations", "answers").find(words):
        return
    previous: Duty | None = None
    for start, end in sentences(reading.draft.view(block)):
        match = compiled("obligations", "answers").find(words, start, end)
        law = _law_of(reading, block, match.end() if match else start, end, words)
        duty = _duty_in(reading, block, (match.end() if match else start, end), words)
        if match is None:
            previous = duty or previous
            continue
        spans = reading.draft.view(block).spans(start, end)
        units = _units(reading, shown, start, match.start())
        told = duty or (previous if "cette obligation" in match.group() else None)
        about = "obligation" in match.group() or compiled("obligations", "about").find(words, match.end(), end)
        if units and (told or (law and about)):
            for acronym in units:
                _claim(reading, acronym, told or _words_of(reading.draft, block, match, end), law, spans, 0.85)


def _units(reading: _Reading, shown: str, start: int, end: int) -> list[str]:
    """The units that stand as the subject, by acronym."""
    found = compiled("obligations", "acronym").all_in(shown, start, end)
    return list(dict.fromkeys(m["who"] for m in found if _is_unit(reading, m["who"])))


def _is_unit(reading: _Reading, acronym: str) -> bool:
    return any(d.kind in _UNITS for d in reading.bodies.glossary.of(acronym))


def _law_of(reading: _Reading, block: Block, start: int, end: int, words: str) -> Citation | None:
    """The text named after the words that bind; an article rather than its code."""
    cited = reading.laws.within(block, start, end)
    return next((c for c in cited if c.article), cited[0] if cited else None)


def _duty_in(reading: _Reading, block: Block, place: tuple[int, int], words: str) -> Duty | None:
    """The first instrument named in a part of the block."""
    start, end = place
    found = reading.known.mentions("instrument", words[start:end])
    if not found:
        return None
    at, stop, instrument = found[0]
    return Duty(start + at, start + stop, instrument, reading.draft.words(block, start + at, start + stop))


def _told_duty(draft: Draft, block: Block, match: re.Match[str], words: str) -> Duty | None:
    """What a speaker says that they must do, in their words."""
    found = compiled("obligations", "duty").find(words)
    if found is None:
        return None
    start, end = match.start("words") + found.start("np"), match.start("words") + found.end("np")
    return Duty(start, end, "", draft.words(block, start, end).strip(" *"))


def _words_of(draft: Draft, block: Block, match: re.Match[str], end: int) -> Duty:
    """What the sentence says that they are bound to, up to its end."""
    rest = draft.view(block).text[match.end() : end]
    stop = match.end() + len(re.split(r"[,.;:(]", rest)[0])
    return Duty(match.end(), stop, "", draft.words(block, match.end(), stop).strip(" *"))


def _open_duty(draft: Draft, bound: _Bound) -> Duty:
    """What is imposed on a listed unit that does not say what: the words of the list."""
    words = " ".join(draft.document.text[slice(*span)] for span in bound.spans)
    found = compiled("obligations", "about").find(flat(words))
    return Duty(0, 0, "", words[slice(*found.span())] if found else bound.acronym)


def _claim(reading: _Reading, acronym: str, duty: Duty, law: Citation | None, spans: list[Span], sure: float) -> None:
    """The body of a unit that answers to an obligation, and the text that imposes it where it is named."""
    draft, rule = reading.draft, Rule.of("statutory.body", "obligations")
    unit = reading.bodies.directorates(acronym, spans, None)[0][0]
    name = _kind_name(duty.instrument) if duty.instrument else load("obligations")["unnamed"]
    body = draft.name("governance-body", reading.bodies.scope, f"{acronym} {name}")
    if body not in reading.held.setdefault(acronym, []):
        reading.held[acronym].append(body)
    draft.thing(body, "GovernanceBody", f"{name} ({acronym})", spans, rule, sure, words=acronym)
    draft.say(body, ORG + "unitOf", unit, spans, rule, sure, words=acronym)
    if duty.instrument:
        draft.say(body, ug("implementsInstrument"), iri(duty.instrument), spans, rule, sure, words=duty.words)
    _bind(reading, body, f"{acronym} {name}", duty, law, spans, rule, sure)


@cached
def _kind_name(instrument: str) -> str:
    """What the vocabulary calls an instrument."""
    return next(c.pref["fr"] for c in ontology.concepts("instrument") if c.iri == instrument)


def _bind(
    reading: _Reading,
    body: Term,
    name: str,
    duty: Duty,
    law: Citation | None,
    spans: list[Span],
    rule: Rule,
    sure: float,
) -> None:
    draft = reading.draft
    # The text may be named in another sentence: "this obligation".
    named = [*spans, *draft.sentence(law.block, law.start, law.end)] if law else spans
    if law is not None and law.term in reading.imposed and not duty.instrument:
        draft.say(body, ug("underObligation"), reading.imposed[law.term], named, rule, sure, words=law.words)
        return
    what = duty.instrument.rsplit("/", 1)[-1] or slug(duty.words, 60)
    if law is not None and law.term is not None:
        obligation = obligation_of(draft, law.term, law.whole, what)
        draft.say(obligation, ug("imposedBy"), law.term, named, rule, sure, words=law.words)
    else:
        obligation = draft.name("obligation", reading.bodies.scope, name)
    claim_duty(draft, obligation, duty, spans, rule, sure)
    draft.say(body, ug("underObligation"), obligation, spans, rule, sure, words=duty.words)


def _read_degrees(reading: _Reading, block: Block, shown: str) -> None:
    """How far users have a say in these bodies: "à la DAU ces instances sont consultatives, à la DM…"."""
    words = reading.laws.words[block.start]
    for start, end in sentences(reading.draft.view(block)):
        if not compiled("obligations", "held").find(words, start, end):
            continue
        for group, (at, stop) in _groups(shown, start, end):
            degree = _degree(words, at, stop)
            for acronym in group if degree else ():
                _step(reading, block, acronym, degree or ("", 0, 0), (start, end))


def _groups(shown: str, start: int, end: int) -> Iterator[tuple[list[str], tuple[int, int]]]:
    """The units named one after the other ("à la DAU et à la DEJS"), and what is said of them up to the next ones."""
    found = list(compiled("obligations", "at").all_in(shown, start, end))
    group: list[str] = []
    for number, match in enumerate(found):
        group.append(match["who"])
        following = found[number + 1].start() if number + 1 < len(found) else end
        if following - match.end() > len(" et à "):
            yield group, (match.end(), following)
            group = []


def _degree(words: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The first degree told, with its place; none where it is denied."""
    found = [(m.start(), name, m.end()) for name, regex in _degrees() if (m := regex.search(words, start, end))]
    if not found:
        return None
    at, name, stop = min(found)
    denied = re.search(r"\b(?:pas|jamais|aucune?|sans)\b[^,;]{0,20}$", words[start:at])
    return None if denied else (name, at, stop)


def _step(reading: _Reading, block: Block, acronym: str, degree: tuple[str, int, int], place: tuple[int, int]) -> None:
    name, at, stop = degree
    draft, rule = reading.draft, Rule.of("statutory.degree", "obligations")
    spans, words = draft.view(block).spans(*place), draft.words(block, at, stop)
    for body in reading.held.get(acronym, ()):
        step = draft.name("participation-step", (body.key or "").split("|", 1)[1], name)
        draft.say(step, RDF + "type", iri(ug("ParticipationStep")), spans, rule, 0.75, words=words)
        draft.say(step, ug("degree"), iri(concept("degree", name)), spans, rule, 0.75, words=words)
        draft.say(step, ug("heldIn"), body, spans, rule, 0.75, words=acronym)


@cached
def _degrees() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, pattern(entry).regex) for name, entry in load("degrees")["degrees"].items())
