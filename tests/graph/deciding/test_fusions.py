"""The log of things that people said are one."""

from pathlib import Path

import pytest

from usagraph.errors import BrokenLog, WrongUse
from usagraph.graph.deciding.fusions import Fusion, Fusions

A, B, C = "/id/action/a", "/id/action/b", "/id/action/c"


def said(thing: str, into: str) -> Fusion:
    return Fusion(thing, into, "chargée de mission", "2026-11-21T09:00:00Z", "même projet")


@pytest.fixture
def fusions(tmp_path: Path) -> Fusions:
    return Fusions(tmp_path / "fusions.jsonl")


def test_a_thing_is_where_the_last_fusion_leads(fusions: Fusions) -> None:
    assert (fusions.standing, fusions.digest, fusions.named) == ({}, "", frozenset())
    fusions.add(said(A, B))
    fusions.add(said(B, C))
    again = Fusions(fusions.path)
    assert again.standing == {A: C, B: C}
    assert again.all == (said(A, B), said(B, C))
    assert again.named == {A, B, C}


def test_an_undone_fusion_leaves_a_trace_and_stands_no_more(fusions: Fusions) -> None:
    fusions.add(said(A, B))
    before = fusions.digest
    fusions.add(said(A, ""))
    assert fusions.standing == {}
    assert fusions.named == {A, B}
    assert fusions.digest not in (before, "")


@pytest.mark.parametrize(("thing", "into"), [(A, A), (B, A), (C, A), (B, "")])
def test_a_circle_and_a_vain_undoing_are_refused(fusions: Fusions, thing: str, into: str) -> None:
    fusions.add(said(A, B))
    fusions.add(said(A, C)) if thing == C else None
    held = fusions.path.read_bytes()
    with pytest.raises(WrongUse):
        fusions.add(said(thing, into))
    assert fusions.path.read_bytes() == held


def test_a_line_that_a_crash_cut_is_written_over(fusions: Fusions) -> None:
    fusions.add(said(A, B))
    with fusions.path.open("ab") as file:
        file.write(b'{"thing": "/id/acti')
    again = Fusions(fusions.path)
    again.add(said(B, C))
    assert Fusions(fusions.path).all == (said(A, B), said(B, C))


def test_a_damaged_line_is_named(fusions: Fusions) -> None:
    fusions.add(said(A, B))
    fusions.path.write_bytes(fusions.path.read_bytes() + b'{"thing": 1, "other": 2}\n')
    with pytest.raises(BrokenLog) as caught:
        Fusions(fusions.path).standing  # noqa: B018 - read for its error
    assert caught.value.values["line"] == 2
