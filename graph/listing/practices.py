"""Practices: each way that an action associates users, as documents say it, with all that tables and pictures sort it by.

A practice is a step of an action with its degree and stage, or, where an action has no steps, the action itself.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import ORG, RDF, ug

__all__ = ["Practice", "practices"]

_SAID = """SELECT ?g ?s ?p ?o {
  VALUES ?p { rdf:type ug:hasStep ug:stepOf ug:hasDegree ug:degree ug:stage ug:mode ug:inDomain ug:ledBy ug:leads ug:hasIssue
    ug:targets ug:associates ug:covers ug:inPole org:unitOf }
  GRAPH ?g { ?s ?p ?o } FILTER(ISIRI(?o) && (?p != rdf:type || ?o IN (ug:Action, ug:Pole)))
}"""
_ACCEPTED = """SELECT DISTINCT ?s {
  GRAPH ?g { ?claim ug:status <https://w3id.org/usagraph/voc/claim-status/accepted> ; rdf:subject ?s ; rdf:predicate ?p }
  FILTER(?p IN (ug:degree, ug:hasDegree))
}"""
#: Said of the thing at the other end, and the property that says the same of this one.
_TURNED = {ug("stepOf"): ug("hasStep"), ug("leads"): ug("ledBy")}
_DOCUMENT = "/graph/"
#: Stands for no document: what follows from what documents say.
_INFERRED = ""
#: Sets of documents whose practices are kept for a generation.
_KEPT = 8


@dataclass(frozen=True)
class Practice:
    """One way that an action associates users. A field is empty where documents say nothing of it.

    `reviewed` where a person accepted the degree. `documents` are the ids of those that speak of the action.
    """

    action: Node
    step: str | None
    degrees: tuple[Node, ...]
    stages: tuple[Node, ...]
    policies: tuple[Node, ...]
    directions: tuple[Node, ...]
    poles: tuple[Node, ...]
    territories: tuple[Node, ...]
    publics: tuple[Node, ...]
    issues: tuple[Node, ...]
    modes: tuple[Node, ...]
    documents: tuple[str, ...]
    reviewed: bool


def practices(service: QueryService, documents: Collection[str] = ()) -> tuple[Practice, ...]:
    """The practices of the graph by action, those that `documents` (ids) speak of where any is named.

    What only follows counts where nothing is said, and can follow from these documents alone. Kept for each generation.
    """

    def prepare() -> Callable[[frozenset[str]], tuple[Practice, ...]]:
        said = _Said(service)
        return lru_cache(maxsize=_KEPT)(lambda wanted: tuple(_Reading(service, said, wanted).practices()))

    return service.remember("practices", prepare)(frozenset(documents))


class _Said:
    """What documents say of actions, steps and directions: `of[property][subject][object]` are the documents that say it."""

    def __init__(self, service: QueryService) -> None:
        self.of: dict[str, dict[str, dict[str, set[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
        for row in service.select(_SAID):
            subject, property, object = row["s"], row["p"], row["o"]
            if property in _TURNED:
                subject, property, object = object, _TURNED[property], subject
            name = row["g"].partition(_DOCUMENT)[2]
            self.of[property][subject][object].add(_INFERRED if name == "inferred" else name)
        self.accepted = frozenset(row["s"] for row in service.select(_ACCEPTED))


class _Reading:
    """The practices of what is said by the `wanted` documents, or by all where there are none."""

    def __init__(self, service: QueryService, said: _Said, wanted: frozenset[str]) -> None:
        self._known, self._said, self._wanted = names(service), said, wanted

    def practices(self) -> Iterable[Practice]:
        """Each practice, by label of the action, then by degree."""
        actions = [one for one, kinds in self._said.of[RDF + "type"].items() if self._are_said(kinds, ug("Action"))]
        self._known.load(actions)
        found = [one for action in actions for one in self._of(action)]
        return sorted(found, key=lambda one: (one.action.label.casefold(), one.action.iri, one.step or ""))

    def _of(self, action: str) -> Iterable[Practice]:
        steps = self._values(action, "hasStep")
        by_steps = {degree for step in steps for degree in self._values(step, "degree")}
        alone = [degree for degree in self._values(action, "hasDegree") if degree not in by_steps]
        for step in steps:
            yield self._practice(action, step, self._values(step, "degree"))
        if alone or not steps:
            yield self._practice(action, None, alone)

    def _practice(self, action: str, step: str | None, degrees: Collection[str]) -> Practice:
        directions = self._values(action, "ledBy")
        publics = {*self._values(action, "targets"), *self._values(action, "associates")}
        units = {
            unit for one in directions for name in (ug("inPole"), ORG + "unitOf") for unit in self._given(one, name)
        }
        return Practice(
            action=self._known.node(action),
            step=step,
            degrees=self._nodes(degrees),
            stages=self._nodes(self._values(step, "stage") if step else ()),
            policies=self._nodes(self._values(action, "inDomain")),
            directions=self._nodes(directions),
            poles=self._nodes(unit for unit in units if ug("Pole") in self._given(unit, RDF + "type")),
            territories=self._nodes({place for one in directions for place in self._given(one, ug("covers"))}),
            publics=self._nodes(publics | set(self._values(step, "associates") if step else ())),
            issues=self._nodes(self._values(action, "hasIssue")),
            modes=self._nodes(self._values(action, "mode")),
            documents=tuple(sorted(self._documents(action))),
            reviewed=bool({action, step} & self._said.accepted),
        )

    def _values(self, subject: str, name: str) -> list[str]:
        """What the wanted documents say, or else what follows, where it can follow from them alone."""
        told = self._said.of[ug(name)].get(subject, {})
        said = [one for one in told if self._are_said(told, one)]
        if said or (self._wanted and not self._documents(subject) <= self._wanted):
            return said
        return [one for one, documents in told.items() if documents == {_INFERRED}]

    def _given(self, subject: str, property: str) -> Collection[str]:
        """What anybody says, tables of reference included: where a direction belongs is no matter of the document."""
        return self._said.of[property].get(subject, {}).keys()

    def _are_said(self, told: dict[str, set[str]], one: str) -> bool:
        documents = told.get(one, set()) - {_INFERRED}
        return bool(documents & self._wanted if self._wanted else documents)

    def _documents(self, action: str) -> set[str]:
        return self._said.of[RDF + "type"].get(action, {}).get(ug("Action"), set()) - {_INFERRED}

    def _nodes(self, iris: Iterable[str]) -> tuple[Node, ...]:
        return tuple(sorted(map(self._known.node, iris), key=lambda node: (node.label.casefold(), node.iri)))
