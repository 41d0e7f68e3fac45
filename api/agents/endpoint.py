"""The server at `/mcp`, by streamable HTTP: each request is answered by itself, and nothing is kept from one to the next.

Behind the guard of the application (known hosts, limits, headers); beside it, a page of another site is refused. The
SDK, which takes a second to import, is imported when the first program comes.
"""

import re
from threading import Lock
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.types import Message, Receive, Scope, Send

from usagraph.api.bodies import BODY_LIMIT, read_body
from usagraph.api.problems import Problem
from usagraph.workspace import Workspace

if TYPE_CHECKING:
    from mcp.server.lowlevel.server import Server

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_MAKING = Lock()
_ORIGIN = re.compile(r"https?://(?P<host>\[[0-9a-f:.]+\]|[^:\[\]/?#@\\]+)(?::\d{1,5})?")


@router.post("/mcp")
async def mcp(request: Request) -> Response:
    """What the server answers to a message of the protocol."""
    _check_origin(request)
    body = (await read_body(request)).encode()
    return _Exchange(await run_in_threadpool(_server_of, request.app), body)


class _Exchange(Response):
    """One message and its answer."""

    def __init__(self, server: "Server[Any]", body: bytes) -> None:
        super().__init__()
        self._server = server
        self._asked = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers; what was begun for the message ends with it."""
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        unread = [self._asked]

        async def replayed() -> Message:
            if unread:
                return {"type": "http.request", "body": unread.pop(), "more_body": False}
            return await receive()

        manager = StreamableHTTPSessionManager(
            self._server, stateless=True, json_response=True, max_request_body_size=2 * BODY_LIMIT
        )
        async with manager.run():
            await manager.handle_request(scope, replayed, send)


def _check_origin(request: Request) -> None:
    """Raises Problem for a request that a page of another site makes: the guard knows the host, not who asks."""
    origin, trusted = request.headers.get("origin"), request.app.state.settings.trusted_hosts
    if origin is None or "*" in trusted:
        return
    found = _ORIGIN.fullmatch(origin.lower())
    if found is None or found["host"] not in {one.lower() for one in trusted}:
        raise Problem(403, "wrong-origin", origin=origin[:100])


def _server_of(app: FastAPI) -> "Server[Any]":
    """The server of an application, made when it is first asked for."""
    with _MAKING:
        if not hasattr(app.state, "agents"):
            from usagraph.api.agents.house import House
            from usagraph.api.agents.server import agent_server

            settings = app.state.settings
            house = House(app.state.service, Workspace(settings.workspace, settings.server), settings.lang)
            app.state.agents = agent_server(house)
        server: Server[Any] = app.state.agents
        return server
