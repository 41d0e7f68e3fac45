"""Errors as RFC 9457 problem details, in the language asked for."""

import logging
import re
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from usagraph.errors import BadCursor, BadQuery, Overload, UsagraphError
from usagraph.messages import LANGUAGES, sentence

__all__ = [
    "ANSWERED",
    "MEDIA_TYPE",
    "TYPES",
    "Moved",
    "NotModified",
    "Problem",
    "answer_to",
    "install",
    "language",
    "problem",
    "refusal",
]

MEDIA_TYPE = "application/problem+json"
#: Start of the identifiers of the kinds of problem.
TYPES = "https://w3id.org/usagraph/problem/"
#: What a busy service answers.
BUSY = (429, 503)
#: The parameters that errors are about, whatever asks.
PARAMETERS = {BadCursor: "cursor", BadQuery: "query"}
#: Seconds after which a busy service may be asked again.
RETRY_AFTER = "5"

#: Characters of a value that an error names.
_NAMED = 400

log = logging.getLogger(__name__)


class Problem(Exception):
    """A request refused by the HTTP side: `kind` names the problem, `detail` its sentence in the catalogues."""

    def __init__(self, status: int, kind: str, detail: str | None = None, **values: Any) -> None:
        super().__init__(kind)
        self.status = status
        self.kind = kind
        self.detail = detail or kind
        self.values = values


class NotModified(Exception):
    """The reader holds this very answer."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


class Moved(Exception):
    """What was asked for is at another address of this service for good: `address`."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


#: The errors that are answered, and not for the log.
ANSWERED = (UsagraphError, Problem, NotModified, Moved)


def language(query: Mapping[str, str], accepted: str, default: str = "fr") -> str:
    """The language to answer in: `lang=`, else the first of Accept-Language that we have, else `default`.

    >>> language({}, "de, en;q=0.8, fr;q=0.5"), language({"lang": "fr"}, "en"), language({}, "")
    ('en', 'fr', 'fr')
    """
    if query.get("lang") in LANGUAGES:
        return query["lang"]
    for _, name in sorted((_weight(part), part) for part in accepted.split(",")):
        short = name.strip()[:2].lower()
        if short in LANGUAGES:
            return short
    return default


def problem(status: int, kind: str, detail: str, lang: str, path: str, **more: object) -> JSONResponse:
    """The problem document of `kind` with its `detail` already in words."""
    content = {
        "type": TYPES + kind,
        "title": sentence(f"problems.{kind}", lang),
        "status": status,
        "detail": detail,
        "instance": path,
        **more,
    }
    headers = {"Content-Language": lang, "Cache-Control": "no-store"}
    if status in BUSY:
        headers["Retry-After"] = RETRY_AFTER
    return JSONResponse(content, status, headers=headers, media_type=MEDIA_TYPE)


def refusal(error: Problem, lang: str, path: str) -> JSONResponse:
    """The problem document of a request refused by the HTTP side."""
    detail = sentence(f"http.{error.detail}", lang, **error.values)
    if error.kind == "wrong-use":
        detail = sentence("errors.WrongUse", lang, detail=detail)
    # RFC 9457, 3.2: the parameter that is wrong, for programs.
    more = {"parameter": str(error.values["name"])} if "name" in error.values else {}
    response = problem(error.status, error.kind, detail, lang, path, **more)
    if "allowed" in error.values:
        # RFC 9110, 15.5.6: said with each refusal of a method.
        response.headers["Allow"] = ", ".join(error.values["allowed"])
    if error.status == 408:
        # RFC 9110, 15.5.9: what is still to come answers to nothing.
        response.headers["Connection"] = "close"
    return response


def answer_to(request: Request, error: Exception) -> Response:
    """What an error of ANSWERED is answered with."""
    match error:
        case NotModified():
            headers = {"ETag": error.tag, "Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"}
            return Response(status_code=304, headers=headers)
        case Moved():
            return RedirectResponse(error.address, 301)
        case UsagraphError():
            return _ours(request, error)
        case Problem():
            return refusal(error, _lang(request), request.url.path)
    raise error


