"""The generations of a store, seen from where they are read: which is the newest, and how a worker is told to open it."""

import os
import time
from pathlib import Path

from usagraph.graph.querying.wire import Header

__all__ = ["Snapshots"]

#: Nanoseconds after which the time of a folder tells every change of it.
SETTLED = 100_000_000


class Snapshots:
    """The generations under `store_root`; the empty graph until there is one."""

    def __init__(self, store_root: Path) -> None:
        self._folder = Path(store_root) / "generations"
        self._name = str(self._folder)
        self._opening: Header = {"open": None, "generation": 0}
        #: The newest when the folder was last listed, and the folder's time then.
        self._known = (0, -1)

    def newest(self) -> int:
        """The number of the newest generation, 0 for the empty graph; a folder may be swept at any time."""
        changed = self._changed()
        number, when = self._known
        if changed != when:
            number = self._listed()
            # A change of this very moment may be followed by another that leaves the same time.
            self._known = (number, changed if time.time_ns() - changed > SETTLED else -1)
        return number

    def _changed(self) -> int:
        try:
            return os.stat(self._name).st_mtime_ns  # noqa: PTH116 - asked for each query
        except FileNotFoundError:
            return 0

    def _listed(self) -> int:
        try:
            names = [entry.name for entry in self._folder.iterdir()]
        except FileNotFoundError:
            return 0
        return max((int(name) for name in names if name.isdecimal()), default=0)

    def opening(self, generation: int) -> Header:
        """What a worker is asked to do first."""
        if generation != self._opening["generation"]:
            path = str(self._folder / str(generation)) if generation else None
            self._opening = {"open": path, "generation": generation}
        return self._opening
