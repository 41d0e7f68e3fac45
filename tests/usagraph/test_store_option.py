"""The graph on a server, by the commands that people type: ingested, asked and served without a folder of its own."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from usagraph.server import Server

NOTE = Path(__file__).parents[2] / "examples/note-cadre.md"


def test_what_is_ingested_on_a_server_is_served_from_it(plain_server: Server, tmp_path: Path) -> None:
    told = {"STORE": plain_server.query, "STORE_UPDATE": plain_server.update, "STORE_GRAPHS": plain_server.graphs}
    environment = {**os.environ, **{f"USAGRAPH_{name}": value for name, value in told.items()}, "USAGRAPH_LANG": "fr"}
    usagraph = [sys.executable, "-m", "usagraph", "--workspace", str(tmp_path)]
    subprocess.run([*usagraph, "ingest", str(NOTE)], env=environment, check=True, capture_output=True, timeout=120)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [*usagraph, "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as service:
        try:
            statuses = {
                path: _status(f"http://127.0.0.1:{port}{path}") for path in ("/health", "/", "/recherche?q=usagers")
            }
            query = {"query": "SELECT (COUNT(*) AS ?n) { ?a a ug:LegalText }", "format": "csv"}
            counted = httpx.get(
                f"http://127.0.0.1:{port}/sparql", params=query, timeout=30, trust_env=False
            ).text.split()
        finally:
            service.terminate()
        said = service.stderr.read() if service.stderr else ""
    assert set(statuses.values()) == {200}
    assert int(counted[1]) > 10
    assert "vide" not in said
    assert not (tmp_path / "store/generations").exists()


def _status(url: str, seconds: float = 60.0) -> int:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            return httpx.get(url, timeout=30, trust_env=False).status_code
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(f"no answer from {url}")
