"""Duties: what texts oblige to, who answers, in which direction, and how far that direction associates users."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial

from usagraph.graph.listing.practices import Practice, practices
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.facts import Fact, facts
from usagraph.graph.reading.kinds import family
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import ORG, ug

__all__ = ["Answer", "Duty", "Led", "Place", "duties"]

#: Said of the thing at the other end, and the property that says the same of this one.
_TURNED = {ug("imposedBy"): ug("imposes")}
_SAID = """SELECT DISTINCT ?s ?p ?o {
  VALUES ?p { ug:imposes ug:imposedBy ug:underObligation ug:requiresInstrument ug:appliesTo } ?s ?p ?o
}"""
_UNITS = "SELECT DISTINCT ?s ?o { ?s org:unitOf ?o . ?s ug:underObligation ?duty }"
#: Sets of documents whose duties are kept for a generation.
_KEPT = 8


@dataclass(frozen=True)
class Led:
    """An action that a direction leads, and how far it associates users: no degree where documents tell of none."""

    led: Fact
    degrees: tuple[Fact, ...]


@dataclass(frozen=True)
class Place:
    """A direction that answers, by `fact` where something stands between; the actions that it leads."""

    direction: Node
    fact: Fact | None
    actions: tuple[Led, ...]


@dataclass(frozen=True)
class Answer:
    """Who answers a duty: a body, an action or a direction, and the directions that it belongs to."""

    fact: Fact
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Duty:
    """What a text obliges to; `imposed` is empty where nothing tells the text, and has no passage where no document does."""

    obligation: Node
    imposed: Fact | None
    instruments: tuple[Fact, ...]
    answers: tuple[Answer, ...]

    @property
    def is_told(self) -> bool:
        """Whether a document tells of it, and not reference data alone."""
        return bool(self.answers or (self.imposed and self.imposed.evidence))

    @property
    def directions(self) -> tuple[Node, ...]:
        """The directions that answer it."""
        return tuple(place.direction for answer in self.answers for place in answer.places)


def duties(service: QueryService, documents: Collection[str] = ()) -> tuple[Duty, ...]:
    """The duties of the graph by text, those that `documents` (ids) tell of where any is named. Kept for a generation."""
    kept: Callable[[frozenset[str]], tuple[Duty, ...]] = service.remember(
        "duties", lambda: lru_cache(maxsize=_KEPT)(partial(_read, service))
    )
    return kept(frozenset(documents))


def _read(service: QueryService, documents: frozenset[str]) -> tuple[Duty, ...]:
    made = _Reading(service, documents).duties()
    return tuple(sorted(made, key=lambda one: (_text(one), one.obligation.label.casefold(), one.obligation.iri)))


def _text(duty: Duty) -> tuple[bool, str, str]:
    text = duty.imposed.subject if duty.imposed else None
    return (text is None, text.label.casefold(), text.iri) if text else (True, "", "")


class _Reading:
    """The links that duties are made of, and the facts that they stand for."""

    def __init__(self, service: QueryService, documents: frozenset[str]) -> None:
        self._links: dict[str, list[Triple]] = defaultdict(list)
        for row in service.select(_SAID):
            subject, predicate, object_ = row["s"], row["p"], row["o"]
            if predicate in _TURNED:
                subject, predicate, object_ = object_, _TURNED[predicate], subject
            self._links[predicate].append((subject, predicate, object_))
        self._units = {(row["s"], ORG + "unitOf", row["o"]) for row in service.select(_UNITS)}
        self._actions = _by_direction(practices(service, documents))
        self._facts = facts(service, self._wanted(), documents)

    def duties(self) -> Iterable[Duty]:
        """Each duty that is told of, with the text that imposes it."""
        imposed = self._by_object("imposes")
        asked = self._by_object("underObligation")
        needed = {one.subject.iri: one for one in self._known(self._links[ug("requiresInstrument")])}
        told = dict.fromkeys([*imposed, *asked])
        for iri in told:
            instruments = tuple(one for one in [needed.get(iri)] if one)
            answers = tuple(self._answer(one) for one in asked.get(iri, ()))
            texts: list[Fact | None] = list(imposed.get(iri, ())) or [None]
            for fact in texts:
                obligation = fact.object if fact else answers[0].fact.object
                yield Duty(obligation, fact, instruments, answers)

    def _answer(self, fact: Fact) -> Answer:
        who = fact.subject
        if family(who.iri) == "directorate":
            return Answer(fact, (self._place(who, None),))
        units = [one for one in self._units if one[0] == who.iri]
        leads = [(who.iri, ug("ledBy"), d) for d, found in self._actions.items() if who.iri in found]
        linked = [one for one in self._known([*units, *leads]) if family(one.object.iri) == "directorate"]
        return Answer(fact, tuple(self._place(one.object, one) for one in linked))

    def _place(self, direction: Node, fact: Fact | None) -> Place:
        found = self._actions.get(direction.iri, {})
        actions: list[Led] = []
        for action, degrees in found.items():
            led = self._facts.get((action, ug("ledBy"), direction.iri))
            if led:
                reached = self._known([(action, ug("hasDegree"), degree) for degree in degrees])
                actions.append(Led(led, tuple(reached)))
        return Place(direction, fact, tuple(sorted(actions, key=lambda one: one.led.subject.label.casefold())))

    def _wanted(self) -> Iterable[Triple]:
        """All the statements that duties may show: of directions, those that something answers in."""
        answering = {triple[0] for triple in self._links[ug("underObligation")]}
        near = {one[2] for one in self._units} | answering
        near |= {direction for direction, found in self._actions.items() if answering & found.keys()}
        for triples in self._links.values():
            yield from triples
        yield from self._units
        for direction in near & self._actions.keys():
            for action, degrees in self._actions[direction].items():
                yield (action, ug("ledBy"), direction)
                yield from ((action, ug("hasDegree"), degree) for degree in degrees)

    def _by_object(self, name: str) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self._known(self._links[ug(name)]):
            found[fact.object.iri].append(fact)
        return found

    def _known(self, triples: Iterable[Triple]) -> list[Fact]:
        """The facts of some statements, by what they are said of."""
        found = [self._facts[one] for one in dict.fromkeys(triples) if one in self._facts]
        return sorted(
            found, key=lambda one: (one.subject.label.casefold(), one.object.label.casefold(), one.subject.iri)
        )


def _by_direction(every: Iterable[Practice]) -> dict[str, dict[str, set[str]]]:
    """The actions that each direction leads, with the degrees that they reach."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in every:
        for direction in one.directions:
            found[direction.iri][one.action.iri] |= {degree.iri for degree in one.degrees}
    return found
