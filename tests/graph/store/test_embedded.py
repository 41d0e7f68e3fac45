"""The embedded store: what is written comes back, generations stay, a second writer is told so."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.errors import StoreBusy
from usagraph.graph.store.embedded import EmbeddedStore, newest_generation

QUAD = ox.Quad(ox.NamedNode("http://a"), ox.NamedNode("http://p"), ox.Literal("1"), ox.NamedNode("http://g"))


def test_a_generation_stays_as_it_was_published(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path) as store:
        store.extend([QUAD])
        first = store.publish()
        store.drop("http://g")
        second = store.publish()
    assert (len(ox.Store.read_only(str(first))), len(ox.Store.read_only(str(second)))) == (1, 0)
    assert newest_generation(tmp_path) == second


def test_what_must_be_done_before_a_generation_is_seen_is_told_its_number(tmp_path: Path) -> None:
    told: list[tuple[int, Path | None]] = []
    with EmbeddedStore(tmp_path) as store:
        for _ in range(2):
            store.publish(lambda number: told.append((number, newest_generation(tmp_path))))
    assert told == [(1, None), (2, tmp_path / "generations" / "1")]


def test_a_file_of_quads_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "made.nq").write_text(f"{QUAD} .\n{QUAD.triple} .\n", encoding="utf-8")
    with EmbeddedStore(tmp_path) as store:
        store.load_file(tmp_path / "made.nq")
        assert set(store.quads(None)) | set(store.quads("http://g")) == {ox.Quad(*QUAD.triple), QUAD}


def test_a_second_writer_is_refused_in_words(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path), pytest.raises(StoreBusy) as caught:
        EmbeddedStore(tmp_path)
    assert "Another command" in caught.value.say("en")
    assert "Une autre commande" in caught.value.say("fr")


def test_there_is_no_generation_before_the_first(tmp_path: Path) -> None:
    assert newest_generation(tmp_path) is None
