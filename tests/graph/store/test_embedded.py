from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.errors import StoreError
from usagraph.graph.store.embedded import EmbeddedStore, newest_generation

QUAD = ox.Quad(ox.NamedNode("http://a"), ox.NamedNode("http://p"), ox.Literal("1"), ox.NamedNode("http://g"))


def test_a_generation_stays_as_it_was_published(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path) as store:
        store.load([QUAD])
        first = store.publish()
        store.drop("http://g")
        second = store.publish()
    assert (len(ox.Store.read_only(str(first))), len(ox.Store.read_only(str(second)))) == (1, 0)
    assert newest_generation(tmp_path) == second


def test_old_generations_are_swept(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path) as store:
        for _ in range(6):
            store.publish()
    assert sorted(p.name for p in (tmp_path / "generations").iterdir()) == ["4", "5", "6"]


def test_a_second_writer_is_refused_in_words(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path), pytest.raises(StoreError) as caught:
        EmbeddedStore(tmp_path)
    assert "rebuild" in caught.value.say("en")


def test_there_is_no_generation_before_the_first(tmp_path: Path) -> None:
    assert newest_generation(tmp_path) is None
