"""Facets: the values that each filter may take, with how many things it would keep beside the other filters."""

from collections import Counter
from collections.abc import Iterable, Mapping

from usagraph.graph.listing.cases import FACETS, cases
from usagraph.graph.listing.catalogue import catalogue
from usagraph.graph.listing.mentions import mentions
from usagraph.graph.listing.selection import Filter, chosen, selected, settled
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import VOC, ug

__all__ = ["facets"]

#: Facets, as they come.
_ALL = ("kind", *FACETS, "document")

_Counts = Mapping[str, int]


def facets(service: QueryService, filter: Filter) -> dict[str, tuple[tuple[Node, int], ...]]:
    """For each facet its values with how many things they keep, most first, counted with the other filters applied.

    Facets are kind, degree, policy, stage, direction and document; raises UnknownName for a value there is not.
    """
    wanted = settled(service, filter)
    counts: dict[str, _Counts] = {"kind": _kinds(service, selected(service, wanted.without("kind")))}
    counts |= {name: _cases(service, wanted, name) for name in FACETS}
    counts["document"] = _documents(service, selected(service, wanted.without("document")))
    known = names(service)
    known.load(iri for several in counts.values() for iri in several)
    return {
        name: _in_order(((_kind(iri) if name == "kind" else known.node(iri)), n) for iri, n in several.items())
        for name, several in counts.items()
    }


def _kinds(service: QueryService, kept: set[str]) -> _Counts:
    known = catalogue(service)
    counted = Counter(known.things[iri].node.kind for iri in kept)
    return {_kind_iri(kind): count for kind, count in counted.items() if kind}


def _cases(service: QueryService, wanted: Filter, name: str) -> _Counts:
    """How many things each value of a facet of cases keeps."""
    others = wanted.without(name)
    kept, numbers, known = selected(service, others.without(*FACETS)), chosen(service, others), cases(service)
    counts: dict[str, int] = {}
    for value, several in known.of[name].items():
        mine = several if numbers is None else several & numbers
        counts[value] = len(kept & known.things(mine)) if mine else 0
    return {value: count for value, count in counts.items() if count}


def _documents(service: QueryService, kept: set[str]) -> _Counts:
    counts = {document: len(kept & {document, *things}) for document, things in mentions(service).of.items()}
    return {document: count for document, count in counts.items() if count}


def _kind_iri(kind: str) -> str:
    return ug(kind) if kind[0].isupper() else VOC + kind


def _kind(iri: str) -> Node:
    scheme = iri.removeprefix(VOC)
    return Node(iri, "ConceptScheme", scheme) if scheme != iri else Node(iri, "Class", iri.rpartition("#")[2])


def _in_order(counted: Iterable[tuple[Node, int]]) -> tuple[tuple[Node, int], ...]:
    return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0].label, pair[0].iri)))
