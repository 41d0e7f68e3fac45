"""A name to be reconciled, with what is known of the thing: of which types, and some of its properties."""

from dataclasses import dataclass
from typing import Literal

from usagraph.graph.reconciling.kinds import Type
from usagraph.graph.reconciling.properties import Property

__all__ = ["Query", "Strictness", "Value", "Wanted"]

#: One of the types is needed, all of them are, or they only count.
Strictness = Literal["any", "all", "should"]


@dataclass(frozen=True)
class Value:
    """A value known of a thing, as words; `id` where it is a thing itself, by the id that this service gives it."""

    words: str
    id: str = ""


@dataclass(frozen=True)
class Wanted:
    """A property with the values that are known of it: one that agrees is enough."""

    property: Property
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Query:
    """A name, the types that the thing may be of, what is known of its properties, and how many candidates are wanted."""

    text: str
    types: tuple[Type, ...] = ()
    strictness: Strictness = "any"
    wanted: tuple[Wanted, ...] = ()
    limit: int = 5
