"""What is answered, in the shapes of the specification."""

import re
from collections.abc import Iterable, Sequence

from usagraph.api.problems import TYPES
from usagraph.api.reconciliation.fields import Fault
from usagraph.graph.reading.things import Node
from usagraph.graph.reconciling.facts import Fact
from usagraph.graph.reconciling.ids import id_of
from usagraph.graph.reconciling.kinds import Type, lineage, type_named
from usagraph.graph.reconciling.properties import Kind, Property
from usagraph.graph.reconciling.reconcile import Answer
from usagraph.graph.reconciling.scoring import Features
from usagraph.messages import sentence

__all__ = ["Json", "candidate", "cell", "failed", "of_types", "property_shape", "type_shape"]

Json = dict[str, object]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def candidate(answer: Answer, base: str, lang: str) -> Json:
    """A candidate of a name, with the features that its score is made of."""
    return {
        "id": id_of(answer.node.iri, base),
        "name": answer.node.label,
        "description": answer.description,
        "score": answer.score,
        "match": answer.match,
        "type": of_types(answer.node, lang),
        "features": list(_features(answer.features)),
    }


def of_types(node: Node, lang: str) -> list[Json]:
    """The types of a thing, the narrowest first."""
    return [{"id": one.id, "name": one.name(lang)} for one in lineage(node.kind)]


def failed(fault: Fault, lang: str) -> Json:
    """The answer to a query of a batch that cannot be read: no candidate, and why."""
    detail = sentence(
        "errors.WrongUse", lang, detail=sentence(f"http.{fault.problem.detail}", lang, **fault.problem.values)
    )
    problem = {
        "type": f"{TYPES}wrong-use",
        "title": sentence("problems.wrong-use", lang),
        "status": 400,
        "detail": detail,
        "parameter": fault.problem.values["name"],
    }
    return {"result": [], "error": problem}


def type_shape(one: Type, lang: str) -> Json:
    """A type, with the one that it is a case of."""
    broader = type_named(one.broader) if one.broader else None
    above = [type_shape(broader, lang)] if broader else []
    return {"id": one.id, "name": one.name(lang), "description": one.description(lang), "broader": above}


def property_shape(one: Property, lang: str) -> Json:
    """A property, with its short name to tell it from others."""
    return {"id": one.id, "name": one.name(lang), "description": one.iri or one.id}


def cell(fact: Fact, kind: Kind, base: str) -> Json:
    """A value: a thing, a day, or words."""
    if fact.node:
        return {"id": id_of(fact.node.iri, base), "name": fact.node.label}
    if kind == "date" and _DATE.fullmatch(fact.words):
        return {"date": f"{fact.words}T00:00:00Z"}
    return {"str": fact.words}


def _features(held: Features) -> Iterable[Json]:
    """What a score is made of; only what was asked."""
    yield {"id": "identifier", "value": held.identifier}
    yield {"id": "name", "value": held.name}
    yield {"id": "acronym", "value": held.acronym}
    asked: Sequence[tuple[str, float | bool | None]] = (
        ("context", held.context),
        ("type", held.type),
        ("properties", None if held.properties is None else round(held.properties, 3)),
        *((f"property:{id}", round(part, 3)) for id, part in held.agreed),
    )
    for id, value in asked:
        if value is not None:
            yield {"id": id, "value": value}
