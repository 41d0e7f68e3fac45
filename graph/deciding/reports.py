"""Errors that readers report on a passage: a file of JSON lines, for a person to look through. Nothing reads it back.

A report names a place of a document, never its words: once a document is taken away, nothing of it stays here. It says
nothing of who sent it, and what it says in words is without e-mail addresses and telephone numbers. As nobody is known,
the bounds hold for all who send together: so many a minute, so many a day, and a file that does not outgrow its size.
"""

import fcntl
import json
import os
import stat
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal

from usagraph.graph.deciding.curation import now
from usagraph.graph.export.personal import without_details

__all__ = ["KINDS", "LARGEST", "LONGEST", "RATES", "Fate", "Report", "Reports", "reports_at"]

#: What may be wrong: a relation, the place that is shown for it, a name, something left out, or another thing.
KINDS = ("relation", "passage", "name", "missing", "other")
#: Code points of what a report says in words, and bytes of the file.
LONGEST, LARGEST = 1_000, 2_000_000
#: Reports taken in so many seconds.
RATES = ((60.0, 20), (86_400.0, 500))

#: What became of a report: written, refused because there are many, because the file is full, or cannot be written.
Fate = Literal["kept", "many", "full", "unwritten"]


@dataclass(frozen=True)
class Report:
    """What a reader found wrong: of a passage (code points) of a document, perhaps of one claim (its IRI)."""

    document: str
    start: int
    end: int
    kind: str
    claim: str = ""
    words: str = ""


class Reports:
    """The reports at `path`; safe to share between threads."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.path = path
        self._clock = clock
        self._lock = Lock()
        self._taken: deque[float] = deque(maxlen=max(most for _, most in RATES))

    def add(self, report: Report) -> Fate:
        """Writes a report at the end of the file, and waits until it is on disk; says what became of it."""
        with self._lock:
            at = self._clock()
            if any(sum(at - one < seconds for one in self._taken) >= most for seconds, most in RATES):
                return "many"
            try:
                fate = _append(self.path, _line(report))
            except OSError:
                return "unwritten"
            if fate == "kept":
                self._taken.append(at)
            return fate


@cache
def reports_at(path: Path) -> Reports:
    """The reports at `path`: the same for all who ask, so that the bounds hold for all."""
    return Reports(path)


def _line(report: Report) -> bytes:
    # On one line, whatever a reader of the file takes for the end of one.
    words = without_details(" ".join(report.words[:LONGEST].split()))
    told = {"when": now(), **asdict(report), "words": words}
    return (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _append(path: Path, line: bytes) -> Fate:
    # Never through a link, and for the eyes of whoever runs the service.
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        there = os.fstat(handle)
        if not stat.S_ISREG(there.st_mode):
            return "unwritten"
        if there.st_size + len(line) > LARGEST:
            return "full"
        os.write(handle, line)
        os.fsync(handle)
    finally:
        os.close(handle)
    return "kept"
