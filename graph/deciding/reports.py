"""Errors that readers report on a passage: a file of JSON lines, for a person to look through. Nothing reads it back.

A report names a place of a document, never its words: once a document is taken away, nothing of it stays here. It says
nothing of who sent it, and what it says in words is without e-mail addresses and telephone numbers. So many a minute and
a day are taken of one sender, so that a noisy one does not silence the others, and more of all together; the file does
not outgrow its size. Who sent how many is known while the service runs, by a mark that the address cannot be read from.
"""

import fcntl
import hashlib
import json
import os
import secrets
import stat
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import cache
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from threading import Lock
from typing import Literal

from usagraph.graph.deciding.curation import now
from usagraph.graph.export.personal import without_details

__all__ = ["KINDS", "LARGEST", "LONGEST", "OF_ALL", "RATES", "Fate", "Report", "Reports", "reports_at"]

#: What may be wrong: a relation, the place that is shown for it, a name, something left out, or another thing.
KINDS = ("relation", "passage", "name", "missing", "other")
#: Code points of what a report says in words, and bytes of the file.
LONGEST, LARGEST = 1_000, 2_000_000
#: Reports taken in so many seconds: of one sender, and of all.
RATES = ((60.0, 10), (86_400.0, 100))
OF_ALL = ((60.0, 60), (86_400.0, 1_000))

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
        self._secret = secrets.token_bytes(16)
        #: When reports were taken, and whose: no more than all may send in a day.
        self._taken: deque[tuple[float, bytes]] = deque(maxlen=max(most for _, most in OF_ALL))

    def add(self, report: Report, sender: str = "") -> Fate:
        """Writes a report at the end of the file, and waits until it is on disk; says what became of it.

        `sender`: the address it comes from, which is not kept.
        """
        with self._lock:
            at, mark = self._clock(), self._mark(sender)
            own = [when for when, whose in self._taken if whose == mark]
            if _over(at, own, RATES) or _over(at, (when for when, _ in self._taken), OF_ALL):
                return "many"
            try:
                fate = _append(self.path, _line(report))
            except OSError:
                return "unwritten"
            if fate == "kept":
                self._taken.append((at, mark))
            return fate

    def _mark(self, sender: str) -> bytes:
        return hashlib.blake2b(_place(sender).encode("utf-8", "replace"), key=self._secret, digest_size=16).digest()


@cache
def reports_at(path: Path) -> Reports:
    """The reports at `path`: the same for all who ask, so that the bounds hold for all."""
    return Reports(path)


def _over(at: float, taken: Iterable[float], rates: Iterable[tuple[float, int]]) -> bool:
    """Whether as many were taken as a rate allows."""
    times = list(taken)
    return any(sum(at - one < seconds for one in times) >= most for seconds, most in rates)


def _place(sender: str) -> str:
    """What stands for a sender: its address, and of the many that one has in IPv6, what they share."""
    try:
        address = ip_address(sender.partition("%")[0])
    except ValueError:
        return sender
    return str(int(address) >> 64) if isinstance(address, IPv6Address) else str(address)


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
