"""The page that follows one sheet: its excerpts are in the files, its commands answer what it says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
EXCERPTS = re.findall(r"^```(?:text|json) (\S+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"^```console\n\$ (.*?)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, after the first command of the page."""
    made = tmp_path_factory.mktemp("page")
    (made / "examples").symlink_to(ROOT / "examples")
    _run(COMMANDS[0][0], made)
    return made


@pytest.mark.parametrize(("name", "lines"), EXCERPTS)
def test_its_excerpts_are_in_the_files(folder: Path, name: str, lines: str) -> None:
    written = next((folder / "workspace").rglob(name)).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines.splitlines() if line not in written] == []


@pytest.mark.parametrize(("command", "answer"), COMMANDS[1:])
def test_its_commands_answer_what_it_says(folder: Path, command: str, answer: str) -> None:
    assert _run(command, folder).splitlines() == answer.splitlines()


def _run(command: str, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("USAGRAPH_")}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    shell = ["/bin/sh", "-c", command]
    done = subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
