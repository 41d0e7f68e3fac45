"""What every page has: its frame, its language, and an error in words."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import HTMLResponse

from usagraph.api.problems import language
from usagraph.errors import GoneAddress, UnknownName, UsagraphError
from usagraph.messages import LANGUAGES
from usagraph.visualisations.templating import render
from usagraph.visualisations.words import clean, words
from usagraph.workspace import Bundle, Workspace

__all__ = [
    "POLICY",
    "UNNAMED",
    "Lang",
    "Listed",
    "documents_of",
    "error_page",
    "listed",
    "page",
    "page_frame",
    "render_page",
    "unknown_page",
]

#: What a page may load: our own files, and nothing else.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)

#: Things that have no name of their own: met through what they belong to; and the vocabularies, which have no page here.
UNNAMED = frozenset(("ParticipationStep", "Passage", "Claim", ""))

Lang = Annotated[str, Query(title="Language of the page: fr or en")]


@dataclass(frozen=True)
class Listed:
    """A document as it is named in a list."""

    id: str
    title: str
    file: str
    format: str


def page(make: Callable[..., str | Response]) -> Callable[..., Response]:
    """Serves what `make` writes, or answers; an error becomes a page that says what happened and what to do."""

    @wraps(make)
    def serve(*args: Any, **values: Any) -> Response:
        request = values["request"]
        values["lang"] = values["lang"] if values["lang"] in LANGUAGES else "fr"
        try:
            made = make(*args, **values)
            if isinstance(made, Response):
                return made
            content, status = made, 200
        except UsagraphError as error:
            content, status = error_page(request, values["lang"], error), error.status
        return HTMLResponse(content, status, headers={"Content-Security-Policy": POLICY})

    return serve


def render_page(template: str, request: Request, lang: str, **context: object) -> str:
    """The page made from `template`, with what every page is given."""
    return render(template, lang, **page_frame(request, lang, **context))


def unknown_page(request: Request) -> str:
    """The page that says that there is nothing at the address asked for, in the language of the reader."""
    settings = request.app.state.settings
    lang = language(request.query_params, request.headers.get("accept-language", ""), settings.lang)
    return error_page(request, lang, UnknownName(name=request.url.path, known=""))


def error_page(request: Request, lang: str, error: UsagraphError) -> str:
    """The page that says what happened, and what to do."""
    say = words(lang)
    name = clean(str(error.values.get("name", "")))
    match error:
        case GoneAddress():
            heading, detail = say("error.title_410"), say("error.gone", name=name)
        case UnknownName():
            heading, detail = say("error.title_404"), say("error.missing", name=name)
        case _:
            heading, detail = say("error.title_other"), error.say(lang)
    return render_page("error.html", request, lang, heading=heading, detail=detail)


def documents_of(request: Request) -> list[Listed]:
    """The documents read, by title."""
    workspace = Workspace(request.app.state.settings.workspace)
    return sorted((listed(bundle) for bundle in workspace.bundles()), key=lambda d: (d.title.casefold(), d.id))


def listed(bundle: Bundle) -> Listed:
    """A document as lists name it."""
    run = bundle.run
    file = str(run.get("file_name") or run.get("file") or bundle.id)
    return Listed(bundle.id, str(run.get("title") or file), file, str(run.get("format") or ""))


def page_frame(request: Request, lang: str, **context: object) -> dict[str, object]:
    """What every page is given: the other language, at the same address, and the address that a citation leads to."""
    other = request.url.include_query_params(lang="en") if lang == "fr" else request.url.remove_query_params("lang")
    view = request.url.remove_query_params("lang")
    own = {"other_language": other, "cited_view": view}
    return {name: url.path + (f"?{url.query}" if url.query else "") for name, url in own.items()} | context
