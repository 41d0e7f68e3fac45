"""When the one who asked goes away, what was begun for them is stopped.

A thread that waits for a worker cannot be told; so it says what would end its wait, and whoever sees the departure does it.
"""

import threading
from collections.abc import Callable
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

    def begins(self, stop: Callable[[], object]) -> None:
        """Has `stop` called where the departure comes before `ends`, or has come."""
        with self._lock:
            self._stops.append(stop)
            if self.over:
                stop()

    def ends(self, stop: Callable[[], object]) -> None:
        """What `stop` would stop has come to its end."""
        with self._lock:
            self._stops.remove(stop)


#: The departure of the one for whom this code runs; None where nobody would leave.
departure: ContextVar[Departure | None] = ContextVar("departure", default=None)


class departing:  # noqa: N801 - read after `with`
    """Has `stop` called where the one for whom this code runs goes away meanwhile."""

    def __init__(self, stop: Callable[[], object]) -> None:
        self._stop = stop
        self._departure = departure.get()

    def __enter__(self) -> None:
        """From here on."""
        if self._departure:
            self._departure.begins(self._stop)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Up to here."""
        if self._departure:
            self._departure.ends(self._stop)
