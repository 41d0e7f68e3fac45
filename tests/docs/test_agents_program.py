"""The page of the agents: its program is run against the demonstration, and finds facts with their passages."""

import sys

from .pages import WRITTEN, Demo, blocks, run

[PROGRAM] = [block for block in blocks("agents.md") if block.kind == "python"]


def test_the_program_prints_facts_with_their_passages(demo: Demo) -> None:
    printed = run([sys.executable, "-"], PROGRAM.text.replace(WRITTEN, demo.url))
    assert printed.count(" · ") >= 30
