"""Work that takes long, a few at a time: the rest waits for its turn without a thread, and is refused where that is long."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from usagraph.errors import Overload

__all__ = ["Turns"]


@dataclass
class Queue:
    """The turns of one event loop, and how many have one or wait for it."""

    turns: asyncio.Semaphore
    length: int = 0


@dataclass(eq=False)
class Turns:
    """Places for so many at work `at_once`, and for `most` in all; a turn is waited for `patience` seconds at most.

    A dependency of the routes that take long; `async with turns.taken()` elsewhere.
    """

    at_once: int
    most: int
    patience: float
    #: A semaphore belongs to the loop it was first waited for in.
    _queues: "WeakKeyDictionary[asyncio.AbstractEventLoop, Queue]" = field(default_factory=WeakKeyDictionary)

    async def __call__(self) -> AsyncIterator[None]:
        """Waits for a turn and gives it back; raises Overload where it does not come in time."""
        queue = self._queues.setdefault(asyncio.get_running_loop(), Queue(asyncio.Semaphore(self.at_once)))
        if queue.length >= self.most:
            raise Overload
        queue.length += 1
        try:
            await self._turn_of(queue)
            try:
                yield
            finally:
                queue.turns.release()
        finally:
            queue.length -= 1

    async def _turn_of(self, queue: Queue) -> None:
        try:
            async with asyncio.timeout(self.patience):
                await queue.turns.acquire()
        except TimeoutError:
            raise Overload from None

    taken = asynccontextmanager(__call__)
