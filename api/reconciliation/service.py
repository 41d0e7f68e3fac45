"""The service itself: what it offers, the candidates of names, and values of properties."""

import time
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from usagraph import __version__
from usagraph.api.bodies import pairs_of, read_body
from usagraph.api.deps import ServiceDep, check_tag, get_service
from usagraph.api.problems import Problem
from usagraph.api.reconciliation.access import Readable
from usagraph.api.reconciliation.examples import answers_shown, asked
from usagraph.api.reconciliation.extending import extension
from usagraph.api.reconciliation.reading import MOST_FETCHED, MOST_QUERIES, read_queries
from usagraph.api.reconciliation.shaping import Json, candidate, failed, type_shape
from usagraph.api.reconciliation.tongues import PREFIX, ROOT, Tongue, answered, negotiated, root_of
from usagraph.api.turns import Turns
from usagraph.errors import QueryTimeout
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reconciling.asked import Query as Asked
from usagraph.graph.reconciling.kinds import types
from usagraph.graph.reconciling.reconcile import reconciled
from usagraph.messages import sentence
from usagraph.ontology.terms import NS

__all__ = ["PREVIEW", "router"]

router = APIRouter(tags=["Reconciliation"])

FORM = "application/x-www-form-urlencoded"
#: Width and height of a preview, in pixels.
PREVIEW = (390, 320)
#: Who reconciles: a batch holds the processor for seconds where its names are misspelt, and others wait for it too.
TURNS = Turns(at_once=2, most=100, patience=10.0)
#: Names whose facts are read at once.
TOGETHER = 10

Queries = Annotated[
    str | None,
    Query(
        title="Queries",
        description="JSON object: names to reconcile, by keys of the client's own. Without it: what the service offers",
        examples=[asked("queries")],
    ),
]
Extend = Annotated[
    str | None,
    Query(
        title="Extend",
        description="JSON object: `ids` of things, and the `properties` to fetch of each",
        examples=[asked("extend")],
    ),
]
#: What is posted.
_FIELDS = {
    name: {"type": "string", "title": name.title(), "description": meaning, "examples": [asked(name)]}
    for name, meaning in (("queries", "Names to reconcile, as JSON"), ("extend", "Properties to fetch, as JSON"))
}
_FORM = {"schema": {"type": "object", "properties": _FIELDS}, "example": {"queries": asked("queries")}}
_BODY = {
    "requestBody": {
        "required": True,
        "description": "One of `queries` and `extend`, as JSON",
        "content": {FORM: _FORM},
    }
}
_FOUND = answers_shown("reconciliation-result-batch", "data-extension-response")
_TOLD = answers_shown("manifest", "reconciliation-result-batch", "data-extension-response")


@router.get(
    PREFIX,
    summary="What the reconciliation service offers, or the candidates of names",
    dependencies=[Readable],
    responses=_TOLD,
)
async def service_by_get(
    request: Request, service: ServiceDep, queries: Queries = None, extend: Extend = None
) -> dict[str, object]:
    """The manifest of the service; with `queries`, candidates for each name; with `extend`, values of properties.

    In the language of the request; each address that the manifest gives says its own.
    """
    return await _got(request, service, negotiated(request), queries, extend)  # type: ignore[return-value] # a Response, sent as it is


@router.get(ROOT, summary="The same, in the language of the address", dependencies=[Readable], responses=_TOLD)
async def service_in(
    request: Request, service: ServiceDep, lang: Tongue, queries: Queries = None, extend: Extend = None
) -> dict[str, object]:
    """The manifest of the service; with `queries`, candidates for each name; with `extend`, values of properties."""
    return await _got(request, service, lang, queries, extend)  # type: ignore[return-value] # a Response, sent as it is


@router.post(PREFIX, summary="The candidates of names, or values of properties", openapi_extra=_BODY, responses=_FOUND)
async def post(request: Request) -> dict[str, object]:
    """Candidates for each name of `queries`, or the values of the properties of `extend`."""
    return await _posted(request, negotiated(request))  # type: ignore[return-value] # a Response, sent as it is


