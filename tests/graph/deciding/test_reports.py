"""The file of reports: what is written, and what keeps it from growing."""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from usagraph.graph.deciding import reports as module
from usagraph.graph.deciding.reports import Report, Reports, reports_at

ONE = Report("note-11111111", 3, 9, "relation", "https://w3id.org/usagraph/id/claim/1", "le degré n'est pas celui-là")


class Clock:
    """A time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_report_is_a_line_that_says_what_and_where_and_not_who(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    assert Reports(path).add(ONE) == "kept"
    (line,) = lines(path)
    assert line.pop("when").endswith("Z")
    assert line == {
        "document": "note-11111111",
        "start": 3,
        "end": 9,
        "kind": "relation",
        "claim": "https://w3id.org/usagraph/id/claim/1",
        "words": "le degré n'est pas celui-là",
    }
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("words", ["écrire à une.personne@example.org", "appeler le 01 23 45 67 89"])
def test_contact_details_are_left_out(tmp_path: Path, words: str) -> None:
    Reports(tmp_path / "r").add(Report("d", 0, 1, "other", words=words))
    (line,) = lines(tmp_path / "r")
    assert len(line["words"]) == len(words)
    assert "example" not in line["words"]
    assert "45 67" not in line["words"]


def test_words_stay_on_one_line_and_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "r"
    Reports(path).add(Report("d", 0, 1, "other", words='a\n{"kind": "x"}\r\u2028' + "b" * 5_000 + "\ud800"))
    assert path.read_bytes().count(b"\n") == 1
    words = lines(path)[0]["words"]
    assert words.startswith('a {"kind": "x"} bbb')
    assert len(words) <= module.LONGEST


def test_no_more_are_taken_than_so_many_a_minute_and_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RATES", ((60.0, 2), (86_400.0, 3)))
    clock = Clock()
    kept = Reports(tmp_path / "r", clock)
    assert [kept.add(ONE) for _ in range(3)] == ["kept", "kept", "many"]
    clock.now = 61
    assert [kept.add(ONE) for _ in range(2)] == ["kept", "many"]
    clock.now = 86_500
    assert kept.add(ONE) == "kept"
    assert len(lines(tmp_path / "r")) == 4


def test_the_file_does_not_outgrow_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 500)
    kept = Reports(tmp_path / "r")
    fates = [kept.add(ONE) for _ in range(5)]
    assert (fates[0], fates[-1]) == ("kept", "full")
    assert (tmp_path / "r").stat().st_size <= 500


def test_nothing_is_written_through_a_link_nor_into_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", "absent/r"):
        assert Reports(tmp_path / name).add(ONE) == "unwritten"
    assert (tmp_path / "elsewhere").read_text(encoding="utf-8") == ""


def test_many_at_once_are_each_a_whole_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RATES", ((60.0, 1_000),))
    monkeypatch.setattr(module, "OF_ALL", ((60.0, 1_000),))
    with ThreadPoolExecutor(8) as pool:
        fates = list(pool.map(lambda _: Reports(tmp_path / "r").add(ONE), range(60)))
    assert set(fates) == {"kept"}
    assert len(lines(tmp_path / "r")) == 60


def test_a_noisy_sender_silences_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses of one place in IPv6 are one sender; all together have a bound of their own."""
    monkeypatch.setattr(module, "RATES", ((60.0, 2),))
    monkeypatch.setattr(module, "OF_ALL", ((60.0, 5),))
    kept = Reports(tmp_path / "r", Clock())
    senders = ["192.0.2.1"] * 3 + ["2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1", "198.51.100.1"]
    fates = [kept.add(ONE, one) for one in senders]
    assert fates == ["kept", "kept", "many", "kept", "kept", "many", "kept", "many"]


def test_the_address_of_a_sender_is_kept_nowhere(tmp_path: Path) -> None:
    kept = Reports(tmp_path / "r")
    assert kept.add(ONE, "192.0.2.1") == "kept"
    assert "192.0.2.1" not in (tmp_path / "r").read_text(encoding="utf-8")
    assert "192.0.2.1" not in repr(vars(kept))


def test_bounds_hold_for_all_who_ask(tmp_path: Path) -> None:
    assert reports_at(tmp_path / "r") is reports_at(tmp_path / "r")
    assert reports_at(tmp_path / "r") is not reports_at(tmp_path / "s")
