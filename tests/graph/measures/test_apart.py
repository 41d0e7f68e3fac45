"""Measures in a process of their own: the same results, within limits that are said."""

import pytest

from usagraph.errors import MeasureTooLarge, QueryTimeout, StoreError
from usagraph.graph.measures import apart
from usagraph.graph.measures.apart import made
from usagraph.graph.measures.values import VALUES, standings
from usagraph.graph.measures.web import shape_of

SHAPE = shape_of(40, [(one * one % 37, one) for one in range(40)] + [(one, (one + 11) % 40) for one in range(0, 40, 3)])


@pytest.mark.parametrize("name", VALUES)
def test_a_process_of_its_own_finds_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = made(SHAPE, name)
    assert expected == standings(SHAPE, name)
    monkeypatch.setattr(apart, "FEW", 0)
    assert made(SHAPE, name) == expected


def test_a_network_too_large_is_refused_with_its_size_and_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_STEPS", 400)
    with pytest.raises(MeasureTooLarge) as refused:
        made(SHAPE, "betweenness")
    assert refused.value.status == 413
    for lang in ("fr", "en"):
        said = refused.value.say(lang)
        assert "40" in said
        assert "10 li" in said
        assert "type=" in said
    assert made(SHAPE, "degree")


def test_a_measure_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "FEW", 0)
    with pytest.raises(QueryTimeout):
        made(SHAPE, "degree", seconds=0.01)


def test_a_process_that_dies_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "FEW", 0)
    monkeypatch.setattr(apart, "COMMAND", (*apart.COMMAND[:-1], "raise SystemExit('out of order')"))
    with pytest.raises(StoreError, match="out of order"):
        made(SHAPE, "degree")