@router.post(ROOT, summary="The same, in the language of the address", openapi_extra=_BODY, responses=_FOUND)
async def post_in(request: Request, lang: Tongue) -> dict[str, object]:
    """Candidates for each name of `queries`, or the values of the properties of `extend`."""
    return await _posted(request, lang)  # type: ignore[return-value] # a Response, sent as it is


async def _got(request: Request, service: QueryService, lang: str, queries: str | None, extend: str | None) -> Response:
    tag = check_tag(request, service, "reconcile", lang, root_of(request), request.url.query)
    given = {name: text for name, text in (("queries", queries), ("extend", extend)) if text is not None}
    content = await _in_turn(request, service, lang, given) if given else _manifest(request, service.base, lang)
    return answered(request, content, lang, tag)


async def _posted(request: Request, lang: str) -> Response:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise Problem(415, "unsupported-media-type", "reconcile.form", found=kind[:80] or "∅")
    pairs = dict(pairs_of(await read_body(request)))
    service = await get_service(request)
    return answered(request, await _in_turn(request, service, lang, pairs), lang)


async def _in_turn(request: Request, service: QueryService, lang: str, given: Mapping[str, str]) -> Json:
    """The answer, a few batches at a time: raises Overload where the turn of this one does not come in time."""
    async with TURNS.taken():
        return await run_in_threadpool(_answer, request, service, lang, given)


def _answer(request: Request, service: QueryService, lang: str, given: Mapping[str, str]) -> Json:
    if "queries" in given:
        return _candidates(service, lang, given["queries"])
    if "extend" in given:
        return extension(request, service, lang, given["extend"])
    raise Problem(400, "wrong-use", "reconcile.nothing", name="queries")


def _candidates(service: QueryService, lang: str, text: str) -> Json:
    """The candidates of each name; a query that cannot be read does not lose the others, unless there are none."""
    queries, wrong = read_queries(text)
    if wrong and not queries:
        raise next(iter(wrong.values())).problem
    answers: Json = {}
    deadline = time.monotonic() + service.timeout
    for some in _several(queries):
        if time.monotonic() > deadline:
            raise QueryTimeout(seconds=f"{service.timeout:g}")
        for key, found in reconciled(service, some, lang).items():
            answers[key] = {"result": [candidate(one, service.base, lang) for one in found]}
    return answers | {key: failed(fault, lang) for key, fault in wrong.items()}


def _several(queries: dict[str, Asked]) -> Iterator[dict[str, Asked]]:
    """The names, a few at a time: between them one sees how long it takes."""
    rest = iter(queries.items())
    while some := dict(islice(rest, TOGETHER)):
        yield some


def _manifest(request: Request, base: str, lang: str) -> Json:
    root = root_of(request)
    here = root + ROOT.format(lang=lang)
    width, height = PREVIEW
    return {
        "versions": ["0.2"],
        "name": sentence("reconcile.name", lang),
        "identifierSpace": f"{base}/",
        "schemaSpace": NS,
        "documentation": f"{root}/docs",
        "serviceVersion": __version__,
        "logo": f"{root}/static/icon.svg",
        "batchSize": MOST_QUERIES // 2,
        "defaultTypes": [type_shape(one, lang) for one in types().values()],
        "view": {"url": f"{here}/view?id={{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": width, "height": height},
        "feature_view": {"url": f"{here}/flyout/feature?id={{{{id}}}}"},
        "suggest": {name: _suggest(here, name) for name in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": [_setting(lang)],
        },
    }


def _suggest(here: str, name: str) -> Json:
    return {
        "service_url": here,
        "service_path": f"/suggest/{name}",
        "flyout_service_url": here,
        "flyout_service_path": f"/flyout/{name}?id=${{id}}",
    }


def _setting(lang: str) -> Json:
    """How many values of a property are wanted."""
    return {
        "name": "limit",
        "type": "number",
        "default": 0,
        "label": sentence("reconcile.limit", lang),
        "help_text": sentence("reconcile.limit_help", lang, limit=MOST_FETCHED),
    }
