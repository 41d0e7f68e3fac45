"""A store that an older engine wrote: copied and dumped before this one converts it, which cannot be undone.

The copy stays in `older/<time>` beside the store: the folder as it was, which the older version still opens, and all its
quads as N-Quads, which any version loads.
"""

import datetime
import gzip
import shutil
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from usagraph.errors import StoreError
from usagraph.graph.store.space import require_space
from usagraph.workspace import settle

__all__ = ["OLDER", "is_older", "upgrade"]

#: Where the stores of older versions are kept.
OLDER = "older"
#: The version of the engine that last opened the store.
VERSION = "engine.txt"
#: What the engine says of a store that it would have to convert.
_OLD = "not possible to upgrade"
#: Bytes written at a time.
_PIECE = 1 << 20


def is_older(folder: Path) -> bool:
    """Whether the store in a folder was written by an older engine; nothing in it changes."""
    if not (folder / "CURRENT").is_file():
        return False
    try:
        ox.Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:
        return _OLD in str(error)
    return False


def upgrade(root: Path, live: str) -> Path | None:
    """Converts the store in `root/live` where an older engine wrote it; gives back where the old one is kept, else None.

    Raises DiskFull where there is no room for the copies, StoreError where they do not agree; the old store is then as it was.
    """
    folder, told = root / live, root / VERSION
    if told.is_file() and told.read_text(encoding="utf-8") == ox.__version__:
        return None
    kept = _converted(root, folder) if is_older(folder) else None
    root.mkdir(parents=True, exist_ok=True)
    told.write_text(ox.__version__, encoding="utf-8")
    return kept


def _converted(root: Path, folder: Path) -> Path:
    require_space(root, 4 * sum(path.stat().st_size for path in folder.iterdir()))
    stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    kept, fresh = root / OLDER / stamp, root / f".{folder.name}.converting"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(folder, fresh)
    kept.mkdir(parents=True)
    _dump(fresh, kept / "store.nq.gz")
    folder.rename(kept / folder.name)
    fresh.rename(folder)
    settle(root)
    return kept


def _dump(fresh: Path, target: Path) -> None:
    """Writes all quads of the copy, which is converted as it is opened; raises StoreError where some are missing."""
    try:
        store = ox.Store(str(fresh))
        with gzip.open(target, "wb") as file:
            store.dump(cast("IO[bytes]", file), ox.RdfFormat.N_QUADS)
        store.flush()
    except (OSError, RuntimeError) as error:
        raise StoreError(detail=str(error).splitlines()[0]) from None
    with gzip.open(target, "rb") as file:
        lines = sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b""))
    if lines != len(store):
        raise StoreError(detail=f"{target.name}: {lines} ≠ {len(store)}")
    settle(target)
