"""Where a blank was searched for: which documents speak of a thing, and which say anything of a matter at all."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from usagraph.graph.listing.catalogue import catalogue
from usagraph.graph.listing.mentions import mentions
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.graphs import document_of
from usagraph.graph.reading.names import names
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import ug

__all__ = ["MATTERS", "Searched", "searched"]

#: What a practice may be asked, with the properties that say it.
MATTERS = {"degree": ("degree", "hasDegree"), "stage": ("stage",), "audience": ("targets", "associates")}
_PROPERTIES = {ug(name): matter for matter, several in MATTERS.items() for name in several}
_TELLING = f"""SELECT DISTINCT ?g ?p {{
  VALUES ?p {{ {" ".join(f"<{property}>" for property in _PROPERTIES)} }} GRAPH ?g {{ ?s ?p ?o }}
}}"""
_THINGS = """SELECT DISTINCT ?g ?o {
  VALUES ?p { ug:ledBy ug:inDomain } GRAPH ?g { ?s ?p ?o } FILTER(ISIRI(?o))
}"""


@dataclass(frozen=True)
class Searched:
    """By thing, the ids of the documents that speak of it; by matter, of those that say it of anything."""

    speaking: Mapping[str, frozenset[str]]
    telling: Mapping[str, frozenset[str]]
    known: Mapping[str, tuple[Node, ...]]

    def things(self, kind: str, documents: Collection[str] = ()) -> tuple[Node, ...]:
        """The things of a family of kinds that the documents (ids, all where none is named) speak of, in order of label."""
        wanted = frozenset(documents)
        said = (node for node in self.known.get(kind, ()) if self.of(node.iri, wanted))
        return tuple(sorted(said, key=lambda node: ((node.acronym or node.label).casefold(), node.iri)))

    def of(self, thing: str, documents: Collection[str] = ()) -> tuple[str, ...]:
        """The ids of the documents that speak of a thing, among `documents` where any is named."""
        return _among(self.speaking.get(thing, frozenset()), documents)

    def telling_of(self, matter: str, documents: Collection[str] = ()) -> tuple[str, ...]:
        """The ids of the documents that say something of a matter, among `documents` where any is named."""
        return _among(self.telling.get(matter, frozenset()), documents)

    def tells(self, document: str, matters: Collection[str]) -> bool:
        """Whether a document (id) says something of each of these matters."""
        return all(document in self.telling.get(matter, ()) for matter in matters)


def searched(service: QueryService) -> Searched:
    """Where blanks of the graph as it is were searched for, read once for each generation."""
    return service.remember("searched", lambda: _read(service))


def _read(service: QueryService) -> Searched:
    speaking: dict[str, set[str]] = defaultdict(set)
    telling: dict[str, set[str]] = defaultdict(set)
    for document, things in mentions(service).of.items():
        for thing in things:
            speaking[thing].add(document.rpartition("/")[2])
    for row in service.select(_THINGS):
        speaking[row["o"]].update(_document(row))
    for row in service.select(_TELLING):
        telling[_PROPERTIES[row["p"]]].update(_document(row))
    known = catalogue(service)
    found = {kind: names(service).load(known.of(kind)).values() for kind in ("directorate", "policy")}
    return Searched(
        {thing: frozenset(documents) for thing, documents in speaking.items()},
        {matter: frozenset(documents) for matter, documents in telling.items()},
        {kind: tuple(node for node in nodes if node) for kind, nodes in found.items()},
    )


def _document(row: Mapping[str, str]) -> tuple[str, ...]:
    """The document that a graph is that of; none where it is no document's."""
    name = document_of(row["g"])
    return (name,) if name else ()


def _among(found: frozenset[str], documents: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(found & set(documents) if documents else found))
