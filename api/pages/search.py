"""The page of the search: things by their names, and the passages of documents that hold the words."""

from fastapi import APIRouter, Request

from usagraph.api.pages.frame import UNNAMED, Lang, page, render_page
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import Found, Hit, network, search
from usagraph.textview import fold
from usagraph.visualisations.scope import OVERVIEW
from usagraph.visualisations.style import style
from usagraph.visualisations.words import clean

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

#: Things and passages on the page.
THINGS, PASSAGES = 100, 20


@router.get("/recherche")
@page
def search_page(request: Request, q: str = "", type: str = "", lang: Lang = "fr") -> str:
    """What `q` finds; without it, all the things of a `type` that the documents speak of."""
    wanted = clean(q)[:200]
    service = request.app.state.service
    found = search(service, wanted, limit=THINGS, passages=PASSAGES) if wanted else Found()
    facets = sorted(
        ((kind, n) for kind, n in found.kinds if kind not in UNNAMED), key=lambda pair: style().rank(pair[0])
    )
    shown = _of_type(service, wanted, type) if type else list(found.hits)
    return render_page(
        "search.html",
        request,
        lang,
        query=wanted,
        hits=[hit for hit in shown if hit.node.kind not in UNNAMED],
        total=sum(count for kind, count in facets if type in ("", kind)),
        more=found.more,
        passages=() if type else found.passages,
        left_out=found.left_out,
        begun=found.begun,
        facets=facets,
        wanted=type,
    )


def _of_type(service: QueryService, words: str, kind: str) -> list[Hit]:
    """The things of one kind alone, among those that the words find where there are some."""
    hits = search(service, words, kind=kind, limit=THINGS).hits if words else _listed_of(service, kind)
    return [hit for hit in hits if hit.node.kind == kind]


def _listed_of(service: QueryService, kind: str) -> list[Hit]:
    """The things of a kind in the overview, by label."""
    nodes = (data["node"] for _, data in network(service, kinds=OVERVIEW).nodes(data=True))
    return sorted((Hit(n, n.label) for n in nodes if n.kind == kind), key=lambda hit: fold(hit.node.label))
