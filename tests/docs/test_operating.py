"""The guide of whoever looks after the service: its commands, its unit, its settings, and a service that is changed while it runs."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from usagraph.settings import SETTINGS

from .pages import ROOT, blocks, environment, free_port, run, wait_for

PAGE = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
CONSOLES = [block.text.replace("$ ", "") for block in blocks("operating.md") if block.kind == "console"]


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The address of the service over `folder/workspace`, and its process; what it says goes to `folder/log`."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "usagraph",
        "--lang",
        "en",
        "--workspace",
        "workspace",
        "serve",
        "--port",
        str(port),
    ]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, cwd=folder, stderr=log, env=environment(**settings)) as one,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}/health")
            yield f"http://127.0.0.1:{port}", one
        finally:
            one.terminate()


def told(url: str) -> dict[str, int]:
    """The figures of the graph that is served."""
    figures = httpx.get(f"{url}/api/v1/statistics", trust_env=False, timeout=60).json()
    return {name: figures[name] for name in ("generation", "documents", "triples")}


def test_the_table_of_settings_is_that_of_the_code() -> None:
    rows = re.findall(r"^\| `(USAGRAPH_\w+)` \| (?:`(.*)`)? ?\| (.*) \|$", PAGE, re.MULTILINE)
    assert rows == [(f"USAGRAPH_{one.name.upper()}", one.default, one.help) for one in SETTINGS]


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)[^)]*\)", PAGE))
def test_its_links_lead_somewhere(target: str) -> None:
    assert (ROOT / "docs" / target).exists()


def test_its_commands_run_while_the_service_serves(tmp_path: Path) -> None:
    """In the order of the page; each change is seen at the next request, and restoring gives back what there was."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    first, second = CONSOLES
    run(["/bin/sh", "-ec", first], folder=tmp_path)
    with serving(tmp_path) as (url, service):
        before = told(url)
        assert before["documents"] == 3
        usagraph = [sys.executable, "-m", "usagraph", "--workspace", "workspace"]
        for line in second.splitlines():
            run(["/bin/sh", "-ec", line], folder=tmp_path)
            after = told(url)
            assert (after["documents"], after["triples"]) == (3, before["triples"])
        run([*usagraph, "remove", "bilan"], folder=tmp_path)
        assert told(url)["documents"] == 2
        assert told(url)["generation"] > before["generation"]
        # Nothing of what was asked is in the log.
        httpx.get(f"{url}/api/v1/search", params={"q": "aidants"}, trust_env=False)
        httpx.get(f"{url}/sparql", params={"query": "ASK{}"}, trust_env=False).raise_for_status()
        httpx.get(f"{url}/nowhere", trust_env=False)
        service.send_signal(signal.SIGTERM)
        service.wait(timeout=15)
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert said.splitlines() == [f"Usagraph is open: {url}/  (Ctrl-C to stop)"]


def test_the_sites_that_may_read_are_those_of_the_setting(tmp_path: Path) -> None:
    site, other = "https://carto.example.org", "https://other.example.org"
    with serving(tmp_path, USAGRAPH_CROSS_ORIGIN=site) as (url, _):
        answers = [httpx.get(f"{url}/health", headers={"Origin": one}, trust_env=False) for one in (site, other)]
        assert [one.headers.get("access-control-allow-origin") for one in answers] == [site, None]


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    systemd = shutil.which("systemd-analyze")
    if not systemd:
        pytest.skip("systemd is not installed: the unit of the guide is not verified")
    unit = next(block.text for block in blocks("operating.md") if block.kind == "ini")
    file = tmp_path / "usagraph.service"
    # The command must be there; the account is that of whoever runs the tests.
    here = unit.replace("/opt/usagraph/.venv/bin/usagraph", str(Path(sys.executable).parent / "usagraph"))
    file.write_text(here.replace("User=usagraph\n", ""), encoding="utf-8")
    done = subprocess.run([systemd, "verify", str(file)], capture_output=True, text=True, check=False)
    assert "usagraph.service" not in done.stderr, done.stderr
