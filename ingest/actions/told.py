"""What the sentences of a chapter say of its action: what it is for, for whom, with whom, and what came of it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from usagraph.ingest.actions.topics import Said, read_partner, read_target
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Pattern, Rule, cached, load, pattern
from usagraph.ingest.sheets.headings import people_alone
from usagraph.ontology.terms import concept, ug
from usagraph.records import Block, Term, iri
from usagraph.textview import flat, fold, holds_any, tidy

__all__ = ["Found", "found_in", "read_told"]

_SURE = 0.7
_LONGEST = 1_400  # code points of a sentence: a longer one is no passage
_ARTICLE = re.compile(r"^(?:l'|la |le |les |une |d'une |du |des )", re.IGNORECASE)
_QUOTED = re.compile(r"«[^»]*$")


@dataclass(frozen=True)
class Found:
    """What a sentence says, in offsets of the text: its kind, the words, and who it is said of."""

    kind: str
    rule: str
    place: Span
    who: Span | None = None


def read_told(draft: Draft, action: Term, block: Block, known: KnownNames, *, apart: Collection[str] = ()) -> None:
    """Adds what a block of the chapter of an action says of it; `apart`: the kinds of things that are said elsewhere."""
    text = draft.view(block).text
    for found in found_in(text):
        spans = draft.sentence(block, *found.place)
        if found.kind not in apart and sum(end - start for start, end in spans) <= _LONGEST:
            rule = Rule.of(f"told.{found.rule}")
            words = tidy(draft.words(block, *found.place)).strip(" ,;.")
            _Writer(draft, Said(draft, known, action, spans, rule, _SURE)).write(found, words, text)


def found_in(text: str) -> Iterator[Found]:
    """What sentences say of the action that they tell of; what is quoted is what somebody says."""
    words = flat(text)
    for kind, name, test in _tests():
        if not holds_any(words, test.needs):
            continue
        for match in test.all_in(words):
            for thing, who in _GROUPS:
                if thing in match.re.groupindex and match[thing] and not _is_quoted(words, match.start(thing)):
                    held = match.span(who) if who in match.re.groupindex and match[who] else None
                    yield Found(kind, name, match.span(thing), held)


#: The groups that hold what is said, each with the one that holds of whom.
_GROUPS = (("thing", "who"), ("wanted", ""), ("thing2", "who2"))


@dataclass(frozen=True)
class _Writer:
    draft: Draft
    said: Said

    def write(self, found: Found, words: str, text: str) -> None:
        """Adds the thing that was found."""
        if found.kind == "target":
            read_target(self.said, words, self._scope)
        elif found.kind == "partner":
            self._partner(words)
        elif found.kind == "objective":
            self.said.thing("objective", "Objective", words, ug("hasObjective"), self._scope)
        elif seen := _viewpoint(text[slice(*found.who)] if found.who else ""):
            thing = self.said.thing("effect", "Effect", words, ug("hasEffect"), self._scope)
            point = iri(concept("viewpoint", seen))
            self.draft.say(thing, ug("viewpoint"), point, self.said.spans, self.said.rule, _SURE, words=words)

    def _partner(self, words: str) -> None:
        """A body that leads the action is no partner of it."""
        leads = {fold(c.object.key or "") for c in self.draft.claims_on(ug("ledBy")) if c.subject == self.said.action}
        words = _ARTICLE.sub("", words)
        if not any(fold(words).replace(" ", "-") in leader for leader in leads):
            read_partner(self.said, words, ug("hasPartner"), lambda told: None)

    @property
    def _scope(self) -> str:
        return (self.said.action.key or "").split("|", 1)[-1].replace("|", "-")


def _viewpoint(who: str) -> str | None:
    """From whose point of view an effect on some people is told."""
    known = people_alone(f"les {who}") or people_alone(who)
    return str(known.rule["viewpoint"]) if known and "viewpoint" in known.rule else None


def _is_quoted(words: str, at: int) -> bool:
    return _QUOTED.search(words, max(0, at - 600), at) is not None


@cached
def _tests() -> tuple[tuple[str, str, Pattern], ...]:
    rules = load("told")
    return tuple(
        (kind, entry["id"], pattern(entry))
        for kind in ("objective", "target", "partner", "effect")
        for entry in rules[kind]
    )
