"""Room on the disk, asked for before anything is written: a full disk stops the engine, and keeps it from opening again."""

import shutil
from pathlib import Path

from usagraph.errors import DiskFull

__all__ = ["ENOUGH", "require_space"]

#: Bytes that must be free before documents are put in.
ENOUGH = 500_000_000


def require_space(folder: Path, wanted: int = ENOUGH) -> None:
    """Raises DiskFull where the disk of a folder has fewer than `wanted` bytes left."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    if free < wanted:
        raise DiskFull(path=str(folder), free=f"{free / 1e6:.0f}", wanted=f"{wanted / 1e6:.0f}")
