"""The addresses of things: a person is sent to the page about one, a program is given its triples."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from usagraph.api.deps import ServiceDep, SettingsDep, check_tag
from usagraph.api.negotiation import choose, prefers_html
from usagraph.api.problems import language
from usagraph.api.sparql import answered
from usagraph.errors import UnknownName
from usagraph.graph.names import names
from usagraph.graph.querying.service import GRAPH_TYPES, QueryService
from usagraph.ontology.terms import VOC
from usagraph.visualisations.links import page_of

__all__ = ["router"]

router = APIRouter(tags=["Things"])

DESCRIPTION = """
CONSTRUCT { ?thing ?predicate ?object . ?subject ?relation ?thing }
WHERE { { ?thing ?predicate ?object } UNION { ?subject ?relation ?thing } }"""

Kind = Annotated[str, Path(title="Type in the IRI", examples=["action"])]
Scheme = Annotated[str, Path(title="Scheme of the concept", examples=["degree"])]
Slug = Annotated[str, Path(title="End of the IRI", examples=["isere-atelier-mobilite"])]
Notion = Annotated[str, Path(title="End of the IRI", examples=["consultation"])]
Format = Annotated[str, Query(title="turtle, ntriples, trig, nquads, rdfxml, jsonld; else by Accept")]


@router.get("/id/{kind}/{slug:path}", summary="A thing: its page, or its triples")
def thing(
    request: Request, service: ServiceDep, settings: SettingsDep, kind: Kind, slug: Slug, format: Format = ""
) -> Response:
    """A redirection (303) to the page about the thing for a browser, else the triples around it."""
    return _described(request, service, f"{settings.base}/id/{kind}/{slug}", format)


@router.get("/voc/{scheme}/{slug:path}", summary="A concept: its page, or its triples")
def concept(request: Request, service: ServiceDep, scheme: Scheme, slug: Notion, format: Format = "") -> Response:
    """A redirection (303) to the page about the concept for a browser, else the triples around it."""
    return _described(request, service, f"{VOC}{scheme}/{slug}", format)


def _described(request: Request, service: QueryService, iri: str, format: str) -> Response:
    accept = request.headers.get("accept", "")
    lang = language(request.query_params, request.headers.get("accept-language", ""))
    page = page_of(iri, lang) if prefers_html(accept) and not format else None
    if page and iri in names(service):
        return RedirectResponse(page, 303, headers={"Vary": "Accept, Accept-Language"})
    media_type = choose(GRAPH_TYPES, format=format, accept=accept)
    tag = check_tag(request, service, iri, media_type)
    answer = service.answer(DESCRIPTION, media_type=media_type, bindings={"thing": iri}, partial=True)
    if not answer.rows:
        raise UnknownName(name=iri, known="/api/v1/entities")
    return answered(answer, tag)
