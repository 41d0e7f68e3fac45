"""Programs that speak to the server: by its own standard input and output, and over HTTP."""

import os
import sys
import warnings
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import anyio
import pytest

from usagraph.api.agents.house import House
from usagraph.graph.querying.opening import query_service
from usagraph.settings import Settings
from usagraph.workspace import Workspace

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from mcp import Client, StdioServerParameters

#: Runs what a program says to the server, and gives back what it made of the answers.
Talk = Callable[[Callable[[Client], Awaitable[Any]]], Any]


@pytest.fixture(scope="session")
def house(settings: Settings) -> Iterator[House]:
    """The sample, as the tools read it."""
    workspace = Workspace(settings.workspace)
    with query_service(workspace, base=settings.base, timeout=settings.timeout, max_rows=settings.max_rows) as service:
        yield House(service, workspace, "fr")


def talking(target: Any, **how: Any) -> Talk:
    """Speaks to the server at an address, or that a command starts."""

    def talk(say: Callable[[Client], Awaitable[Any]]) -> Any:
        async def run() -> Any:
            with anyio.fail_after(60):
                async with Client(target, **how) as client:
                    return await say(client)

        return anyio.run(run)

    return talk


def command(settings: Settings, *words: str, **environment: str) -> StdioServerParameters:
    """The server as a host starts it, over the sample."""
    given = ["-m", "usagraph", "--workspace", str(settings.workspace), *words, "mcp"]
    own = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return StdioServerParameters(command=sys.executable, args=given, env=own | {"USAGRAPH_LANG": "fr"} | environment)


@pytest.fixture(params=["stdio", "http", "http-legacy"])
def talk(request: pytest.FixtureRequest, settings: Settings) -> Talk:
    """Speaks to the server by one of its transports, over HTTP with the newest protocol and with the one before."""
    if request.param == "stdio":
        return talking(command(settings))
    address = f"http://127.0.0.1:{request.getfixturevalue('server').port}/mcp"
    return talking(address, mode="legacy" if request.param == "http-legacy" else "auto")
