"""A browser, and the pages over the invented county on a local port.

Every page is watched: a request to anything but 127.0.0.1, a console error or a script error fails the test.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def address(
    county: Any,
    pages_over: Callable[[Any, Path, pytest.MonkeyPatch], FastAPI],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Where the pages are served."""
    uvicorn = pytest.importorskip("uvicorn")
    workspace = tmp_path_factory.mktemp("workspace")
    county.save(workspace)
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
