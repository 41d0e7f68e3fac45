"""Who runs and who waits, with processes that do nothing."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from usagraph.errors import Overload
from usagraph.graph.querying.child import Died
from usagraph.graph.querying.costs import HEAVY
from usagraph.graph.querying.lanes import Lanes, Ticket

LIGHT, HARD = 1, 2


class Fake:
    """A process seen from the lanes."""

    def __init__(self) -> None:
        self.alive = True
        self.slow = False
        #: Seconds it has worked, where it is told; else those since it began.
        self.told: float | None = None
        self._began = time.monotonic()

    @property
    def work(self) -> float:
        return time.monotonic() - self._began if self.told is None else self.told

    def is_running(self) -> bool:
        return self.alive

    def slow_down(self) -> None:
        self.slow = True

    def kill(self) -> None:
        self.alive = False

    def bury(self, *, wait: bool = False) -> bool:
        return True


def ticket(shape: int = LIGHT, *, own: bool = False) -> Ticket:
    return Ticket(shape, time.monotonic() + 10, 5.0, own)


@pytest.fixture
def make() -> Iterator[Callable[..., Lanes]]:
    """Makes lanes, closed at the end."""
    made: list[Lanes] = []

    def build(**limits: int) -> Lanes:
        hire: Any = Fake
        made.append(Lanes(hire, **({"small": 1, "heavy": 1, "waiting": 2, "held": 1} | limits)))
        return made[-1]

    yield build
    for one in made:
        one.close()


def learn(lanes: Lanes) -> None:
    """Has the lanes meet a heavy query of the shape HARD."""
    one = ticket(HARD)
    lanes.enter(one)
    one.cost = 10 * HEAVY
    lanes.leave(one)


def waits(one: Ticket) -> bool:
    return one.child is None


def test_a_query_runs_at_once_where_there_is_room_and_the_next_one_waits(make: Callable[..., Lanes]) -> None:
    lanes, first, second = make(), ticket(), ticket()
    lanes.enter(first)
    lanes.enter(second)
    assert (waits(first), waits(second)) == (False, True)
    lanes.leave(first)
    assert second.served() is second.child


def test_too_many_that_wait_are_refused(make: Callable[..., Lanes]) -> None:
    lanes = make()
    for _ in range(3):
        lanes.enter(ticket())
    with pytest.raises(Overload):
        lanes.enter(ticket())
    lanes.enter(ticket(own=True))


def test_heavy_queries_leave_the_small_lane_free(make: Callable[..., Lanes]) -> None:
    lanes = make()
    learn(lanes)
    heavy = [ticket(HARD) for _ in range(2)]
    for one in heavy:
        lanes.enter(one)
    small = ticket()
    lanes.enter(small)
    assert [waits(one) for one in (*heavy, small)] == [False, True, False]
    with pytest.raises(Overload):
        lanes.enter(ticket(HARD))
    lanes.leave(heavy[0])
    assert heavy[1].served()


def test_a_heavy_query_yields_only_where_it_is_not_alone(make: Callable[..., Lanes]) -> None:
    lanes = make()
    learn(lanes)
    heavy = ticket(HARD)
    lanes.enter(heavy)
    assert heavy.child
    assert not heavy.child.slow
    small = ticket()
    lanes.enter(small)
    assert heavy.child.slow
    assert small.child
    assert not small.child.slow


def test_what_was_heavy_once_is_not_for_ever(make: Callable[..., Lanes]) -> None:
    lanes = make()
    learn(lanes)
    again = ticket(HARD)
    lanes.enter(again)
    assert again.heavy
    again.cost = HEAVY / 10
    lanes.leave(again)
    third = ticket(HARD)
    lanes.enter(third)
    assert not third.heavy


def test_a_long_query_moves_away_when_another_waits(make: Callable[..., Lanes]) -> None:
    lanes, long, other = make(), ticket(HARD), ticket()
    lanes.enter(long)
    time.sleep(2 * HEAVY)
    assert not long.heavy
    lanes.enter(other)
    assert other.served()
    assert long.heavy
    assert long.child
    assert long.child.alive


def test_a_query_that_waits_for_the_processor_is_not_long(make: Callable[..., Lanes]) -> None:
    """On a machine that others fill, a small query takes long on the clock and works little."""
    lanes, one, other = make(), ticket(HARD), ticket()
    lanes.enter(one)
    starved: Any = one.child
    starved.told = one.before
    lanes.enter(other)
    time.sleep(2 * HEAVY)
    assert not one.heavy
    starved.told += 2 * HEAVY
    assert other.served() is not starved
    assert one.heavy
    lanes.leave(one)
    lanes.leave(other)


def test_a_long_query_begins_again_where_the_heavy_lane_is_full(make: Callable[..., Lanes]) -> None:
    lanes = make()
    learn(lanes)
    lanes.enter(ticket(HARD))
    long, other = ticket(3), ticket()
    lanes.enter(long)
    child = long.child
    lanes.enter(other)
    with pytest.raises(TimeoutError):
        Ticket(0, 0, 2 * HEAVY, turn=Future()).served()
    assert child
    assert (long.again, child.alive) == (True, False)
    lanes.leave(long)
    assert other.served()


def test_a_shape_found_heavy_while_it_waits_leaves_the_queue(make: Callable[..., Lanes]) -> None:
    lanes = make(small=1, heavy=1, waiting=10, held=10)
    lanes.enter(ticket(HARD))
    same = [ticket(HARD) for _ in range(3)]
    small = ticket()
    for one in (*same, small):
        lanes.enter(one)
    assert small.served()
    assert all(waits(one) for one in same)


def test_a_query_that_nobody_waits_for_ends(make: Callable[..., Lanes]) -> None:
    lanes, running, waiting = make(), ticket(), ticket()
    lanes.enter(running)
    lanes.enter(waiting)
    lanes.dismiss(waiting)
    with pytest.raises(Died):
        waiting.served()
    lanes.leave(waiting)
    lanes.dismiss(running)
    assert running.child
    assert not running.child.alive


def test_a_dead_process_is_replaced_and_their_number_is_bounded(make: Callable[..., Lanes]) -> None:
    lanes = make(small=2, heavy=2, waiting=50, held=50)
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda number: _run(lanes, number), range(200)))
    assert 3 <= len(lanes.children) <= 6
    assert all(child.alive for child in lanes.children)


def _run(lanes: Lanes, number: int) -> None:
    one = ticket(number % 5)
    lanes.enter(one)
    child = one.served()
    one.cost = HEAVY * (number % 3)
    if number % 7 == 0:
        child.kill()
    lanes.leave(one)


def test_closed_lanes_take_nothing(make: Callable[..., Lanes]) -> None:
    lanes, running, waiting = make(), ticket(), ticket()
    lanes.enter(running)
    lanes.enter(waiting)
    lanes.close()
    with pytest.raises(Overload):
        waiting.served()
    with pytest.raises(Overload):
        lanes.enter(ticket())
    lanes.leave(running)
    assert lanes.children == []
