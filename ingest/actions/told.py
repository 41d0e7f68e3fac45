"""What the sentences of a chapter say of its action: what it is for, for whom, with whom, and what came of it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from usagraph.ingest.actions.topics import Said, read_partner, read_target
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Pattern, Rule, cached, compiled, load, pattern
from usagraph.ingest.sheets.headings import people_alone
from usagraph.ontology.terms import concept, ug
from usagraph.records import Block, Term, iri
from usagraph.textview import flat, fold, holds_any, tidy

__all__ = ["Found", "found_in", "read_told"]

_SURE = 0.7
_LONGEST = 1_400  # code points of a sentence: a longer one is no passage
_ARTICLE = re.compile(r"^(?:l'|la |le |les |une |d'une |du |des )", re.IGNORECASE)
_QUOTED = re.compile(r"«[^»]*$")
#: A name that goes on after "et": « l'association Le Fil et l'Aiguille ».
_GOES_ON = re.compile(r" et (?:l['’]|la |le |les )?[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)*")
#: The ways to tell a change, which is none where the words before it tell how things were; and how many of these are read.
_CHANGES, _BEFORE = frozenset(["apart", "apart_elected", "changed", "changed_at"]), 160
#: The groups that hold what is said, each with the one that holds of whom.
_GROUPS = (("thing", "who"), ("wanted", ""), ("thing2", "who2"))
#: One of an enumeration that is no body, before one that is: "la mission locale, deux hôtels et le club".
_OTHER = re.compile(
    r"(?:l'|la |le |les |une? |deux |trois |quatre |plusieurs |des )[^.;:,«»()]{3,40}?(?:, | et |, et )"
)


@dataclass(frozen=True)
class Found:
    """What a sentence says, in offsets of the text: its kind, the words, and who it is said of."""

    kind: str
    rule: str
    place: Span
    who: Span | None = None
    viewpoint: str | None = None


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
    words, given = flat(text), set[tuple[str, Span]]()
    for kind, name, test, seen in _tests():
        if not holds_any(words, test.needs):
            continue
        for match in test.all_in(words):
            low = max(0, match.start() - _BEFORE)
            if name in _CHANGES and compiled("told", "not_yet").find(words, low, match.end()):
                continue
            for place, held in _places(text, words, match):
                if (kind, place) not in given and not _is_quoted(words, place[0]):
                    given.add((kind, place))
                    yield Found(kind, name, place, held, seen)


def _places(text: str, words: str, match: re.Match[str]) -> Iterator[tuple[Span, Span | None]]:
    """The things that a match holds, and where it says of whom they are said."""
    groups = match.groupdict()
    for thing, who in _GROUPS:
        if groups.get(thing):
            yield match.span(thing), match.span(who) if groups.get(who) else None
    if groups.get("list"):
        yield from ((place, None) for place in _enumerated(text, words, match.start("list")))


def _enumerated(text: str, words: str, at: int) -> Iterator[Span]:
    """The bodies that an enumeration names one after the other, from `at` on."""
    while named := compiled("told", "partner_named").regex.match(words, at):
        more = _GOES_ON.match(text, named.end())
        proper = more and re.search(r"[A-ZÀ-Þ]", text[named.start() : named.end()])
        end = more.end() if more and proper and not _begins_body(words, more.start()) else named.end()
        yield named.start(), end
        joined = compiled("told", "partner_joined").regex.match(words, end)
        if joined is None:
            return
        at = joined.end()
        if not compiled("told", "partner_named").regex.match(words, at) and (other := _OTHER.match(words, at)):
            at = other.end()


def _begins_body(words: str, at: int) -> bool:
    """Whether another body stands after the "et" at a place."""
    joined = compiled("told", "partner_joined").regex.match(words, at)
    return joined is not None and compiled("told", "partner_named").regex.match(words, joined.end()) is not None


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
        elif seen := found.viewpoint or _viewpoint(text[slice(*found.who)] if found.who else ""):
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
def _tests() -> tuple[tuple[str, str, Pattern, str | None], ...]:
    """What each way to say something says, its name and test, and the viewpoint of those it is always said of."""
    rules = load("told")
    return tuple(
        (kind, entry["id"], pattern(entry), entry.get("viewpoint"))
        for kind in ("objective", "target", "partner", "effect")
        for entry in rules[kind]
    )
