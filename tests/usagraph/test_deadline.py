"""Work that would never end is stopped; work that ends is not."""

import contextlib
import re
import signal
import threading

import pytest

from usagraph.deadline import interruptible, undisturbed, within
from usagraph.errors import ReaderStopped


def test_an_expression_that_would_never_end_is_stopped() -> None:
    with pytest.raises(ReaderStopped, match=r"0\.2 s"), within(0.2):
        re.match(r"(a+)+$", "a" * 60 + "b")


def test_work_in_time_goes_on_and_leaves_no_alarm() -> None:
    with within(5):
        done = sum(range(1000))
    assert done == 499_500
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) == signal.SIG_DFL


def test_in_another_thread_the_work_is_done_without_a_limit() -> None:
    done: list[int] = []

    def work() -> None:
        with within(0.001):
            done.append(sum(range(100_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [4_999_950_000]


def test_a_press_of_control_c_is_not_lost_where_its_exception_is() -> None:
    class Leaving:
        def __del__(self) -> None:
            with contextlib.suppress(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)

    with interruptible() as check:
        check()
        leaving = Leaving()
        del leaving
        with pytest.raises(KeyboardInterrupt):
            check()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_press_of_control_c_waits_for_what_must_be_whole() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt), undisturbed():  # noqa: PT012 - what comes after the press is the point
        signal.raise_signal(signal.SIGINT)
        done.append("whole")
    assert done == ["whole"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
