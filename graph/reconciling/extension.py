"""Values of the properties of things, for the columns of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reconciling.facts import Fact, facts
from usagraph.graph.reconciling.ids import iri_of
from usagraph.graph.reconciling.properties import Property

__all__ = ["Column", "Rows", "extended"]

#: For each thing, by the id that was given, and each property, by its id: its values.
Rows = Mapping[str, Mapping[str, Sequence[Fact]]]


@dataclass(frozen=True)
class Column:
    """A property to fetch, and how many of its values; all that are read where none is said."""

    property: Property
    limit: int = 0


def extended(service: QueryService, ids: Sequence[str], columns: Sequence[Column], lang: str) -> Rows:
    """The values of each property of each thing; none for a thing that is not known. Addresses are left to who makes them."""
    iris = {id: iri_of(id, service.base) for id in ids}
    known = names(service)
    there = {iri for iri, node in known.load(iris.values()).items() if node}
    said = facts(service, there, [one.property for one in columns], lang)
    return {
        id: {one.property.id: _some(said.get(iri, {}).get(one.property.id, ()), one.limit) for one in columns}
        for id, iri in iris.items()
    }


def _some(values: Sequence[Fact], limit: int) -> Sequence[Fact]:
    return values[:limit] if limit else values
