"""The page that a citation leads to: what was cited, what became of it since, and the way to it."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from usagraph.api.deps import ServiceDep
from usagraph.api.negotiation import prefers_html, wanted
from usagraph.api.pages.frame import POLICY, Lang, render_page
from usagraph.api.rest.citations import CitationDep, told_of
from usagraph.graph.citation import FORMS
from usagraph.messages import LANGUAGES, sentence

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/cite")
def cite(request: Request, service: ServiceDep, cited: CitationDep, lang: Lang = "fr") -> Response:
    """The page, or for a program the citation itself."""
    lang = lang if lang in LANGUAGES else "fr"
    told = told_of(cited, service, lang)
    if not prefers_html(wanted(request.headers)):
        return Response(told.model_dump_json(), media_type="application/json", headers={"Vary": "Accept"})
    content = render_page(
        "cite.html",
        request,
        lang,
        heading=" ".join(cited.title.split()) or sentence(f"citation.{cited.kind}", lang),
        text=told.text_fr if lang == "fr" else told.text_en,
        told=told,
        asked=cited.query,
        forms={name: f"/api/v1/citations?{request.url.query}&format={name}" for name in FORMS},
        say={name: sentence(f"citation.{name}", lang) for name in ("again", "save", "asked_heading")},
    )
    return HTMLResponse(content, headers={"Content-Security-Policy": POLICY, "Vary": "Accept"})
