"""The folder that the writer works in, and another that takes its place when it is complete: never a moment without one."""

import shutil
from pathlib import Path

from usagraph.workspace import settle

__all__ = ["FRESH", "LIVE", "forget_half_rebuilt", "is_half_rebuilt", "mend_folders", "take_fresh"]

#: The folder of the writer, and that of a rebuild until it is complete.
LIVE, FRESH = "live", "fresh"
#: The folder of the writer while another takes its place.
_BEFORE = "live.before"


def take_fresh(root: Path) -> None:
    """Puts the rebuilt folder in the place of the writer's; neither may be open."""
    if (root / LIVE).exists():
        (root / LIVE).rename(root / _BEFORE)
    (root / FRESH).rename(root / LIVE)
    settle(root)
    shutil.rmtree(root / _BEFORE, ignore_errors=True)


def mend_folders(root: Path) -> None:
    """Puts back the folder of the writer where a crash came before the other had taken its place."""
    before = root / _BEFORE
    if before.exists() and not (root / LIVE).exists():
        before.rename(root / LIVE)
    shutil.rmtree(before, ignore_errors=True)


def is_half_rebuilt(root: Path) -> bool:
    """Whether a rebuild was cut short: documents may have been read anew, and not have been put in the graph again."""
    return (root / FRESH).exists()


def forget_half_rebuilt(root: Path) -> None:
    """Deletes what a rebuild that was cut short left."""
    shutil.rmtree(root / FRESH, ignore_errors=True)
