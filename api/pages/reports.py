"""Reporting an error on a passage: a form, and the only address of the service that writes.

What is sent goes to a file of the workspace, for a person to look through: `usagraph.graph.deciding.reports` bounds it. The
address takes forms of our own pages alone, short ones, and nothing of who sent them is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import Headers

from usagraph.api.bodies import pairs_of, read_body
from usagraph.api.fates import bundle_of
from usagraph.api.guard import REPORTED
from usagraph.api.pages.choosing import listed
from usagraph.api.pages.documents import place_of
from usagraph.api.pages.frame import POLICY, Lang, error_page, page, render_page
from usagraph.api.problems import RETRY_AFTER, Problem
from usagraph.errors import UsagraphError
from usagraph.graph.deciding.reports import KINDS, LONGEST, Fate, Report, reports_at
from usagraph.graph.reading.names import names
from usagraph.graph.reading.sayings import sayings
from usagraph.messages import LANGUAGES
from usagraph.visualisations.document.told import Told, told
from usagraph.visualisations.links import address
from usagraph.visualisations.words import clean
from usagraph.workspace import Bundle, Workspace

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

#: Bytes of a form: what it says in words, each sign written in as many as nine, and the rest.
LARGEST = 12_000
#: Characters of an address that is repeated.
ADDRESS = 300
_FORM = "application/x-www-form-urlencoded"
_STATUS: dict[Fate, int] = {"many": 429, "full": 507, "unwritten": 503}


@dataclass(frozen=True)
class Form:
    """The form as it is shown: the passage, what it says, and what was filled in already."""

    bundle: Bundle
    passage: str
    exact: str | None
    told: Told
    kind: str = ""
    claim: str = ""
    words: str = ""
    trouble: str = ""


@router.get(REPORTED)
@page
def report_page(request: Request, document: str = "", passage: str = "", relation: str = "", lang: Lang = "fr") -> str:
    """The form that reports an error on a passage."""
    return _shown(request, lang, _form(request, {"document": document, "passage": passage, "relation": relation}, lang))


@router.get(f"{REPORTED}/merci")
@page
def thanks_page(request: Request, document: str = "", passage: str = "", lang: Lang = "fr") -> str:
    """What is said once a report is written, and the way back."""
    known = _form(request, {"document": document, "passage": passage}, lang)
    return render_page(
        "thanks.html",
        request,
        lang,
        here="documents",
        document=listed(known.bundle),
        passage=known.passage if known.exact else "",
    )


@router.post(REPORTED)
async def report(request: Request) -> Response:
    """Writes the report that a form sends, and leads to the page that says so; a refusal is a page in words."""
    try:
        _check(request.headers)
        fields = dict(pairs_of(await read_body(request, LARGEST)))
    except Problem as error:
        return _refused(request, "fr", error.status, {403: "foreign", 413: "long"}.get(error.status, "unread"))
    lang = fields.get("lang", "fr") if fields.get("lang") in LANGUAGES else "fr"
    return await run_in_threadpool(_taken, request, fields, lang)


def _taken(request: Request, fields: Mapping[str, str], lang: str) -> Response:
    try:
        form = _form(request, fields, lang)
    except UsagraphError as error:
        return _page(error_page(request, lang, error), error.status)
    place = place_of(form.passage, len(form.bundle.text)) if form.exact else None
    if place is None or form.kind not in KINDS:
        return _refused(request, lang, 400, "unread", form)
    if len(form.words) > LONGEST:
        return _refused(request, lang, 413, "long", form)
    path = Workspace(request.app.state.settings.workspace).reports
    sender = request.client.host if request.client else ""
    fate = reports_at(path).add(Report(form.bundle.id, *place, form.kind, form.claim, form.words), sender)
    if fate != "kept":
        return _refused(request, lang, _STATUS[fate], fate, form)
    leads = address(f"{REPORTED}/merci", lang, document=form.bundle.id, passage=form.passage)
    return RedirectResponse(leads, 303, headers={"Cache-Control": "no-store"})


def _check(headers: Headers) -> None:
    """Raises Problem for what no form of ours sends: a page of another site, or a program."""
    if not _is_own(headers):
        raise Problem(403, "forbidden")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _FORM:
        raise Problem(415, "unsupported-media-type", found=kind[:80] or "∅")


def _is_own(headers: Headers) -> bool:
    """Whether a page of this very service asks, as its browser says; who says nothing is not believed."""
    fetched = headers.get("sec-fetch-site")
    if fetched not in (None, "same-origin"):
        return False
    where = headers.get("origin") or headers.get("referer")
    if where is None:
        return fetched is not None
    return urlsplit(where).netloc.lower() == headers.get("host", "").lower()


def _form(request: Request, fields: Mapping[str, str], lang: str) -> Form:
    """The form of a passage, with what was filled in; raises UnknownName where there is no such document."""
    service = request.app.state.service
    bundle = bundle_of(Workspace(request.app.state.settings.workspace), fields.get("document", "")[:ADDRESS])
    text, passage = bundle.text, fields.get("passage", "")[:ADDRESS]
    place = place_of(passage, len(text))
    said = sayings(service, bundle.id)
    claim = fields.get("relation", "")
    return Form(
        bundle,
        passage,
        text[slice(*place)] if place else None,
        told(said, place, names(service).node, lang) if place else Told((), 0, ()),
        kind=fields.get("kind", ""),
        claim=claim if place and claim in {one.claim for one in said.over(*place)} else "",
        words=clean(fields.get("words", "")),
    )


def _shown(request: Request, lang: str, form: Form, trouble: str = "") -> str:
    return render_page(
        "report.html",
        request,
        lang,
        here="documents",
        form=form,
        document=listed(form.bundle),
        kinds=KINDS,
        longest=LONGEST,
        trouble=trouble,
    )


def _refused(request: Request, lang: str, status: int, why: str, form: Form | None = None) -> Response:
    """The page that says why nothing was written; with the form, filled in as it was, where it can be sent again."""
    if form is not None and form.exact:
        return _page(_shown(request, lang, form, why), status)
    return _page(render_page("report_refused.html", request, lang, here="documents", why=why), status)


def _page(content: str, status: int) -> Response:
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    headers |= {"Retry-After": RETRY_AFTER} if status in (HTTPStatus.TOO_MANY_REQUESTS, 503) else {}
    return HTMLResponse(content, status, headers=headers)
