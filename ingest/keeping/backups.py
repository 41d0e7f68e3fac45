"""Backups: one archive that holds all of a workspace that cannot be made again, with the hash of each file."""

import datetime
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

from usagraph import __version__
from usagraph.errors import BadBackup
from usagraph.graph.store.space import require_space
from usagraph.workspace import Workspace, file_sha256, settle

__all__ = ["BACKUPS", "LEFT_OUT", "MANIFEST", "backup", "checked", "kept_files"]

#: Folder of a workspace in which its backups are put.
BACKUPS = "backups"
#: What is made again, or belongs to the machine.
LEFT_OUT = frozenset((BACKUPS, "store"))
#: The first member of an archive: what made it, and the hash of each file.
MANIFEST = "usagraph-backup.json"
FORMAT = 1

Step = Callable[[str], object]


def backup(workspace: Workspace, target: Path | None = None, on_file: Step = lambda _: None) -> Path:
    """The archive of a workspace, at `target` or in its folder of backups; under another name until it is whole.

    Raises StoreBusy where another command writes to the workspace.
    """
    stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S%fZ")
    path = target or workspace.root / BACKUPS / f"{stamp}.tar.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        require_space(path.parent, sum(file.stat().st_size for _, file in kept_files(workspace)))
        with workspace.written(), tarfile.open(draft, "w:gz", compresslevel=6) as archive:
            files = dict(kept_files(workspace))
            _write_manifest(archive, {name: file_sha256(file) for name, file in files.items()})
            for name, file in files.items():
                archive.add(file, name, recursive=False)
                on_file(name)
        settle(draft)
        draft.replace(path)
        settle(path.parent)
    finally:
        draft.unlink(missing_ok=True)
    return path


def checked(archive: Path) -> dict[str, str]:
    """The hash of each file of an archive, all of them read and compared; raises BadBackup."""
    try:
        with tarfile.open(archive, "r:gz") as opened:
            expected = _manifest(opened, archive)
            held = {member.name: _hash(opened, member) for member in opened if member.isfile()}
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise BadBackup(file=archive.name, detail=str(error)[:200]) from None
    held.pop(MANIFEST, None)
    wrong = [name for name in expected.keys() | held.keys() if expected.get(name) != held.get(name)]
    if wrong:
        raise BadBackup(file=archive.name, detail=", ".join(sorted(wrong)[:3]))
    return expected


def kept_files(workspace: Workspace) -> Iterator[tuple[str, Path]]:
    """The files to keep, by the name they have in the archive, in order."""
    if workspace.root.is_dir():
        for path in sorted(workspace.root.rglob("*")):
            parts = path.relative_to(workspace.root).parts
            hidden = any(part.startswith(".") for part in parts)
            if path.is_file() and not path.is_symlink() and not hidden and parts[0] not in LEFT_OUT:
                yield "/".join(parts), path


def _write_manifest(archive: tarfile.TarFile, hashes: dict[str, str]) -> None:
    content = json.dumps({"format": FORMAT, "usagraph": __version__, "files": hashes}, ensure_ascii=False).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def _manifest(archive: tarfile.TarFile, path: Path) -> dict[str, str]:
    first = archive.next()
    content = archive.extractfile(first) if first and first.name == MANIFEST else None
    if content is None:
        raise BadBackup(file=path.name, detail=MANIFEST)
    told = json.load(content)
    if told.get("format") != FORMAT or not isinstance(told.get("files"), dict):
        raise BadBackup(file=path.name, detail=f"format {told.get('format')}")
    return {str(name): str(digest) for name, digest in told["files"].items()}


def _hash(archive: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    content = archive.extractfile(member)
    return hashlib.file_digest(content, "sha256").hexdigest() if content else ""  # type: ignore[arg-type]
