"""The documents read: their description, their canonical text, and the claims found in them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import PlainTextResponse

from usagraph.api.deps import ServiceDep, SettingsDep, WorkspaceDep, check_tag
from usagraph.api.fates import bundle_of
from usagraph.api.parameters import Cursor, DocumentId, Limit
from usagraph.api.problems import Problem
from usagraph.api.rest.claims import claims_of
from usagraph.api.rest.document_models import ClaimList, ClaimOut, DocumentList, DocumentOut
from usagraph.api.rest.pages import Place, paged
from usagraph.graph.deciding.pending import count
from usagraph.graph.querying.service import QueryService
from usagraph.workspace import Bundle

__all__ = ["claims_of", "router"]

router = APIRouter(prefix="/api/v1/documents", tags=["Documents"])

Offset = Annotated[
    int | None,
    Query(ge=0, le=10**9, title="Code point", description="A code point of the canonical text", examples=[0]),
]


@router.get("", summary="The documents read")
def documents(
    request: Request,
    response: Response,
    service: ServiceDep,
    workspace: WorkspaceDep,
    settings: SettingsDep,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> DocumentList:
    """A page of the documents of the workspace."""
    some, total, following = paged(workspace.ids(), lambda one: (one,), after=cursor, limit=limit)
    items = [_document(workspace.bundle(one), settings.base) for one in some]
    page = DocumentList(items=items, total=total, next=following)
    _tag(request, response, service, page.model_dump_json())
    return page


@router.get("/{id}", summary="A document")
def document(
    request: Request,
    response: Response,
    service: ServiceDep,
    workspace: WorkspaceDep,
    settings: SettingsDep,
    id: DocumentId,
) -> DocumentOut:
    """The description of a document."""
    found = _document(bundle_of(workspace, id), settings.base)
    _tag(request, response, service, found.model_dump_json())
    return found


@router.get("/{id}/text", summary="The canonical text", response_class=PlainTextResponse)
def text(
    request: Request,
    service: ServiceDep,
    workspace: WorkspaceDep,
    id: DocumentId,
    start: Offset = None,
    end: Offset = None,
) -> PlainTextResponse:
    """The canonical text, or the part between two of its code points."""
    if start is not None and end is not None and end < start:
        raise Problem(400, "wrong-use", "backwards", name="end", start=start, end=end)
    content = bundle_of(workspace, id).text[start:end]
    answer = PlainTextResponse(content)
    _tag(request, answer, service, content)
    return answer


@router.get("/{id}/claims", summary="The claims of a document")
def claims(
    request: Request,
    response: Response,
    workspace: WorkspaceDep,
    service: ServiceDep,
    id: DocumentId,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> ClaimList:
    """What the document says, each statement with its passages and its status, in the order of the text.

    Those with the status pending are proposed by a language model: nothing is stated until a person accepts them, and who
    decided is said with the claim.
    """
    _tag(request, response, service, "claims")
    found = claims_of(service, bundle_of(workspace, id))
    some, total, following = paged(found, _place, after=cursor, limit=limit)
    return ClaimList(items=some, total=total, next=following)


def _tag(request: Request, response: Response, service: QueryService, content: str) -> None:
    """Sets the entity tag of a content; raises NotModified where the reader has it."""
    response.headers["ETag"] = check_tag(request, service, content)
    response.headers["Cache-Control"] = "no-cache"


def _place(claim: ClaimOut) -> Place:
    first = claim.passages[0]
    return first.start, first.end, claim.claim


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
