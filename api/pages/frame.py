"""What every page has: its frame, its language, and an error in words."""

import hashlib
import inspect
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import URL

from usagraph import __version__
from usagraph.api.deps import unheld
from usagraph.api.fates import bundle_of
from usagraph.api.pages.choosing import choice_of
from usagraph.api.pages.keeping import Kept, Made, state_of, state_of_document
from usagraph.api.problems import BUSY, RETRY_AFTER, NotModified, language
from usagraph.errors import AmbiguousName, GoneAddress, UnknownForm, UnknownName, UsagraphError
from usagraph.graph.querying.service import QueryService
from usagraph.messages import LANGUAGES
from usagraph.visualisations.exporting.offer import offer
from usagraph.visualisations.links import among
from usagraph.visualisations.templating import render
from usagraph.visualisations.words import clean, words
from usagraph.workspace import Workspace

__all__ = [
    "POLICY",
    "UNNAMED",
    "Documents",
    "Framed",
    "Lang",
    "error_page",
    "framed_policy",
    "live_page",
    "page",
    "page_frame",
    "render_page",
    "unknown_page",
]

#: What a page may load: our own files, and nothing else.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)

#: Things that have no name of their own: met through what they belong to; and the vocabularies, which have no page here.
UNNAMED = frozenset(("ParticipationStep", "Passage", "Claim", ""))

R = TypeVar("R")

_HEADERS = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}

Lang = Annotated[str, Query(title="Language of the page: fr or en")]
Documents = Annotated[list[str] | None, Query(title="Documents that count: ids; all of them where none is named")]

Framed = Annotated[str, Query(title="1: as it stands in a frame, in the page of another site")]


def page(make: Callable[..., str | Response]) -> Callable[..., Awaitable[Response]]:
    """Serves what `make` writes, or answers; an error becomes a page that says what happened and what to do.

    `make` reads nothing but the graph, the files of the workspace and the address: while these are the same, so is the
    page. It is made once, kept for the others, and not sent again to who holds it. Every page takes `documents`, and keeps
    them in its addresses; one whose figures they change has a parameter of that name, and offers the choice.
    """

    @wraps(make)
    async def serve(**values: Any) -> Response:
        request, write = _asked(make, values)
        state = _state(request)
        own = state_of_document(_workspace(request), values["document"]) if "document" in values else ()
        if state is None or own is None:
            return _sent(request, await run_in_threadpool(write))
        key = str(_address(request)), own
        tag = _tag(__version__, state, key)
        try:
            unheld(request, tag)
            made = await _kept(request).page(make.__name__, state, key, write)
        except NotModified:
            return _unchanged(tag)
        except UsagraphError as error:
            made = _failed(request, values["lang"], error)
        return _sent(request, made, tag)

    return _with_documents(serve, make)


def live_page(make: Callable[..., str | Response]) -> Callable[..., Response]:
    """Serves what `make` writes as `page` does, made for each request: what it says may change by itself."""

    @wraps(make)
    def serve(**values: Any) -> Response:
        request, write = _asked(make, values)
        return _sent(request, write())

    return _with_documents(serve, make)


def _with_documents(serve: Callable[..., R], make: Callable[..., object]) -> Callable[..., R]:
    """The route of a page, which takes `documents` and `cadre` whether the page itself does or not."""
    signature = inspect.signature(make)
    added = {"documents": (None, Documents), "cadre": ("", Framed)}
    more = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (default, annotation) in added.items()
        if name not in signature.parameters
    ]
    parameters = [*signature.parameters.values(), *more]
    serve.__signature__ = signature.replace(parameters=parameters, return_annotation=Response)  # type: ignore[attr-defined]
    return serve


def _asked(make: Callable[..., str | Response], values: dict[str, Any]) -> tuple[Request, Callable[[], Made]]:
    values["lang"] = values["lang"] if values["lang"] in LANGUAGES else "fr"
    request = values["request"]
    request.state.documents = ()
    request.state.offers_choice = "documents" in inspect.signature(make).parameters
    # Inside the page of another site, any page leaves its menus; one that keeps it in its addresses takes it.
    request.state.framed = values["cadre"] == "1"
    if "cadre" not in inspect.signature(make).parameters:
        del values["cadre"]
    names = {*values, "cadre"}
    known = [(name, value) for name, value in request.query_params.multi_items() if name in names]
    if len(known) < len(request.query_params.multi_items()):
        # What a page knows nothing of makes no other page.
        request.state.address = request.url.replace(query=urlencode(known))
    return request, partial(_made, make, request, values)


def _address(request: Request) -> URL:
    """The address of the page, without what it knows nothing of."""
    address: URL = getattr(request.state, "address", request.url)
    return address


