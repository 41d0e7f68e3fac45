"""The page of figures: what documents state, beside what they list."""

from fastapi import APIRouter, Request

from usagraph.api.pages.choosing import documents_of
from usagraph.api.pages.frame import Documents, Lang, page, render_page
from usagraph.graph.listing.figures import READ, figures
from usagraph.visualisations.pictures.figures_check import VERDICTS, figures_check
from usagraph.workspace import Workspace

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/chiffres")
@page
def figures_page(request: Request, verdict: str = "", documents: Documents = None, lang: Lang = "fr") -> str:
    """The figures of the documents, side by side with what they list; those of one verdict where it is asked for."""
    chosen, known = tuple(documents or ()), documents_of(request)
    workspace = Workspace(request.app.state.settings.workspace)
    checks = figures(request.app.state.service, workspace, chosen) if known else ()
    return render_page(
        "figures.html",
        request,
        lang,
        here="figures",
        figure=figures_check(checks, lang),
        verdict=verdict if verdict in VERDICTS else "",
        known=known,
        too_many=len(chosen or known) > READ,
        read=READ,
    )
