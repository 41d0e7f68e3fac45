"""The tool `entity`: a thing with what is said of it."""

from collections.abc import Iterable, Sequence
from typing import Any

from usagraph.api.agents.answers import EntityAnswer
from usagraph.api.agents.arguments import EntityArguments
from usagraph.api.agents.cutting import Budget, cuts
from usagraph.api.agents.facts import Fact, Inferred, Reference
from usagraph.api.agents.house import House, iri_of, page_of, thing_of
from usagraph.api.agents.sourcing import Sourced, sourced, statement_of
from usagraph.errors import WrongUse
from usagraph.graph.reading.chains import BACKWARD
from usagraph.graph.reading.entities import describe
from usagraph.graph.reading.things import Entity, Relation
from usagraph.ontology.terms import compact, expand

__all__ = ["by_nature", "described", "relations_of"]

#: Other names that are told.
_NAMES = 30


def described(house: House, asked: EntityArguments) -> EntityAnswer:
    """The thing, and the statements about it from `start` on."""
    entity = describe(house.service, iri_of(house, asked.thing))
    iri, relations = entity.node.iri, relations_of(house, entity, asked.predicate)
    wanted = [statement_of(iri, one) for one in relations[asked.start : asked.start + asked.limit]]
    held = sourced(house, wanted, asked.passages)
    told = _within(held)
    end = asked.start + len(told)
    return EntityAnswer(
        generation=house.service.generation,
        thing=thing_of(entity.node),
        other_names=entity.alternatives[:_NAMES],
        total=len(relations),
        link=page_of(house, iri),
        cut=cuts(house, "statements", told, len(relations), next=end) if end < len(relations) else (),
        **by_nature(told),
    )


def relations_of(house: House, entity: Entity, predicate: str | None) -> Sequence[Relation]:
    """The relations of a thing, those of a property where one is named; raises WrongUse where it has none.

    What documents say comes first, then what follows with passages, then what has none.
    """
    if predicate is None:
        return sorted(entity.relations, key=_rank)
    iri = expand(predicate)
    # A statement and its inverse are told once.
    found = [one for one in entity.relations if one.predicate in (iri, BACKWARD.get(iri))]
    if not found:
        known = ", ".join(sorted({compact(one.predicate) for one in entity.relations}))
        raise WrongUse(detail=house.say("errors.predicate", name=predicate, thing=entity.node.label, known=known))
    return sorted(found, key=_rank)


def _rank(relation: Relation) -> tuple[bool, bool]:
    return not relation.evidence, relation.inferred


def by_nature(told: Iterable[Sourced]) -> dict[str, Any]:
    """Statements among their kind, and how many have nothing that holds them."""
    several = list(told)
    return {
        "facts": tuple(one for one in several if isinstance(one, Fact)),
        "inferred": tuple(one for one in several if isinstance(one, Inferred)),
        "reference": tuple(one for one in several if isinstance(one, Reference)),
        "withheld": several.count(None),
    }


def _within(held: Iterable[Sourced]) -> list[Sourced]:
    """The first statements, as many as an answer has room for."""
    budget, told = Budget(), list[Sourced]()
    for one in held:
        if one and not budget.holds(one):
            break
        told.append(one)
    return told
