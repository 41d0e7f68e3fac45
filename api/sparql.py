"""The SPARQL 1.1 Protocol: a query by GET, by form or as the body; nothing that writes."""

from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from usagraph.api.bodies import BODY_LIMIT, pairs_of, read_body
from usagraph.api.deps import check_tag, get_service
from usagraph.api.description import described
from usagraph.api.negotiation import choose, prefers_html, wanted
from usagraph.api.problems import ANSWERED, Problem, answer_to
from usagraph.graph.querying.service import GRAPH_TYPES, ROW_TYPES, Answer
from usagraph.graph.querying.syntax import REMEMBERED, Reading, read_query
from usagraph.ontology.terms import is_iri

__all__ = ["BODY_LIMIT", "Shortcut", "answered", "router"]

router = APIRouter(tags=["SPARQL"])

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
#: Spreadsheet types are saved, never shown: a browser must not guess what they are.
DOWNLOADS = {"text/csv": "csv", "text/tab-separated-values": "tsv"}

#: Characters of a wrong value that are repeated.
_SHOWN = 40
_TRUE, _FALSE = ("1", "true", "yes", "oui"), ("", "0", "false", "no", "non")

_PARAMETERS: list[dict[str, Any]] = [
    {"name": name, "in": "query", "description": text, "required": False, "schema": {"type": kind}}
    for name, kind, text in (
        (
            "query",
            "string",
            "SPARQL 1.1 query; the well-known prefixes need no PREFIX line. Without it: what is served",
        ),
        ("default-graph-uri", "string", "Graph to use as the default graph; may be repeated"),
        ("named-graph-uri", "string", "Graph that GRAPH may name; may be repeated"),
        ("format", "string", "json, xml, csv, tsv; turtle, ntriples, trig, nquads, rdfxml, jsonld; else by Accept"),
        ("timeout", "number", "Seconds after which to give up, within the limit of the service"),
        ("partial", "boolean", "True: the first rows where there are too many, announced by Usagraph-Truncated"),
    )
]


@dataclass(frozen=True)
class Call:
    """A query as it was sent, with its parameters."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str
    timeout: float | None
    partial: bool


_EXAMPLE = "SELECT ?action { ?action a ug:Action } LIMIT 3"


@router.get(
    "/sparql", summary="Query by GET", openapi_extra={"parameters": _PARAMETERS, "x-example": {"query": _EXAMPLE}}
)
async def sparql_by_get(request: Request) -> Response:
    """The answer to the query in the address; without one, what the service offers. A browser is led to the page."""
    pairs = pairs_of(request.scope["query_string"].decode("latin-1"))
    named = {name for name, _ in pairs}
    accept = wanted(request.headers)
    if _is_browser(accept) and "format" not in named:
        texts = [("sparql", text) for name, text in pairs if name == "query"]
        return RedirectResponse(f"/questions?{urlencode(texts)}".rstrip("?"), 303, headers={"Vary": "Accept"})
    if not named & {"query", "update"}:
        return await run_in_threadpool(described, request, dict(pairs).get("format", ""))
    return await _respond(request, _call(pairs))


_BODY = {
    "required": True,
    "description": "The query: in a form with the parameters of the query by GET, or as it is",
    "content": {
        FORM: {
            "schema": {
                "type": "object",
                "required": ["query"],
                "properties": {one["name"]: one["schema"] | {"description": one["description"]} for one in _PARAMETERS},
            },
            "example": {"query": _EXAMPLE},
        },
        QUERY: {"schema": {"type": "string"}, "example": _EXAMPLE},
    },
}


@router.post("/sparql", summary="Query by form or as the body", openapi_extra={"requestBody": _BODY})
async def sparql_by_post(request: Request) -> Response:
    """The answer to the query in a form (application/x-www-form-urlencoded) or in the body (application/sparql-query)."""
    kind = _kind(request)
    content = await read_body(request)
    pairs = pairs_of(request.scope["query_string"].decode("latin-1"))
    pairs += pairs_of(content) if kind == FORM else [("query", content)]
    return await _respond(request, _call(pairs))


class Shortcut:
    """Leads queries straight to their routes: the way through the application costs as much as a small query."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, itself or through the application."""
        route = _ROUTES.get((scope["path"], scope["method"])) if scope["type"] == "http" else None
        if route is None:
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            response = await route(request)
        except ANSWERED as error:
            response = answer_to(request, error)
        await response(scope, receive, send)


