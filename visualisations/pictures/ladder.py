"""The ladder: what texts oblige to, who answers, in which direction, with which actions, and how far they associate users."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from usagraph.graph.listing.duties import Answer, Duty, Led, Place
from usagraph.graph.reading.things import Node
from usagraph.visualisations.said import Said, key_of, named, said
from usagraph.visualisations.words import clean, words

__all__ = ["Group", "Ladder", "Rung", "Stand", "Step", "ladder"]


@dataclass(frozen=True)
class Step:
    """An action of a direction, and the degrees that it reaches."""

    led: Said
    degrees: tuple[Said, ...]


@dataclass(frozen=True)
class Stand:
    """A direction that answers: by `said` where something stands between, with its actions."""

    direction: Node
    said: Said | None
    actions: tuple[Step, ...]


@dataclass(frozen=True)
class Rung:
    """A duty: what imposes it, what it requires, and each answer with the directions where it stands."""

    obligation: Node
    imposed: Said | None
    instruments: tuple[Said, ...]
    answers: tuple[tuple[Said, tuple[Stand, ...]], ...]


@dataclass(frozen=True)
class Group:
    """The duties of one text: those that somebody answers, and those of which no document says who does."""

    text: Node | None
    answered: tuple[Rung, ...]
    waiting: tuple[Rung, ...]


@dataclass(frozen=True)
class Ladder:
    """The duties by text, those that somebody answers first; `given` are told by reference data alone.

    `answering` are the directions that answer one, `others` those of which nothing of the kind is told, by key.
    """

    sentence: str
    groups: tuple[Group, ...]
    given: tuple[Rung, ...]
    answering: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    chosen: Node | None

    def rows(self, lang: str) -> tuple[tuple[str, ...], ...]:
        """The ladder as a table of text: a heading, then a row for each action of each direction."""
        say = words(lang)
        names = ("text", "obligation", "answer", "direction", "action", "degree")
        rungs = [(group, rung) for group in self.groups for rung in (*group.answered, *group.waiting)]
        rows = ((named(group.text) if group.text else "", *row) for group, rung in rungs for row in _rows(rung))
        return (tuple(say(f"ladder.{name}") for name in names), *rows)


def ladder(every: Sequence[Duty], directions: Iterable[Node], chosen: Node | None, lang: str) -> Ladder:
    """The ladder of all duties, or of those that the `chosen` direction answers."""
    answering = {one.iri: one for duty in every for one in duty.directions}
    others = {one.iri: one for one in directions if one.iri not in answering}
    kept = [duty for duty in every if chosen is None or chosen.iri in {one.iri for one in duty.directions}]
    told = [duty for duty in kept if duty.is_told]
    groups = tuple(_groups(told, chosen, lang))
    given = tuple(_rung(duty, chosen, lang) for duty in kept if not duty.is_told)
    sentence = _sentence(told, chosen, lang)
    return Ladder(sentence, groups, given, _options(answering.values()), _options(others.values()), chosen)


def _sentence(told: Sequence[Duty], chosen: Node | None, lang: str) -> str:
    say = words(lang)
    if chosen:
        values = {"direction": clean(named(chosen))}
        return say("ladder.of_direction", count=len(told), **values) if told else say("ladder.nothing", **values)
    if not told:
        return say("ladder.empty")
    texts = {duty.imposed.subject.iri for duty in told if duty.imposed}
    answered = sum(bool(duty.answers) for duty in told)
    return say(
        "ladder.summary",
        texts=say("ladder.texts", count=len(texts)),
        duties=say("ladder.duties", count=len({duty.obligation.iri for duty in told})),
        answered=say("ladder.answered", count=answered) if answered else say("ladder.unanswered"),
    )


def _groups(told: Sequence[Duty], chosen: Node | None, lang: str) -> Iterable[Group]:
    texts = {duty.imposed.subject.iri if duty.imposed else "": duty.imposed for duty in told}
    found: list[Group] = []
    for iri, imposed in texts.items():
        of_text = [duty for duty in told if (duty.imposed.subject.iri if duty.imposed else "") == iri]
        rungs = [_rung(duty, chosen, lang) for duty in of_text]
        answered = tuple(rung for rung in rungs if rung.answers)
        waiting = tuple(rung for rung in rungs if not rung.answers)
        found.append(Group(imposed.subject if imposed else None, answered, waiting))
    return sorted(found, key=lambda group: not group.answered)


def _rung(duty: Duty, chosen: Node | None, lang: str) -> Rung:
    imposed = said(duty.imposed, lang) if duty.imposed else None
    answers = tuple(
        (said(answer.fact, lang), tuple(_stand(place, lang) for place in _kept(answer, chosen)))
        for answer in duty.answers
        if chosen is None or _kept(answer, chosen)
    )
    return Rung(duty.obligation, imposed, tuple(said(one, lang) for one in duty.instruments), answers)


def _kept(answer: Answer, chosen: Node | None) -> list[Place]:
    return [place for place in answer.places if chosen is None or place.direction.iri == chosen.iri]


def _stand(place: Place, lang: str) -> Stand:
    reached = said(place.fact, lang) if place.fact else None
    return Stand(place.direction, reached, tuple(_step(one, lang) for one in place.actions))


def _step(one: Led, lang: str) -> Step:
    return Step(said(one.led, lang, inverse=True), tuple(said(degree, lang) for degree in one.degrees))


def _options(directions: Iterable[Node]) -> tuple[tuple[str, str], ...]:
    """The directions to choose from, by acronym or name."""
    named_so = [(one.acronym or one.label, named(one), key_of(one.iri)) for one in directions]
    return tuple((key, clean(name)) for short, name, key in sorted(named_so, key=lambda one: one[0].casefold()))


def _rows(rung: Rung) -> Iterable[tuple[str, ...]]:
    duty = named(rung.obligation)
    if not rung.answers:
        yield duty, "", "", "", ""
    for answer, stands in rung.answers:
        who = named(answer.subject)
        if not stands:
            yield duty, who, "", "", ""
        for stand in stands:
            where = named(stand.direction)
            for step in stand.actions:
                reached = ", ".join(named(degree.object) for degree in step.degrees)
                yield duty, who, where, named(step.led.object), reached
            if not stand.actions:
                yield duty, who, where, "", ""
