"""The glossary: what the degrees mean to whom, other notions, acronyms, and how facts are found."""

from fastapi import APIRouter, Request

from usagraph.api.pages.frame import Documents, Lang, page, render_page
from usagraph.api.pages.reliability import figures
from usagraph.graph.listing.practices import practices
from usagraph.graph.reading.acronyms import acronyms
from usagraph.graph.reading.definitions import definitions
from usagraph.visualisations.method.glossary import glossary

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/glossaire")
@page
def glossary_page(request: Request, documents: Documents = None, lang: Lang = "fr") -> str:
    """The four degrees by author, other notions, acronyms, the method and how reliable it is."""
    service, chosen = request.app.state.service, tuple(documents or ())
    told = glossary(definitions(service, chosen), practices(service, chosen), acronyms(service, chosen), lang)
    new, known = figures()
    return render_page("glossary.html", request, lang, here="glossary", glossary=told, measured=new or known)
