"""Which documents speak of which things, and how often."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.batches import side_by_side
from usagraph.ontology.terms import VOC

__all__ = ["Mentions", "mentioned", "mentions"]

_ENDS = ("rdf:subject", "rdf:object")
_COUNTED = """SELECT ?graph ?thing (COUNT(*) AS ?claims) {
  GRAPH ?graph { ?claim $end ?thing } FILTER(ISIRI(?thing))
} GROUP BY ?graph ?thing"""
_NAMED = "SELECT DISTINCT ?thing { GRAPH ?graph { ?claim $end ?thing } FILTER(ISIRI(?thing)) }"
#: The few claims that the graph does not state: to tell it of each would take as long as all the rest.
_UNSTATED = """SELECT ?graph ?thing {
  VALUES ?status { $statuses } GRAPH ?graph { ?claim ug:status ?status ; $end ?thing } FILTER(ISIRI(?thing))
}""".replace("$statuses", " ".join(f"<{VOC}claim-status/{name}>" for name in ("rejected", "pending", "superseded")))


@dataclass(frozen=True)
class Mentions:
    """The things that each document says something of, by its IRI, with how many claims name each."""

    of: Mapping[str, Mapping[str, int]]

    def counts(self, documents: frozenset[str] | None = None) -> dict[str, int]:
        """The claims that name each thing, in all documents or in some."""
        found: dict[str, int] = defaultdict(int)
        for document, things in self.of.items():
            if documents is None or document in documents:
                for thing, count in things.items():
                    found[thing] += count
        return found


def mentions(service: QueryService) -> Mentions:
    """What the documents of the graph as it is speak of, read once for each generation."""
    return service.remember("mentions", lambda: _read(service))


def mentioned(service: QueryService) -> frozenset[str]:
    """All that the documents of the graph as it is speak of, read once for each generation."""
    return service.remember("mentioned", lambda: frozenset(_mentioned(service)))


def _mentioned(service: QueryService) -> set[str]:
    if side_by_side(service, [_UNSTATED.replace("$end", end) for end in _ENDS]):
        return {thing for things in mentions(service).of.values() for thing in things}
    return {row["thing"] for row in side_by_side(service, [_NAMED.replace("$end", end) for end in _ENDS])}


def _read(service: QueryService) -> Mentions:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    start = f"{service.base}/graph/"
    texts = [text.replace("$end", end) for end in _ENDS for text in (_COUNTED, _UNSTATED)]
    for row in side_by_side(service, texts):
        name = row["graph"].removeprefix(start).removesuffix("/evidence")
        counts[f"{service.base}/id/document/{name}"][row["thing"]] += int(row.get("claims", -1))
    # What is taken away leaves nothing behind, not a count of nought.
    return Mentions({document: +things for document, things in counts.items()})
