"""What all tests share.

Fixtures strategy: a test makes its own small documents and graphs. `corpus` is the real one, read from beside the
project and never copied into it; a test that needs it is skipped, saying so, where it is absent.
"""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI

from usagraph.server import Server

from . import servers

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SAMPLE = Path(__file__).parent / "visualisations/sample.py"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the real corpus and its gold."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the real corpus is not beside the project (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def county() -> Any:
    """The invented county of `visualisations/sample.py`: its text, its blocks, its graph."""
    spec = importlib.util.spec_from_file_location("county_sample", SAMPLE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.County()


@pytest.fixture(scope="session")
def pages_over() -> Callable[[Any, Path, pytest.MonkeyPatch], FastAPI]:
    """Makes an application of the pages alone, which read from a county instead of a graph."""
    from usagraph.api.pages import cards, explorer, search

    def make(county: Any, workspace: Path, patch: pytest.MonkeyPatch) -> FastAPI:
        app = FastAPI()
        for module in (cards, search, explorer):
            app.include_router(module.router)
        app.state.service = None
        app.state.settings = SimpleNamespace(workspace=workspace, base="https://w3id.org/usagraph")
        if county is not None:
            for module, name in ((cards, "describe"), (search, "search"), (search, "network"), (explorer, "network")):
                patch.setattr(module, name, getattr(county, name))
        return app

    return make


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso of the test run, which keeps what tests leave in it."""
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        yield Server(url)


@pytest.fixture
def plain_server() -> Iterator[Server]:
    """An empty server of the SPARQL and Graph Store protocols, with a default graph."""
    with servers.plain_server() as root:
        yield Server(f"{root}/query", f"{root}/update", f"{root}/store")
