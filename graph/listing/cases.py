"""Cases of participation: the steps of actions, with what filters ask of them, and the things they are linked to.

A step at its degree and stage is a case of its action; so is a degree that an action has by no step. Filters select cases, so
that an action that is co-constructed at one stage and told at another does not answer for both at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from usagraph.graph.querying.service import QueryService
from usagraph.ontology.terms import VOC, ug

__all__ = ["FACETS", "Cases", "cases"]

#: What a case is filtered by: degree and stage of the step, policy and direction of the action.
FACETS = ("degree", "policy", "stage", "direction")

_TOLD = """SELECT ?s ?p ?o {
  VALUES ?p { ug:hasStep ug:degree ug:stage ug:hasDegree ug:inDomain ug:ledBy } ?s ?p ?o FILTER(ISIRI(?o))
}"""
_ACTIONS = "SELECT ?action { ?action a ug:Action }"
_FROM = "SELECT ?action ?thing { ?action a ug:Action ; ?p ?thing FILTER(?p != rdf:type && ISIRI(?thing)) }"
_TO = "SELECT ?action ?thing { ?action a ug:Action . ?thing ?p ?action }"

_Told = Mapping[str, Mapping[str, set[str]]]


@dataclass(frozen=True)
class Cases:
    """The cases by number: `action` and `step` of each, and `of` a facet, those that have each value."""

    action: tuple[str, ...]
    step: tuple[str | None, ...]
    of: Mapping[str, Mapping[str, set[int]]]
    linked: Mapping[str, set[str]]

    def things(self, numbers: Iterable[int]) -> set[str]:
        """The things that some cases are about: steps, actions, and what is one statement away from an action."""
        actions = {self.action[number] for number in numbers}
        found = {step for number in numbers if (step := self.step[number])} | actions
        return found.union(*(self.linked.get(action, ()) for action in actions))


def cases(service: QueryService) -> Cases:
    """The cases of the graph as it is, read once for each generation."""
    return service.remember("cases", lambda: _read(service))


def _read(service: QueryService) -> Cases:
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in service.select(_TOLD):
        told[row["p"]][row["s"]].add(row["o"])
    pairs: list[tuple[str, str | None]] = []
    of: dict[str, dict[str, set[int]]] = {name: defaultdict(set) for name in FACETS}
    for action in sorted(row["action"] for row in service.select(_ACTIONS)):
        for step, values in _cases(action, told):
            for name, several in values.items():
                for value in several:
                    of[name][value].add(len(pairs))
            pairs.append((action, step))
    return Cases(tuple(action for action, _ in pairs), tuple(step for _, step in pairs), of, _linked(service, told))


def _cases(action: str, told: _Told) -> Iterable[tuple[str | None, dict[str, set[str]]]]:
    """The cases of an action: its step, and its values by facet."""
    steps = sorted(told[ug("hasStep")].get(action, ()))
    shared = {"policy": _values(told, "inDomain", action), "direction": _values(told, "ledBy", action)}
    for step in steps:
        yield step, {"degree": _values(told, "degree", step), "stage": _values(told, "stage", step), **shared}
    by_steps = {degree for step in steps for degree in _values(told, "degree", step)}
    alone = _values(told, "hasDegree", action) - by_steps
    if alone or not steps:
        yield None, {"degree": alone, **shared}


def _values(told: _Told, name: str, subject: str) -> set[str]:
    return told.get(ug(name), {}).get(subject, set())


def _linked(service: QueryService, told: _Told) -> dict[str, set[str]]:
    """The things one statement away from each action, save its steps."""
    steps = {step for several in told[ug("hasStep")].values() for step in several}
    found: dict[str, set[str]] = defaultdict(set)
    for text in (_FROM, _TO):
        for row in service.select(text):
            if row["thing"].startswith((f"{service.base}/id/", VOC)) and row["thing"] not in steps:
                found[row["action"]].add(row["thing"])
    return found
