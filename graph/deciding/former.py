"""What became of an address that is answered no longer: it was merged into another, or what it named was taken away.

Names may be a person's, so that what was taken away is kept as fingerprints only.
"""

import hashlib
import json
import mmap
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from usagraph.graph.deciding.fusions import Fusions
from usagraph.workspace import Workspace

__all__ = ["Former", "fate"]


@dataclass(frozen=True)
class Former:
    """The fingerprints at `path`, a line each: `mark` of an address, and where what it named is now, if anywhere."""

    path: Path

    def add(self, addresses: Iterable[str], into: str = "") -> None:
        """Notes addresses (`/id/<type>/<slug>`) that are answered no longer, and waits until that is on disk."""
        rows = self._rows()
        salt = str(rows[0]["salt"]) if rows else secrets.token_hex(16)
        held = {(row["mark"], row["into"]) for row in rows}
        fresh = [{"salt": salt, "mark": _mark(salt, one), "into": into} for one in addresses]
        lines = [row for row in fresh if (row["mark"], row["into"]) not in held]
        if lines:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                file.writelines(json.dumps(row).encode() + b"\n" for row in lines)
                file.flush()
                os.fsync(file.fileno())

    def find(self, address: str) -> str | None:
        """Where what `address` named is now; empty where it was taken away, None where it is not known here."""
        rows = self._rows()
        mark = _mark(str(rows[0]["salt"]), address) if rows else ""
        return next((str(row["into"]) for row in reversed(rows) if row["mark"] == mark), None)

    def _rows(self) -> list[dict[str, str]]:
        lines = self.path.read_bytes().split(b"\n")[:-1] if self.path.is_file() else []
        return [json.loads(line) for line in lines]


def fate(workspace: Workspace, address: str) -> str | None:
    """Where what `address` (`/id/<type>/<slug>`) named is now; empty where it was taken away, None where it never was.

    Asked only of what the graph does not name.
    """
    into = Fusions(workspace.fusions).standing.get(address)
    if into is None:
        into = Former(workspace.former).find(address)
    return "" if into is None and _was_minted(workspace.keys, address) else into


def _mark(salt: str, address: str) -> str:
    return hashlib.sha256((salt + address).encode()).hexdigest()[:32]


def _was_minted(keys: Path, address: str) -> bool:
    """Whether the file of keys gave that address to something."""
    if not keys.is_file() or not keys.stat().st_size:
        return False
    sought = f'"path": {json.dumps(address, ensure_ascii=False)}}}\n'.encode()
    with keys.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        return held.find(sought) >= 0
