"""A passage of a document, and what it supports."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from usagraph.api.deps import ServiceDep, WorkspaceDep, check_tag
from usagraph.api.fates import bundle_of
from usagraph.api.parameters import DocumentId
from usagraph.api.problems import Problem
from usagraph.api.rest.claims import claims_on
from usagraph.api.rest.document_models import PassagePage

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/documents", tags=["Documents"])

#: Code points of the text that are given before and after the passage.
AROUND = 160

Start = Annotated[int, Path(ge=0, le=10**9, title="Start", description="First code point of the passage", examples=[0])]
End = Annotated[int, Path(ge=0, le=10**9, title="End", description="Code point after its last", examples=[1])]


@router.get("/{id}/passages/{start}-{end}", summary="A passage, and the claims it supports")
def passage(
    request: Request,
    response: Response,
    service: ServiceDep,
    workspace: WorkspaceDep,
    id: DocumentId,
    start: Start,
    end: End,
) -> PassagePage:
    """The words between two code points of the text of a document, and the claims that rest on them or on a part of them."""
    bundle = bundle_of(workspace, id)
    text = bundle.text
    if not start < end <= len(text):
        raise Problem(404, "not-found", "no-passage", start=start, end=end, length=len(text))
    response.headers["ETag"] = check_tag(request, service, text)
    response.headers["Cache-Control"] = "no-cache"
    return PassagePage(
        document=bundle.id,
        document_title=str(bundle.run.get("title", bundle.id)),
        start=start,
        end=end,
        before=text[max(0, start - AROUND) : start],
        exact=text[start:end],
        after=text[end : end + AROUND],
        claims=claims_on(service, bundle, start, end),
        url=f"/documents/{bundle.id}?passage={start}-{end}#passage",
    )
