"""The addresses of things, of concepts and of their evidence: a person is sent to a page, a program to the triples.

What an IRI names is no document, so that it is answered 303 with the document that fits the reader: a page, or its own
address with `?format=`, where the triples are.
"""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from usagraph.api.deps import ServiceDep, SettingsDep, check_tag
from usagraph.api.fates import successor
from usagraph.api.negotiation import choose, prefers_html, wanted
from usagraph.api.pages.frame import POLICY, error_page
from usagraph.api.problems import language
from usagraph.api.sparql import answered
from usagraph.errors import UnknownName
from usagraph.graph.querying.service import GRAPH_TYPES, QueryService
from usagraph.graph.reading.names import names
from usagraph.ontology.terms import VOC
from usagraph.settings import Settings
from usagraph.visualisations.links import address, document_id, page_of
from usagraph.workspace import Workspace

__all__ = ["router"]

router = APIRouter(tags=["Things"])

DESCRIPTION = """
CONSTRUCT { ?thing ?predicate ?object . ?subject ?relation ?thing }
WHERE { { ?thing ?predicate ?object } UNION { ?subject ?relation ?thing } }"""
#: Claims, passages and runs are in the graphs of the evidence alone.
EVIDENCE = """
CONSTRUCT { ?thing ?predicate ?object . ?subject ?relation ?thing }
WHERE { GRAPH ?graph { { ?thing ?predicate ?object } UNION { ?subject ?relation ?thing } } }"""
HELD = "SELECT (1 AS ?held) { { ?thing ?p ?o } UNION { ?s ?q ?thing } } LIMIT 1"
WITNESS = """
SELECT ?subject ?passage { GRAPH ?graph {
  { ?thing ?p ?o } UNION { ?subject ?q ?thing } OPTIONAL { ?thing ug:passage ?passage } } } LIMIT 1"""

#: What `format=` calls each type.
FORMATS = dict(zip(GRAPH_TYPES, ("turtle", "ntriples", "trig", "nquads", "rdfxml", "jsonld"), strict=True))
PAGE = "text/html"

Kind = Annotated[str, Path(title="Type in the IRI", examples=["action"])]
Scheme = Annotated[str, Path(title="Scheme of the concept", examples=["degree"])]
Slug = Annotated[str, Path(title="End of the IRI", examples=["valserine-drm-atelier-des-covoitureurs"])]
Notion = Annotated[str, Path(title="End of the IRI", examples=["consultation"])]
Format = Annotated[str, Query(title="turtle, ntriples, trig, nquads, rdfxml, jsonld; else by Accept")]


@router.get("/id/{kind}/{slug:path}", summary="A thing: its page, or its triples")
def thing(
    request: Request, service: ServiceDep, settings: SettingsDep, kind: Kind, slug: Slug, format: Format = ""
) -> Response:
    """The triples around the thing in `format`; without it, a redirection (303) to the page about it, or to them."""
    return _answer(request, service, settings, f"{settings.base}/id/{kind}/{slug}", format)


@router.get("/voc/{scheme}/{slug:path}", summary="A concept: its page, or its triples")
def concept(
    request: Request, service: ServiceDep, settings: SettingsDep, scheme: Scheme, slug: Notion, format: Format = ""
) -> Response:
    """The triples around the concept in `format`; without it, a redirection (303) to the page about it, or to them."""
    return _answer(request, service, settings, f"{VOC}{scheme}/{slug}", format)


def _answer(request: Request, service: QueryService, settings: Settings, iri: str, format: str) -> Response:
    accept = wanted(request.headers)
    lang = language(request.query_params, request.headers.get("accept-language", ""), settings.lang)
    try:
        if format:
            return _document(request, service, settings, iri, format)
        page = _page_of(service, iri, lang)
    except UnknownName as error:
        # A passage goes with its document.
        return _moved(request, settings, iri, error, html=not format and prefers_html(accept), lang=lang)
    kind = choose((*GRAPH_TYPES, PAGE), accept=accept)
    found = page if kind == PAGE else address(_path(iri), "fr", format=FORMATS[kind])
    return RedirectResponse(found, 303, headers={"Vary": "Accept, Accept-Language"})


def _moved(request: Request, settings: Settings, iri: str, error: UnknownName, *, html: bool, lang: str) -> Response:
    """The way to what the graph names otherwise now; else a page, or an error, that says that it is gone or never was."""
    try:
        # A passage goes with its document.
        moved = successor(
            Workspace(settings.workspace), _path(iri).partition("/passage/")[0], error, request.app.state.service
        )
    except UnknownName as lost:
        if not html:
            raise
        headers = {"Content-Security-Policy": POLICY, "Vary": "Accept, Accept-Language"}
        return HTMLResponse(error_page(request, lang, lost), lost.status, headers)
    return RedirectResponse(quote(moved) + (f"?{request.url.query}" if request.url.query else ""), 301)


def _document(request: Request, service: QueryService, settings: Settings, iri: str, format: str) -> Response:
    """The triples around `iri`, or those of the evidence; raises UnknownName where there are none."""
    media_type = choose(GRAPH_TYPES, format=format)
    tag = check_tag(request, service, iri, media_type)
    for query in (DESCRIPTION, EVIDENCE):
        answer = service.answer(query, media_type=media_type, bindings={"thing": iri}, partial=True)
        if answer.rows:
            response = answered(answer, tag)
            response.headers["Link"] = _links(iri, settings.licence)
            return response
    raise UnknownName(name=iri, known="/api/v1/entities")


def _page_of(service: QueryService, iri: str, lang: str) -> str:
    """The address of the page that shows `iri`; raises UnknownName where the graph does not name it."""
    if iri in names(service) or service.select(HELD, thing=iri):
        return page_of(iri, lang) or "/"
    found = service.select(WITNESS, thing=iri)
    if not found:
        raise UnknownName(name=iri, known="/api/v1/entities")
    if "/id/ingestion-run/" in iri:
        return address(f"/documents/{document_id(iri)}/claims", lang)
    # A claim is shown where it was read.
    return page_of(found[0].get("passage", iri), lang) or "/"


def _links(iri: str, licence: str) -> str:
    """What the document describes, its other formats, its page, its licence (RFC 6892, RFC 8288)."""
    path = _path(iri)
    others = [f'<{address(path, "fr", format=name)}>; rel="alternate"; type="{kind}"' for kind, name in FORMATS.items()]
    return ", ".join((f'<{iri}>; rel="describes"', *others, f'<{licence}>; rel="license"'))


def _path(iri: str) -> str:
    """The path of `iri` on this service."""
    start = "/voc/" if iri.startswith(VOC) else "/id/"
    return start + iri.partition(start)[2]
