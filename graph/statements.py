"""Statements with the passages that say them, read claim first.

Each text below has ?s and ?o in its projection: bind one to read what is said of a thing, or neither to read all.
"""

from dataclasses import dataclass, replace

from usagraph.graph.sparql import QueryService
from usagraph.graph.things import Evidence
from usagraph.ontology.terms import RDF, ug

__all__ = ["Statement", "Triple", "about", "everything"]

#: Subject, predicate and object, lexical forms.
Triple = tuple[str, str, str]

SAID = "SELECT ?s ?p ?o (ISIRI(?o) AS ?link) (LANG(?o) AS ?language) { ?s ?p ?o }"
LINKS = "SELECT ?s ?p ?o (true AS ?link) { ?s ?p ?o FILTER(ISIRI(?o) && STRSTARTS(STR(?s), STR(?things))) }"
INFERRED = "SELECT ?graph ?s ?p ?o { GRAPH ?graph { ?s ?p ?o } }"

_COLUMNS = "?s ?p ?o ?claim ?document ?title ?start ?end ?exact ?section ?page ?rule ?confidence ?status"
_PASSAGES = """
  GRAPH ?g {
    ?claim ug:passage ?passage ; ug:rule ?rule ; ug:confidence ?confidence ; ug:status ?status .
    ?passage ug:inDocument ?document ; oa:exact ?exact ; oa:start ?start ; oa:end ?end .
  }
  OPTIONAL { GRAPH ?g { ?passage ug:section ?section } }
  OPTIONAL { GRAPH ?g { ?passage ug:page ?page } }
  OPTIONAL { ?document dct:title ?title }
"""


def _of_step(predicate: str, second: str) -> str:
    """A statement that follows from `hasStep` and a statement about the step rests on the claims of the latter."""
    claim = f"GRAPH ?g {{ ?claim rdf:predicate {second} ; rdf:object ?o ; rdf:subject ?step }}"
    return f"SELECT {_COLUMNS} {{ {claim} {_PASSAGES} ?s ug:hasStep ?step . BIND({predicate} AS ?p) }}"


def _widened(predicate: str, first: str, path: str) -> str:
    """A statement carried on from one object to another (broader, around it) rests on the claims of the narrower one."""
    claim = f"GRAPH ?g {{ ?claim rdf:predicate {first} ; rdf:subject ?s ; rdf:object ?narrower }}"
    return f"SELECT {_COLUMNS} {{ {claim} {_PASSAGES} ?narrower {path} ?o . BIND({predicate} AS ?p) }}"


CHAINS = {
    ug("hasDegree"): _of_step("ug:hasDegree", "ug:degree"),
    ug("associates"): _of_step("ug:associates", "ug:involves"),
    ug("usesMethod"): _of_step("ug:usesMethod", "ug:usesMethod"),
    ug("inDomain"): _widened("ug:inDomain", "ug:inDomain", "skos:broader+"),
    ug("takesPlaceIn"): _widened("ug:takesPlaceIn", "ug:takesPlaceIn", "ug:within+"),
    ug("mandatedBy"): _widened("ug:mandatedBy", "ug:underObligation", "(ug:imposedBy|^ug:imposes)"),
}
#: By the end that is bound: the engine follows patterns in the order they are written.
CLAIMS = {
    "s": f"SELECT {_COLUMNS} {{ GRAPH ?g {{ ?claim rdf:subject ?s ; rdf:object ?o ; rdf:predicate ?p }} {_PASSAGES} }}",
    "o": f"SELECT {_COLUMNS} {{ GRAPH ?g {{ ?claim rdf:object ?o ; rdf:subject ?s ; rdf:predicate ?p }} {_PASSAGES} }}",
}
#: A statement and its inverse rest on the same claims.
INVERSES = {
    ug("leads"): ug("ledBy"),
    ug("imposedBy"): ug("imposes"),
    ug("stepOf"): ug("hasStep"),
}
BACKWARD = INVERSES | {there: back for back, there in INVERSES.items()}
#: What is always drawn, even where the inference has not been written into the graph.
DIRECT = ug("hasDegree")
#: Words about evidence, never statements about a thing.
PLUMBING = frozenset((RDF + "subject", RDF + "predicate", RDF + "object", ug("passage"), ug("inDocument")))


