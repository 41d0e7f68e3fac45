"""The network: what surrounds a thing, or all that documents link; as a page, and as each of its files."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from html import escape
from typing import Annotated

import networkx as nx
from fastapi import APIRouter, Query, Request, Response

from usagraph.api.pages.asked_number import asked_number
from usagraph.api.pages.exports import file_of, told_of_network
from usagraph.api.pages.frame import Documents, Framed, Lang, framed_policy, page, page_frame, render_page
from usagraph.errors import UnknownName
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import network
from usagraph.graph.reading.names import names
from usagraph.graph.reading.statements import stated
from usagraph.ontology.terms import RDF
from usagraph.visualisations.network.interactive import page_html
from usagraph.visualisations.network.relevant import SOURCES, relevant
from usagraph.visualisations.network.scope import OVERVIEW, POINTS, Scope, pins_of
from usagraph.visualisations.network.view import NetworkView, Triple, part_of, view
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import Kind, style

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
#: Rows of the table on a page of it.
ROWS = 200
#: Networks kept for a generation: the steps of somebody who looks around, and those of a few others.
KEPT = 48

Several = Annotated[list[str] | None, Query()]


@router.get("/reseau")
@router.get("/reseau.{form}")
@router.get("/reseau/tableau")
@page
def network_page(
    request: Request,
    form: str = "",
    focus: str = "",
    profondeur: str = "1",
    types: Several = None,
    cacher: Several = None,
    deplier: Several = None,
    replier: Several = None,
    fixe: Several = None,
    vue: str = "",
    choix: str = "",
    partie: str = "",
    feuille: str = "",
    cadre: Framed = "",
    documents: Documents = None,
    lang: Lang = "fr",
) -> str | Response:
    """The interactive network, a file of it, or its table page by page; its whole state is in the address."""
    families = style().families
    scope = Scope(
        focus=focus,
        depth=2 if profondeur == "2" else 1,
        kinds=_known(types, style().kinds),
        unfolded=_known(deplier, families),
        chosen=choix,
        folded=_known(replier, families),
        hidden=_known(cacher, style().kinds),
        pins=pins_of(fixe or ()),
        points=vue == POINTS and not focus,
        framed=cadre == "1",
    )
    picture = view(relevant(_network(request, scope, tuple(documents or ())), scope), lang=lang, scope=scope)
    if request.url.path.endswith("/tableau"):
        return _table_page(request, picture, partie, feuille)
    told = told_of_network(request, picture)
    if form:
        return file_of(picture, told, form)
    frame = page_frame(request, lang, here="network", told=told, frame_code=_frame_code(request, picture))
    made = page_html(picture, choices=_choices(picture.legend, scope.kinds), **frame)
    headers = {"Content-Security-Policy": framed_policy(request)} if scope.framed else {}
    return Response(made, media_type="text/html", headers=headers) if headers else made


@router.get("/reseau/passages")
@page
def statement_page(
    request: Request,
    sujet: str = "",
    relation: str = "",
    objet: str = "",
    documents: Documents = None,
    lang: Lang = "fr",
) -> str:
    """Every passage of one statement."""
    triple = _statement(request.app.state.service, (sujet, relation, objet), tuple(documents or ()))
    said = Triple(spoken(triple.subject, lang), relation, spoken(triple.object, lang), triple.inferred, triple.evidence)
    return render_page("statement.html", request, lang, here="network", triple=said)


def _table_page(request: Request, picture: NetworkView, part: str, number: str) -> str:
    """A page of the table of the picture, or of the relations of one node or arrow of it, called as in the drawing."""
    node = next((one for one in picture.nodes if one.id == part), None)
    triples = part_of(picture, part) if part else picture.triples
    last = max(-(-len(triples) // ROWS), 1)
    sheet = asked_number(number, last)
    shown = triples[(sheet - 1) * ROWS : sheet * ROWS]
    thing = node.node if node else None
    context = {"picture": picture, "triples": shown, "total": len(triples), "page": sheet, "last": last}
    context |= {"part": node, "thing": thing, "asked": part}
    context["arrows"] = {
        (one.subject.iri, one.predicate, one.object.iri): edge for edge in picture.edges for one in edge.triples
    }
    return render_page("network_table.html", request, picture.lang, here="network", **context)


def _frame_code(request: Request, picture: NetworkView) -> str:
    """What another site writes to show the view in a frame: the name of a thing stays text there too."""
    address = str(request.base_url).rstrip("/") + picture.scope.address(picture.lang, cadre="1")
    return f'<iframe src="{escape(address)}" title="{escape(picture.title)}" width="100%" height="760"></iframe>'


def _statement(service: QueryService, asked: tuple[str, str, str], documents: tuple[str, ...]) -> Triple:
    """The statement with its passages in the documents that count; raises UnknownName."""
    subject, predicate, object_ = asked
    known = names(service)
    if subject not in known or object_ not in known or predicate == RDF + "type":
        raise UnknownName(name=" ".join(asked), known="")
    found = stated(service, [asked])[asked]
    evidence = tuple(one for one in found.evidence if not documents or one.document in documents)
    if not evidence and not found.inferred:
        raise UnknownName(name=" ".join(asked), known="")
    return Triple(known.node(subject), predicate, known.node(object_), found.inferred, evidence)


def _known(asked: list[str] | None, told: Mapping[str, object]) -> tuple[str, ...]:
    """What was asked for and exists, in the order of the file that tells of it."""
    return tuple(name for name in told if name in (asked or ()))


def _network(request: Request, scope: Scope, documents: tuple[str, ...]) -> "nx.MultiDiGraph[str]":
    """The network that the view is drawn from, kept for the next view of the same."""
    service = request.app.state.service
    kinds = scope.kinds or (() if scope.focus else OVERVIEW)
    if not isinstance(service, QueryService):
        return _read(service, scope.focus, scope.depth, kinds, documents)
    kept: Callable[..., nx.MultiDiGraph[str]] = service.remember(
        "networks of pages", lambda: lru_cache(maxsize=KEPT)(partial(_read, service))
    )
    return kept(scope.focus, scope.depth, kinds, documents)


def _read(
    service: QueryService, focus: str, depth: int, kinds: tuple[str, ...], documents: tuple[str, ...]
) -> "nx.MultiDiGraph[str]":
    # What a document alone brings together would be taken out again: it is a source, not a subject.
    apart = tuple(sorted(SOURCES.difference(kinds)))
    return network(service, focus=focus or None, depth=depth, kinds=kinds, documents=documents, apart=apart)


def _choices(legend: tuple[tuple[Kind, int], ...], kinds: tuple[str, ...]) -> list[Kind]:
    there = {kind.name for kind, _ in legend} | set(kinds) | set(FILTERS)
    return [kind for name, kind in style().kinds.items() if name in there]
