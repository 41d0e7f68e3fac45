"""The generations of a store: read-only snapshots that readers open, numbered; the highest is the current one."""

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from usagraph.workspace import settle

__all__ = ["Generations", "newest_generation"]

#: Generations kept: the current one, and those a reader may still be leaving.
_KEPT = 3
#: Seconds for which a reader may still be at work on a generation that is no longer the current one.
_LEAVING = 30.0


@dataclass(frozen=True)
class Generations:
    """The folder `generations` under `root`."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where they are: one folder each, named by its number."""
        return self.root / "generations"

    @property
    def numbers(self) -> list[int]:
        """Those there are, in order."""
        if not self.folder.is_dir():
            return []
        return sorted(int(entry.name) for entry in os.scandir(self.folder) if entry.name.isdecimal())

    @property
    def newest(self) -> Path | None:
        """The folder of the current one; None before the first."""
        numbers = self.numbers
        return self.folder / str(numbers[-1]) if numbers else None

    @property
    def next(self) -> int:
        """The number of the next one."""
        return (self.numbers or [0])[-1] + 1

    def publish(self, write: Callable[[Path], object]) -> Path:
        """The folder of a new one, that `write` fills under another name: whole, or not there."""
        fresh = self.folder / str(self.next)
        draft = self.folder / f".{fresh.name}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sweep_drafts()
        write(draft)
        # A reader must not take it for older than it is.
        os.utime(draft)
        draft.rename(fresh)
        settle(self.folder)
        return fresh

    def sweep(self, kept: int = _KEPT, leaving: float = _LEAVING) -> int:
        """Takes away the old ones, save the last `kept` and those left less than `leaving` seconds ago; gives back the
        number of the oldest that stays, 0 where there is none."""
        numbers = self.numbers
        for number, following in list(pairwise(numbers))[: max(0, len(numbers) - kept)]:
            # Its readers began to leave it when the following one came.
            if time.time() - (self.folder / str(following)).stat().st_mtime < leaving:
                return number
            shutil.rmtree(self.folder / str(number), ignore_errors=True)
        return (self.numbers or [0])[0]

    def _sweep_drafts(self) -> None:
        for draft in self.folder.glob(".*"):
            shutil.rmtree(draft, ignore_errors=True)


def newest_generation(root: Path) -> Path | None:
    """The folder of the newest generation under `root`; None before the first."""
    return Generations(root).newest
