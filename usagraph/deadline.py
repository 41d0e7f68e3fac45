"""A limit on the processor time of a piece of work that runs here, in the main thread of its process.

Python looks for signals while a regular expression searches, so that one that would never end is stopped too.
"""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

from usagraph.errors import ReaderStopped

__all__ = ["within"]


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises ReaderStopped in the block once it has used `seconds` of processor; outside the main thread, no limit."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGVTALRM"):
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise ReaderStopped(limit=f"{seconds:g} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