def install(app: FastAPI) -> None:
    """Makes every error of `app` a problem document."""
    for kind in ANSWERED:
        app.add_exception_handler(kind, _handled)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)


def _lang(request: Request) -> str:
    if (spoken := request.path_params.get("lang")) in LANGUAGES:
        return str(spoken)
    default = request.app.state.settings.lang
    return language(request.query_params, request.headers.get("accept-language", ""), default)


async def _handled(request: Request, error: Exception) -> Response:
    return answer_to(request, error)


def _ours(request: Request, error: UsagraphError) -> Response:
    lang = _lang(request)
    more: dict[str, object] = {name: error.values[name] for name in ("line", "column") if name in error.values}
    about = next((name for kind, name in PARAMETERS.items() if isinstance(error, kind)), None)
    if about and (about in request.query_params or request.method == "POST"):
        more["parameter"] = about
    elif "parameter" in error.values:
        more["parameter"] = error.values["parameter"]
    if error.status >= 500 and not isinstance(error, Overload):
        log.error("%s: %s", request.url.path, error)
    return problem(error.status, _kind(type(error), lang), _brief(error).say(lang), lang, request.url.path, **more)


def _brief(error: UsagraphError) -> UsagraphError:
    """The error with what it names cut where it is long: a name of 10,000 characters is not repeated."""
    brief = copy(error)
    brief.values = {
        name: f"{value[:_NAMED]}…" if isinstance(value, str) and len(value) > _NAMED else value
        for name, value in error.values.items()
    }
    return brief


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - so registered
    kind = {404: "not-found", 405: "method-not-allowed"}.get(error.status_code, "wrong-use")
    path = request.url.path
    page = getattr(request.app.state, "unknown_page", None)
    if error.status_code == 404 and page and request.method in ("GET", "HEAD") and _reads_pages(request):
        return Response(page(request), 404, media_type="text/html", headers={"Cache-Control": "no-store"})
    response = answer_to(request, Problem(error.status_code, kind, path=path, method=request.method))
    response.headers.update(error.headers or {})
    return response


def _reads_pages(request: Request) -> bool:
    """Whether a browser asks, and not for a part of a page or for what programs ask for."""
    accepted, path = request.headers.get("accept", ""), request.url.path
    return "text/html" in accepted and not path.startswith(("/api/", "/static/"))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - so registered
    first = error.errors()[0]
    found = _expected(first["type"], first.get("ctx", {}), _lang(request))
    return answer_to(request, Problem(400, "wrong-use", "parameter", name=_name(first["loc"]), found=found))


def _name(place: Sequence[object]) -> str:
    """The name of the parameter that a validator speaks of; the end of its place may be where in a list.

    >>> _name(("query", "type", 0))
    'type'
    """
    return next((one for one in place[1:] if isinstance(one, str)), "∅")


def _expected(kind: str, limits: Mapping[str, object], lang: str) -> str:
    """What a validator expected, in words; its own are in English only."""
    key = f"http.invalid.{kind}"
    known = sentence(key, lang, **limits)
    return known if known != key else sentence("http.invalid.other", lang)


class Unforeseen:
    """Makes a problem document of an error that no handler knows, where the answer has not begun."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request through the application."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            raise
        except Exception as error:
            log.exception("unforeseen error at %s", scope.get("path"), exc_info=error)
            if scope["type"] != "http" or begun:
                raise
            answer = answer_to(Request(scope, receive), Problem(500, "internal"))
            await answer(scope, receive, send)


def _kind(error: type[BaseException], lang: str) -> str:
    """The kind of problem of an error: its class, or the nearest above that the catalogues name."""
    for parent in error.__mro__:
        kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", parent.__name__).lower()
        if sentence(f"problems.{kind}", lang) != f"problems.{kind}":
            return kind
    return "internal"


def _weight(part: str) -> float:
    found = re.search(r";\s*q=([0-9.]+)", part)
    try:
        return -float(found[1]) if found else -1.0
    except ValueError:
        return 0.0
