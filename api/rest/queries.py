"""The saved queries: what they are, and their rows."""

import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response

from usagraph.api.deps import Fresh, ServiceDep, WorkspaceDep, check_tag
from usagraph.api.negotiation import choose, wanted
from usagraph.api.parameters import ANY, Language
from usagraph.api.problems import Problem
from usagraph.api.rest.service_models import QueryList, QueryOut
from usagraph.api.sparql import answered
from usagraph.graph.queries import SavedQuery, saved
from usagraph.graph.queries import names as query_names
from usagraph.graph.querying.service import GRAPH_TYPES, ROW_TYPES, QueryService
from usagraph.graph.querying.syntax import read_query
from usagraph.workspace import Workspace

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/queries", tags=["Saved queries"])

#: What an IRI, or the end of one, is made of.
_NAME = re.compile(r'[^\x00-\x20<>"{}|^`\\]{1,2000}')
#: Parameters of the address that are not parameters of the query.
OURS = frozenset(("format", "lang", "partial"))


@router.get("", summary="The saved queries", dependencies=[Fresh])
def queries(lang: Language) -> QueryList:
    """Every saved query with its text and its parameters."""
    items = [_described(saved(name), lang) for name in query_names()]
    return QueryList(items=items, total=len(items))


@router.get(
    "/{name}",
    summary="The rows of a saved query",
    response_class=Response,
    openapi_extra=ANY,
    responses={200: {"content": {media_type: {} for media_type in ROW_TYPES}}},
)
def query_rows(
    request: Request,
    service: ServiceDep,
    workspace: WorkspaceDep,
    name: Annotated[
        str, Path(max_length=100, title="Name", description="Name of the saved query", examples=["tables-2"])
    ],
    document: Annotated[
        str,
        Query(
            max_length=300,
            title="Document",
            description="Only what this document says, where the query takes a document: its id or its IRI",
            examples=["fiche-11"],
        ),
    ] = "",
    format: Annotated[
        str,
        Query(max_length=100, title="Format", description="json, xml, csv or tsv; else by Accept", examples=["csv"]),
    ] = "",
    partial: Annotated[
        bool,
        Query(title="Partial", description="True: the first rows where there are too many", examples=[True]),
    ] = False,
) -> Response:
    """The answer to the query, its parameters bound to the values given in the address."""
    query = saved(name)
    given = {key: value for key, value in request.query_params.items() if value and key not in OURS}
    if strange := next((key for key in given if key not in query.parameters), None):
        known = ", ".join(sorted({*query.parameters, *OURS}))
        raise Problem(400, "wrong-use", "unknown-parameter", name=strange[:80], known=known)
    bindings = {key: _iri(key, value, service, workspace) for key, value in given.items()}
    reading = read_query(query.text)
    offered = ROW_TYPES if reading.form in ("SELECT", "ASK") else GRAPH_TYPES
    media_type = choose(offered, format=format, accept=wanted(request.headers))
    tag = check_tag(request, service, query.text, sorted(bindings.items()), media_type, partial)
    answer = service.answer(query.text, media_type=media_type, bindings=bindings, partial=partial)
    return answered(answer, tag)


def _described(query: SavedQuery, lang: str) -> QueryOut:
    return QueryOut(
        name=query.name,
        title=query.title_en if lang == "en" else query.title_fr,
        title_fr=query.title_fr,
        title_en=query.title_en,
        parameters={name: {"fr": fr, "en": en} for name, (fr, en) in query.parameters.items()},
        text=query.text,
        url=f"/api/v1/queries/{quote(query.name)}",
    )


def _iri(name: str, value: str, service: QueryService, workspace: Workspace) -> str:
    """The IRI that a value stands for: itself, a document's id, or `<type>/<slug>`."""
    if not _NAME.fullmatch(value):
        raise Problem(400, "wrong-use", "no-value", name=name[:80], found=value[:80])
    if "://" in value:
        return value
    if name == "document":
        return f"{service.base}/id/document/{workspace.bundle(value).id}"
    return f"{service.base}/id/{value}"
