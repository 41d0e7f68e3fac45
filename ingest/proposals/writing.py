"""The candidates of a model written as claims, each thing with its own name and tied to what the rules found."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames
from usagraph.ingest.proposals.candidates import QUOTE, Candidate
from usagraph.ingest.rulebook import Rule, load
from usagraph.ontology.terms import PROV, RDF, SKOS, concept, ug
from usagraph.records import Claim, Term, iri, text_value
from usagraph.textview import Span, fold, tidy

__all__ = ["Writer"]

#: Schemes whose concepts a definition may be of, and the one where a notion that none of them has is put.
_SCHEMES = ("degree", "concept", "user-type", "user-position", "user-role", "method", "instrument", "stage")
_OWN = "concept"
#: The types, in keys, of what speaks and defines.
_AGENTS = (
    "association|",
    "directorate|",
    "governance-body|",
    "local-authority|",
    "organisation|",
    "public-body|",
    "user-group|",
)
_NAMING = (SKOS + "prefLabel", SKOS + "altLabel", ug("acronym"))
#: Code points: a shorter name may stand in any sentence.
_TELLING = 8
#: A model is never surer than this.
_SUREST = 0.5


@dataclass(frozen=True)
class Writer:
    """Writes the candidates of `model`; `known`: the claims of the rules, which stand; `scope`: what sets the document apart."""

    draft: Draft
    model: str
    known: tuple[Claim, ...]
    scope: str

    def write(self, candidate: Candidate, places: dict[str, Span]) -> bool:
        """Adds the claims of a candidate, whose quote and words stand at `places`; False where the rules say the same."""
        family = load("proposer")["families"][candidate.family]
        words = tidy(candidate.quote).strip(' «»“”"')
        if not words or self._is_known(str(family["class"]), words):
            return False
        one = _One(self, Rule(f"llm.{candidate.family}", self.model), places[QUOTE])
        thing = self.draft.name(candidate.family, self.scope, words)
        self.draft.thing(thing, family["class"], words, [one.span], one.rule, one.sure)
        for name, value in candidate.fields:
            one.field(thing, name, value, family["fields"][name], places.get(name))
        if self._action and "link" in family:
            self.draft.say(self._action, ug(family["link"]), thing, [one.span], one.rule, one.sure, words=words)
        return True

    def agent(self, words: str) -> Term | None:
        """The one thing that may speak and that the rules found under that name; None where there is none, or several."""
        found = self._agents.get(fold(words), set())
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _agents(self) -> dict[str, set[Term]]:
        named: dict[str, set[Term]] = {}
        for claim in self.known:
            if claim.predicate in _NAMING and (claim.subject.key or "").startswith(_AGENTS):
                named.setdefault(fold(claim.object.value or ""), set()).add(claim.subject)
        return named

    def _is_known(self, class_: str, words: str) -> bool:
        """Whether the rules found a thing of that class with that name, or one that holds it or that it holds."""
        plain = fold(words)
        labels = self._labels.get(ug(class_), ())
        return any(plain in label or (len(label) >= _TELLING and label in plain) for label in labels)

    @cached_property
    def _labels(self) -> dict[str, set[str]]:
        """What the things of each class are called, folded."""
        kinds: dict[Term, set[str]] = {}
        for claim in self._typed():
            kinds.setdefault(claim.subject, set()).add(str(claim.object.iri))
        found: dict[str, set[str]] = {}
        for claim in self.known:
            if claim.predicate == SKOS + "prefLabel" and claim.object.value:
                for kind in kinds.get(claim.subject, ()):
                    found.setdefault(kind, set()).add(fold(claim.object.value))
        return found

    @cached_property
    def _action(self) -> Term | None:
        actions = {c.subject for c in self._typed() if c.object.iri == ug("Action")}
        return actions.pop() if len(actions) == 1 else None

    def _typed(self) -> Iterator[Claim]:
        return (claim for claim in self.known if claim.predicate == RDF + "type")


@dataclass(frozen=True)
class _One:
    """The candidate being written: its rule, and where its quote stands."""

    writer: Writer
    rule: Rule
    span: Span

    @property
    def sure(self) -> float:
        return min(_SUREST, float(load("proposer")["confidence"]))

    def field(self, thing: Term, name: str, value: str, said: dict[str, Any], place: Span | None) -> None:
        """Adds what a field says of the thing: a concept of its scheme, or who or what its words name."""
        draft = self.writer.draft
        if place is None:
            quote = draft.document.text[slice(*self.span)]
            draft.say(
                thing, ug(name), iri(concept(said["scheme"], value)), [self.span], self.rule, self.sure, words=quote
            )
            return
        words = tidy(value).strip(' «»“”"')
        other = self._notion(words, place) if said["words"] == "notion" else self._agent(words, place)
        draft.say(thing, ug(name), other, [self.span, place], self.rule, self.sure, words=words)

    def _agent(self, words: str, place: Span) -> Term:
        found = self.writer.agent(words)
        if found:
            return found
        draft = self.writer.draft
        made = draft.name("agent", self.writer.scope, words)
        draft.say(made, RDF + "type", iri(PROV + "Agent"), [place], self.rule, self.sure, words=words)
        draft.say(made, SKOS + "prefLabel", text_value(words), [place], self.rule, self.sure, words=words)
        return made

    def _notion(self, words: str, place: Span) -> Term:
        known = KnownNames()
        found = next((term for scheme in _SCHEMES if (term := known.concept(scheme, words))), None)
        if found:
            return found
        made = self.writer.draft.name(_OWN, self.writer.scope, words)
        return self.writer.draft.notion(made, _OWN, words, [place], self.rule, self.sure)
