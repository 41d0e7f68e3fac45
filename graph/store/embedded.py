"""The graph on disk: one writer, and read-only generations that readers open."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from usagraph.errors import StoreError

__all__ = ["EmbeddedStore", "newest_generation"]

_KEPT = 3  # generations: the current one, and those a reader may still be leaving


class EmbeddedStore:
    """Oxigraph in `root/live`; `publish` makes `root/generations/<n>`. Use as a context manager."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "live").mkdir(parents=True, exist_ok=True)
        try:
            self._store: ox.Store | None = ox.Store(str(root / "live"))
        except OSError as error:
            raise StoreError(detail=str(error).splitlines()[0]) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.engine)

    @property
    def engine(self) -> ox.Store:
        """The engine itself, for quad patterns."""
        if self._store is None:
            raise StoreError(detail="closed")
        return self._store

    def close(self) -> None:
        """Lets go of the lock."""
        self._store = None

    def query(self, text: str) -> object:
        """The answer to a query of our own."""
        return self.engine.query(text)

    def load(self, quads: Iterable[ox.Quad]) -> None:
        """Adds quads in one transaction; raises StoreError where the disk refuses."""
        try:
            self.engine.extend(quads)
        except OSError as error:
            raise StoreError(detail=str(error).splitlines()[0]) from None

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Takes quads away, one by one."""
        for quad in quads:
            self.engine.remove(quad)

    def drop(self, graph: str) -> None:
        """Takes a named graph away."""
        self.engine.remove_graph(ox.NamedNode(graph))

    def quads(self, graph: str | None) -> Iterator[ox.Quad]:
        """The quads of a named graph, of the default graph where it is None."""
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        return iter(self.engine.quads_for_pattern(None, None, None, name))

    def publish(self) -> Path:
        """Flushes, then makes a read-only generation of what is stored (hard links: no copy); sweeps the old ones."""
        self.engine.flush()
        generations = self.root / "generations"
        generations.mkdir(exist_ok=True)
        numbers = _numbers(generations)
        fresh = generations / str((numbers[-1] if numbers else 0) + 1)
        draft = generations / f".{fresh.name}"
        shutil.rmtree(draft, ignore_errors=True)
        self.engine.backup(str(draft))
        draft.rename(fresh)
        for number in numbers[: -(_KEPT - 1)]:
            shutil.rmtree(generations / str(number), ignore_errors=True)
        return fresh


def newest_generation(root: Path) -> Path | None:
    """The folder of the newest generation under `root`; None before the first."""
    numbers = _numbers(root / "generations")
    return root / "generations" / str(numbers[-1]) if numbers else None


def _numbers(folder: Path) -> list[int]:
    return sorted(int(p.name) for p in folder.iterdir() if p.name.isdigit()) if folder.is_dir() else []
