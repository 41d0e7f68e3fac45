"""The page of the blanks: what the documents do not say, and where it was searched."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from usagraph.api.pages.asked_number import asked_number
from usagraph.api.pages.choosing import documents_of
from usagraph.api.pages.frame import Documents, Lang, page, render_page
from usagraph.graph.listing.grounds import grounds
from usagraph.graph.listing.practices import Practice, practices
from usagraph.graph.listing.searched import searched
from usagraph.graph.listing.units import units
from usagraph.graph.reading.entities import Evidence
from usagraph.visualisations.pictures.gaps import COLUMNS, LINES, ROWS, Cell, gaps

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

#: Documents of the table; beyond, it says how many there are.
LISTED = 60


@router.get("/lacunes")
@page
def gaps_page(
    request: Request,
    lignes: str = "directions",
    colonnes: str = "degre",
    ligne: str = "",
    colonne: str = "",
    degre: Annotated[str, Query(title="Only the actions at this degree")] = "",
    stade: Annotated[str, Query(title="Only the actions at this stage")] = "",
    public: Annotated[str, Query(title="Only the actions with this audience")] = "",
    suite: Annotated[str, Query(title="The first of the rows shown, from 1")] = "1",
    documents: Documents = None,
    lang: Lang = "fr",
) -> str:
    """The matrix of what is said and not said, and the cell that was asked for with its passages."""
    by, against = lignes if lignes in ROWS else "directions", colonnes if colonnes in COLUMNS else "degre"
    service, chosen = request.app.state.service, tuple(documents or ())
    known = documents_of(request)
    counted = [one for one in known if not chosen or one.id in chosen]
    where = searched(service)
    first = asked_number(suite)
    figure = gaps(
        practices(service, chosen),
        where,
        lang,
        by=by,
        against=against,
        documents=chosen,
        line=ligne,
        first=first,
        units=units(service),
        only={"degre": degre, "stade": stade, "public": public},
    )
    found = figure.at(ligne, colonne)
    return render_page(
        "gaps.html",
        request,
        lang,
        here="gaps",
        figure=figure,
        where=where,
        documents=counted,
        most=LISTED,
        step=LINES,
        found=found,
        told=_told(request, found[2], by, against, chosen) if found else (),
    )


def _told(
    request: Request, cell: Cell, by: str, against: str, documents: tuple[str, ...]
) -> tuple[tuple[Practice, tuple[Evidence, ...]], ...]:
    """The practices of a cell, each with the passages that put it there."""
    fields = (ROWS[by][0], COLUMNS[against][0])
    return tuple(grounds(request.app.state.service, cell.practices, fields, documents).items())
