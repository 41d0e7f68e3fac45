"""The saved queries: what they are, and their rows."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response

from usagraph.api.deps import Fresh, ServiceDep, WorkspaceDep, check_tag
from usagraph.api.negotiation import choose
from usagraph.api.problems import Problem
from usagraph.api.rest.models import QueryList, QueryOut
from usagraph.api.sparql import answered
from usagraph.graph.queries import SavedQuery, saved
from usagraph.graph.queries import names as query_names
from usagraph.graph.querying.service import GRAPH_TYPES, ROW_TYPES, QueryService
from usagraph.graph.querying.syntax import read_query
from usagraph.workspace import Workspace

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/queries", tags=["Saved queries"])

#: Parameters of the address that are not parameters of the query.
OURS = frozenset(("format", "lang", "partial"))


@router.get("", summary="The saved queries", dependencies=[Fresh])
def queries() -> QueryList:
    """Every saved query with its text and its parameters."""
    return QueryList(items=[_described(saved(name)) for name in query_names()])


@router.get("/{name}", summary="The rows of a saved query")
def rows(
    request: Request,
    service: ServiceDep,
    workspace: WorkspaceDep,
    name: Annotated[str, Path(title="Name of the query", examples=["tables-2"])],
    document: Annotated[str, Query(title="Document, where the query takes one: id or IRI")] = "",
    format: Annotated[str, Query(title="json, xml, csv, tsv; else by Accept")] = "",
    partial: Annotated[bool, Query(title="The first rows where there are too many")] = False,
) -> Response:
    """The answer to the query, its parameters bound to the values given in the address."""
    query = saved(name)
    given = {key: value for key, value in request.query_params.items() if value and key not in OURS}
    if strange := next((key for key in given if key not in query.parameters), None):
        raise Problem(400, "wrong-use", "parameter", name=strange, found=", ".join(query.parameters) or "∅")
    bindings = {key: _iri(key, value, service, workspace) for key, value in given.items()}
    reading = read_query(query.text)
    offered = ROW_TYPES if reading.form in ("SELECT", "ASK") else GRAPH_TYPES
    media_type = choose(offered, format=format, accept=request.headers.get("accept", ""))
    tag = check_tag(request, service, query.text, sorted(bindings.items()), media_type, partial)
    answer = service.answer(query.text, media_type=media_type, bindings=bindings, partial=partial)
    return answered(answer, tag)


def _described(query: SavedQuery) -> QueryOut:
    return QueryOut(
        name=query.name,
        title_fr=query.title_fr,
        title_en=query.title_en,
        parameters={name: {"fr": fr, "en": en} for name, (fr, en) in query.parameters.items()},
        text=query.text,
        url=f"/api/v1/queries/{quote(query.name)}",
    )


def _iri(name: str, value: str, service: QueryService, workspace: Workspace) -> str:
    """The IRI that a value stands for: itself, a document's id, or `<type>/<slug>`."""
    if "://" in value:
        return value
    if name == "document":
        return f"{service.base}/id/document/{workspace.bundle(value).id}"
    return f"{service.base}/id/{value}"
