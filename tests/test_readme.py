"""The README: short, its two commands first, its links alive, its commands run as they are written."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLES = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line.removeprefix("$ ") for block in CONSOLES for line in block.splitlines() if line.startswith("$ ")]


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= 120


def test_the_two_commands_come_first() -> None:
    assert [line.split("  ")[0] for line in README.splitlines()[3:5]] == ["make demo", "make test"]


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", README))
def test_its_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_its_commands_run_one_after_the_other(tmp_path: Path) -> None:
    """In a folder of their own, with the examples beside, as a reader would."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    assert len(COMMANDS) >= 9
    for command in COMMANDS:
        assert _failure(command, tmp_path) is None


def _failure(command: str, folder: Path) -> str | None:
    """What went wrong: an error, or a search that does not find all its words in the documents that were just read."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("USAGRAPH_")}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    shell = ["/bin/sh", "-c", command]
    done = subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    in_vain = " search " in command and ("Dans les documents" not in done.stderr or "Sans :" in done.stderr)
    return f"{command}: {done.stdout}{done.stderr}" if done.returncode or in_vain else None
