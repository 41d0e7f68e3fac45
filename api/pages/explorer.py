"""The pages people read: home, search, cards, network, documents. Made on the server, complete without scripts."""

import hashlib
import mimetypes
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from usagraph.api.fates import bundle_of
from usagraph.api.pages.frame import Lang, documents_of, listed, page, page_frame, render_page
from usagraph.graph.reading.entities import network
from usagraph.records import read_lines
from usagraph.visualisations.home import home
from usagraph.visualisations.network import VENDOR, drawing, page_html, vendor_file, view
from usagraph.visualisations.reading import block_of, parts
from usagraph.visualisations.relevant import relevant
from usagraph.visualisations.scope import OVERVIEW, Scope
from usagraph.visualisations.style import Kind, style
from usagraph.visualisations.templating import STATIC, safe_json
from usagraph.workspace import Bundle, Workspace

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

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
    return page_html(picture, choices=_choices(picture.legend, kinds), **page_frame(request, lang, here="network"))


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
        document=listed(bundle),
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


def _choices(legend: tuple[tuple[Kind, int], ...], kinds: tuple[str, ...]) -> list[Kind]:
    there = {kind.name for kind, _ in legend} | set(kinds) | set(FILTERS)
    return [kind for name, kind in style().kinds.items() if name in there]


def _bundle(request: Request, document: str) -> Bundle:
    return bundle_of(Workspace(request.app.state.settings.workspace), document)


def _place(passage: str, length: int) -> tuple[int, int] | None:
    """The two ends written `start-end`, or None where the text has no such place."""
    start, _, end = passage.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(passage) < 30):
        return None
    place = int(start), int(end)
    return place if place[0] < place[1] <= length else None
