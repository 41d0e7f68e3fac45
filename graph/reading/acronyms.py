"""The acronyms that documents use, and what they stand for."""

from collections.abc import Collection

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.graphs import document_of
from usagraph.graph.reading.names import names
from usagraph.graph.reading.things import Node

__all__ = ["acronyms"]

_SAID = "SELECT DISTINCT ?g ?thing { GRAPH ?g { ?thing ug:acronym ?acronym } }"


def acronyms(service: QueryService, documents: Collection[str] = ()) -> tuple[Node, ...]:
    """The things that documents call by an acronym, by acronym; those of `documents` (ids) where any is named."""
    every = service.remember("acronyms", lambda: _read(service))
    wanted = frozenset(documents)
    things = {thing for document, thing in every if not wanted or document in wanted}
    nodes = map(names(service).node, things)
    return tuple(sorted((one for one in nodes if one.acronym), key=lambda one: (one.acronym or "", one.label, one.iri)))


def _read(service: QueryService) -> frozenset[tuple[str, str]]:
    rows = ((document_of(row["g"]), row["thing"]) for row in service.select(_SAID))
    return frozenset((document, thing) for document, thing in rows if document)
