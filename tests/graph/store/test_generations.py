"""Generations come whole, in order, and go when nobody can be reading them any more."""

import os
from pathlib import Path

import pytest

from usagraph.graph.store.generations import Generations


def publish(made: Generations, times: int) -> None:
    for _ in range(times):
        made.publish(lambda draft: draft.mkdir())


def age(made: Generations, seconds: float) -> None:
    for number in made.numbers:
        folder = made.folder / str(number)
        was = folder.stat().st_mtime - seconds
        os.utime(folder, (was, was))


def test_the_last_ones_stay(tmp_path: Path) -> None:
    made = Generations(tmp_path)
    publish(made, 6)
    age(made, 3600)
    assert made.sweep() == 4
    assert made.numbers == [4, 5, 6]


def test_one_that_a_reader_may_be_leaving_stays(tmp_path: Path) -> None:
    made = Generations(tmp_path)
    publish(made, 3)
    age(made, 3600)
    publish(made, 3)
    # 3 was left when 4 came, just now.
    assert made.sweep() == 3
    assert made.numbers == [3, 4, 5, 6]


def test_all_but_the_newest_go_at_once_where_asked(tmp_path: Path) -> None:
    made = Generations(tmp_path)
    publish(made, 4)
    assert made.sweep(kept=1, leaving=0) == 4
    assert made.numbers == [4]


def test_a_draft_is_no_generation_and_the_next_takes_it_away(tmp_path: Path) -> None:
    made = Generations(tmp_path)

    def fail(draft: Path) -> None:
        draft.mkdir()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        made.publish(fail)
    assert made.newest is None
    publish(made, 1)
    assert [path.name for path in made.folder.iterdir()] == ["1"]


def test_there_is_none_before_the_first(tmp_path: Path) -> None:
    made = Generations(tmp_path)
    assert (made.numbers, made.newest, made.next, made.sweep()) == ([], None, 1, 0)
