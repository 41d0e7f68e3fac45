"""The documents read: their description, their canonical text, and the claims found in them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import PlainTextResponse

from usagraph.api.deps import Cursor, Limit, ServiceDep, SettingsDep, WorkspaceDep, page
from usagraph.api.rest.models import ClaimList, ClaimOut, DecisionOut, DocumentList, DocumentOut, PassageOut
from usagraph.graph.pending import count
from usagraph.graph.querying.service import QueryService
from usagraph.workspace import Bundle

__all__ = ["claims_of", "router"]

router = APIRouter(prefix="/api/v1/documents", tags=["Documents"])

CLAIMS = """
SELECT ?graph ?claim ?subject ?predicate ?object ?words ?rule ?confidence ?status ?start ?end ?exact ?section ?page
  ?by ?at ?why {
  GRAPH ?graph {
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

Id = Annotated[str, Path(title="Id of the document, or an unambiguous start of it", examples=["fiche-12-ab12cd34"])]
Offset = Annotated[int | None, Query(ge=0, title="Code point of the canonical text")]


@router.get("", summary="The documents read")
def documents(workspace: WorkspaceDep, settings: SettingsDep) -> DocumentList:
    """Every document of the workspace."""
    return DocumentList(items=[_document(bundle, settings.base) for bundle in workspace.bundles()])


@router.get("/{id}", summary="A document")
def document(workspace: WorkspaceDep, settings: SettingsDep, id: Id) -> DocumentOut:
    """The description of a document."""
    return _document(workspace.bundle(id), settings.base)


@router.get("/{id}/text", summary="The canonical text", response_class=PlainTextResponse)
def text(workspace: WorkspaceDep, id: Id, start: Offset = None, end: Offset = None) -> PlainTextResponse:
    """The canonical text, or the part between two of its code points."""
    return PlainTextResponse(workspace.bundle(id).text[start:end])


@router.get("/{id}/claims", summary="The claims of a document")
def claims(
    workspace: WorkspaceDep,
    service: ServiceDep,
    id: Id,
    limit: Limit = 100,
    cursor: Cursor = 0,
) -> ClaimList:
    """What the document says, each statement with its passages and its status, in the order of the text.

    Those with the status pending are proposed by a language model: nothing is stated until a person accepts them, and who
    decided is said with the claim.
    """
    found = claims_of(service, workspace.bundle(id))
    items, after = page(found, cursor, limit)
    return ClaimList(items=items, total=len(found), next=after)


def claims_of(service: QueryService, bundle: Bundle) -> list[ClaimOut]:
    """The claims of a document that the graph holds, in the order of the text."""
    return _claims(service.select(CLAIMS, graph=f"{service.base}/graph/{bundle.id}/evidence"))


def _document(bundle: Bundle, base: str) -> DocumentOut:
    run = bundle.run
    return DocumentOut(
        id=bundle.id,
        iri=f"{base}/id/document/{bundle.id}",
        title=str(run.get("title", bundle.id)),
        file_name=str(run.get("file_name", "")),
        format=str(run.get("format", "")),
        sha256=str(run.get("sha256", "")),
        characters=len(bundle.text),
        claims=bundle.claims_path.read_bytes().count(b"\n"),
        proposals=count(bundle),
        url=f"/documents/{bundle.id}",
    )


def _claims(rows: list[dict[str, str]]) -> list[ClaimOut]:
    """One claim for each IRI, with its passages in order."""
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
