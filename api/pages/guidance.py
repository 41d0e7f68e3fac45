"""What helps a reader along: the guided tour, and how accessible the pages are."""

from fastapi import APIRouter, Request

from usagraph.api.pages.frame import Lang, page, render_page
from usagraph.visualisations.method.accessibility import assessment

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/aide")
@page
def help_page(request: Request, lang: Lang = "fr") -> str:
    """A tour in five steps, and the other views in a word each."""
    return render_page("help.html", request, lang, here="help")


@router.get("/accessibilite")
@page
def accessibility_page(request: Request, lang: Lang = "fr") -> str:
    """The self-assessment, criterion by criterion: what was checked, how, and what was not."""
    return render_page("accessibility.html", request, lang, here="accessibility", assessment=assessment(lang))
