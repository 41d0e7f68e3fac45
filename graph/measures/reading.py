"""The statements between things of some kinds, without their passages: subjects come together, by what is said of them.

A row of an answer costs more than the statements that one row can hold.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import partial

from usagraph.graph.inference.closure import echoes
from usagraph.graph.measures.web import Web, web_of
from usagraph.graph.querying.bindings import written
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.chains import DIRECT, Triple
from usagraph.graph.reading.evidence import resting
from usagraph.graph.reading.graphs import NO_DOCUMENT
from usagraph.graph.reading.kinds import family
from usagraph.graph.reading.names import names
from usagraph.graph.reading.network import FOLDED
from usagraph.graph.reading.statements import PLUMBING
from usagraph.ontology.terms import RDF

__all__ = ["read_web"]

_PREDICATES = "SELECT DISTINCT ?p { ?s ?p ?o }"
_LINKS = """SELECT ?p ?o (GROUP_CONCAT(STR(?s)) AS ?subjects) {
  VALUES ?p { $predicate } ?s ?p ?o FILTER(ISIRI(?s) && ISIRI(?o))
} GROUP BY ?p ?o"""
#: The degrees of the steps of actions.
_DRAWN = "SELECT ?o (GROUP_CONCAT(STR(?s)) AS ?subjects) { ?s ug:hasStep ?step . ?step ug:degree ?o } GROUP BY ?o"
_SAID = """SELECT ?p ?o (GROUP_CONCAT(CONCAT(STR(?s), " ", STRAFTER(STR(?g), "/graph/"))) AS ?told) {
  VALUES ?p { $predicate } GRAPH ?g { ?s ?p ?o } FILTER(ISIRI(?s) && ISIRI(?o))
} GROUP BY ?p ?o"""


def read_web(service: QueryService, kinds: Collection[str], documents: Collection[str] = ()) -> Web:
    """The network of the things of some kinds: what passages say, of `documents` (ids) where they are named.

    A thing that no statement links to another has no place in it. Steps are folded as in the picture of the network.
    """
    shown = {iri for iri in names(service).reader.of_kinds(kinds) if family(iri) != FOLDED}
    links = _links(service, shown)
    held = resting(service, links, partial(_said, service))
    again = echoes({one: not held[one].said for one in links if held[one].on})
    kept = (one for one in links if held[one].on and one not in again)
    return web_of(one for one in kept if not documents or not set(held[one].on).isdisjoint(documents))


def _links(service: QueryService, shown: Collection[str]) -> list[Triple]:
    """The statements between the things that are shown."""
    predicates = sorted({row["p"] for row in service.select(_PREDICATES)} - PLUMBING - {RDF + "type"})
    rows = _by_predicate(service, _LINKS, predicates)
    if DIRECT not in predicates:
        rows += [{"p": DIRECT, **row} for row in service.select(_DRAWN)]
    return sorted(
        {
            (one, row["p"], row["o"])
            for row in rows
            if row["o"] in shown
            for one in row["subjects"].split()
            if one in shown
        }
    )


def _by_predicate(service: QueryService, text: str, predicates: Iterable[str]) -> list[dict[str, str]]:
    return [row for one in predicates for row in service.select(text.replace("$predicate", written(one)))]


def _said(service: QueryService, triples: Collection[Triple]) -> Mapping[Triple, list[str]]:
    """The ids of the documents that say each of the triples."""
    predicates = sorted({triple[1] for triple in triples})
    found: dict[Triple, list[str]] = defaultdict(list)
    for row in _by_predicate(service, _SAID, predicates):
        told = row["told"].split()
        for subject, name in zip(told[::2], told[1::2], strict=True):
            triple = subject, row["p"], row["o"]
            if triple in triples and name not in NO_DOCUMENT:
                found[triple].append(name)
    return found
