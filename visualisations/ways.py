"""Where a sheet leads: the other views, with its thing already chosen."""

from dataclasses import dataclass

from usagraph.graph.reading.entities import Node
from usagraph.graph.reading.kinds import family
from usagraph.visualisations.links import address
from usagraph.visualisations.said import key_of

__all__ = ["Way", "asked_of", "compared", "ways"]

#: What a thing is compared with, by its family: how the page of comparisons names it.
COMPARED = {"directorate": "", "degree": "degres", "policy": "politiques"}
#: The question that has the relations of a verb for an answer: what is asked for, by which link.
ASKED = {
    "-ledBy": ("actions", "direction"),
    "-inDomain": ("actions", "policy"),
    "-hasDegree": ("actions", "degree"),
    "-hasIssue": ("actions", "issue"),
    "-usesMethod": ("actions", "method"),
    "-targets": ("actions", "public"),
    "-underObligation": ("bodies", "obligation"),
    "imposes": ("obligations", "law"),
}


@dataclass(frozen=True)
class Way:
    """Another view: its name in the catalogue, and its address."""

    name: str
    address: str


def ways(node: Node, lang: str) -> tuple[Way, ...]:
    """The views that show a thing among others."""
    found = [
        Way("network", address("/reseau", lang, focus=node.iri)),
        Way("path", address("/chemin", lang, de=key_of(node.iri))),
    ]
    kind = family(node.iri)
    if kind in COMPARED:
        found.append(Way("compare", address("/comparer", lang, genre=COMPARED[kind], un=_short(node.iri))))
    return tuple(found)


def compared(one: Node, two: Node, lang: str) -> str:
    """The address where two things are set side by side; empty where they are not of one kind that may be."""
    kind = family(one.iri)
    if one.iri == two.iri or kind not in COMPARED or family(two.iri) != kind:
        return ""
    return address("/comparer", lang, genre=COMPARED[kind], un=_short(one.iri), autre=_short(two.iri))


def asked_of(node: Node, key: str, lang: str) -> str:
    """The address of the question that lists the relations of a verb in a table; empty where none does."""
    kind, link = ASKED.get(key, ("", ""))
    return address("/question", lang, sur=kind, avec=f"{link}:{key_of(node.iri)}") if kind else ""


def _short(iri: str) -> str:
    return key_of(iri).partition("/")[2]
