"""The server as a host starts it: it hears nobody else, sends nothing, and follows a graph that is being written."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from usagraph.settings import Settings

#: Runs the command, and writes down every connection that it makes or takes, and every name that it looks up.
WATCHED = """
import sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        if not isinstance(arguments[1], (str, bytes)) or event == "socket.getaddrinfo":
            open(sys.argv[1], "a").write(f"{event} {arguments[1:]}\\n")
sys.addaudithook(watch)
from usagraph.cli import main
main(sys.argv[2:])
"""


def test_nothing_is_sent(settings: Settings, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    words = ["-c", WATCHED, str(seen), "--workspace", str(settings.workspace), "mcp"]

    async def run() -> None:
        async with Client(StdioServerParameters(command=sys.executable, args=words)) as client:
            for tool, arguments in (("search", {"words": "car"}), ("sparql", {"query": "ASK {}"})):
                assert not (await client.call_tool(tool, arguments)).is_error
            await client.list_resources()

    anyio.run(run)
    assert not seen.exists(), seen.read_text()


def test_it_ends_with_its_input(settings: Settings) -> None:
    words = [sys.executable, "-m", "usagraph", "--workspace", str(settings.workspace), "mcp"]
    done = subprocess.run(words, input=b"no message\n\n{}\n", capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_the_help_does_not_import_the_sdk() -> None:
    text = "import sys, usagraph.api.app, usagraph.commands; sys.exit('mcp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", text], timeout=60, check=False).returncode == 0


def _started(words: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(words, stderr=subprocess.DEVNULL)


def test_documents_that_are_read_meanwhile_are_found(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("La loi n° 2002-2 du 2 janvier 2002 impose une charte.\n", encoding="utf-8")
    usagraph = [sys.executable, "-m", "usagraph", "--workspace", str(tmp_path / "workspace")]

    async def ask(client: Client, tool: str, **arguments: Any) -> Any:
        result = await client.call_tool(tool, arguments)
        assert not result.is_error, result.content
        return result.structured_content

    async def run() -> None:
        async with Client(StdioServerParameters(command=usagraph[0], args=[*usagraph[1:], "mcp"])) as client:
            assert (await ask(client, "search", words="charte"))["total"] == 0
            with _started([*usagraph, "ingest", str(note)]) as ingesting:
                deadline = time.monotonic() + 60
                while not (found := await ask(client, "search", words="charte"))["passages"]:
                    assert time.monotonic() < deadline
                    await ask(client, "sparql", query="SELECT ?s { ?s a ug:LegalText }")
            assert ingesting.returncode == 0
            assert found["generation"] > 0
            text = (await client.read_resource(found["passages"][0]["resource"])).contents[0]
            assert "2002-2" in text.text  # type: ignore[union-attr]

    anyio.run(run)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_speaks_the_language_that_is_asked_for(settings: Settings, lang: str) -> None:
    words = ["-m", "usagraph", "--workspace", str(settings.workspace), "--lang", lang, "mcp"]

    async def run() -> str:
        async with Client(StdioServerParameters(command=sys.executable, args=words)) as client:
            return str((await client.list_tools()).tools[0].title)

    assert anyio.run(run) == {"fr": "Chercher", "en": "Search"}[lang]
