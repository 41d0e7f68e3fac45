"""The page of the measures: each of its commands is run, and what it says of the examples is what they give."""

import json
import shutil

import pytest

from usagraph.graph.measures.explanations import MEASURES

from .pages import ROOT, WRITTEN, Demo, blocks, run

[COMMANDS] = blocks("measures.md")
PAGE = (ROOT / "docs/measures.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", COMMANDS.text.splitlines())
def test_each_command_finds_something(demo: Demo, line: str) -> None:
    if line.startswith("curl") and not shutil.which("curl"):
        pytest.skip("curl is not installed")
    said = run(
        ["/bin/sh", "-c", line.replace(WRITTEN, demo.url).replace("curl ", "curl -sSf ")],
        USAGRAPH_WORKSPACE=str(demo.workspace),
    )
    assert said.count("\n") > 4 or json.loads(said)["items"]


def test_every_measure_is_on_the_page() -> None:
    assert [name for name in MEASURES if f"\n| `{name}` |" in PAGE] == list(MEASURES)


def test_the_result_that_is_quoted_is_one_of_the_examples(demo: Demo) -> None:
    said = run(["usagraph", "measures", "bridges", "--lang", "fr"], USAGRAPH_WORKSPACE=str(demo.workspace))
    quoted = PAGE.partition('\n"')[2].partition('"')[0]
    assert quoted in said
