"""The graph and the documents that the tools read, and how what they name is found there."""

import re
from dataclasses import dataclass

from usagraph.api.agents.facts import Thing
from usagraph.api.agents.texts import text
from usagraph.errors import WrongUse
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import find, names, resolve, unknown
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import expand
from usagraph.workspace import Workspace

__all__ = ["House", "iri_of", "page_of", "thing_of"]

#: Things named in an error, for want of the one that was meant.
_CLOSE = 5
_SLUG = re.compile(r"(?P<kind>[a-z][a-z-]*)/(?P<slug>[^\s/]+)")


@dataclass(frozen=True)
class House:
    """A graph, its documents, and the language in which they are told of."""

    service: QueryService
    workspace: Workspace
    lang: str

    def say(self, key: str, **values: object) -> str:
        """A sentence of the catalogue in the language of the answer."""
        return text(key, self.lang, **values)


def thing_of(node: Node) -> Thing:
    """A node as it is told."""
    return Thing(iri=node.iri, kind=node.kind, label=node.label, acronym=node.acronym)


def page_of(house: House, iri: str) -> str | None:
    """The address of a thing on the service; None for what has none there."""
    return iri.removeprefix(house.service.base) if iri.startswith(f"{house.service.base}/id/") else None


def iri_of(house: House, name: str) -> str:
    """The IRI of a thing named by it, by `type/slug` or by its name; raises UnknownName, or WrongUse for several."""
    wanted, known = expand(name.strip()), names(house.service)
    if ":" in wanted and " " not in wanted:
        if wanted not in known:
            raise unknown(known, wanted, name)
        return wanted
    if place := _SLUG.fullmatch(wanted):
        return resolve(house.service, place["kind"], place["slug"])
    return _by_name(house, wanted)


def _by_name(house: House, name: str) -> str:
    """The IRI of the only thing of that name."""
    hits = [hit.node for hit in find(house.service, name, limit=50)]
    same = [node for node in hits if name.casefold() in (node.label.casefold(), (node.acronym or "").casefold())]
    if len(same) == 1:
        return same[0].iri
    listed = ", ".join(f"{node.label} <{node.iri}>" for node in (same or hits)[:_CLOSE])
    key = "several" if same else "close" if hits else "unknown"
    raise WrongUse(detail=house.say(f"errors.{key}", name=name, found=listed))
