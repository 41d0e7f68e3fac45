"""What a statement that follows rests on: the rules that give it, and their premises with their passages."""

from dataclasses import dataclass

from usagraph.graph.inference.reasons import explain
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.statements import Statement, Triple, stated
from usagraph.ontology.rule import Rule

__all__ = ["Ground", "grounds"]


@dataclass(frozen=True)
class Ground:
    """One way in which a statement follows: by `rule`, from `premises`, each with its passages where it has some."""

    rule: Rule
    premises: tuple[Statement, ...]


def grounds(service: QueryService, triple: Triple, most: int = 3) -> tuple[Ground, ...]:
    """The ways in which a statement between things follows, those from fewest premises first; none where none gives it."""
    ways = explain(service, triple)[:most]
    held = stated(service, {premise for way in ways for premise in way.premises})
    return tuple(Ground(way.rule, tuple(held[one] for one in way.premises if one in held)) for way in ways)
