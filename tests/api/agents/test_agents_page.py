"""The page of the documentation: its settings start a server, and it names every tool and prompt."""

import json
import re
import sys
from pathlib import Path

import anyio
import pytest
from mcp import Client, StdioServerParameters

from usagraph.api.agents.cutting import ANSWER, EXACT
from usagraph.api.agents.prompts import prompts
from usagraph.api.agents.resources import TEXT
from usagraph.api.agents.tools import TOOLS
from usagraph.settings import Settings

PAGE = (Path(__file__).parents[3] / "docs/agents.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
LOCAL = "/path/of/workspace"


def test_every_tool_and_prompt_is_told() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", PAGE, re.MULTILINE)
    assert [name for name, _ in rows] == list(TOOLS)
    for name, arguments in rows:
        assert set(re.findall(r"`(\w+)`", arguments)) <= TOOLS[name].arguments.model_fields.keys()
    assert all(f"`{prompt.name}`" in PAGE for prompt in prompts())
    assert all(f"{number:,}" in PAGE for number in (ANSWER, EXACT, TEXT))


@pytest.mark.parametrize("number", [0, 1])
def test_the_settings_start_a_server(settings: Settings, number: int) -> None:
    given = json.loads([text for kind, text in BLOCKS if kind == "json"][number])
    [server] = (given.get("mcpServers") or given["servers"]).values()
    words = [str(settings.workspace) if word == LOCAL else word for word in server["args"]]
    assert server["command"] == "usagraph"

    async def run() -> str:
        command = StdioServerParameters(command=sys.executable, args=["-m", "usagraph", *words])
        async with Client(command) as client:
            return str((await client.list_tools()).tools[0].title)

    assert anyio.run(run) == "Search"
