"""A small graph of our own writing: one note, two actions, a directorate, a law, laid out as the real ones are."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.graph.querying.service import QueryService

HERE = Path(__file__).parent


def publish(root: Path, number: int, *files: Path) -> None:
    """Writes generation `number` under `root`, holding the quads of `files`."""
    live = ox.Store(str(root / f"live-{number}"))
    for file in files:
        live.load(path=str(file))
    live.flush()
    (root / "generations").mkdir(exist_ok=True)
    live.backup(str(root / "generations" / str(number)))


@pytest.fixture(scope="session")
def store_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder whose only generation holds the sample."""
    root = tmp_path_factory.mktemp("store")
    publish(root, 1, HERE / "sample.trig")
    return root


@pytest.fixture(scope="session")
def service(store_root: Path) -> Iterator[QueryService]:
    """A query service over the sample, shared: it only reads."""
    with QueryService(store_root, max_rows=1000) as made:
        yield made
