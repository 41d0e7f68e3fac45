"""`oxigraph-0.4.tar.gz` holds a store of 50 quads that version 0.4 of the engine wrote."""

import gzip
import tarfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.errors import DiskFull
from usagraph.graph.store import upgrade as module
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.graph.store.upgrade import OLDER, is_older

OLD = Path(__file__).parent / "oxigraph-0.4.tar.gz"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a store whose `live` an older version wrote."""
    with tarfile.open(OLD) as archive:
        archive.extractall(tmp_path / "live", filter="data")
    return tmp_path


def _quads() -> set[ox.Quad]:
    ex = "http://example.org"
    return {
        ox.Quad(
            ox.NamedNode(f"{ex}/s{n}"),
            ox.NamedNode(f"{ex}/p"),
            ox.Literal(f"é {n}", language="fr"),
            ox.NamedNode(f"{ex}/g"),
        )
        for n in range(50)
    }


def test_an_older_store_is_kept_and_dumped_before_it_is_converted(root: Path) -> None:
    before = {path.name: path.read_bytes() for path in (root / "live").iterdir()}
    with EmbeddedStore(root) as store:
        assert set(store.engine) == _quads()
    (kept,) = (root / OLDER).iterdir()
    after = {path.name: path.read_bytes() for path in (kept / "live").iterdir()}
    # What the engine logs of being looked at apart, the old folder is as it was.
    assert before.items() <= after.items()
    assert is_older(kept / "live")
    assert not is_older(root / "live")
    assert set(ox.parse(gzip.decompress((kept / "store.nq.gz").read_bytes()), format=ox.RdfFormat.N_QUADS)) == _quads()
    with EmbeddedStore(root) as store:
        assert len(store) == 50
    assert len(list((root / OLDER).iterdir())) == 1


def test_without_room_for_the_copies_nothing_is_converted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull(path="/", free="1", wanted="2")

    monkeypatch.setattr(module, "require_space", full)
    with pytest.raises(DiskFull):
        EmbeddedStore(root)
    assert is_older(root / "live")


def test_a_store_of_this_version_is_left(tmp_path: Path) -> None:
    for _ in range(2):
        EmbeddedStore(tmp_path).close()
    assert not (tmp_path / OLDER).exists()
    assert not is_older(tmp_path / "nothing")
