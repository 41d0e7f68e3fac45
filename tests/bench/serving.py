"""Servers in processes of their own, and clients that cost little: what the benches over HTTP share."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

__all__ = [
    "NOOP",
    "ROWS",
    "TRIPLES",
    "Client",
    "Found",
    "hammer",
    "kind_of",
    "naive",
    "ours",
    "percentile",
    "request_of",
    "served",
    "spent",
]

ROWS, TRIPLES = "application/sparql-results+json", "application/n-triples"

#: Seconds and statuses, by kind of request.
Found = dict[int, list[tuple[float, int]]]

NOOP = """
import sys, uvicorn
from fastapi import FastAPI, Response
app = FastAPI()
@app.get("/sparql")
async def answer(query: str = "") -> Response:
    return Response(b'{"head":{"vars":[]},"results":{"bindings":[]}}', media_type="application/sparql-results+json")
uvicorn.run(app, port=int(sys.argv[1]), log_level="warning")
"""
NAIVE = """
import sys, uvicorn, pyoxigraph as ox
from fastapi import FastAPI, Response
app = FastAPI()
store = ox.Store.read_only(sys.argv[2])
@app.get("/sparql")
def answer(query: str) -> Response:
    found = store.query(query)
    if isinstance(found, ox.QueryTriples):
        return Response(found.serialize(format=ox.RdfFormat.N_TRIPLES), media_type="application/n-triples")
    return Response(found.serialize(format=ox.QueryResultsFormat.JSON), media_type="application/sparql-results+json")
uvicorn.run(app, port=int(sys.argv[1]), log_level="warning")
"""


def kind_of(text: str) -> str:
    """What a query is to be answered in."""
    return TRIPLES if "CONSTRUCT" in text else ROWS


@contextmanager
def served(
    command: Sequence[str], *, kept: bool = False, warm: bool = False
) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """A server in a process of its own: its port is where `command` says; ours keeps answers only where it is `kept`, and
    makes pages before they are asked for where it is `warm`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = [one.replace("PORT", str(port)) if one == "PORT" else one for one in command]
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"USAGRAPH_KEPT": "32" if kept else "0", "USAGRAPH_WARM": "yes" if warm else "no"},
    ) as process:
        try:
            _await(port)
            yield port, process
        finally:
            process.terminate()
            process.wait()


def _await(port: int) -> None:
    for _ in range(600):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("no server")


def ours(workspace: Path, *more: str) -> tuple[str, ...]:
    """The command of our service."""
    return ("-m", "usagraph", "--workspace", str(workspace), "serve", "--port", "PORT", *more)


def naive(workspace: Path) -> tuple[str, ...]:
    """The command of a server that runs the engine in its own process."""
    return ("-c", NAIVE, "PORT", str(workspace / "store/generations/1"))


def request_of(text: str, **more: str) -> bytes:
    address = "/sparql?query=" + quote(text) + "".join(f"&{name}={value}" for name, value in more.items())
    return f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {kind_of(text)}\r\n\r\n".encode()


class Client:
    """One connection that is kept, without the costs of a library."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> int:
        """The status of the answer, which is read whole."""
        self._socket.sendall(request)
        content = b""
        while b"\r\n\r\n" not in content:
            content += self._socket.recv(1 << 16)
        head, _, body = content.partition(b"\r\n\r\n")
        left = int(head.lower().partition(b"content-length:")[2].split()[0]) - len(body)
        while left > 0:
            left -= len(self._socket.recv(1 << 20))
        return int(head.split()[1])


def spent(process: int) -> float:
    """Seconds of processor that a process and its children have used."""
    total = 0
    for one in (process, *_children(process)):
        try:
            threads = list(Path(f"/proc/{one}/task").iterdir())
            total += sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads)
        except OSError:
            continue
    return total / 1e9


def _children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


async def hammer(port: int, seconds: float, requests: Sequence[Sequence[bytes]]) -> Found:
    """Seconds and statuses by kind of request: each client sends its own ones in turn."""
    found: Found = {}
    end = time.monotonic() + seconds

    async def client(mine: Sequence[bytes]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 26)
        number = 0
        while time.monotonic() < end:
            start = time.monotonic()
            writer.write(mine[number % len(mine)])
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].split()[0])
            await reader.readexactly(length)
            found.setdefault(len(mine[number % len(mine)]), []).append((time.monotonic() - start, int(head.split()[1])))
            number += 1
        writer.close()

    clients: list[Awaitable[None]] = [client(mine) for mine in requests]
    await asyncio.gather(*clients)
    return found


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which that part of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]
