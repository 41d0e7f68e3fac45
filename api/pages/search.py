"""The page of the search: things by their names, and the passages of documents that hold the words."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from fastapi import APIRouter, Request

from usagraph.api.pages.choosing import documents_of
from usagraph.api.pages.frame import UNNAMED, Documents, Lang, page, render_page
from usagraph.graph.listing.mentions import mentions
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import Found, Hit, Node, network, search
from usagraph.graph.reading.network import shown_of
from usagraph.textview import fold
from usagraph.visualisations.network.scope import OVERVIEW
from usagraph.visualisations.pictures.matrix import counts
from usagraph.visualisations.style import style
from usagraph.visualisations.ways import compared
from usagraph.visualisations.words import clean

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

#: What may stand around two names: « comparer A et B ».
AROUND = frozenset(("comparer", "compare", "avec", "with", "et", "and", "vs", "versus"))
#: Things and passages on the page.
THINGS, PASSAGES = 100, 20
#: Those that are looked through for the ones that some documents speak of.
LOOKED, READ = 400, 100


@router.get("/recherche")
@page
def search_page(request: Request, q: str = "", type: str = "", documents: Documents = None, lang: Lang = "fr") -> str:
    """What `q` finds in the documents that count; without it, all the things of a `type` that they speak of."""
    wanted, chosen = clean(q)[:200], tuple(documents or ())
    service = request.app.state.service
    found = _found(service, wanted, chosen)
    facets = sorted(
        ((kind, n) for kind, n in found.kinds if kind not in UNNAMED), key=lambda pair: style().rank(pair[0])
    )
    listed = _of_type(service, wanted, type, chosen) if type else found.hits
    hits = [hit for hit in listed if hit.node.kind not in UNNAMED]
    return render_page(
        "search.html",
        request,
        lang,
        here="search",
        query=wanted,
        hits=hits[:THINGS],
        total=sum(count for kind, count in facets if type in ("", kind)) if wanted else len(hits),
        more=found.more,
        passages=() if type else found.passages,
        left_out=found.left_out,
        begun=found.begun,
        facets=facets,
        wanted=type,
        kinds=() if hits or found.passages else counts(shown_of(service, OVERVIEW, chosen)),
        read=bool(documents_of(request)),
        pair=_pair(service, wanted, lang),
    )


def _pair(service: QueryService, words: str, lang: str) -> tuple[Node, Node, str] | None:
    """Two things that the words name and nothing else, with the address that compares them."""
    asked = [word for word in re.split(r"[\s,;/]+", words) if word and fold(word) not in AROUND]
    if len(asked) != 2:
        return None
    first, second = (_called(service, word) for word in asked)
    found = ((one, two, compared(one, two, lang)) for one in first for two in second)
    return next((pair for pair in found if pair[2]), None)


def _called(service: QueryService, word: str) -> list[Node]:
    """The things whose name or acronym is that word."""
    nodes = (hit.node for hit in search(service, word, limit=8).hits)
    return [one for one in nodes if fold(word) in (fold(one.label), fold(one.acronym or one.label))]


def _found(service: QueryService, words: str, documents: Collection[str]) -> Found:
    """What the words find, in some documents where any is named."""
    if not words:
        return Found()
    if not documents:
        return search(service, words, limit=THINGS, passages=PASSAGES)
    found = search(service, words, limit=LOOKED, passages=READ)
    hits = tuple(_spoken_of(service, found.hits, documents))
    passages = tuple(one for one in found.passages if one.document in documents)[:PASSAGES]
    kinds = tuple(Counter(hit.node.kind for hit in hits).items())
    more = found.more or found.total > LOOKED
    return replace(found, hits=hits, passages=passages, kinds=kinds, total=len(hits), more=more)


def _spoken_of(service: QueryService, hits: Iterable[Hit], documents: Collection[str]) -> Iterable[Hit]:
    """The things that some documents speak of, and these documents."""
    told = mentions(service)
    iris = {f"{service.base}/id/document/{name}" for name in documents}
    spoken = iris.union(*(told.of.get(iri, ()) for iri in iris))
    return (hit for hit in hits if hit.node.iri in spoken)


def _of_type(service: QueryService, words: str, kind: str, documents: Collection[str]) -> Iterable[Hit]:
    """The things of one kind alone, among those that the words find where there are some."""
    if not words:
        return _listed_of(service, kind, documents)
    hits = search(service, words, kind=kind, limit=LOOKED if documents else THINGS).hits
    of_kind = [hit for hit in hits if hit.node.kind == kind]
    return _spoken_of(service, of_kind, documents) if documents else of_kind


def _listed_of(service: QueryService, kind: str, documents: Collection[str]) -> list[Hit]:
    """The things of a kind in the overview, by label."""
    graph = network(service, kinds=OVERVIEW, documents=tuple(documents))
    nodes = (data["node"] for _, data in graph.nodes(data=True))
    return sorted((Hit(n, n.label) for n in nodes if n.kind == kind), key=lambda hit: fold(hit.node.label))
