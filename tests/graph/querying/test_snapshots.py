import os
import time
from pathlib import Path

from usagraph.graph.querying.snapshots import Snapshots


def test_the_newest_is_the_highest_number(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    assert (snapshots.newest(), snapshots.opening(0)) == (0, {"open": None, "generation": 0})
    for name in ("1", "2", "10", ".11", "x"):
        (tmp_path / "generations" / name).mkdir(parents=True)
    assert snapshots.newest() == 10
    assert snapshots.opening(10) == {"open": str(tmp_path / "generations/10"), "generation": 10}


def test_a_change_is_seen_even_where_the_clock_of_the_disk_stands_still(tmp_path: Path) -> None:
    folder = tmp_path / "generations"
    (folder / "1").mkdir(parents=True)
    snapshots = Snapshots(tmp_path)
    now = time.time_ns()
    os.utime(folder, ns=(now, now))
    assert snapshots.newest() == 1
    (folder / "2").mkdir()
    os.utime(folder, ns=(now, now))
    assert snapshots.newest() == 2


def test_an_old_folder_is_not_listed_again(tmp_path: Path) -> None:
    folder = tmp_path / "generations"
    (folder / "1").mkdir(parents=True)
    os.utime(folder, (1, 1))
    snapshots = Snapshots(tmp_path)
    assert snapshots.newest() == 1
    (folder / "2").mkdir()
    assert snapshots.newest() == 2
