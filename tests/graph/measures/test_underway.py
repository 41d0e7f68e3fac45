"""What is made aside: once, for all who wait, and never too much at a time."""

import threading

import pytest

from usagraph.errors import Overload
from usagraph.graph.measures.underway import Underway


def test_what_is_asked_for_by_many_is_made_once() -> None:
    made, go = list[int](), threading.Event()
    kept = Underway()

    def make() -> int:
        go.wait(10)
        made.append(1)
        return len(made)

    futures = [kept.soon("a", make) for _ in range(5)]
    go.set()
    assert [future.result(10) for future in futures] == [1] * 5
    assert kept.soon("a", make).result(10) == 1


def test_what_is_ready_waits_for_nothing_that_is_being_made() -> None:
    kept, go = Underway(at_once=1), threading.Event()
    assert kept.soon("ready", lambda: 1).result(10) == 1
    slow = kept.soon("slow", lambda: go.wait(10))
    assert kept.soon("ready", lambda: 2).result(0) == 1
    go.set()
    assert slow.result(10)


def test_too_much_under_way_is_refused() -> None:
    kept, go = Underway(most=2), threading.Event()
    futures = [kept.soon(number, lambda: go.wait(10)) for number in range(2)]
    with pytest.raises(Overload):
        kept.soon(2, lambda: True)
    go.set()
    assert all(future.result(10) for future in futures)
    assert kept.soon(2, lambda: True).result(10)


def test_what_failed_is_tried_again() -> None:
    kept = Underway()
    with pytest.raises(ZeroDivisionError):
        kept.soon("a", lambda: 1 // 0).result(10)
    assert kept.soon("a", lambda: 1).result(10) == 1


def test_what_was_asked_for_long_ago_makes_room() -> None:
    kept, made = Underway(kept=2), list[int]()

    def make(number: int) -> int:
        made.append(number)
        return number

    for number in (1, 2, 1, 3, 1, 2):
        assert kept.soon(number, lambda number=number: make(number)).result(10) == number  # type: ignore[misc]
    assert made == [1, 2, 3, 2]
