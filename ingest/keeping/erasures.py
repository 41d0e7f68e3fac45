"""What was erased from a workspace: a line each, as fingerprints, so that it stays erased in what comes later."""

import json
import os
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from usagraph.errors import BrokenLog
from usagraph.ingest.keeping.details import Fingerprints

__all__ = ["Erasures"]


@dataclass(frozen=True)
class Erasures:
    """The log at `path`."""

    path: Path

    @property
    def fingerprints(self) -> Fingerprints:
        """The fingerprints of all that was erased; raises BrokenLog."""
        marks = [mark for row in self._rows() for mark in row["marks"]]
        return Fingerprints(marks[0][0] if marks else secrets.token_hex(16), frozenset(marks))

    def add(self, details: Collection[str], by: str, when: str) -> Fingerprints:
        """Writes what is to be erased at the end of the log, and waits until it is on disk; gives back all fingerprints."""
        before = self.fingerprints
        after = before.having(details)
        row = {"marks": sorted(after.marks - before.marks), "by": by, "when": when}
        self._append([row])
        return after

    def take_in(self, other: "Erasures") -> None:
        """Adds what another log says was erased and this one does not."""
        held = {json.dumps(row, sort_keys=True) for row in self._rows()}
        self._append([row for row in other._rows() if json.dumps(row, sort_keys=True) not in held])

    def _append(self, rows: Collection[dict[str, Any]]) -> None:
        if not rows:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            file.writelines(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
            file.flush()
            os.fsync(file.fileno())

    def _rows(self) -> Iterator[dict[str, Any]]:
        lines = self.path.read_bytes().splitlines() if self.path.is_file() else []
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                row["marks"] = [(str(salt), int(count), str(mark)) for salt, count, mark in row["marks"]]
            except (ValueError, TypeError, KeyError):
                raise BrokenLog(file=self.path.name, line=number) from None
            yield row
