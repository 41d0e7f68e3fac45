"""The claims of a document as the graph holds them, and those that rest on a passage."""

from usagraph.api.rest.document_models import ClaimOut, DecisionOut, PassageOut
from usagraph.graph.querying.service import QueryService
from usagraph.workspace import Bundle

__all__ = ["claims_of", "claims_on"]

CLAIMS = """
SELECT DISTINCT ?claim ?subject ?predicate ?object ?words ?rule ?confidence ?status ?start ?end ?exact ?section ?page
  ?by ?at ?why {
  GRAPH ?graph {
    $met
    ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
      ug:rule ?rule ; ug:confidence ?confidence ; ug:status ?status ; ug:passage ?passage .
    ?passage oa:start ?start ; oa:end ?end ; oa:exact ?exact .
    OPTIONAL { ?claim ug:words ?words }
    OPTIONAL { ?passage ug:section ?section }
    OPTIONAL { ?passage ug:page ?page }
    OPTIONAL {
      ?decision prov:used ?claim ; prov:endedAtTime ?at ; prov:wasAssociatedWith ?reviewer .
      ?reviewer rdfs:label ?by
      OPTIONAL { ?decision dct:description ?why }
    }
  }
}"""
#: What rests on a passage that has a part of the text from `$start` to `$end`.
MET = "?met oa:start ?from ; oa:end ?to . FILTER(?from < $end && ?to > $start) ?claim ug:passage ?met ."


def claims_of(service: QueryService, bundle: Bundle) -> list[ClaimOut]:
    """The claims of a document that the graph holds, in the order of the text."""
    return _claims(service, bundle, "")


def claims_on(service: QueryService, bundle: Bundle, start: int, end: int) -> list[ClaimOut]:
    """The claims that rest on a part of the text of a document, in the order of the text."""
    return _claims(service, bundle, MET.replace("$start", str(start)).replace("$end", str(end)))


def _claims(service: QueryService, bundle: Bundle, met: str) -> list[ClaimOut]:
    """One claim for each IRI, with its passages in order."""
    rows = service.select(CLAIMS.replace("$met", met), graph=f"{service.base}/graph/{bundle.id}/evidence")
    grouped: dict[str, list[dict[str, str]]] = {}
    for row in sorted(rows, key=lambda row: (int(row["start"]), int(row["end"]), row["claim"])):
        grouped.setdefault(row["claim"], []).append(row)
    return [_claim(several) for several in grouped.values()]


def _claim(rows: list[dict[str, str]]) -> ClaimOut:
    first = rows[0]
    return ClaimOut(
        claim=first["claim"],
        subject=first["subject"],
        predicate=first["predicate"],
        object=first["object"],
        words=first.get("words"),
        rule=first["rule"],
        confidence=float(first["confidence"]),
        status=first["status"].rpartition("/")[2],
        passages=_passages(rows),
        decision=_decision(first),
    )


def _passages(rows: list[dict[str, str]]) -> list[PassageOut]:
    """Each passage once: a claim that several decisions are about comes with each of them."""
    return list({(row["start"], row["end"]): _passage(row) for row in rows}.values())


def _decision(row: dict[str, str]) -> DecisionOut | None:
    return DecisionOut(by=row["by"], at=row["at"], why=row.get("why")) if "by" in row else None


def _passage(row: dict[str, str]) -> PassageOut:
    page_number = int(row["page"]) if "page" in row else None
    return PassageOut(
        start=int(row["start"]), end=int(row["end"]), exact=row["exact"], section=row.get("section"), page=page_number
    )
