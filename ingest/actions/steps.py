"""The steps of an action: to which degree users take part, at which stage, and who says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from usagraph.ingest.actions import degrees
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import Rule
from usagraph.ontology.terms import RDF, concept, ug
from usagraph.records import Block, Term, iri

__all__ = ["Told", "read_steps", "say_judged", "say_step"]


@dataclass(frozen=True)
class Told:
    """A degree as a source tells it, with the words and passages that do; `basis`: declared, assessed, or not told."""

    degree: str
    stage: str | None
    words: str
    spans: tuple[Span, ...]
    basis: str | None = None
    stage_words: str = ""


def say_step(draft: Draft, action: Term, told: Told, rule: Rule, confidence: float) -> Term:
    """The step of `action` that is told, its claims added."""
    name = (action.key or "").split("|", 1)[1].replace("|", "-")
    step = draft.name("participation-step", name, f"{told.stage or 'na'}-{told.degree}")
    spans, words = told.spans, told.words
    draft.say(step, RDF + "type", iri(ug("ParticipationStep")), spans, rule, confidence, words=words)
    draft.say(action, ug("hasStep"), step, spans, rule, confidence, words=words)
    draft.say(step, ug("degree"), iri(concept("degree", told.degree)), spans, rule, confidence, words=words)
    if told.stage:
        stage, said = iri(concept("stage", told.stage)), told.stage_words or words
        draft.say(step, ug("stage"), stage, spans, rule, min(confidence, 0.9), words=said)
    if told.basis:
        basis = iri(concept("basis", told.basis))
        draft.say(step, ug("basis"), basis, spans, rule, min(confidence, 0.85), words=words)
    return step


def say_judged(draft: Draft, action: Term, stage: str, words: str, spans: tuple[Span, ...], rule: Rule) -> set[str]:
    """The degrees that the words of a stage say to be the author's conclusion, their steps added."""
    judged = [f for f in degrees.read(words) if f.basis == "assessed" and f.users and not f.negated]
    for found in judged:
        told = Told(found.degree, stage, words[found.start : found.end], spans, "assessed")
        say_step(draft, action, told, rule, 0.8)
    return {found.degree for found in judged}


def read_steps(
    draft: Draft,
    action: Term,
    blocks: Iterable[Block],
    rule: Rule,
    confidence: float = 0.75,
    within: Span | None = None,
) -> int:
    """How many steps of `action` the sentences of `blocks` tell, their claims added.

    A degree counts where it is said of users, not denied; `blocks`: those that speak of this action alone; `within`:
    the part of them that does, in offsets of the view.
    """
    count = 0
    for block in blocks:
        text = draft.view(block).text
        for found in degrees.read(text):
            outside = within is not None and not within[0] <= found.start < within[1]
            if found.negated or not found.users or outside:
                continue
            spans: Sequence[Span] = draft.sentence(block, found.start, found.end)
            words = draft.piece(block, found.start, found.end)
            sure = confidence if found.stage else min(confidence, 0.7)
            say_step(draft, action, Told(found.degree, found.stage, words, tuple(spans), found.basis), rule, sure)
            count += 1
    return count
