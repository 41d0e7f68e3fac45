"""Every page as a file: the address of the page with an ending, and the same parameters."""

import inspect
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response

from usagraph.api.pages import cards, compare, documents, figures, flow, gaps, glossary, home, paths, question, search
from usagraph.api.pages import timeline as timeline_page
from usagraph.api.pages.exports import attached, told_about
from usagraph.api.pages.taken_lists import (
    card_taken,
    documents_taken,
    figures_taken,
    glossary_taken,
    question_taken,
    search_taken,
)
from usagraph.api.pages.taken_pictures import (
    Context,
    Taker,
    compare_taken,
    flow_taken,
    gaps_taken,
    home_taken,
    path_taken,
    timeline_taken,
)
from usagraph.visualisations.exporting.forms import MEDIA_TYPES
from usagraph.visualisations.exporting.offer import HOME_FILE, view_path
from usagraph.visualisations.exporting.taken import TABLE, written

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

Page = Callable[..., Awaitable[Response]]

#: What makes a file of what a page shows, by the template that shows it.
TAKERS: dict[str, Taker] = {
    "home.html": home_taken,
    "flow.html": flow_taken,
    "timeline.html": timeline_taken,
    "gaps.html": gaps_taken,
    "compare.html": compare_taken,
    "path.html": path_taken,
    "figures.html": figures_taken,
    "search.html": search_taken,
    "question.html": question_taken,
    "documents.html": documents_taken,
    "glossary.html": glossary_taken,
    "card.html": card_taken,
}
#: The pages, by the path of their files.
PAGES: dict[str, Page] = {
    HOME_FILE: home.home_page,
    "/flux": flow.flow_page,
    "/frise": timeline_page.timeline_page,
    "/lacunes": gaps.gaps_page,
    "/comparer": compare.compare_page,
    "/chemin": paths.path_page,
    "/chiffres": figures.figures_page,
    "/recherche": search.search_page,
    "/question": question.question_page,
    "/documents": documents.documents_page,
    "/glossaire": glossary.glossary_page,
}
#: Those whose path ends with a name, which may hold a dot: only the endings that are forms.
SHEETS: dict[str, Page] = {
    "/fiche/{kind}/{slug:path}": cards.card_page,
    "/concept/{scheme}/{slug:path}": cards.concept_page,
}


def _file(make: Page, form: str = "") -> Page:
    """The route of a file: that of the page, which then writes the file instead; of one `form`, or of any."""

    async def serve(**values: Any) -> Response:
        wanted = form or values.pop("form")
        values["request"].state.write = partial(_written, wanted)
        return await make(**values)

    signature = inspect.signature(make)
    added = [] if form else [inspect.Parameter("form", inspect.Parameter.KEYWORD_ONLY, annotation=str)]
    parameters = sorted([*signature.parameters.values(), *added], key=lambda one: one.default is not one.empty)
    several = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in parameters]
    serve.__signature__ = signature.replace(parameters=several)  # type: ignore[attr-defined]
    return serve


def _written(form: str, request: Request, lang: str, template: str, context: Context) -> Response:
    """The file of what a page shows; raises UnknownForm."""
    taken = TAKERS[template](request, lang, context)
    path, query = view_path(request.url.path, form), request.url.query
    address = f"{path}?{query}" if query else path
    told = told_about(request, taken.title, taken.sentence, address, lang)
    return attached(written(taken, told, form), MEDIA_TYPES[form], told, form)


for _path, _page in PAGES.items():
    router.add_api_route(f"{_path}.{{form}}", _file(_page), methods=["GET"])
for _path, _page in SHEETS.items():
    for _form in TABLE:
        router.add_api_route(f"{_path}.{_form}", _file(_page, _form), methods=["GET"])
