"""What all tests share.

Fixtures strategy: a test makes its own small documents and graphs. `corpus` is the real one, read from beside the
project and never copied into it; a test that needs it is skipped, saying so, where it is absent.
"""

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI

from usagraph.server import Server
from usagraph.settings import Settings, read_settings
from usagraph.workspace import Workspace

from . import hostile_documents as attacks
from . import hostile_network as hostile
from . import servers
from .valley import valley as make_valley

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
# A service that a test starts makes no page that the test does not ask for.
os.environ.setdefault("USAGRAPH_WARM", "no")
#: Who may show a page in a frame, in the tests of pages.
HOSTS = ("http://127.0.0.1:*",)
SAMPLE = Path(__file__).parent / "visualisations/sample.py"
DOCUMENTS = Path(__file__).parent / "documents"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the real corpus and its gold."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the real corpus is not beside the project (../shared)")
    return SHARED


@pytest.fixture
def hostile_network() -> Any:
    """A network whose names, verbs and passages try to be markup."""
    return hostile.hostile_graph()


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
    from usagraph.api.pages import cards, documents, home, network, reports, search, static_files

    def make(county: Any, workspace: Path, patch: pytest.MonkeyPatch) -> FastAPI:
        app = FastAPI()
        for module in (cards, search, documents, home, reports, network, static_files):
            app.include_router(module.router)
        app.state.service = SimpleNamespace(remember=lambda name, make: make())
        app.state.settings = SimpleNamespace(workspace=workspace, base="https://w3id.org/usagraph", framed_by=HOSTS)
        if county is not None:
            read = (
                *(
                    (cards, "describe"),
                    (search, "search"),
                    (home, "practices"),
                    (home, "evidence_of"),
                    (home, "shown_of"),
                    (search, "shown_of"),
                ),
                *((one, "network") for one in (search, network)),
                *((network, name) for name in ("stated", "names")),
                *((one, name) for one in (documents, reports) for name in ("sayings", "names")),
                (documents, "mentions"),
            )
            for module, name in read:
                patch.setattr(module, name, getattr(county, name))
        return app

    return make


@pytest.fixture(scope="session")
def valley(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over the workspace of `valley.py`: laws that oblige, who answers, two directions with their actions."""
    return read_settings(workspace=make_valley(tmp_path_factory.mktemp("valley")).root, lang="fr")


@pytest.fixture(scope="session")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over a report whose figures do not all match its tables, and a note that tells no degree; both really read."""
    from usagraph.ingest import library

    settings = read_settings(workspace=tmp_path_factory.mktemp("survey"), lang="fr")
    files = [DOCUMENTS / name for name in ("bilan-association.md", "note-voirie.md")]
    library.add(files, Workspace(settings.workspace), settings.base)
    return settings


@pytest.fixture(scope="session")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over a note, really read, that names texts and bodies: some with a date, some without."""
    from usagraph.ingest import library

    settings = read_settings(workspace=tmp_path_factory.mktemp("dated"), lang="fr")
    library.add([DOCUMENTS / "textes-dates.md"], Workspace(settings.workspace), settings.base)
    return settings


@pytest.fixture(scope="session")
def hostile_documents(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over documents, really read, whose every name is an attack: on pages, on files, on who opens them."""
    from usagraph.ingest import library

    settings = read_settings(workspace=tmp_path_factory.mktemp("attacks"), lang="fr")
    written = attacks.hostile_documents(tmp_path_factory.mktemp("written"))
    library.add(written, Workspace(settings.workspace), settings.base)
    return settings


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
