"""How reliable the facts are: the published figures, as a page for people and as data for programs."""

from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from usagraph.api.linked.vocabulary import tag_of
from usagraph.api.negotiation import choose
from usagraph.api.pages.frame import POLICY, Lang, render_page
from usagraph.api.rest.reliability_figures import MeasuredOut, ReliabilityOut
from usagraph.ingest.evaluation.published import HELD_OUT, PUBLISHED, overall, published
from usagraph.messages import LANGUAGES
from usagraph.visualisations.method.reliability import WEAK, Measured, family_name, measured
from usagraph.visualisations.words import words

__all__ = ["figures", "router", "said_of"]

router = APIRouter(tags=["Service"])

TYPES = ("application/json", "text/html")

Format = Annotated[str, Query(title="json; else by Accept")]


@router.get("/reliability", summary="How reliable the facts are", response_model=ReliabilityOut)
@router.get("/fiabilite", include_in_schema=False)
def reliability(request: Request, format: Format = "", lang: Lang = "fr") -> Response:
    """Of 100 facts shown, how many are right, and of 100 that a text holds, how many are found: by family, by format.

    `held_out` was measured on documents that no author of the rules has read: what to expect of new ones. `development`
    was measured on those that the rules were written with. Each is null where nothing was published.
    """
    # Data where the reader has no preference: a browser says that it wants a page.
    media_type = choose(
        TYPES, format=TYPES[0] if format == "json" else format, accept=request.headers.get("accept", "")
    )
    html = media_type == "text/html"
    content = _page(request, lang if lang in LANGUAGES else "fr") if html else _data()
    headers = {"ETag": tag_of(request, content.encode()), "Vary": "Accept", "Cache-Control": "no-cache"}
    if html:
        return HTMLResponse(content, headers=headers | {"Content-Security-Policy": POLICY})
    return Response(content, media_type=media_type, headers=headers)


def figures() -> tuple[Measured | None, Measured | None]:
    """What was measured on new documents, then on those that the rules were written with."""
    return _measured(HELD_OUT), _measured(PUBLISHED)


@cache
def _measured(path: Path) -> Measured | None:
    """The figures of a file that travels with the package: read once, for every sheet says them."""
    return measured(published(path), overall)


def said_of(family: str, lang: str) -> str:
    """How reliable the facts of a family are, in a few words: on new documents, else on the others; empty where too little
    was measured."""
    for one, key in zip(figures(), ("reliability.fact_new", "reliability.fact_development"), strict=True):
        line = one.line(family) if one else None
        if line and line.shown and not line.shown.is_few:
            return words(lang)(key, right=line.shown.right, total=line.shown.count)
    return ""


def _page(request: Request, lang: str) -> str:
    held_out, development = figures()
    known = {line.name for line in held_out.families} if held_out else set()
    rest = [line.name for line in development.families if line.name not in known] if development and held_out else []
    return render_page(
        "reliability.html",
        request,
        lang,
        here="reliability",
        held_out=held_out,
        development=development,
        unmeasured=[family_name(name, lang) for name in rest if "." not in name],
        name_of=family_name,
        limit=WEAK,
    )


def _data() -> str:
    return ReliabilityOut(
        held_out=MeasuredOut.of(published(HELD_OUT), overall), development=MeasuredOut.of(published(PUBLISHED), overall)
    ).model_dump_json()
