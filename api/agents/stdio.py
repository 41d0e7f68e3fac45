"""The server on standard input and output: the program that starts it is the only one that it hears."""

import anyio
from mcp.server.stdio import stdio_server

from usagraph.api.agents.house import House
from usagraph.api.agents.server import agent_server

__all__ = ["serve"]


def serve(house: House) -> None:
    """Answers until the input ends."""
    anyio.run(_serve, house)


async def _serve(house: House) -> None:
    server = agent_server(house)
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())
