"""The overview: who involves users, in what and how far, and the actions behind each figure."""

from collections.abc import Collection, Iterable, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request

from usagraph.api.pages.asked_number import asked_number
from usagraph.api.pages.choosing import documents_of
from usagraph.api.pages.frame import Documents, Lang, page, render_page
from usagraph.graph.listing.practices import practices
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import Evidence
from usagraph.graph.reading.evidence import evidence_of
from usagraph.graph.reading.network import shown_of
from usagraph.visualisations.network.scope import OVERVIEW
from usagraph.visualisations.pictures.matrix import REVIEWED, Asked, Opened, counts, home, opened, sentence

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

#: Directions of a cell that the matrix names, and actions that are told at a time.
NAMED, TOLD = 12, 24


@router.get("/")
@page
def home_page(
    request: Request,
    territoire: Annotated[str, Query(title="Only the actions of directorates of this territory")] = "",
    pole: Annotated[str, Query(title="Only the actions of directorates of this pole")] = "",
    statut: Annotated[str, Query(title="Only the actions whose degree is validated, or is not")] = "",
    politique: Annotated[str, Query(title="Policy whose actions are listed")] = "",
    degre: Annotated[str, Query(title="Degree whose actions are listed")] = "",
    suite: Annotated[str, Query(title="The first of the actions listed, from 1")] = "1",
    documents: Documents = None,
    lang: Lang = "fr",
) -> str:
    """The matrix of policies by degree, and the actions of the cell that is open."""
    service, known, chosen = request.app.state.service, documents_of(request), tuple(documents or ())
    things = shown_of(service, OVERVIEW, chosen) if known else []
    if not things:
        return render_page("home.html", request, lang, here="home", home=None, documents=known)
    asked = Asked(territoire, pole, statut if statut in REVIEWED else "", politique, degre)
    found = practices(service, chosen)
    counted = opened(found, asked, lang)
    first = asked_number(suite, len(counted))
    return render_page(
        "home.html",
        request,
        lang,
        here="home",
        home=home(found, asked, lang),
        asked=asked,
        sentence=sentence(things, len(chosen or known), lang),
        counts=counts(things),
        opened=_with_passages(service, counted[first - 1 : first - 1 + TOLD], chosen),
        first=first,
        total=len(counted),
        step=TOLD,
        named=NAMED,
        documents=known,
    )


def _with_passages(
    service: QueryService, shown: Collection[Opened], documents: Collection[str]
) -> list[tuple[Opened, tuple[Evidence, ...]]]:
    """Each action with the passages that put it in the cell, each once, document by document."""
    held = evidence_of(service, (triple for one in shown for triple in one.said)) if shown else {}
    return [(one, _in_order((held.get(triple, ()) for triple in one.said), documents)) for one in shown]


def _in_order(several: Iterable[Sequence[Evidence]], documents: Collection[str]) -> tuple[Evidence, ...]:
    """The passages of some statements, those of the documents that count: by document, statement after statement."""
    ranked = [
        (one.document, rank, one.start - one.end, one)
        for rank, evidence in enumerate(several)
        for one in evidence
        if not documents or one.document in documents
    ]
    ranked.sort(key=lambda row: row[:3])
    found: dict[tuple[str, int, int], Evidence] = {}
    for _, _, _, one in ranked:
        found.setdefault((one.document, one.start, one.end), one)
    return tuple(found.values())
