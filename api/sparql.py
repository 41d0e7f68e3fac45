"""The SPARQL 1.1 Protocol: a query by GET, by form or as the body; nothing that writes."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from usagraph.api.deps import ServiceDep, check_tag
from usagraph.api.negotiation import choose
from usagraph.api.problems import Problem
from usagraph.graph.querying.service import GRAPH_TYPES, ROW_TYPES, Answer, QueryService
from usagraph.graph.querying.syntax import read_query

__all__ = ["BODY_LIMIT", "answered", "router"]

router = APIRouter(tags=["SPARQL"])

#: Most bytes in a body.
BODY_LIMIT = 1_000_000
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
#: Spreadsheet types are saved, never shown: a browser must not guess what they are.
DOWNLOADS = {"text/csv": "csv", "text/tab-separated-values": "tsv"}

_PARAMETERS = [
    {"name": name, "in": "query", "description": text, "required": name == "query", "schema": {"type": kind}}
    for name, kind, text in (
        ("query", "string", "SPARQL 1.1 query; the well-known prefixes need no PREFIX line"),
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


@router.get("/sparql", summary="Query by GET", openapi_extra={"parameters": _PARAMETERS})
async def sparql_by_get(request: Request, service: ServiceDep) -> Response:
    """The answer to the query in the address; a browser is led to the page of questions."""
    if _is_browser(request.headers.get("accept", "")) and not request.query_params.get("format"):
        query = urlencode([("sparql", text)]) if (text := request.query_params.get("query")) else ""
        return RedirectResponse(f"/questions?{query}".rstrip("?"), 303, headers={"Vary": "Accept"})
    return await _respond(request, service, _call(request.query_params.multi_items()))


@router.post("/sparql", summary="Query by form or as the body")
async def sparql_by_post(request: Request, service: ServiceDep) -> Response:
    """The answer to the query in a form (application/x-www-form-urlencoded) or in the body (application/sparql-query)."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == UPDATE:
        raise Problem(403, "read-only")
    if kind not in (FORM, QUERY):
        raise Problem(415, "unsupported-media-type", found=kind[:80] or "∅")
    content = await _body(request)
    pairs = request.query_params.multi_items()
    pairs = [*pairs, *_form(content)] if kind == FORM else [*pairs, ("query", content)]
    return await _respond(request, service, _call(pairs))


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
    return "text/html" in accept and not any(kind in accept for kind in (*ROW_TYPES, *GRAPH_TYPES))


async def _respond(request: Request, service: QueryService, call: Call) -> Response:
    return await run_in_threadpool(_run, request, service, call)


def _run(request: Request, service: QueryService, call: Call) -> Response:
    form = read_query(call.text).form
    offered = ROW_TYPES if form in ("SELECT", "ASK") else GRAPH_TYPES
    media_type = choose(offered, format=call.format, accept=request.headers.get("accept", ""))
    tag = check_tag(request, service, call, media_type) if request.method == "GET" else None
    answer = service.answer(
        call.text,
        media_type=media_type,
        timeout=call.timeout,
        partial=call.partial,
        default_graphs=call.default_graphs,
        named_graphs=call.named_graphs,
    )
    return answered(answer, tag)


async def _body(request: Request) -> str:
    """The body as text; refused as soon as it is over the limit."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > BODY_LIMIT:
            raise Problem(413, "body-too-large", limit=BODY_LIMIT)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(400, "wrong-use", "not-utf8") from None


def _form(content: str) -> list[tuple[str, str]]:
    # Decoded once, here: a second time would turn "100%41" into "100A".
    try:
        return parse_qsl(content, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise Problem(400, "wrong-use", "not-utf8") from None


def _call(pairs: list[tuple[str, str]]) -> Call:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise Problem(403, "read-only")
    queries = values.get("query", [])
    if len(queries) > 1:
        raise Problem(400, "wrong-use", "several-queries")
    if not queries or not queries[0].strip():
        raise Problem(400, "wrong-use", "missing-query")
    return Call(
        text=queries[0],
        default_graphs=tuple(values.get("default-graph-uri", ())),
        named_graphs=tuple(values.get("named-graph-uri", ())),
        format=_last(values, "format"),
        timeout=_seconds(_last(values, "timeout")),
        partial=_last(values, "partial").lower() in ("1", "true", "yes", "oui"),
    )


def _last(values: dict[str, list[str]], name: str) -> str:
    return values[name][-1] if name in values else ""


def _seconds(given: str) -> float | None:
    if not given:
        return None
    try:
        seconds = float(given)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < 1e6:
        raise Problem(400, "wrong-use", "parameter", name="timeout", found=given[:40])
    return seconds
