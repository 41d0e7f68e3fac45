"""A function in a process of its own: its result, its errors, its limits."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from usagraph.errors import ReaderStopped, UnknownName
from usagraph.records import Document
from usagraph.sandbox import Foreign, run
from usagraph.workspace import Workspace


def _run(function: Callable[..., object], *args: object, seconds: float = 20, megabytes: int = 500) -> object:
    return run(function, *args, seconds=seconds, megabytes=megabytes)


def test_gives_back_the_result() -> None:
    assert _run(os.path.join, "a", "b") == os.path.join("a", "b")  # noqa: PTH118 - any importable function does


def test_gives_back_records() -> None:
    expected = Document("mots", (), "text/plain", {"title": "T"})
    assert _run(Document, "mots", (), "text/plain", {"title": "T"}) == expected


def test_another_process_did_the_work() -> None:
    assert _run(os.getpid) != os.getpid()


def test_our_errors_cross_with_their_values(tmp_path: Path) -> None:
    with pytest.raises(UnknownName) as caught:
        _run(Workspace.bundle, Workspace(tmp_path), "x")
    assert caught.value.values == {"name": "x", "known": "∅"}


def test_foreign_errors_come_by_name() -> None:
    with pytest.raises(Foreign) as caught:
        _run(int, "x")
    assert caught.value.kind == "builtins.ValueError"
    assert "invalid literal" in caught.value.detail


def test_time_is_limited() -> None:
    start = time.monotonic()
    with pytest.raises(ReaderStopped) as caught:
        _run(time.sleep, 60, seconds=0.5)
    assert caught.value.values["limit"] == "0.5 s"
    assert time.monotonic() - start < 5


def test_memory_is_limited() -> None:
    with pytest.raises(ReaderStopped) as caught:
        _run(bytes, 2_000_000_000, megabytes=300)
    assert caught.value.values["limit"] == "300 MB"


def test_a_crash_stays_in_the_child() -> None:
    with pytest.raises(ReaderStopped) as caught:
        _run(os.abort)
    assert caught.value.values["limit"] == "SIGABRT"


def test_a_silent_exit_is_no_success() -> None:
    with pytest.raises(ReaderStopped):
        _run(os._exit, 0)


def test_prints_do_not_disturb_the_answer() -> None:
    assert _run(print, "noise") is None


def test_works_beside_threads() -> None:
    results: list[object] = []
    threads = [threading.Thread(target=lambda: results.append(_run(abs, -3))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [3, 3, 3]


def test_a_call_costs_little() -> None:
    start = time.monotonic()
    for _ in range(3):
        _run(abs, -1)
    assert (time.monotonic() - start) / 3 < 1


def test_the_current_folder_is_not_imported_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert _run(abs, -1) == 1


def test_unknown_classes_are_not_accepted_from_the_child() -> None:
    with pytest.raises(Exception, match=r"pathlib"):
        _run(Path, "x")
