"""The web application: `create_app` puts the parts together, and does nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware

from usagraph import __version__
from usagraph.api import openapi, problems, sparql
from usagraph.api.agents import endpoint as agents
from usagraph.api.guard import Guard
from usagraph.api.head import Head
from usagraph.api.linked import dataset, things, vocabulary
from usagraph.api.pages import (
    cards,
    citing,
    claims,
    compare,
    figures,
    files,
    flow,
    gaps,
    glossary,
    guidance,
    home,
    network,
    question,
    questions,
    reference,
    reliability,
    reports,
    search,
    static_files,
    timeline,
)
from usagraph.api.pages import documents as document_pages
from usagraph.api.pages import paths as path_pages
from usagraph.api.pages.frame import unknown_page
from usagraph.api.parameters import Readable, Strict
from usagraph.api.reconciliation import endpoint as reconciliation
from usagraph.api.rest import (
    citations,
    documents,
    entities,
    evidence,
    exports,
    linked_data,
    measures,
    passages,
    paths,
    queries,
    reasons,
    searching,
    status,
)
from usagraph.api.warming import warm as warming_of
from usagraph.graph.querying.opening import query_service
from usagraph.settings import Settings
from usagraph.workspace import Workspace

__all__ = ["create_app"]

#: The interface for programs: a parameter that is not known is refused.
REST = (
    entities,
    evidence,
    reasons,
    linked_data,
    paths,
    searching,
    documents,
    passages,
    queries,
    status,
    measures,
    exports,
    citations,
)
#: What standards describe: more may be sent than we know of.
STANDARDS = (reconciliation, things, dataset, vocabulary)
#: In the order they are tried: pages last, their addresses are the most general.
PARTS = (
    openapi,
    sparql,
    agents,
    reliability,
    files,
    question,
    questions,
    cards,
    citing,
    claims,
    search,
    reference,
    glossary,
    guidance,
    figures,
    gaps,
    flow,
    timeline,
    path_pages,
    compare,
    document_pages,
    home,
    reports,
    network,
    static_files,
)

#: Beyond, a page costs more time than it saves on the way.
COMPRESSION = 5


def create_app(settings: Settings, *, warm: bool = False) -> FastAPI:
    """The application over one workspace; its query workers end with its lifespan.

    `warm`: what the first readers of each generation would wait for is made while nobody does.
    """
    app = FastAPI(
        title="usagraph",
        version=__version__,
        summary="A knowledge graph of user participation in public services, each statement with its passages.",
        # Served with its tag, by a route of ours.
        openapi_url=None,
        # FastAPI's own pages load scripts from another site.
        docs_url=None,
        redoc_url=None,
        # A redirection to the other slash would repeat the Host header of the request.
        redirect_slashes=False,
        generate_unique_id_function=openapi.operation_id,
        lifespan=_lifespan,
    )
    app.state.settings, app.state.warm = settings, warm
    workspace = Workspace(settings.workspace, settings.server)
    app.state.service = query_service(
        workspace,
        base=settings.base,
        timeout=settings.timeout,
        max_rows=settings.max_rows,
        kept=settings.kept * 1_000_000,
    )
    for interface in REST:
        app.include_router(interface.router, dependencies=[Strict])
    for part in STANDARDS:
        app.include_router(part.router, dependencies=[Readable])
    for part in PARTS:
        app.include_router(part.router)
    app.openapi = partial(openapi.described, app)  # type: ignore[method-assign] # FastAPI's own way to change it
    problems.install(app)
    app.state.unknown_page = unknown_page
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=COMPRESSION)
    app.add_middleware(sparql.Shortcut)
    # Inside the guard, so that what nobody foresaw carries its headers too.
    app.add_middleware(problems.Unforeseen)
    app.add_middleware(Guard, hosts=settings.trusted_hosts, origins=settings.cross_origin, lang=settings.lang)
    app.add_middleware(Head)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    warming = asyncio.create_task(warming_of(app)) if app.state.warm else None
    yield
    if warming:
        warming.cancel()
    app.state.service.close()
