"""The tutorial of the researchers: its cells run one after the other, as in a notebook, and show what the text tells."""

import ast
import json
import re
from typing import Any

import pytest

from .pages import ROOT, Demo

FOLDER = ROOT / "docs/notebooks"
CELLS = json.loads((FOLDER / "tutoriel.ipynb").read_text(encoding="utf-8"))["cells"]
CODE = ["".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "code"]
PROSE = "".join("".join(cell["source"]) + "\n\n" for cell in CELLS if cell["cell_type"] == "markdown")


@pytest.fixture(scope="module")
def run(demo: Demo) -> dict[str, Any]:
    """The names that the cells leave, and under `shown` what each of them shows."""
    for name in ("SPARQLWrapper", "pandas"):
        pytest.importorskip(name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("USAGRAPH_URL", demo.url)
        patch.setenv("NO_PROXY", "*")
        space: dict[str, Any] = {}
        space["shown"] = [_run(cell, space) for cell in CODE]
        space["service"].close()
    return space


def test_what_was_printed_once_is_not_kept() -> None:
    assert not any(cell["outputs"] or cell["execution_count"] for cell in CELLS if cell["cell_type"] == "code")


def test_the_counts_are_on_the_four_degrees(run: dict[str, Any]) -> None:
    degrees = run["degrees"]
    assert list(degrees.index) == ["information", "consultation", "concertation", "co-construction"]
    assert all(degrees > 0)
    assert list(run["crossed"].columns) == list(degrees.index)
    # The few that no directorate leads are told apart.
    assert 0 <= (degrees - run["crossed"].sum()).sum() < degrees.sum() / 4


def test_every_number_has_passages(run: dict[str, Any]) -> None:
    assert len(run["unfounded"]) == 0
    assert len(run["founded"]) > 30
    assert set(run["passages"]["action"]) == set(run["chosen"]["title"])
    text = run["around"]
    assert text["exact"] == run["first"]["exact"]


def test_the_network_has_passages_on_each_link(run: dict[str, Any]) -> None:
    assert all(said["passages"] > 0 and said["quotes"] for *_, said in run["network"].edges(data=True))
    assert run["ranking"]["betweenness"].max() > 0
    assert run["measure"]["items"]


def test_what_is_taken_away_is_whole_and_cited(run: dict[str, Any]) -> None:
    assert len(run["thing"]) > 5
    assert run["name"].endswith(".zip")
    assert run["citation"]["same"] is True
    assert run["citation"]["generation"] == run["state"]["generation"]


def test_each_cell_that_ends_with_a_value_shows_it(run: dict[str, Any]) -> None:
    shown = [value for value in run["shown"] if value is not None]
    assert len(shown) >= 6
    assert all(len(value._repr_html_() if hasattr(value, "_repr_html_") else str(value)) > 20 for value in shown)


def test_its_links_and_headings_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", PROSE):
        assert (FOLDER / target).exists(), target
    headings = {heading.replace(" ", "-") for heading in re.findall(r"^## (.*)$", PROSE, re.MULTILINE)}
    assert {target[1:] for target in re.findall(r"\]\((#[^)]+)\)", PROSE)} <= headings


def _run(cell: str, space: dict[str, Any]) -> object:
    """What a cell shows: the value of its last expression."""
    tree = ast.parse(cell)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "tutorial", "exec"), space)  # noqa: S102 - our own notebook
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "tutorial", "eval"), space)  # noqa: S307 - our own notebook