@dataclass(frozen=True)
class Statement:
    """A triple of the default graph; `link` where its object is an IRI, `inferred` where no document says it,
    `language` where its object is words in one."""

    triple: Triple
    link: bool
    inferred: bool
    evidence: tuple[Evidence, ...]
    language: str = ""


def about(service: QueryService, iri: str) -> list[Statement]:
    """The statements that have `iri` as subject or object."""
    return _read(service, SAID, {"s": iri}) + [one for one in _read(service, SAID, {"o": iri}) if one.triple[0] != iri]


def everything(service: QueryService) -> list[Statement]:
    """The statements between things, kept by the service for as long as the graph does not change."""
    return service.remember("statements", lambda: _read(service, LINKS.replace("SELECT", "SELECT ?things", 1), {}))


def _read(service: QueryService, text: str, ends: dict[str, str]) -> list[Statement]:
    extra = {"things": f"{service.base}/id/"} if "?things" in text else {}
    rows = service.select(text, **ends, **extra)
    links = {_triple(row): row["link"] == "true" for row in rows}
    languages = {_triple(row): row.get("language", "") for row in rows}
    inferred = {_triple(row) for row in service.select(INFERRED, graph=f"{service.base}/graph/inferred", **ends)}
    said = _evidence(service, CLAIMS[next(iter(ends), "s")], ends)
    chained = _chained(service, ends, {triple[1] for triple in links} | {DIRECT})
    backward = _backward(service, ends) if ends else said
    links |= {triple: True for triple in chained if triple[1] == DIRECT}
    return [
        replace(_statement(triple, link, inferred, said, chained, backward), language=languages.get(triple, ""))
        for triple, link in sorted(links.items())
        if triple[1] not in PLUMBING
    ]


def _chained(service: QueryService, ends: dict[str, str], predicates: set[str]) -> dict[Triple, tuple[Evidence, ...]]:
    """The passages behind the statements that follow from two in a row."""
    found: dict[Triple, tuple[Evidence, ...]] = {}
    for predicate in sorted(predicates & CHAINS.keys()):
        found |= _evidence(service, CHAINS[predicate], ends)
    return found


def _backward(service: QueryService, ends: dict[str, str]) -> dict[Triple, tuple[Evidence, ...]]:
    """The passages of the claims that hold the same things the other way round."""
    turned = {{"s": "o", "o": "s"}[end]: iri for end, iri in ends.items()}
    return _evidence(service, CLAIMS[next(iter(turned), "s")], turned)


def _statement(
    triple: Triple,
    link: bool,
    inferred: set[Triple],
    said: dict[Triple, tuple[Evidence, ...]],
    chained: dict[Triple, tuple[Evidence, ...]],
    backward: dict[Triple, tuple[Evidence, ...]],
) -> Statement:
    if triple in said:
        return Statement(triple, link, False, said[triple])
    subject, predicate, object_ = triple
    behind = (object_, BACKWARD.get(predicate, ""), subject)
    evidence = chained.get(triple) or backward.get(behind, ())
    return Statement(triple, link, triple in inferred or bool(evidence), evidence)


def _evidence(service: QueryService, text: str, ends: dict[str, str]) -> dict[Triple, tuple[Evidence, ...]]:
    """The passages of each triple that are not rejected, in the order of the documents, each once."""
    found: dict[Triple, dict[Evidence, None]] = {}
    rows = service.select(text, **ends)
    for row in sorted(rows, key=lambda row: (row["document"], int(row["start"]), row["claim"])):
        evidence = _one(row)
        if evidence.status not in ("rejected", "superseded"):
            found.setdefault(_triple(row), {})[evidence] = None
    return {triple: tuple(several) for triple, several in found.items()}


def _one(row: dict[str, str]) -> Evidence:
    document = row["document"].rpartition("/")[2]
    return Evidence(
        claim=row["claim"],
        document=document,
        document_title=row.get("title", document),
        start=int(row["start"]),
        end=int(row["end"]),
        exact=row["exact"],
        section=row.get("section"),
        page=int(row["page"]) if "page" in row else None,
        rule=row["rule"],
        confidence=float(row["confidence"]),
        status=row["status"].rpartition("/")[2],
    )


def _triple(row: dict[str, str]) -> Triple:
    return row["s"], row["p"], row["o"]
