"""The quick start: each block is run against the demonstration, and prints what the page says."""

import json
import shutil
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from .pages import WRITTEN, Block, Demo, blocks, run

BLOCKS = blocks("quickstart.md")
PROGRAMS = {
    "python": [sys.executable, "-"],
    "js": ["node", "--input-type=module", "-"],
}
SHOWN = [(code, shown) for code, shown in pairwise(BLOCKS) if code.kind == "console" and shown.kind == "json"]
RUN = [(code, shown) for code, shown in pairwise(BLOCKS) if code.kind in PROGRAMS]


def test_it_begins_with_one_command() -> None:
    assert BLOCKS[0] == Block("sh", "make demo\n")
    assert len(SHOWN) >= 3
    assert [code.kind for code, _ in RUN] == ["python", "python", "js"]


@pytest.mark.parametrize(("code", "shown"), SHOWN)
def test_curl_is_answered_as_it_is_shown(demo: Demo, code: Block, shown: Block) -> None:
    [answer] = _answers(demo, code)
    assert _holds(json.loads(answer), json.loads(shown.text)), answer


def test_every_other_command_is_answered(demo: Demo) -> None:
    for code in BLOCKS:
        if code.kind == "console":
            assert all(answer and "/problem/" not in answer for answer in _answers(demo, code))


@pytest.mark.parametrize(("code", "shown"), RUN)
def test_a_program_prints_what_is_shown(demo: Demo, code: Block, shown: Block) -> None:
    program = PROGRAMS[code.kind]
    if not shutil.which(program[0]):
        pytest.skip(f"{program[0]} is not installed: the JavaScript of the quick start is not run")
    assert shown.kind == "text"
    assert run(program, code.text.replace(WRITTEN, demo.url)).split("\n") == shown.text.split("\n")


def _answers(demo: Demo, code: Block) -> list[str]:
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    lines = [line.removeprefix("$ ") for line in code.text.splitlines()]
    return [run(["/bin/sh", "-c", line.replace(WRITTEN, demo.url)]) for line in lines]


def _holds(answer: Any, shown: Any) -> bool:
    """Whether all that is shown is in the answer, lists in their order."""
    if isinstance(shown, dict):
        return all(name in answer and _holds(answer[name], value) for name, value in shown.items())
    if isinstance(shown, list):
        return len(shown) <= len(answer) and all(_holds(*pair) for pair in zip(answer, shown, strict=False))
    return bool(answer == shown)


def test_it_is_short_enough_for_five_minutes() -> None:
    words = (Path(__file__).parents[2] / "docs/quickstart.md").read_text(encoding="utf-8").split()
    assert len(words) < 1200
