"""Pages made once for what they are made from, away from those who wait for them, and kept for the next who ask."""

import asyncio
import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from usagraph.errors import Overload
from usagraph.workspace import Workspace

__all__ = ["Kept", "Made", "state_of", "state_of_document"]

#: Bytes kept in all; the part of them that one page may take; and what a page costs beside its bytes.
KEPT, SHARE, ASIDE = 32_000_000, 4, 2000
#: Pages of a kind made at a time, pages of all made or waiting to be, and seconds that one waits for its own.
AT_ONCE, MOST, PATIENCE = 2, 100, 10.0
#: Shorter, a page costs more time than it saves on the way; and how hard it is pressed.
_SHORT, _LEVEL = 1024, 5

#: What a file is known by: its number, its size and when it was written.
Stamp = tuple[int, int, int]


@dataclass(frozen=True)
class Made:
    """A page as it is sent: whole, and pressed for who takes it so (empty where it would not be shorter)."""

    status: int
    body: bytes
    pressed: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The bytes that it takes where it is kept."""
        return len(self.body) + len(self.pressed) + ASIDE


class Underway:
    """A page that is being made, or waits to be, and how many wait for it."""

    def __init__(self, future: Future[Made]) -> None:
        self.future = future
        self.waiting = 0


class Kept:
    """The pages asked for last, all made from the same state; safe to share between threads."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        #: Threads for each kind of page: one that is dear to make keeps no other waiting.
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._lock = threading.Lock()
        self._state: Hashable = None
        self._held: OrderedDict[Hashable, Made] = OrderedDict()
        self._underway: dict[Hashable, Underway] = {}
        #: The bytes that are taken.
        self.size = 0

    @property
    def is_busy(self) -> bool:
        """Whether a page is being made, or waits to be."""
        return bool(self._underway)

    async def page(self, kind: str, state: Hashable, key: Hashable, make: Callable[[], Made]) -> Made:
        """The page of that key, made from that state: kept, under way for another, or made now.

        Raises Overload where too many wait, or where its turn does not come in time; one that nobody waits for is not begun.
        """
        found = self._found(kind, state, key, make)
        if isinstance(found, Made):
            return found
        soon = asyncio.wrap_future(found.future)
        try:
            done, _ = await asyncio.wait((soon,), timeout=PATIENCE)
        finally:
            self._leave(found, (state, key))
        if not done:
            raise Overload
        return soon.result()

    def _found(self, kind: str, state: Hashable, key: Hashable, make: Callable[[], Made]) -> Made | Underway:
        with self._lock:
            if state != self._state:
                # At once: what was erased from the graph is not to stay here.
                self._held.clear()
                self._state, self.size = state, 0
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            if (state, key) not in self._underway:
                self._underway[state, key] = self._begun(kind, state, key, make)
            found = self._underway[state, key]
            found.waiting += 1
            return found

    def _begun(self, kind: str, state: Hashable, key: Hashable, make: Callable[[], Made]) -> Underway:
        if len(self._underway) >= MOST:
            raise Overload
        if kind not in self._pools:
            self._pools[kind] = ThreadPoolExecutor(AT_ONCE, thread_name_prefix=kind)
        return Underway(self._pools[kind].submit(self._make, state, key, make))

    def _leave(self, found: Underway, place: Hashable) -> None:
        with self._lock:
            found.waiting -= 1
            if not found.waiting and found.future.cancel():
                del self._underway[place]

    def _make(self, state: Hashable, key: Hashable, make: Callable[[], Made]) -> Made:
        try:
            made = make()
            if made.status == 200 and len(made.body) > _SHORT:
                made = replace(made, pressed=gzip.compress(made.body, _LEVEL))
            self._keep(state, key, made)
            return made
        finally:
            with self._lock:
                del self._underway[state, key]

    def _keep(self, state: Hashable, key: Hashable, made: Made) -> None:
        if made.status != 200 or made.size * SHARE > self._most:
            return
        with self._lock:
            if state == self._state and key not in self._held:
                self._held[key] = made
                self.size += made.size
                while self.size > self._most:
                    self.size -= self._held.popitem(last=False)[1].size


def state_of(workspace: Workspace) -> tuple[Stamp, ...]:
    """What changes with the documents, and with what people decide of them."""
    logs = (workspace.curation, workspace.fusions, workspace.former, workspace.erasures, workspace.ledger)
    return tuple(_stamp_of(path) for path in (workspace.documents, *logs))


def state_of_document(workspace: Workspace, id: str) -> tuple[Stamp, ...] | None:
    """What changes with the files of a document; None where that is the id of none here."""
    # What an address names is looked up, and joined to no path.
    if id not in workspace.ids():
        return None
    return tuple(_stamp_of(path) for path in sorted((workspace.documents / id).iterdir()))


def _stamp_of(path: Path) -> Stamp:
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns
