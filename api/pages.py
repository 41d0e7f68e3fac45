"""The pages people read: home, search, cards, network, documents. Made on the server, complete without scripts."""

import hashlib
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse

from usagraph.api.problems import language
from usagraph.errors import UnknownName, UsagraphError
from usagraph.graph.entities import network
from usagraph.messages import LANGUAGES
from usagraph.records import read_lines
from usagraph.visualisations.home import home
from usagraph.visualisations.network import VENDOR, drawing, page_html, vendor_file, view
from usagraph.visualisations.reading import block_of, parts
from usagraph.visualisations.relevant import relevant
from usagraph.visualisations.scope import OVERVIEW, Scope
from usagraph.visualisations.style import Kind, style
from usagraph.visualisations.templating import STATIC, render, safe_json
from usagraph.visualisations.words import clean, words
from usagraph.workspace import Bundle, Workspace

__all__ = ["POLICY", "UNNAMED", "Lang", "Listed", "documents_of", "page", "render_page", "router", "unknown_page"]

router = APIRouter(include_in_schema=False)

#: What a page may load: our own files, and nothing else.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)

#: Kinds offered as filters of the network.
FILTERS = (
    "LegalText",
    "Charter",
    "PublicBody",
    "LocalAuthority",
    "Association",
    "Directorate",
    "DepartmentalDirectorate",
    "TerritorialDirectorate",
    "Action",
    "policy",
    "degree",
)

#: Things that have no name of their own: met through what they belong to; and the vocabularies, which have no page here.
UNNAMED = frozenset(("ParticipationStep", "Passage", "Claim", ""))

Lang = Annotated[str, Query(title="Language of the page: fr or en")]


@dataclass(frozen=True)
class Listed:
    """A document as it is named in a list."""

    id: str
    title: str
    file: str
    format: str


def page(make: Callable[..., str]) -> Callable[..., HTMLResponse]:
    """Serves what `make` writes; an error becomes a page that says what happened and what to do."""

    @wraps(make)
    def serve(*args: Any, **values: Any) -> HTMLResponse:
        request = values["request"]
        values["lang"] = values["lang"] if values["lang"] in LANGUAGES else "fr"
        try:
            content, status = make(*args, **values), 200
        except UsagraphError as error:
            content, status = _error_page(request, values["lang"], error), error.status
        return HTMLResponse(content, status, headers={"Content-Security-Policy": POLICY})

    return serve


@router.get("/")
@page
def home_page(request: Request, lang: Lang = "fr") -> str:
    """The overview: one sentence, search, matrix, network, documents."""
    documents = documents_of(request)
    graph = network(request.app.state.service, kinds=OVERVIEW) if documents else None
    if graph is None or not len(graph):
        return render_page("home.html", request, lang, here="home", picture=None, documents=documents)
    picture = view(graph, lang=lang)
    figures = home(graph, len(documents), lang)
    data = safe_json(drawing(picture))
    return render_page(
        "home.html", request, lang, here="home", picture=picture, home=figures, data=data, documents=documents
    )


@router.get("/reseau")
@page
def network_page(
    request: Request,
    focus: str = "",
    profondeur: Annotated[str, Query()] = "1",
    types: Annotated[list[str] | None, Query()] = None,
    deplier: str = "",
    choix: str = "",
    lang: Lang = "fr",
) -> str:
    """The interactive network; its whole state is in the address."""
    kinds = tuple(kind for kind in style().kinds if kind in (types or []))
    scope = Scope(focus, 2 if profondeur == "2" else 1, kinds, deplier, choix)
    service = request.app.state.service
    graph = network(service, focus=focus or None, depth=scope.depth, kinds=kinds or (() if focus else OVERVIEW))
    picture = view(relevant(graph, scope), lang=lang, scope=scope)
    return page_html(picture, choices=_choices(picture.legend, kinds), **_frame(request, lang, here="network"))


@router.get("/documents")
@page
def documents_page(request: Request, lang: Lang = "fr") -> str:
    """The documents read."""
    return render_page("documents.html", request, lang, here="documents", documents=documents_of(request))


@router.get("/documents/{document}")
@page
def document_page(request: Request, document: str, passage: str = "", lang: Lang = "fr") -> str:
    """The text of a document, the passage asked for marked."""
    bundle = _bundle(request, document)
    text = bundle.text
    place = _place(passage, len(text))
    shown = parts(text, map(block_of, read_lines(bundle.blocks_path)), place)
    return render_page(
        "document.html",
        request,
        lang,
        here="documents",
        document=_listed(bundle),
        text_length=len(text),
        parts_of_text=shown,
        asked=text[slice(*place)] if place else None,
        bad_passage=bool(passage) and place is None,
    )


@router.get("/static/vendor/{name}")
def vendor(request: Request, name: str) -> Response:
    """A file of the network engine, from the installed wheel."""
    if name not in VENDOR:
        raise HTTPException(404)
    return _file(request, vendor_file(name), VENDOR[name])


@router.get("/static/{name}")
def static(request: Request, name: str) -> Response:
    """One of our own style sheets, scripts or pictures."""
    found = {path.name: path for path in STATIC.iterdir() if path.is_file()}.get(name)
    if found is None:
        raise HTTPException(404)
    return _file(request, found.read_bytes(), mimetypes.guess_type(name)[0] or "application/octet-stream")


def _file(request: Request, content: bytes, kind: str) -> Response:
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": tag, "Cache-Control": "max-age=300"})
    return Response(
        content,
        media_type=kind,
        headers={"ETag": tag, "Cache-Control": "max-age=300", "X-Content-Type-Options": "nosniff"},
    )


def _frame(request: Request, lang: str, **context: object) -> dict[str, object]:
    """What every page is given: the other language, at the same address."""
    other = request.url.include_query_params(lang="en") if lang == "fr" else request.url.remove_query_params("lang")
    return {"other_language": other.path + (f"?{other.query}" if other.query else "")} | context


def render_page(template: str, request: Request, lang: str, **context: object) -> str:
    """The page made from `template`, with what every page is given."""
    return render(template, lang, **_frame(request, lang, **context))


def unknown_page(request: Request) -> str:
    """The page that says that there is nothing at the address asked for, in the language of the reader."""
    settings = request.app.state.settings
    lang = language(request.query_params, request.headers.get("accept-language", ""), settings.lang)
    return _error_page(request, lang, UnknownName(name=request.url.path, known=""))


def _error_page(request: Request, lang: str, error: UsagraphError) -> str:
    say = words(lang)
    missing = isinstance(error, UnknownName)
    detail = say("error.missing", name=clean(str(error.values.get("name", "")))) if missing else error.say(lang)
    heading = say("error.title_404") if missing else say("error.title_other")
    return render_page("error.html", request, lang, heading=heading, detail=detail)


def _choices(legend: tuple[tuple[Kind, int], ...], kinds: tuple[str, ...]) -> list[Kind]:
    there = {kind.name for kind, _ in legend} | set(kinds) | set(FILTERS)
    return [kind for name, kind in style().kinds.items() if name in there]


def documents_of(request: Request) -> list[Listed]:
    """The documents read, by title."""
    workspace = Workspace(request.app.state.settings.workspace)
    return sorted((_listed(bundle) for bundle in workspace.bundles()), key=lambda d: (d.title.casefold(), d.id))


def _listed(bundle: Bundle) -> Listed:
    run = bundle.run
    file = str(run.get("file_name") or run.get("file") or bundle.id)
    return Listed(bundle.id, str(run.get("title") or file), file, str(run.get("format") or ""))


def _bundle(request: Request, document: str) -> Bundle:
    return Workspace(request.app.state.settings.workspace).bundle(document)


def _place(passage: str, length: int) -> tuple[int, int] | None:
    """The two ends written `start-end`, or None where the text has no such place."""
    start, _, end = passage.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(passage) < 30):
        return None
    place = int(start), int(end)
    return place if place[0] < place[1] <= length else None