def _made(make: Callable[..., str | Response], request: Request, values: dict[str, Any]) -> Made:
    """The page, or the one that says why there is none."""
    try:
        workspace = _workspace(request)
        documents = tuple(dict.fromkeys(bundle_of(workspace, name).id for name in values.pop("documents") or ()))
        request.state.documents = documents
        own = {"documents": documents} if request.state.offers_choice else {}
        with among(documents):
            made = make(**values, **own)
            if getattr(request.state, "shown", None):
                # A file: of the very things that the page shows.
                made = request.state.write(request, values["lang"], *request.state.shown)
    except UsagraphError as error:
        return _failed(request, values["lang"], error)
    if isinstance(made, Response):
        # It is sent pressed or not: its length is told then.
        headers = {name: value for name, value in made.headers.items() if name != "content-length"}
        return Made(made.status_code, bytes(made.body), headers=headers)
    return Made(
        200,
        made.encode(),
        headers=_HEADERS | ({"Content-Security-Policy": framed_policy(request)} if request.state.framed else {}),
    )


def _failed(request: Request, lang: str, error: UsagraphError) -> Made:
    headers = _HEADERS | {"Cache-Control": "no-store"}
    headers |= {"Retry-After": RETRY_AFTER} if error.status in BUSY else {}
    return Made(error.status, error_page(request, lang, error).encode(), headers=headers)


def _sent(request: Request, made: Made, tag: str = "") -> Response:
    """The answer, with its tag: that of its content where none is given; an error has none."""
    if made.status != 200:
        return Response(made.body, made.status, headers=made.headers)
    tag = tag or _tag(made.body)
    try:
        unheld(request, tag)
    except NotModified:
        return _unchanged(tag)
    headers = made.headers | {"ETag": tag, "Cache-Control": "no-cache"}
    if made.pressed and "gzip" in request.headers.get("accept-encoding", ""):
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(made.pressed, headers=headers)
    return Response(made.body, headers=headers)


def _unchanged(tag: str) -> Response:
    return Response(status_code=304, headers={"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"})


def _tag(*parts: object) -> str:
    # Weak: the same whether it is pressed or not.
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:20]}"'


def _state(request: Request) -> tuple[object, ...] | None:
    """What pages are made from, as it is now; None where there is no graph that tells."""
    service = request.app.state.service
    if not isinstance(service, QueryService):
        return None
    # The files first: a page is never older than its state.
    return state_of(_workspace(request)), service.mark, service.refresh()


def _kept(request: Request) -> Kept:
    state = request.app.state
    if not hasattr(state, "pages"):
        state.pages = Kept()
    kept: Kept = state.pages
    return kept


def _workspace(request: Request) -> Workspace:
    return Workspace(request.app.state.settings.workspace)


def render_page(template: str, request: Request, lang: str, **context: object) -> str:
    """The page made from `template`, with what every page is given; nothing where a file is made of what it shows."""
    if getattr(request.state, "write", None):
        request.state.shown = template, context
        return ""
    url = _address(request)
    take = offer(template, context, str(request.base_url).rstrip("/"), url.path, url.query)
    return render(template, lang, **page_frame(request, lang, take=take, **context))


def unknown_page(request: Request) -> str:
    """The page that says that there is nothing at the address asked for, in the language of the reader."""
    settings = request.app.state.settings
    lang = language(request.query_params, request.headers.get("accept-language", ""), settings.lang)
    return error_page(request, lang, UnknownName(name=request.url.path, known=""))


def error_page(request: Request, lang: str, error: UsagraphError) -> str:
    """The page that says what happened, and what to do."""
    say = words(lang)
    name = clean(str(error.values.get("name", "")))
    # Said in a page, whatever was asked for.
    request.state.write = None
    match error:
        case UnknownForm():
            heading, detail = say("error.title_404"), error.say(lang)
        case GoneAddress():
            heading, detail = say("error.title_410"), say("error.gone", name=name)
        case AmbiguousName():
            heading, detail = say("error.title_404"), say("error.several", name=name)
        case UnknownName():
            heading, detail = say("error.title_404"), say("error.missing", name=name)
        case _:
            heading, detail = say("error.title_other"), error.say(lang)
    return render_page("error.html", request, lang, heading=heading, detail=detail)


def page_frame(request: Request, lang: str, **context: object) -> dict[str, object]:
    """What every page is given: the other language, at the same address, and the address that a citation leads to."""
    url = _address(request)
    view = url.remove_query_params(["lang", "cadre"])
    other = url.include_query_params(lang="en") if lang == "fr" else url.remove_query_params("lang")
    own = {"other_language": other, "cited_view": view}
    frame = {name: url.path + (f"?{url.query}" if url.query else "") for name, url in own.items()}
    framed = getattr(request.state, "framed", False)
    return frame | {"choice": choice_of(request, lang), "framed": framed} | context


def framed_policy(request: Request) -> str:
    """What a page in a frame may load, and the sites that may show it: those of the setting, and ours."""
    sites = getattr(request.app.state.settings, "framed_by", ())
    return POLICY.replace("frame-ancestors 'self'", " ".join(("frame-ancestors 'self'", *sites)))
