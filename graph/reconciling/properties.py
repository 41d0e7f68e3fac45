"""What may be compared with what a table says of a thing, and fetched for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from usagraph.graph.reading.kinds import kind_name
from usagraph.graph.reconciling.kinds import Type, cases_of, data, lineage
from usagraph.ontology.terms import PREFIXES

__all__ = ["Kind", "Property", "properties", "property_named", "proposed"]

Kind = Literal["literal", "date", "thing", "address"]


@dataclass(frozen=True)
class Property:
    """A property by its short name (`ug:officialNumber`); an `address` is made from the thing, not read."""

    id: str
    kind: Kind
    names: tuple[tuple[str, str], ...]
    types: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """Its IRI; empty where it is made, not read."""
        prefix, _, name = self.id.partition(":")
        return PREFIXES[prefix] + name if name else ""

    def name(self, lang: str) -> str:
        """What people call it."""
        return dict(self.names)[lang]


@cache
def properties() -> dict[str, Property]:
    """The properties by their id, in the order in which they are offered."""
    return {row["id"]: _property(row) for row in data("properties")["property"]}


@cache
def property_named(text: str) -> Property | None:
    """The property that `text` names: `ug:officialNumber`, `officialNumber` or its IRI; None where it is none of ours."""
    if text in properties():
        return properties()[text]
    return next((one for one in properties().values() if text and text in (one.iri, one.id.rpartition(":")[2])), None)


def proposed(asked: Iterable[Type]) -> list[Property]:
    """The properties that things of one of the types may have; all where none is asked."""
    wanted = list(asked)
    kinds = cases_of(wanted)
    return [one for one in properties().values() if not wanted or not one.types or _suits(one, kinds)]


def _suits(one: Property, kinds: frozenset[str]) -> bool:
    """Whether a thing of one of the kinds may have it: by its own type, or by a broader one."""
    return any(broader.id in one.types for kind in kinds for broader in lineage(kind)) or any(
        kind_name(name) in kinds for name in one.types
    )


def _property(row: dict[str, str]) -> Property:
    kind = cast(Kind, row["kind"])
    return Property(row["id"], kind, (("fr", row["fr"]), ("en", row["en"])), tuple(row.get("types", ())))
