"""What is reconciled: laws, institutions, directorates, territories and policies, and which is a case of which."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from usagraph.graph.reading.kinds import kind_name
from usagraph.ontology.terms import NS, VOC

__all__ = ["Type", "cases_of", "data", "lineage", "type_named", "types"]


@dataclass(frozen=True)
class Type:
    """A class of things, or a scheme of concepts; `bare` words may be left out of the names of its things."""

    id: str
    names: tuple[tuple[str, str], ...]
    about: tuple[tuple[str, str], ...]
    broader: str = ""
    bare: frozenset[str] = frozenset()

    def name(self, lang: str) -> str:
        """What people call it."""
        return dict(self.names)[lang]

    def description(self, lang: str) -> str:
        """What it gathers, in a line."""
        return dict(self.about)[lang]


@cache
def data(name: str) -> dict[str, Any]:
    """What a TOML file of this room holds."""
    return tomllib.loads(files("usagraph.graph.reconciling").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def types() -> dict[str, Type]:
    """The types by their id, in the order in which they are offered."""
    return {row["id"]: _type(row) for row in data("types")["type"]}


@cache
def type_named(text: str) -> Type | None:
    """The type that `text` names: `LegalText`, `legal-text`, `ug:LegalText` or its IRI; None where it is none.

    >>> type_named("ug:LegalText").id, type_named("https://w3id.org/usagraph/voc/policy").id, type_named("Q5")
    ('LegalText', 'policy', None)
    """
    short = text.removeprefix(NS).removeprefix(VOC).removeprefix("ug:").removeprefix("voc:")
    return next((one for one in types().values() if kind_name(one.id) == kind_name(short)), None)


@cache
def lineage(kind: str) -> tuple[Type, ...]:
    """The type of a thing of this kind and the broader ones, the narrowest first; none where it is not reconciled.

    >>> [one.id for one in lineage("LocalAuthority")]
    ['LocalAuthority', 'PublicBody', 'Organisation']
    """
    one = type_named(kind)
    return (one, *lineage(one.broader)) if one else ()


def cases_of(asked: Iterable[Type]) -> frozenset[str]:
    """The kinds of the things that are of one of the types, as the index writes them; of all of ours where none is asked."""
    wanted = {one.id for one in asked} or set(types())
    return frozenset(kind_name(id) for id in types() if any(one.id in wanted for one in lineage(id)))


def _type(row: dict[str, str]) -> Type:
    names = (("fr", row["fr"]), ("en", row["en"]))
    about = (("fr", row["about_fr"]), ("en", row["about_en"]))
    return Type(row["id"], names, about, row.get("broader", ""), frozenset(row.get("bare", ())))
