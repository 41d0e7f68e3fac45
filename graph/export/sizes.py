"""How large exports will be, before anybody asked for one."""

from usagraph.graph.querying.service import QueryService

__all__ = ["estimated"]

QUADS = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
#: Bytes by quad of the named graphs, as a corpus of twenty reports gave them.
BYTES = {
    "turtle": 66,
    "trig": 70,
    "nquads": 255,
    "ntriples": 180,
    "jsonld": 93,
    "rdfxml": 103,
    "graphml": 14,
    "gexf": 15,
    "csv": 11,
}


def estimated(service: QueryService) -> dict[str, int]:
    """About how many bytes each format takes, counted once for each generation."""
    quads = service.remember("quads", lambda: int(service.select(QUADS)[0]["n"]))
    return {name: quads * size for name, size in BYTES.items()}
