"""What a document that goes from theme to theme says of the actions that it names together at its beginning."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.roll import Entry, Roll
from usagraph.ingest.actions.steps import Told, say_step
from usagraph.ingest.actions.telling import Piece, pieces
from usagraph.ingest.actions.topics import Said, modes_in, read_methods_of, read_partner, read_target
from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.known import KnownNames
from usagraph.ingest.line import blocks_in
from usagraph.ingest.rulebook import Pattern, Rule, cached, compiled, load, pattern
from usagraph.ingest.sheets.headings import people_of
from usagraph.ontology.terms import concept, ug
from usagraph.records import Block, Term, iri
from usagraph.textview import Span, flat, fold, tidy

__all__ = ["read_themed"]

_TELLING = frozenset(["paragraph", "item", "box"])
_SURE = 0.7
_THEMES = ("target", "objective", "partner", "mode", "effect", "participation")


def read_themed(draft: Draft, bodies: Bodies, known: KnownNames, roll: Roll) -> None:
    """Adds the actions of a roll with who leads each, and what the themes below say of one of them."""
    reader = _Reader(draft, known, roll, [_write(draft, bodies, entry) for entry in roll.entries])
    headings = draft.outline.headings
    first = bisect_right(headings, roll.entries[0].block.start, key=lambda heading: heading.start)
    stops = [*(h.start for h in headings[first + 1 :]), len(draft.document.text)]
    for heading, stop in zip(headings[first:], stops, strict=False):
        below = [b for b in blocks_in(draft, (heading.end, stop)) if b.kind in _TELLING]
        reader.read(theme_of(heading.title), below)


def theme_of(title: str) -> str | None:
    """The theme that a heading names; None where it names none of those that are told of actions."""
    return next((name for name in _THEMES if compiled("rolls", "themes", name).find(flat(title))), None)


def _write(draft: Draft, bodies: Bodies, entry: Entry) -> Term:
    """The action of an entry, its claims added."""
    rule, place = Rule.of("rolls.item"), (min(entry.title[0], entry.leader[0]), max(entry.title[1], entry.leader[1]))
    spans = draft.view(entry.block).spans(*place)
    title = tidy(draft.words(entry.block, *entry.title))
    words = tidy(draft.words(entry.block, *entry.leader))
    leaders = bodies.directorates(_bare(words), spans, None)
    who = "-".join((t.key or "").split("|", 1)[1].replace("|", "-") for t, _ in leaders) or bodies.scope
    action = draft.name("action", who, title)
    draft.thing(action, "Action", title, spans, rule, 0.8)
    for term, said in leaders:
        draft.say(action, ug("ledBy"), term, spans, rule, 0.8, words=said)
    return action


def _bare(words: str) -> str:
    return next(
        (words[len(the) :] for the in ("l'", "le ", "la ", "les ", "notre ") if fold(words).startswith(the)), words
    )


@dataclass
class _Reader:
    draft: Draft
    known: KnownNames
    roll: Roll
    actions: list[Term]

    def read(self, theme: str | None, blocks: Sequence[Block]) -> None:
        """Adds what the paragraphs of one theme say."""
        for piece in pieces(self.draft, self.roll, blocks, sticky=theme == "participation"):
            if theme == "effect":
                self._effect(piece)
            elif piece.entry is not None:
                self._piece(theme, piece, self.actions[piece.entry])

    def _piece(self, theme: str | None, piece: Piece, action: Term) -> None:
        place = (piece.start, piece.end)
        if theme in (None, "participation"):
            self._steps(piece, action, sure=theme is not None)
            rule = Rule.of("rolls.method")
            read_methods_of(self.draft, self.known, action, piece.block, rule, place, used=theme is None)
        elif theme == "mode":
            self._mode(piece, action)
        else:
            self._things(theme, piece, action)

    def _steps(self, piece: Piece, action: Term, *, sure: bool) -> None:
        """The degrees that a piece tells; `sure`: its heading says that it tells of them."""
        for found in degrees.read(self.draft.view(piece.block).text):
            if piece.start <= found.start < piece.end and not found.negated and (found.users or sure):
                spans = tuple(self.draft.sentence(piece.block, found.start, found.end))
                words = self.draft.piece(piece.block, found.start, found.end)
                stage = found.stage or (self._stage(piece, found.end) if sure else None)
                told = Told(found.degree, stage, words, spans, found.basis)
                say_step(self.draft, action, told, Rule.of("rolls.degree"), _SURE)

    def _stage(self, piece: Piece, end: int) -> str | None:
        """The stage that the words of a piece tell last, up to the end of a degree."""
        words = flat(self.draft.view(piece.block).text)
        found = [(m.start(), name) for name, test in _stages() for m in test.all_in(words, piece.start, end)]
        return max(found)[1] if found else None

    def _mode(self, piece: Piece, action: Term) -> None:
        """The mode of an action: as any sentence tells it, else as one does under a heading that asks for it."""
        words = flat(self.draft.view(piece.block).text)
        found = [m for m in modes_in(words[: piece.end]) if piece.start <= m[0]]
        for slug, test in _modes() if not found else ():
            if match := test.find(words, piece.start, piece.end):
                found = [(match.start(), match.end(), concept("mode", slug))]
                break
        for start, end, mode in found[:1]:
            spans = self.draft.view(piece.block).spans(piece.start, piece.end)
            told = self.draft.piece(piece.block, start, end)
            self.draft.say(action, ug("mode"), iri(mode), spans, Rule.of("rolls.modes"), _SURE, words=told)

    def _things(self, theme: str, piece: Piece, action: Term) -> None:
        """The publics, objectives or partners that a piece names."""
        text = self.draft.view(piece.block).text
        spans = self.draft.view(piece.block).spans(piece.start, piece.end)
        said = Said(self.draft, self.known, action, spans, Rule.of(f"rolls.{theme}"), _SURE)
        scope = (action.key or "").split("|", 1)[-1].replace("|", "-")
        said_here = text[piece.start : piece.end]
        for start, end in _places(theme, said_here if theme == "partner" else flat(said_here)):
            words = tidy(self.draft.words(piece.block, piece.start + start, piece.start + end)).strip(" ,;.")
            if theme == "target":
                read_target(said, words, scope)
            elif theme == "objective":
                said.thing("objective", "Objective", words, ug("hasObjective"), scope)
            else:
                read_partner(said, _bare(words), ug("hasPartner"), lambda told: None)

    def _effect(self, piece: Piece) -> None:
        """The effect that a sentence tells: what has changed for those whom it is about."""
        words = flat(self.draft.view(piece.block).text[piece.start : piece.end])
        match = compiled("rolls", "effect").find(words)
        seen = people_of(match["thing"]) if match else None
        if match is None or seen is None or piece.entry is None or not compiled("rolls", "changed").find(words):
            return
        action, place = (
            self.actions[piece.entry],
            (piece.start + match.start("thing"), piece.start + match.end("thing")),
        )
        spans = self.draft.view(piece.block).spans(piece.start, piece.end)
        told = tidy(self.draft.words(piece.block, *place))
        said = Said(self.draft, self.known, action, spans, Rule.of("rolls.effect"), _SURE)
        thing = said.thing("effect", "Effect", told, ug("hasEffect"), (action.key or "").replace("|", "-"))
        point = iri(concept("viewpoint", seen))
        self.draft.say(thing, ug("viewpoint"), point, spans, said.rule, _SURE, words=told)


def _places(theme: str, words: str) -> Iterator[Span]:
    """Where the things of a theme stand in flat words."""
    for match in compiled("rolls", theme).all_in(words):
        yield from (match.span(name) for name, held in match.groupdict().items() if held)


@cached
def _stages() -> tuple[tuple[str, Pattern], ...]:
    return tuple((name, pattern(entry)) for name, entry in load("rolls")["stages"].items())


@cached
def _modes() -> tuple[tuple[str, Pattern], ...]:
    return tuple((entry["slug"], pattern(entry)) for entry in load("rolls")["modes"])
