"""A workspace as it was when a backup was made, with its store made again; what was erased since is erased again."""

import os
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

from usagraph.ingest.keeping.backups import LEFT_OUT, MANIFEST, backup, checked, kept_files
from usagraph.ingest.keeping.erase import apply
from usagraph.ingest.keeping.erasures import Erasures
from usagraph.ingest.session import rebuilding
from usagraph.workspace import Workspace, settle

__all__ = ["restore"]

Step = Callable[[str], object]


def restore(archive: Path, workspace: Workspace, base: str, on_document: Step = lambda _: None) -> Path | None:
    """Puts the workspace back as it was in an archive, and makes its store; gives back the backup of what was there before.

    None where nothing was there. What was erased since is erased again. Raises BadBackup, with nothing changed.
    """
    checked(archive)
    before = backup(workspace) if any(kept_files(workspace)) else None
    erased = Erasures(workspace.erasures)
    fresh = workspace.root / f".restoring.{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        with tarfile.open(archive, "r:gz") as opened:
            opened.extractall(fresh, filter="data")
        (fresh / MANIFEST).unlink()
        Erasures(Workspace(fresh).erasures).take_in(erased)
        with workspace.written():
            _replace(workspace.root, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    marks = Erasures(workspace.erasures).fingerprints
    if marks.marks:
        apply(marks, workspace, base, on_document)
    else:
        with rebuilding(workspace, base) as opened_store:
            opened_store.receive_all(workspace.bundles())
    return before


def _replace(root: Path, fresh: Path) -> None:
    """Puts what was restored in the place of what is there, one name at a time."""
    for path in sorted(root.iterdir()):
        if path.name not in LEFT_OUT and not path.name.startswith("."):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in sorted(fresh.iterdir()):
        path.rename(root / path.name)
    settle(root)
