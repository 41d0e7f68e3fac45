"""The demonstration as its readers start it, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from .pages import Demo, environment, free_port, wait_for


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """What `make demo` runs once everything is installed, on a port of its own."""
    workspace = tmp_path_factory.mktemp("docs") / "workspace"
    port = free_port()
    command = [sys.executable, "-m", "usagraph", "--workspace", str(workspace), "demo", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment()) as service:
        try:
            wait_for(f"http://127.0.0.1:{port}/health")
            yield Demo(f"http://127.0.0.1:{port}", workspace)
        finally:
            service.terminate()
