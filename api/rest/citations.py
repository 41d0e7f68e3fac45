"""Citing what one saw: a query, a figure or a view, in the words and the formats of those who write."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field

from usagraph.api.deps import ServiceDep, SettingsDep, check_tag
from usagraph.api.parameters import Language
from usagraph.errors import BadCitation
from usagraph.graph.citation import FORMS, Citation, as_bibtex, as_csl, as_ris, as_text, checked, fingerprint
from usagraph.graph.export.snapshot import published_on
from usagraph.graph.querying.service import QueryService
from usagraph.messages import sentence

__all__ = ["CitationDep", "router", "told_of"]

router = APIRouter(tags=["Citations"])

Text = Annotated[
    str,
    Query(
        title="Query",
        description="The SPARQL query that is cited. Either a query or a view",
        max_length=20_000,
        examples=["SELECT ?action { ?action a ug:Action }"],
    ),
]
View = Annotated[
    str,
    Query(
        title="View",
        description="The page of this service that is cited: its path and its parameters. Either a query or a view",
        max_length=4_000,
        examples=["/reliability"],
    ),
]
Kind = Annotated[
    Literal["query", "figure", "view"] | None,
    Query(title="Kind", description="What is cited; by default a query, or a view", examples=["query"]),
]
Title = Annotated[
    str, Query(title="Title", description="What it is called", max_length=500, examples=["Actions by degree"])
]
Generation = Annotated[
    int | None,
    Query(
        title="Generation",
        description="The generation it was seen in; the current one by default",
        ge=0,
        le=10**9,
        examples=[1],
    ),
]
Day = Annotated[
    str,
    Query(
        title="Day",
        description="The day of that generation, where it is an older one",
        pattern=r"^(\d{4}-\d{2}-\d{2})?$",
        examples=["2026-11-21"],
    ),
]
Result = Annotated[
    str,
    Query(
        title="Fingerprint",
        description="The fingerprint of the result that is cited",
        pattern=r"^[0-9a-f]{0,16}$",
        examples=["0123456789abcdef"],
    ),
]


class CitationOut(BaseModel):
    """A citation in all its forms, and whether the graph is still what it was."""

    key: str = Field(
        title="Key", description="A short name, the same for the same thing cited", examples=["usagraph-12-0a1b2c3d"]
    )
    text_fr: str = Field(
        title="Text in French", description="The citation in a French sentence", examples=["usagraph, vue…"]
    )
    text_en: str = Field(
        title="Text in English", description="The citation in an English sentence", examples=["usagraph, view…"]
    )
    bibtex: str = Field(title="BibTeX", description="An entry for BibTeX", examples=["@misc{usagraph-12-0a1b2c3d, …}"])
    csl: str = Field(title="CSL-JSON", description="An item for Zotero and the like, as text", examples=["[{…}]"])
    ris: str = Field(title="RIS", description="A record for Zotero, EndNote and Mendeley", examples=["TY  - DATA…"])
    address: str = Field(
        title="Address", description="Where the citation leads", examples=["http://127.0.0.1:8011/cite?…"]
    )
    redrawn: str = Field(
        title="Again", description="The page that asks the same today", examples=["/questions?sparql=…"]
    )
    generation: int = Field(title="Generation", description="The generation that is cited", examples=[12])
    current: int = Field(title="Current generation", description="The generation that the graph is at", examples=[14])
    moved: bool = Field(title="Moved on", description="Whether the graph has changed since", examples=[True])
    same: bool | None = Field(
        title="Same result",
        description="Whether the query gives today what was cited; null where that is not known",
        examples=[True],
    )
    note: str = Field(
        title="Note",
        description="The same in a sentence, in the language asked for",
        examples=["The graph has changed since."],
    )


def get_citation(
    request: Request,
    service: ServiceDep,
    settings: SettingsDep,
    query: Text = "",
    view: View = "",
    kind: Kind = None,
    title: Title = "",
    generation: Generation = None,
    made: Day = "",
    result: Result = "",
) -> Citation:
    """The citation that the address tells of; raises BadCitation, or BadQuery."""
    current = service.refresh()
    cited = current if generation is None else generation
    citation = Citation(
        kind=kind or ("query" if query else "view"),
        title=title,
        generation=cited,
        made=_day(made) or published_on(service.root, cited),
        seen=datetime.now(UTC).date(),
        licence=settings.licence,
        root=str(request.base_url).rstrip("/"),
        query=query,
        view=view,
        result=result,
    )
    citation = checked(citation)
    return _with_result(citation, service) if cited == current else citation


CitationDep = Annotated[Citation, Depends(get_citation)]


@router.get(
    "/api/v1/citations",
    summary="A citation",
    response_model=CitationOut,
    openapi_extra={"x-example": {"view": "/reliability"}},
    responses={200: {"content": {media_type: {} for _, media_type, _ in FORMS.values()}}},
)
def citation(
    request: Request,
    response: Response,
    service: ServiceDep,
    cited: CitationDep,
    lang: Language,
    format: Annotated[
        Literal["json", "text", "bibtex", "csl", "ris"],
        Query(
            title="Format", description="json for all forms at once, else one of them as a file", examples=["bibtex"]
        ),
    ] = "json",
) -> CitationOut | Response:
    """The citation of a query or a view in the graph as it is, or, with `generation`, as it was: then it says what became of it."""
    tag = check_tag(request, service, "citation", cited, format, lang)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Language": lang}
    if format != "json":
        write, media_type, suffix = FORMS[format]
        headers["Content-Disposition"] = f'attachment; filename="{cited.key}.{suffix}"'
        return Response(write(cited, lang), media_type=media_type, headers=headers)
    response.headers.update(headers)
    return told_of(cited, service, lang)


def told_of(cited: Citation, service: QueryService, lang: str) -> CitationOut:
    """A citation in all its forms, and what became of what is cited."""
    current = service.generation
    moved = cited.generation != current
    same = _same(cited, service) if moved else True
    return CitationOut(
        key=cited.key,
        text_fr=as_text(cited, "fr"),
        text_en=as_text(cited, "en"),
        bibtex=as_bibtex(cited, lang),
        csl=as_csl(cited, lang),
        ris=as_ris(cited, lang),
        address=cited.address,
        redrawn=cited.redrawn,
        generation=cited.generation,
        current=current,
        moved=moved,
        same=same,
        note=_note(cited, current, same, lang),
    )


def _note(cited: Citation, current: int, same: bool | None, lang: str) -> str:
    if cited.generation == current:
        return sentence("citation.current", lang)
    values = {"cited": cited.generation, "cited_date": cited.made.isoformat(), "generation": current}
    verdict = {True: "same", False: "differs", None: "unknown"}[same]
    return f"{sentence('citation.moved', lang, **values)} {sentence(f'citation.{verdict}', lang)}"


def _same(cited: Citation, service: QueryService) -> bool | None:
    """Whether the query gives today what is cited; None where that was not noted."""
    if not (cited.query and cited.result):
        return None
    return fingerprint(service, cited.query) == cited.result


def _with_result(cited: Citation, service: QueryService) -> Citation:
    return replace(cited, result=fingerprint(service, cited.query)) if cited.query else cited


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadCitation(reason="made", parameter="made", found=text) from None
