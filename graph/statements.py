"""Statements with the passages that say them, read claim first.

Each text below has ?s and ?o in its projection: bind one to read what is said of a thing, or neither to read all.
"""

from dataclasses import dataclass

from usagraph.graph.sparql import QueryService
from usagraph.graph.things import Evidence
from usagraph.ontology.terms import RDF, ug

__all__ = ["Statement", "Triple", "about", "everything"]

#: Subject, predicate and object, lexical forms.
Triple = tuple[str, str, str]

SAID = "SELECT ?s ?p ?o (ISIRI(?o) AS ?link) { ?s ?p ?o }"
LINKS = "SELECT ?s ?p ?o (true AS ?link) { ?s ?p ?o FILTER(ISIRI(?o) && STRSTARTS(STR(?s), STR(?things))) }"
INFERRED = "SELECT ?graph ?s ?p ?o { GRAPH ?graph { ?s ?p ?o } }"

_CLAIM = """
  GRAPH ?g {
    ?claim rdf:subject ?claimed ; rdf:predicate ?via ; rdf:object ?o ;
      ug:passage ?passage ; ug:rule ?rule ; ug:confidence ?confidence ; ug:status ?status .
    ?passage ug:inDocument ?document ; oa:exact ?exact ; oa:start ?start ; oa:end ?end .
    OPTIONAL { ?passage ug:section ?section }
    OPTIONAL { ?passage ug:page ?page }
  }
  OPTIONAL { ?document dct:title ?title }
"""
_COLUMNS = "?s ?p ?o ?claim ?document ?title ?start ?end ?exact ?section ?page ?rule ?confidence ?status"
CLAIMS = f"SELECT {_COLUMNS} {{ {_CLAIM.replace('?claimed', '?s').replace('?via', '?p')} }}"
#: A statement that follows from two in a row rests on the claims of the second.
CHAINED = f"""SELECT {_COLUMNS} {{
  VALUES (?p ?first ?via) {{
    (ug:hasDegree ug:hasStep ug:degree)
    (ug:associates ug:hasStep ug:involves)
    (ug:usesMethod ug:hasStep ug:usesMethod)
    (ug:mandatedBy ug:underObligation ug:imposedBy)
  }}
  ?s ?first ?claimed .
  {_CLAIM}
}}"""
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
    """A triple of the default graph; `link` where its object is an IRI, `inferred` where no document says it."""

    triple: Triple
    link: bool
    inferred: bool
    evidence: tuple[Evidence, ...]


def about(service: QueryService, iri: str) -> list[Statement]:
    """The statements that have `iri` as subject or object."""
    return _read(service, SAID, {"s": iri}) + [one for one in _read(service, SAID, {"o": iri}) if one.triple[0] != iri]


def everything(service: QueryService) -> list[Statement]:
    """The statements between things, kept by the service for as long as the graph does not change."""
    return service.remember("statements", lambda: _read(service, LINKS.replace("SELECT", "SELECT ?things", 1), {}))


def _read(service: QueryService, text: str, ends: dict[str, str]) -> list[Statement]:
    extra = {"things": f"{service.base}/id/"} if "?things" in text else {}
    links = {_triple(row): row["link"] == "true" for row in service.select(text, **ends, **extra)}
    inferred = {_triple(row) for row in service.select(INFERRED, graph=f"{service.base}/graph/inferred", **ends)}
    said = _evidence(service, CLAIMS, ends)
    chained = _evidence(service, CHAINED, ends)
    backward = _evidence(service, CLAIMS, {{"s": "o", "o": "s"}[end]: iri for end, iri in ends.items()})
    links |= {triple: True for triple in chained if triple[1] == DIRECT}
    return [
        _statement(triple, link, inferred, said, chained, backward)
        for triple, link in sorted(links.items())
        if triple[1] not in PLUMBING
    ]


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
