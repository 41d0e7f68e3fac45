"""Two SPARQL servers to test against: Virtuoso, where it is installed, and a plain one over the engine, with a default graph."""

import contextlib
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pyoxigraph as ox
import pytest

from usagraph.graph.store.protocol import graph_node

CONFIGURATION = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
"""
GRANTS = "grant SPARQL_UPDATE to \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);"


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address of a Virtuoso started in a folder for the occasion; skips where it is not installed."""
    if not (shutil.which("virtuoso-t") and shutil.which("isql-vt")):
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7)")
    sql, http = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(CONFIGURATION.format(sql=sql, http=http), encoding="utf-8")
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D")
            isql = ["isql-vt", str(sql), "dba", "dba", f"exec={GRANTS}"]
            subprocess.run(isql, check=True, capture_output=True, timeout=60)
            yield f"http://127.0.0.1:{http}/sparql"
        finally:
            server.kill()


@contextlib.contextmanager
def plain_server() -> Iterator[str]:
    """The address of an empty server of the two protocols, strict about datasets, in a thread of this process."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.store = ox.Store()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        try:
            if path == "/query":
                self._answer(parse_qs(body.decode())["query"][0])
            elif path == "/update":
                self.store.update(body.decode())
                self._say(204)
            else:
                graph = graph_node(query["graph"][0] if "graph" in query else None)
                self.store.load(body, ox.RdfFormat.N_TRIPLES, to_graph=graph)
                self._say(204)
        except (SyntaxError, OSError, ValueError) as error:
            self._say(400, str(error).encode(), "text/plain")

    def do_DELETE(self) -> None:
        query = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        graph = graph_node(query["graph"][0] if "graph" in query else None)
        known = isinstance(graph, ox.DefaultGraph) or self.store.contains_named_graph(graph)
        self.store.remove_graph(graph)
        self._say(204 if known else 404)

    def _answer(self, text: str) -> None:
        result = self.store.query(text)
        if isinstance(result, ox.QueryTriples):
            self._say(200, result.serialize(format=ox.RdfFormat.N_TRIPLES) or b"", "application/n-triples")
        else:
            body = result.serialize(format=ox.QueryResultsFormat.JSON) or b""
            self._say(200, body, "application/sparql-results+json")

    def _say(self, status: int, body: bytes = b"", kind: str = "text/plain") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @property
    def store(self) -> ox.Store:
        return self.server.store  # type: ignore[attr-defined, no-any-return]

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(url: str, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(url, timeout=5, trust_env=False).is_success:
                return
        time.sleep(0.3)
    raise AssertionError(f"no answer from {url} after {seconds:g} s (load {os.getloadavg()[0]:.1f})")
