"""The graph to take away: the formats there are, whole exports, and the whole result of a query."""

from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from starlette.types import Receive, Scope, Send

from usagraph.api.deps import ServiceDep, SettingsDep, check_tag
from usagraph.api.parameters import Language
from usagraph.api.problems import Problem
from usagraph.errors import UnknownName
from usagraph.graph.export.about import About
from usagraph.graph.export.editions import INTERNAL, PUBLIC
from usagraph.graph.export.formats import FORMATS, format_named
from usagraph.graph.export.rows import GRAPH_FORMATS, ROW_FORMATS, media_type_of
from usagraph.graph.export.sizes import estimated
from usagraph.graph.export.snapshot import published_on
from usagraph.graph.export.streaming import Stream, Streams
from usagraph.graph.querying.service import QueryService
from usagraph.graph.querying.syntax import read_query
from usagraph.messages import sentence
from usagraph.settings import Settings

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/exports", tags=["Exports"])

#: Where the service may be asked from for what stays with those who keep it.
LOOPBACK = ("127.0.0.1", "::1", "localhost")
#: What tells that the request was handed on for somebody else.
HANDED_ON = ("forwarded", "x-forwarded-for", "x-real-ip", "via")

Edition = Annotated[
    Literal["public", "internal"],
    Query(
        title="Edition",
        description="public: what may be shown to anyone; internal: all that is stored, on the machine of the service only",
        examples=["public"],
    ),
]
Documents = Annotated[
    list[Annotated[str, Field(max_length=300)]] | None,
    Query(
        title="Documents",
        description="Ids of documents, or unambiguous beginnings of them; repeat it for several. All of them by default",
        examples=[["fiche-11"]],
        max_length=200,
    ),
]
FormatName = Annotated[
    str, Path(title="Format", description="A format of the list of exports", examples=["turtle"], max_length=40)
]


class ExportOut(BaseModel):
    """A format that the graph can be taken away in."""

    name: str = Field(title="Name", description="Name of the format", examples=["csv"])
    title: str = Field(
        title="Title",
        description="What it is for, in the language asked for",
        examples=["The network as GEXF, for Gephi."],
    )
    media_type: str = Field(title="Media type", description="Type of the file", examples=["application/zip"])
    suffix: str = Field(title="Ending", description="Ending of the name of the file", examples=["zip"])
    url: str = Field(title="Address", description="Where to get it", examples=["/api/v1/exports/csv"])
    bytes: int = Field(title="Size", description="Size in bytes, before any compression on the way", examples=[3800000])
    exact: bool = Field(
        title="Exact", description="False where the size is an estimate: nobody asked for it yet", examples=[False]
    )


class ExportList(BaseModel):
    """What can be taken away of the graph as it is."""

    title: str = Field(title="Title", description="Name of the data set", examples=["A knowledge graph"])
    generation: int = Field(title="Generation", description="Number of the generation of the graph", examples=[12])
    published: str = Field(title="Published", description="Day on which it was published", examples=["2026-11-21"])
    licence: str = Field(
        title="Licence",
        description="Address of the licence of the data",
        examples=["https://opensource.org/license/mit"],
    )
    editions: list[str] = Field(
        title="Editions", description="Editions that may be asked for from here", examples=[["public"]]
    )
    items: list[ExportOut] = Field(title="Formats", description="The formats")