_ROUTES = {("/sparql", "GET"): sparql_by_get, ("/sparql", "POST"): sparql_by_post}


async def _respond(request: Request, call: Call) -> Response:
    service = await get_service(request)
    reading = await _read(call.text)
    offered = ROW_TYPES if reading.form in ("SELECT", "ASK") else GRAPH_TYPES
    media_type = choose(offered, format=call.format, accept=wanted(request.headers))
    tag = check_tag(request, service, call, media_type) if request.method == "GET" else None
    answer = await service.answer_soon(
        reading,
        media_type=media_type,
        timeout=call.timeout,
        partial=call.partial,
        default_graphs=call.default_graphs,
        named_graphs=call.named_graphs,
    )
    response = answered(answer, tag)
    if answer.truncated and len(call.text) <= REMEMBERED:
        response.headers["Link"] = f'</api/v1/exports/rows?{urlencode({"query": call.text})}>; rel="alternate"'
    return response


async def _read(text: str) -> Reading:
    # A long text takes long to read, and others wait.
    return read_query(text) if len(text) <= REMEMBERED else await run_in_threadpool(read_query, text)


def answered(answer: Answer, tag: str | None = None) -> Response:
    """An answer of the query service as an HTTP response."""
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"}
    if tag:
        headers["ETag"] = tag
    if answer.truncated:
        headers["Usagraph-Truncated"] = "true"
    if answer.media_type in DOWNLOADS:
        headers["Content-Disposition"] = f'attachment; filename="usagraph.{DOWNLOADS[answer.media_type]}"'
    return Response(answer.body, media_type=answer.media_type, headers=headers)


def _is_browser(accept: str) -> bool:
    """Whether pages are wanted, and no type that a SPARQL client asks for."""
    return prefers_html(accept) and not any(kind in accept for kind in (*ROW_TYPES, *GRAPH_TYPES))


def _kind(request: Request) -> str:
    """What the body is; raises Problem where it is neither a form nor a query, in UTF-8."""
    header = Message()
    header["content-type"] = request.headers.get("content-type", "∅").encode("ascii", "replace").decode()
    kind, charset = header.get_content_type(), str(header.get_param("charset", "utf-8")).lower()
    if kind == UPDATE:
        raise Problem(403, "read-only")
    if kind not in (FORM, QUERY) or charset not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, "unsupported-media-type", found=request.headers.get("content-type", "∅")[:80])
    return kind


def _call(pairs: list[tuple[str, str]]) -> Call:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise Problem(403, "read-only")
    queries = values.get("query", [])
    if len(queries) > 1:
        raise Problem(400, "wrong-use", "several-queries", name="query")
    if not queries or not queries[0].strip():
        raise Problem(400, "wrong-use", "missing-query", name="query")
    return Call(
        text=queries[0],
        default_graphs=_graphs(values, "default-graph-uri"),
        named_graphs=_graphs(values, "named-graph-uri"),
        format=_last(values, "format"),
        timeout=_seconds(_last(values, "timeout")),
        partial=_is_true(_last(values, "partial")),
    )


def _graphs(values: dict[str, list[str]], name: str) -> tuple[str, ...]:
    """The graphs that a parameter names; raises Problem for what is no IRI."""
    for given in values.get(name, ()):
        if not is_iri(given):
            raise Problem(400, "wrong-use", "parameter", name=name, found=given[:_SHOWN])
    return tuple(values.get(name, ()))


def _is_true(given: str) -> bool:
    if given.lower() not in (*_TRUE, *_FALSE):
        raise Problem(400, "wrong-use", "parameter", name="partial", found=given[:_SHOWN])
    return given.lower() in _TRUE


def _last(values: dict[str, list[str]], name: str) -> str:
    return values[name][-1] if name in values else ""


def _seconds(given: str) -> float | None:
    if not given:
        return None
    try:
        # float() reads the digits of every script.
        seconds = float(given) if given.isascii() else -1.0
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < 1e6:
        raise Problem(400, "wrong-use", "parameter", name="timeout", found=given[:_SHOWN])
    return seconds
