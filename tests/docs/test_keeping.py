"""The commands of the page about keeping a workspace, over a copy of the demonstration."""

import shutil
from pathlib import Path

import pytest

from .pages import Demo, blocks, run

BLOCKS = [block.text for block in blocks("keeping.md") if block.kind == "sh"]


@pytest.fixture
def folder(demo: Demo, tmp_path: Path) -> Path:
    """A folder that holds a copy of the workspace, under the name that commands look for."""
    shutil.copytree(demo.workspace, tmp_path / "workspace")
    return tmp_path


def test_two_things_are_made_one_and_two_again(folder: Path) -> None:
    merge, listed, undo = next(text for text in BLOCKS if "usagraph merge" in text).splitlines()
    query = ["usagraph", "query", "SELECT ?a { ?a a ug:Action }", "--format", "csv"]
    before = run(query, folder=folder)
    run(["/bin/sh", "-c", merge], folder=folder)
    assert len(run(query, folder=folder).split()) == len(before.split()) - 1
    assert "project officer" in run(["/bin/sh", "-c", listed], folder=folder)
    run(["/bin/sh", "-c", undo], folder=folder)
    assert sorted(run(query, folder=folder).split()) == sorted(before.split())
    assert "project officer" not in run(["/bin/sh", "-c", listed], folder=folder)


def test_an_erasure_is_tried_before_it_is_made(folder: Path) -> None:
    """The first command changes nothing."""
    tried = next(text for text in BLOCKS if "usagraph erase" in text).splitlines()[0]
    before = {path: path.read_bytes() for path in (folder / "workspace/documents").rglob("*") if path.is_file()}
    run(["/bin/sh", "-c", tried], folder=folder)
    assert {path: path.read_bytes() for path in before} == before
