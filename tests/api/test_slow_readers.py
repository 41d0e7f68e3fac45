"""A client that asks for a large answer and does not read it: it is let go, and holds nobody up meanwhile."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from urllib.parse import quote

import pytest
import uvicorn

from usagraph.api import connection
from usagraph.api.app import create_app
from usagraph.api.connection import Connection
from usagraph.settings import Settings

LARGE = "/sparql?format=json&query=" + quote("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 15000")
SMALL = "/sparql?query=" + quote("ASK { ?s ?p ?o }")
#: Seconds that a reader is given here.
PATIENCE = 1.0


@pytest.fixture(scope="module")
def server(settings: Settings) -> Iterator[tuple[int, uvicorn.Server]]:
    """The port of the service as it is served, but for its patience, and the server."""
    patch = pytest.MonkeyPatch()
    patch.setattr(connection, "READING_SECONDS", PATIENCE)
    app = create_app(replace(settings, max_rows=100_000, timeout=60))
    config = uvicorn.Config(app, log_level="error", ws="none", http=partial(Connection, lang="fr"))  # type: ignore[arg-type]
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        made = uvicorn.Server(config)
        thread = threading.Thread(target=made.run, kwargs={"sockets": [listener]})
        thread.start()
        deadline = time.monotonic() + 30
        while not made.started and time.monotonic() < deadline:
            time.sleep(0.05)
        yield listener.getsockname()[1], made
        made.should_exit = True
        thread.join(timeout=30)
    patch.undo()


def _asking(port: int, path: str) -> socket.socket:
    """A client with little room of its own, that has asked."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.settimeout(20)
    client.connect(("127.0.0.1", port))
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    return client


def _read(client: socket.socket) -> tuple[int, int]:
    """How many bytes were announced, and how many came."""
    content = bytearray()
    with client, suppress(ConnectionResetError):
        while piece := client.recv(1 << 16):
            content += piece
    head, _, body = bytes(content).partition(b"\r\n\r\n")
    return int(head.lower().partition(b"content-length:")[2].split()[0]), len(body)


def test_who_reads_gets_the_whole_answer(server: tuple[int, uvicorn.Server]) -> None:
    announced, came = _read(_asking(server[0], LARGE))
    assert announced == came > 8_000_000


def test_who_does_not_read_is_let_go_and_keeps_nobody_waiting(server: tuple[int, uvicorn.Server]) -> None:
    port, running = server
    idle = [_asking(port, LARGE) for _ in range(8)]
    # More than there are workers: each is free again as soon as its answer is made.
    for _ in range(5):
        start = time.monotonic()
        announced, came = _read(_asking(port, SMALL))
        assert announced == came
        assert time.monotonic() - start < 3
    deadline = time.monotonic() + 30
    while running.server_state.connections and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not running.server_state.connections
    for client in idle:
        announced, came = _read(client)
        assert came < announced
