"""When the one who asked goes away, what was begun for them is stopped.

A thread that waits for a worker cannot be told; so it says what would end its wait, and whoever sees the departure does it.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["Departure", "departing", "departure"]


class Departure:
    """The departure of one who asked, which may come."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stops: list[Callable[[], object]] = []
        self.over = False

    def happens(self) -> None:
        """Stops what is under way, and what will be begun."""
        with self._lock:
            self.over = True
            for stop in self._stops:
                stop()

    @contextmanager
    def stopping(self, stop: Callable[[], object]) -> Iterator[None]:
        """Has `stop` called where the departure comes meanwhile, or has come."""
        with self._lock:
            self._stops.append(stop)
            if self.over:
                stop()
        try:
            yield
        finally:
            with self._lock:
                self._stops.remove(stop)


#: The departure of the one for whom this code runs; None where nobody would leave.
departure: ContextVar[Departure | None] = ContextVar("departure", default=None)


@contextmanager
def departing(stop: Callable[[], object]) -> Iterator[None]:
    """Has `stop` called where the one for whom this code runs goes away meanwhile."""
    ours = departure.get()
    if ours is None:
        yield
        return
    with ours.stopping(stop):
        yield
