"""The application over a small workspace: one document folder and the graph of tests/graph/sample.trig."""

import json
import os
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest

import usagraph.examples
from usagraph.api.app import create_app
from usagraph.ingest import library
from usagraph.settings import Settings, read_settings
from usagraph.workspace import Workspace

with warnings.catch_warnings():
    # It asks for a successor of httpx; the client is the same.
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

SAMPLE = Path(__file__).parent.parent / "graph"
DOCUMENT = "note-11111111"
EXAMPLES = Path(str(usagraph.examples.__file__)).parent
#: Those of the examples that the description of the interface speaks of.
READ = ("fiche-11-covoitureurs.docx", "recensement.docx", "fiche-17-assemblee-des-jeunes.txt")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over a workspace that holds the sample."""
    workspace = Workspace(tmp_path_factory.mktemp("workspace"))
    workspace.add_bundle(DOCUMENT, _fill)
    (workspace.store / "generations").mkdir(parents=True)
    live = ox.Store(str(workspace.store / "live"))
    live.load(path=str(SAMPLE / "sample.trig"))
    live.flush()
    live.backup(str(workspace.store / "generations" / "1"))
    return read_settings(workspace=workspace.root, max_rows=40, timeout=5, lang="fr")


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    """A client of the application."""
    with TestClient(create_app(settings), follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the service over the demonstration."""
    settings = read_settings(workspace=tmp_path_factory.mktemp("demo"))
    library.add([EXAMPLES / name for name in READ], Workspace(settings.workspace), settings.base)
    with TestClient(create_app(settings), follow_redirects=False) as made:
        yield made


def _fill(folder: Path) -> None:
    (folder / "text.txt").write_bytes((SAMPLE / "sample.txt").read_bytes())
    run = {"title": "Note de cadrage", "file_name": "note.txt", "format": "text/plain", "sha256": "1" * 64}
    (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    (folder / "claims.jsonl").write_text("{}\n" * 23, encoding="utf-8")
    (folder / "blocks.jsonl").write_text("", encoding="utf-8")


@dataclass(frozen=True)
class Read:
    """An operation of the description that reads, with what it needs to be answered by the sample."""

    path: str
    parameters: tuple[dict[str, Any], ...]
    #: One of several parameters, where one of them is needed.
    example: dict[str, str]

    @property
    def needed(self) -> dict[str, str]:
        """The values of the parameters that may not be left out, as they stand in an address."""
        values = {one["name"]: str(one["example"]) for one in self.parameters if one.get("required")}
        values |= {name: value for name, value in SAMPLED.items() if name in values and "/voc/" not in self.path}
        if self.path.startswith("/api/v1/documents/"):
            values["id"] = DOCUMENT
        return {name: quote(value) for name, value in (self.example | values).items()}

    def address(self, **given: str) -> str:
        """Where it is asked, with some parameters besides, written as they are."""
        # What is given may stand for the example: one of the two is needed, and both may be too much.
        kept = {name: value for name, value in self.needed.items() if name not in self.example or "query" not in given}
        values, path = kept | given, self.path
        for one in self.parameters:
            if one["in"] == "path":
                path = path.replace(f"{{{one['name']}}}", values.pop(one["name"]))
        return f"{path}?{'&'.join(f'{name}={value}' for name, value in values.items())}"


#: What the sample holds, by the names of parameters.
SAMPLED = {
    "kind": "directorate",
    "slug": "valdore-dmo",
    "subject": "action/valdore-ecouter",
    "source": "action/valdore-ecouter",
    "target": "action/valdore-dessiner",
}


@pytest.fixture(scope="session")
def reads(client: TestClient) -> list[Read]:
    """The operations of the description that read."""
    paths = client.get("/openapi.json").json()["paths"]
    found = ((path, methods["get"]) for path, methods in paths.items() if "get" in methods)
    return [
        Read(path, tuple(operation.get("parameters", ())), operation.get("x-example", {})) for path, operation in found
    ]


SMALL = "/sparql?query=" + quote("ASK { ?s a ug:Action }")

#: The status, the headers and the body; 0 where the connection is closed without a word.
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Server:
    """A server in a process of its own."""

    port: int
    process: "subprocess.Popen[bytes]"

    def send(self, *pieces: bytes, wait: float = 0.0, timeout: float = 20.0) -> Answer:
        """The status, the headers and the body of what is answered to raw bytes; 0 where the connection is closed."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as client:
            for piece in pieces:
                try:
                    client.sendall(piece)
                except (BrokenPipeError, ConnectionResetError):
                    break
                time.sleep(wait)
            return _read(client)

    def get(self, path: str, *headers: str, method: str = "GET", body: bytes = b"") -> Answer:
        """What is answered to a request that is well made but for what is asked."""
        return self.send(self.request(method, path, *headers, body=body))

    def post(self, kind: str, body: bytes, *headers: str) -> Answer:
        """What is answered to a body of that kind."""
        return self.get(
            "/sparql", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers, method="POST", body=body
        )

    @staticmethod
    def request(method: str, path: str, *headers: str, body: bytes = b"") -> bytes:
        """The bytes of a request that is well made but for what is asked."""
        own = [] if any(one.lower().startswith("host:") for one in headers) else ["Host: 127.0.0.1"]
        return "\r\n".join((f"{method} {path} HTTP/1.1", *own, "Connection: close", *headers, "", "")).encode() + body

    @staticmethod
    def is_problem(answer: Answer) -> bool:
        """Whether what is answered is a problem document of its status."""
        status, headers, body = answer
        kind = headers.get("content-type")
        return kind == "application/problem+json" and bool(json.loads(body)["status"] == status)

    def small(self) -> float:
        """The seconds that a small query takes now."""
        start = time.monotonic()
        status, _, body = self.get(SMALL)
        assert (status, json.loads(body)["boolean"]) == (200, True)
        return time.monotonic() - start


def _read(client: socket.socket) -> Answer:
    content = b""
    try:
        while piece := client.recv(65536):
            content += piece
    except (ConnectionResetError, TimeoutError):
        pass
    while content.startswith(b"HTTP/1.1 1"):
        content = content.partition(b"\r\n\r\n")[2]
    head, _, body = content.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return int(first.split()[1]) if first else 0, headers, body[: int(headers.get("content-length", len(body)))]


@pytest.fixture(scope="module")
def server(settings: Settings) -> Iterator[Server]:
    """The service as a user starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "usagraph", "--workspace", str(settings.workspace), "serve", "--port", str(port)]
    environment = os.environ | {"USAGRAPH_TIMEOUT": "3", "USAGRAPH_MAX_ROWS": "40", "USAGRAPH_LANG": "fr"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as process:
        try:
            yield _ready(Server(port, process))
            assert process.poll() is None, "the server died"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _ready(server: Server) -> Server:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            server.small()
        except OSError:
            time.sleep(0.1)
        else:
            return server
    raise AssertionError("the server does not start")
