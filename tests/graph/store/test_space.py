import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.errors import DiskFull, StoreError
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.graph.store.space import require_space

EX = "http://example.org"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 40 MB; skips where none can be made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted by this account")
    try:
        yield folder
    finally:
        subprocess.run(["/bin/umount", "-l", str(folder)], check=False, capture_output=True)


def test_too_little_room_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    require_space(tmp_path, 1)
    require_space(tmp_path / "not" / "there" / "yet", 1)
    with pytest.raises(DiskFull):
        require_space(tmp_path, 1 << 60)


def _triples(size: int, count: int) -> list[ox.Triple]:
    return [
        ox.Triple(ox.NamedNode(f"{EX}/{size}/{n}"), ox.NamedNode(f"{EX}/p"), ox.Literal(f"{n} " * size))
        for n in range(count)
    ]


def _load_many(store: EmbeddedStore) -> None:
    for number in range(200):
        store.load(f"{EX}/more/{number}", _triples(500, 50))


def test_a_full_disk_loses_nothing_and_reading_goes_on(small_disk: Path) -> None:
    with EmbeddedStore(small_disk / "store") as store:
        store.load(f"{EX}/kept", _triples(1, 200))
        generation = store.publish(lambda _: None)
        ballast = small_disk / "ballast"
        with contextlib.suppress(OSError), ballast.open("wb") as file:
            while True:
                file.write(b"x" * 100_000)
        with pytest.raises(StoreError):
            _load_many(store)
        reader = ox.Store.read_only(str(generation))
        assert sum(1 for _ in reader.quads_for_pattern(None, None, None, ox.NamedNode(f"{EX}/kept"))) == 200
    ballast.unlink()
    with EmbeddedStore(small_disk / "store") as store:
        assert store.count(f"{EX}/kept") == 200
        for name in store.graphs() - {f"{EX}/kept"}:
            assert store.count(name) == 50
        store.load(f"{EX}/after", _triples(1, 10))
        assert store.count(f"{EX}/after") == 10
