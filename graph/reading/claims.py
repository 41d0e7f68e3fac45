"""What documents say, as it is read from the graph for many statements at once: claims, their passages, and who says them.

Nothing is optional to the engine here: to find what is absent it would read the whole graph.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from usagraph.graph.querying.bindings import written
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.batches import batched
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.graphs import document_of
from usagraph.graph.reading.kinds import family
from usagraph.ontology.terms import OA, VOC, ug

__all__ = ["EXACT", "PAGE", "SECTION", "Claim", "claims_of", "counts_of", "documents_of", "is_claimed", "passages_of"]

#: Statements that share an end and a predicate, beyond which all that is claimed there is read; and a predicate alone.
_STAR, _LIST = 100, 1_000
#: Statements that share a subject and a predicate, beyond which all that is claimed so of it is read.
_FEW = 8
#: Documents that are read apart from the others.
_APART = 3
#: The statuses of what the graph states.
STATED = frozenset(("proposed", "accepted"))
EXACT, SECTION, PAGE = OA + "exact", ug("section"), ug("page")

#: By what is known of a claim: the engine follows patterns in the order they are written.
_BY = {
    "?s ?p ?o": "?claim rdf:subject ?s ; rdf:object ?o ; rdf:predicate ?p .",
    "?o ?s ?p": "?claim rdf:object ?o ; rdf:subject ?s ; rdf:predicate ?p .",
    "?s ?p": "?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .",
    "?p ?o": "?claim rdf:object ?o ; rdf:predicate ?p ; rdf:subject ?s .",
    "?p": "?claim rdf:predicate ?p ; rdf:subject ?s ; rdf:object ?o .",
}
_CLAIMS = """SELECT ?s ?p ?o ?claim ?rule ?confidence ?status ?passage { $values GRAPH ?g {
  $claim ?claim ug:rule ?rule ; ug:confidence ?confidence ; ug:status ?status ; ug:passage ?passage
} }"""
_COUNTS = """SELECT ?s ?p ?o (COUNT(*) AS ?passages) { $values GRAPH ?g {
  $claim ?claim ug:status ?status ; ug:passage ?passage
} FILTER(?status IN ($stated)) } GROUP BY ?s ?p ?o""".replace(
    "$stated", ", ".join(f"<{VOC}claim-status/{name}>" for name in sorted(STATED))
)
_PASSAGES = """SELECT ?passage ?property ?value {
  $values GRAPH ?g { ?passage ?property ?value } FILTER(?property IN (oa:exact, ug:section, ug:page))
}"""
_ABOUT = "SELECT ?claim { GRAPH ?evidence { ?claim rdf:subject ?thing } } LIMIT 1"
_SAID = "SELECT ?g ?s ?p ?o { $values GRAPH ?g { ?s ?p ?o } }"

_Asked = Mapping[str, Collection[tuple[str, ...]]]


class Claim(NamedTuple):
    """What a claim is, and one of its passages."""

    claim: str
    rule: str
    confidence: str
    status: str
    passage: str


def claims_of(
    service: QueryService, triples: Collection[Triple], documents: Collection[str] = ()
) -> dict[Triple, list[Claim]]:
    """The claims of each of the triples, once for each passage, that are not rejected and do not wait for a person.

    Where few `documents` (ids) are named, those of the others are not read; the rest may be among them.
    """
    found: dict[Triple, list[Claim]] = defaultdict(list)
    for ends, values in _asked(service, triples).items():
        for text in _in_graphs(_CLAIMS.replace("$claim", _BY[ends]), service, documents):
            for row in batched(service, text, ends, sorted(values)):
                status, triple = row["status"].rpartition("/")[2], _triple(row)
                if status in STATED and triple in triples:
                    found[triple].append(Claim(row["claim"], row["rule"], row["confidence"], status, row["passage"]))
    return dict(found)


def is_claimed(service: QueryService, iri: str) -> bool:
    """Whether any claim is about `iri`; of what the graph does not name, those of a model, which wait for somebody."""
    return bool(service.select(_ABOUT, thing=iri))


def counts_of(service: QueryService, triples: Collection[Triple]) -> dict[Triple, list[int]]:
    """How many passages say each of the triples, for those that `claims_of` finds: none is read."""
    found: dict[Triple, list[int]] = {}
    for ends, values in _asked(service, triples).items():
        for row in batched(service, _COUNTS.replace("$claim", _BY[ends]), ends, sorted(values)):
            if _triple(row) in triples:
                found[_triple(row)] = [int(row["passages"])]
    return found


def passages_of(service: QueryService, iris: Iterable[str]) -> dict[str, dict[str, str]]:
    """What each of the passages holds, by property."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in batched(service, _PASSAGES, "?passage", ((iri,) for iri in sorted(iris))):
        found[row["passage"]][row["property"]] = row["value"]
    return found


def documents_of(service: QueryService, triples: Collection[Triple]) -> dict[Triple, list[str]]:
    """The ids of the documents that say each of the triples; read by predicate where they are many."""
    found = defaultdict[Triple, list[str]](list)
    for ends, values in _asked(service, triples).items():
        for row in batched(service, _SAID, ends, sorted(values)):
            name, triple = document_of(row["g"]), _triple(row)
            if name and triple in triples:
                found[triple].append(name)
    return dict(found)


def _in_graphs(text: str, service: QueryService, documents: Collection[str]) -> list[str]:
    """The query, asked of the evidence of each of a few documents; of many, it is as quickly asked of all."""
    if not 0 < len(documents) <= _APART:
        return [text]
    graphs = (written(f"{service.base}/graph/{name}/evidence") for name in sorted(documents))
    # Each by itself: where it chooses between graphs, the engine looks into all of them.
    return [text.replace("GRAPH ?g", f"GRAPH {graph}") for graph in graphs]


def _asked(service: QueryService, triples: Iterable[Triple]) -> _Asked:
    """How triples are asked for: by all they are made of, or by what many share.

    The value of a literal does not say which it is: it is found by what it is the value of.
    """
    # Nobody says anything of a node without a name.
    named = [one for one in triples if ":" in one[0]]
    links = {one for one in named if one[2].startswith((f"{service.base}/id/", VOC))}
    predicates, subjects = Counter(one[1] for one in named), Counter(one[:2] for one in named)
    objects = Counter(one[1:] for one in links)
    asked: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for triple in named:
        subject, predicate, object_ = triple
        if predicates[predicate] > _LIST:
            asked["?p"].add((predicate,))
        elif triple not in links or subjects[subject, predicate] > _FEW:
            asked["?s ?p"].add((subject, predicate))
        elif objects[predicate, object_] > _STAR:
            asked["?p ?o"].add((predicate, object_))
        elif family(subject) == "document" and not object_.startswith(VOC):
            # A document says much, and of few things that are not concepts do many documents speak.
            asked["?o ?s ?p"].add((object_, subject, predicate))
        else:
            asked["?s ?p ?o"].add(triple)
    return asked


def _triple(row: Mapping[str, str]) -> Triple:
    return row["s"], row["p"], row["o"]
