"""What directions belong to: the body or the direction that each is a unit of."""

from collections.abc import Mapping

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.things import Node

__all__ = ["units"]

_UNITS = "SELECT ?s ?o { ?s org:unitOf ?o } ORDER BY DESC(?o)"


def units(service: QueryService) -> Mapping[str, Node]:
    """What each thing is a unit of, by IRI: the first by IRI where there are several. Read once for each generation."""

    def read() -> Mapping[str, Node]:
        return {row["s"]: names(service).node(row["o"]) for row in service.select(_UNITS)}

    return service.remember("units", read)
