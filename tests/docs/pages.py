"""What the tests of the pages share: their blocks of code, and how these are run."""

import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

__all__ = ["ROOT", "WRITTEN", "Block", "Demo", "blocks", "environment", "free_port", "run", "wait_for"]

ROOT = Path(__file__).parents[2]
#: The address that the pages give.
WRITTEN = "http://127.0.0.1:8011"


@dataclass(frozen=True)
class Demo:
    """The demonstration that runs: its address, and its workspace."""

    url: str
    workspace: Path


@dataclass(frozen=True)
class Block:
    """A block of code of a page."""

    kind: str
    text: str


def blocks(page: str) -> list[Block]:
    """The blocks of code of a page of the documentation, in order."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [
        Block(kind, inner) for kind, inner in re.findall(r"^```(\S+)[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    ]


def environment(**more: str) -> dict[str, str]:
    """Ours without settings of usagraph, with its command on the path, and no proxy for this machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("USAGRAPH_")}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return kept | {"PATH": path, "NO_PROXY": "*", "no_proxy": "*", "PYTHONIOENCODING": "utf-8"} | more


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(url: str, seconds: float = 240.0) -> None:
    """Comes back once there is an answer at `url`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if httpx.get(url, trust_env=False, timeout=5).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    raise AssertionError(f"no answer from {url}")


def run(command: list[str], text: str = "", *, folder: Path | None = None, **variables: str) -> str:
    """What a command prints when it is given `text`; it must succeed."""
    surroundings = environment(**variables)
    done = subprocess.run(
        command, input=text, cwd=folder, env=surroundings, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout
