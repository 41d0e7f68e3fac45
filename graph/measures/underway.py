"""What is made once for a generation, away from those who wait for it: each may wait as long as it likes."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar, cast

from usagraph.errors import Overload

__all__ = ["Underway"]

T = TypeVar("T")

#: Results kept, the last asked for; and made at a time, or waiting to be.
KEPT, MOST = 24, 8
#: Made at once: the rest waits.
AT_ONCE = 2


class Underway:
    """Results by their keys, each made once, in a thread of its own that outlives whoever asked for it."""

    def __init__(self, kept: int = KEPT, most: int = MOST, at_once: int = AT_ONCE) -> None:
        self._kept = kept
        self._most = most
        self._turn = threading.Semaphore(at_once)
        self._lock = threading.Lock()
        self._futures: OrderedDict[object, Future[Any]] = OrderedDict()

    def soon(self, key: object, make: Callable[[], T]) -> Future[T]:
        """What `make` gives, made already, under way or begun now; raises Overload where too much is under way."""
        with self._lock:
            future = self._futures.get(key)
            if future is None or (future.done() and future.exception()):
                future = self._begun(key, make)
            self._futures.move_to_end(key)
            return cast("Future[T]", future)

    def _begun(self, key: object, make: Callable[[], T]) -> Future[T]:
        if sum(not one.done() for one in self._futures.values()) >= self._most:
            raise Overload
        done = [one for one, future in self._futures.items() if future.done()]
        for old in done[: max(0, len(self._futures) + 1 - self._kept)]:
            del self._futures[old]
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        self._futures[key] = future
        threading.Thread(target=self._run, args=(future, make), daemon=True).start()
        return future

    def _run(self, future: Future[T], make: Callable[[], T]) -> None:
        with self._turn:
            try:
                future.set_result(make())
            except BaseException as error:  # noqa: BLE001 - whoever waits for it is told
                future.set_exception(error)
