"""The pages that many wait for, made before anybody asks: after the start, and each time that the graph was published anew.

What these pages read first is what all others share. They are asked for one at a time, as a reader of this machine would,
and never while another page is being made.
"""

import asyncio
import logging
from collections.abc import Iterator
from urllib.parse import unquote

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.types import Message, Scope

from usagraph.api.pages.keeping import Kept, state_of
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.settings import Settings
from usagraph.visualisations.links import address, page_of
from usagraph.workspace import Workspace

__all__ = ["PAGES", "warm", "warmed"]

log = logging.getLogger(__name__)

#: In the order in which readers come to them.
PAGES = (
    "/",
    "/reseau",
    "/recherche",
    "/question",
    "/chemin",
    "/comparer",
    "/flux",
    "/frise",
    "/lacunes",
    "/glossaire",
    "/documents",
    "/aide?lang=en",
    "/docs",
    "/ontologie",
)
#: What takes longest comes last.
LAST = ("/chiffres",)
#: The first thing of each is looked at; and the first documents are opened.
KINDS, DOCUMENTS = ("action", "directorate", "legal-text", "policy"), 24
#: Seconds between two looks at the graph, and between two at whether a page is being made.
LOOK, WAIT = 2.0, 0.05


async def warm(app: FastAPI) -> None:
    """Makes the pages of each state of the graph that lasts; until it is cancelled."""
    seen: object = None
    made: object = None
    while True:
        # What is published again and again is let be until it rests.
        last, seen = seen, await run_in_threadpool(_state, app)
        if seen is not None and seen != made and (seen == last or made is None):
            made = seen
            try:
                await warmed(app)
            except Exception:
                # Nobody waits for these pages: the next state of the graph has its turn.
                log.warning("pages were not made beforehand", exc_info=True)
        await asyncio.sleep(LOOK)


async def warmed(app: FastAPI) -> dict[str, int]:
    """The addresses that were asked for, with what was answered."""
    found: dict[str, int] = {}
    for one in await run_in_threadpool(lambda: list(_addresses(app))):
        while _is_busy(app):
            await asyncio.sleep(WAIT)
        found[one] = await _asked(app, one)
    log.info("%d pages made beforehand", len(found))
    return found


def _addresses(app: FastAPI) -> Iterator[str]:
    service, workspace = app.state.service, Workspace(app.state.settings.workspace)
    yield from PAGES
    things = [node.iri for kind in KINDS for node in names(service).reader.listed(kind, 0, 1)]
    for iri in things:
        yield page_of(iri, "fr") or "/"
        yield address("/reseau", "fr", focus=iri)
    for name in workspace.ids()[:1]:
        # The choice of documents has readings of its own.
        yield from (address(path, "fr", documents=name) for path in ("/", "/reseau"))
    for iri in things[1:]:
        yield address("/chemin", "fr", de=things[0], vers=iri)
    for name in workspace.ids()[:DOCUMENTS]:
        yield address(f"/documents/{name}", "fr")
    yield from LAST


def _state(app: FastAPI) -> object:
    """What the pages are made from; None where the graph is empty, or not ours to be asked so much."""
    service = app.state.service
    if not isinstance(service, QueryService) or not service.refresh():
        return None
    return state_of(Workspace(app.state.settings.workspace)), service.generation


def _is_busy(app: FastAPI) -> bool:
    kept: Kept | None = getattr(app.state, "pages", None)
    return kept is not None and kept.is_busy


async def _asked(app: FastAPI, wanted: str) -> int:
    """The status of the answer to a request that nobody sent."""
    settings: Settings = app.state.settings
    status = 0

    async def receive() -> Message:
        # Whoever asks stays until the answer is whole.
        never: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        return await never

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    await app(_scope(wanted, f"{settings.host}:{settings.port}"), receive, send)
    return status


def _scope(wanted: str, host: str) -> Scope:
    path, _, query = wanted.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", host.encode()), (b"accept", b"text/html"), (b"accept-language", b"fr")],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 80),
    }
