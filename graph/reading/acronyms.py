"""The acronyms that documents use, and what they stand for."""

from collections.abc import Collection

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.things import Node

__all__ = ["acronyms"]

_SAID = "SELECT DISTINCT ?g ?thing { GRAPH ?g { ?thing ug:acronym ?acronym } }"
_DOCUMENT = "/graph/"
#: Graphs that are no document's.
_OTHERS = frozenset(("reference", "inferred", "ontology", "vocabularies"))


def acronyms(service: QueryService, documents: Collection[str] = ()) -> tuple[Node, ...]:
    """The things that documents call by an acronym, by acronym; those of `documents` (ids) where any is named."""
    every = service.remember("acronyms", lambda: _read(service))
    wanted = frozenset(documents)
    things = {thing for document, thing in every if not wanted or document in wanted}
    nodes = map(names(service).node, things)
    return tuple(sorted((one for one in nodes if one.acronym), key=lambda one: (one.acronym or "", one.label, one.iri)))


def _read(service: QueryService) -> frozenset[tuple[str, str]]:
    rows = ((row["g"].partition(_DOCUMENT)[2], row["thing"]) for row in service.select(_SAID))
    return frozenset((document, thing) for document, thing in rows if document not in _OTHERS and "/" not in document)
