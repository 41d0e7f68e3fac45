"""The application over a small workspace: one document folder and the graph of tests/graph/sample.trig."""

import json
import warnings
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.api.app import create_app
from usagraph.settings import Settings, read_settings
from usagraph.workspace import Workspace

with warnings.catch_warnings():
    # It asks for a successor of httpx; the client is the same.
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

SAMPLE = Path(__file__).parent.parent / "graph"
DOCUMENT = "note-11111111"


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


def _fill(folder: Path) -> None:
    (folder / "text.txt").write_bytes((SAMPLE / "sample.txt").read_bytes())
    run = {"title": "Note de cadrage", "file_name": "note.txt", "format": "text/plain", "sha256": "1" * 64}
    (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    (folder / "claims.jsonl").write_text("{}\n" * 23, encoding="utf-8")
    (folder / "blocks.jsonl").write_text("", encoding="utf-8")