class Download(StreamingResponse):
    """A stream as a file to be saved; it ends with the connection."""

    def __init__(self, stream: Stream, done: Callable[[int], object], **options: Any) -> None:
        super().__init__(_counted(stream, done), **options)
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends it; a HEAD request gets no more than its headers."""
        try:
            if scope.get("head"):
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
                await send({"type": "http.response.body", "body": b""})
            else:
                await super().__call__(scope, receive, send)
        finally:
            await self._stream.close()


class Desk:
    """The exports under way in this service, and how large those were that came to their end."""

    def __init__(self) -> None:
        self.streams = Streams()
        self.sizes: dict[tuple[int, str, str], int] = {}


async def get_desk(request: Request) -> Desk:
    """The desk of the application, made when it is first asked for."""
    if not isinstance(getattr(request.app.state, "exports", None), Desk):
        request.app.state.exports = Desk()
    desk: Desk = request.app.state.exports
    return desk


DeskDep = Annotated[Desk, Depends(get_desk)]


@router.get("", summary="What can be taken away")
def exports(
    request: Request, response: Response, service: ServiceDep, settings: SettingsDep, desk: DeskDep, lang: Language
) -> ExportList:
    """The formats, what each is for, and how large it is."""
    response.headers["ETag"] = check_tag(request, service, "exports", lang, settings.licence, sorted(desk.sizes))
    response.headers["Cache-Control"] = "no-cache"
    about = estimated(service)
    items = []
    for form in FORMATS.values():
        known = desk.sizes.get((service.generation, form.name, PUBLIC))
        items.append(
            ExportOut(
                name=form.name,
                title=form.describe(lang),
                media_type=form.media_type,
                suffix=form.suffix,
                url=f"/api/v1/exports/{form.name}",
                bytes=about[form.name] if known is None else known,
                exact=known is not None,
            )
        )
    return ExportList(
        title=sentence("export.title", lang),
        generation=service.generation,
        published=published_on(service.root, service.generation).isoformat(),
        licence=settings.licence,
        editions=[PUBLIC, INTERNAL] if _is_inside(request, settings) else [PUBLIC],
        items=items,
    )


@router.get(
    "/rows",
    summary="The whole result of a query",
    response_class=StreamingResponse,
    responses={200: {"content": {kind: {} for kind in (ROW_FORMATS | GRAPH_FORMATS).values()}}},
)
async def rows(
    request: Request,
    service: ServiceDep,
    settings: SettingsDep,
    desk: DeskDep,
    query: Annotated[
        str,
        Query(
            title="Query",
            description="A SELECT, CONSTRUCT or DESCRIBE of SPARQL 1.1; the well-known prefixes need no PREFIX line",
            examples=["SELECT ?action { ?action a ug:Action }"],
            max_length=50_000,
        ),
    ],
    format: Annotated[
        Literal["csv", "tsv", "ndjson", "json", "spreadsheet", "ntriples", "turtle"],
        Query(
            title="Format",
            description="csv, tsv, ndjson, json; ntriples or turtle for a CONSTRUCT. These give the values as they are, so that a "
            "spreadsheet would take a value that begins with =, +, - or @ for a formula: spreadsheet is the CSV to open in one, "
            "with such values defused, in the form that French spreadsheets read",
            examples=["csv"],
        ),
    ] = "csv",
) -> Response:
    """Every row, however many: no cap, but the work that a query may take. A result that is cut short ends its connection."""
    reading = read_query(query)
    try:
        media_type = media_type_of(reading, format)
    except UnknownName as error:
        raise Problem(406, "not-acceptable", known=error.values["known"]) from None
    tag = check_tag(request, service, "rows", reading.text, format)
    task = _task(service, settings) | {"query": reading.text, "format": format, "seconds": service.timeout}
    stream = await desk.streams.opened(task, seconds=service.timeout + 1)
    name = f"usagraph-rows-{service.generation}.{'csv' if format == 'spreadsheet' else format}"
    return Download(stream, lambda _: None, media_type=media_type, headers=_headers(tag, name))


@router.get(
    "/{format}",
    summary="The whole graph",
    response_class=StreamingResponse,
    responses={200: {"content": {form.media_type: {} for form in FORMATS.values()}}},
)
async def export(
    request: Request,
    service: ServiceDep,
    settings: SettingsDep,
    desk: DeskDep,
    format: FormatName,
    edition: Edition = "public",
    document: Documents = None,
) -> Response:
    """The graph, or what some documents say, in a format and an edition; as a file, which comes as it is made."""
    form = format_named(format)
    if edition == INTERNAL and not _is_inside(request, settings):
        raise Problem(403, "internal-edition")
    documents = tuple(sorted(document or ()))
    tag = check_tag(request, service, "export", form.name, edition, documents, settings.licence)
    task = _task(service, settings) | {"format": form.name, "edition": edition, "documents": documents}
    stream = await desk.streams.opened(task | {"licence": settings.licence})
    generation = service.generation
    about = About(
        service.base, generation, published_on(service.root, generation), edition, settings.licence, documents
    )

    def done(size: int) -> None:
        if not documents:
            desk.sizes[generation, form.name, edition] = size

    headers = _headers(tag, f"{about.name}.{form.suffix}")
    return Download(stream, done, media_type=form.media_type, headers=headers)


def _task(service: QueryService, settings: Settings) -> dict[str, object]:
    """What a worker is told of the graph."""
    return {
        "workspace": str(settings.workspace.absolute()),
        "server": asdict(settings.server) if settings.server else None,
        "base": service.base,
        "generation": service.generation,
    }


def _is_inside(request: Request, settings: Settings) -> bool:
    """Whether the internal edition may be had: by the setting, from this machine, and for nobody else."""
    near = request.client is not None and request.client.host in LOOPBACK
    handed = any(name in request.headers for name in HANDED_ON)
    return settings.internal_edition and settings.host in LOOPBACK and near and not handed


def _headers(tag: str, name: str) -> dict[str, str]:
    safe = "".join(sign if (sign.isalnum() and sign.isascii()) or sign in "-._" else "_" for sign in name)
    return {"ETag": tag, "Cache-Control": "no-cache", "Content-Disposition": f'attachment; filename="{safe}"'}


async def _counted(stream: Stream, done: Callable[[int], object]) -> AsyncIterator[bytes]:
    size = 0
    async for piece in stream.pieces():
        size += len(piece)
        yield piece
    done(size)
