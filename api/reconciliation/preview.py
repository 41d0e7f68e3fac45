"""A thing as others show it: a small page in a frame of theirs, and the way to its own page."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from usagraph.api.deps import ServiceDep
from usagraph.api.pages.frame import POLICY
from usagraph.api.reconciliation.suggesting import told_in_a_line
from usagraph.api.reconciliation.tongues import ROOT, Fresh, Tongue, root_of
from usagraph.errors import UnknownName
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import Evidence, describe
from usagraph.graph.reading.names import names
from usagraph.graph.reading.relabelling import labelled
from usagraph.graph.reading.things import Node
from usagraph.graph.reconciling.ids import iri_of
from usagraph.ontology.terms import VOC
from usagraph.visualisations.links import page_of
from usagraph.visualisations.templating import render

__all__ = ["FRAMED", "router"]

router = APIRouter(prefix=ROOT, tags=["Reconciliation"])

#: What a page may load, in a frame of whoever: it holds nothing to press, and says nothing of who reads it.
FRAMED = POLICY.replace("frame-ancestors 'self'", "frame-ancestors *")
#: Passages shown.
PASSAGES = 2

Id = Annotated[
    str,
    Query(
        min_length=1, max_length=500, title="Id", description="Id of the thing", examples=["voc/degree/consultation"]
    ),
]


@router.get("/view", include_in_schema=False)
def view(service: ServiceDep, lang: Tongue, id: Id) -> Response:
    """A redirection to the address of a thing, which knows its page, and what became of one that was merged or erased."""
    iri = iri_of(id, service.base)
    start = VOC.removesuffix("voc/") if iri.startswith(VOC) else f"{service.base}/"
    if not iri.startswith(start):
        raise UnknownName(name=id, known="/api/v1/entities")
    return RedirectResponse(f"/{quote(iri.removeprefix(start))}?lang={lang}", 303)


@router.get("/preview", summary="A thing as a small page, for a frame", response_class=HTMLResponse)
def preview(request: Request, service: ServiceDep, lang: Tongue, tag: Fresh, id: Id) -> Response:
    """Its name, what tells it from others, and passages that speak of it."""
    node = _node(service, id, lang)
    passages = _passages(service, node.iri)
    html = render(
        "reconciliation_preview.html",
        lang,
        node=node,
        line=told_in_a_line(service, [node], lang)[0],
        passages=passages[:PASSAGES],
        more=max(0, len(passages) - PASSAGES),
        page=root_of(request) + _page(node.iri, lang),
    )
    return HTMLResponse(html, headers={"Content-Security-Policy": FRAMED, "ETag": tag, "Cache-Control": "no-cache"})


def _node(service: QueryService, id: str, lang: str) -> Node:
    known, iri = names(service), iri_of(id, service.base)
    if iri not in known:
        raise UnknownName(name=id, known="/api/v1/entities")
    node: Node = labelled(service, known.node(iri), lang)
    return node


def _page(iri: str, lang: str) -> str:
    return page_of(iri, lang) or "/"


def _passages(service: QueryService, iri: str) -> list[Evidence]:
    """The passages behind what is said of a thing, each once, the surest first."""
    told = [one for relation in describe(service, iri).relations for one in relation.evidence]
    each = {(one.document, one.start, one.end): one for one in sorted(told, key=lambda one: one.confidence)}
    return sorted(each.values(), key=lambda one: (-one.confidence, one.document, one.start))
