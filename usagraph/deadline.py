"""Work that stops: at a limit of processor time, or when somebody presses Ctrl-C. For the main thread of a process.

Python looks for signals while a regular expression searches, so that one that would never end is stopped too.
"""

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from usagraph.errors import ReaderStopped

__all__ = ["interruptible", "undisturbed", "within"]


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


@contextlib.contextmanager
def interruptible() -> Iterator[Callable[[], None]]:
    """Gives a check that raises KeyboardInterrupt once Ctrl-C was pressed, even where the exception itself was lost.

    Python drops an exception that is raised while it takes an object down; long work calls the check between two steps.
    """
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        pressed.set()
        raise KeyboardInterrupt

    def check() -> None:
        if pressed.is_set():
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield check
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Has a press of Ctrl-C wait for the end of a short block, so that what it does is done whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: pressed.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed.is_set():
        signal.raise_signal(signal.SIGINT)
