"""A browser, and the pages over the invented county on a local port.

Every page is watched: a request to anything but 127.0.0.1, a console error or a script error fails the test.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from usagraph.settings import Settings

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def workspace(county: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the document of the county is, and what is reported of it."""
    folder = tmp_path_factory.mktemp("workspace")
    county.save(folder)
    return folder


@pytest.fixture(scope="module")
def address(
    county: Any, pages_over: Callable[[Any, Path, pytest.MonkeyPatch], FastAPI], workspace: Path
) -> Iterator[str]:
    """Where the pages are served. What they read from is replaced while it lasts: never beside a service over a graph."""
    uvicorn = pytest.importorskip("uvicorn")
    with pytest.MonkeyPatch.context() as patch, socket.socket() as port:
        app = pages_over(county, workspace, patch)
        port.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [port]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def serving() -> Callable[[Settings], AbstractContextManager[str]]:
    """Serves a workspace while it is asked: `with serving(settings) as address`."""
    return _serving


@contextmanager
def _serving(settings: Settings) -> Iterator[str]:
    from usagraph.api.app import create_app

    uvicorn = pytest.importorskip("uvicorn")
    server = uvicorn.Server(uvicorn.Config(create_app(settings), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, headless.

    It is closed with its module: while it lives, its driver holds an event loop in the thread of all tests.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(params=[(1280, "light"), (390, "dark")], ids=["1280", "390"])
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page of each size; it must end without a foreign request or an error."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    opened = context.new_page()
    trouble: list[str] = []
    opened.on(
        "request",
        lambda r: None if r.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")) else trouble.append(r.url),
    )
    opened.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    opened.on("pageerror", lambda e: trouble.append(str(e)))
    yield opened
    assert not opened.evaluate("window.__xss")
    context.close()
    assert trouble == []
