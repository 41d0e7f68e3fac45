import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usagraph.errors import BrokenLog
from usagraph.ingest.keeping.details import Fingerprints, covered
from usagraph.ingest.keeping.erasures import Erasures
from usagraph.ingest.masking import FILLER

NAME = "Réjane Ulmo-Sarre"


@pytest.mark.parametrize(
    "text",
    [
        "Réjane Ulmo-Sarre",
        "REJANE ULMO SARRE",
        "Sarre Réjane Ulmo",
        "R. Sarre",
        "SARRE R.",
        "rejane\nulmo sarre",
        "Mme Réjane\u00a0Ulmo‑Sarre, cheffe de projet",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    masked = Fingerprints("salt").having([NAME]).masked(f"Avant {text} après")
    assert "arre" not in masked.lower()
    assert masked.startswith("Avant ")
    assert masked.endswith(" après")
    assert len(masked) == len(f"Avant {text} après")


@pytest.mark.parametrize("text", ["la Sarre", "Réjane", "Ulmo", "Réjane et la Sarre", "Rejane-Ulmo Sarrebourg"])
def test_what_is_not_the_name_stays(text: str) -> None:
    assert Fingerprints("salt").having([NAME]).masked(text) == text


@pytest.mark.parametrize(
    "written", ["01 23 45 67 89", "0123456789", "01.23.45.67.89", "+33 1 23 45 67 89", "0033 1 23 45 67 89"]
)
@pytest.mark.parametrize("asked", ["01 23 45 67 89", "0123456789", "+33123456789"])
def test_a_number_is_found_however_it_is_dialled(asked: str, written: str) -> None:
    assert "89" not in Fingerprints("salt").having([asked]).masked(f"Tél. {written}.")


def test_an_address_is_found() -> None:
    marks = Fingerprints("salt").having(["r.ulmo@sarre.example"])
    assert marks.masked("Écrire à R.Ulmo@sarre.example !") == f"Écrire à {FILLER * 20} !"


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=8))
def test_filling_in_keeps_the_length_and_what_is_around(text: str, spans: list[tuple[int, int]]) -> None:
    filled = covered(text, spans)
    inside = {place for start, end in spans for place in range(start, end)}
    assert len(filled) == len(text)
    for place, (before, after) in enumerate(zip(text, filled, strict=True)):
        assert after == (FILLER if place in inside and not before.isspace() else before)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_what_was_given_is_never_left_as_a_whole(before: str, detail: str, after: str) -> None:
    marks = Fingerprints("salt").having([detail])
    masked = marks.masked(f"{before} {detail} {after}")
    assert next(marks.spans(masked), None) is None


def test_nothing_of_the_words_is_kept(tmp_path: Path) -> None:
    log = Erasures(tmp_path / "erasures.jsonl")
    log.add([NAME], "déléguée", "2026-01-01T00:00:00+00:00")
    written = log.path.read_text(encoding="utf-8").lower()
    assert not any(word in written for word in ("rejane", "réjane", "ulmo", "sarre"))
    assert log.fingerprints.masked("R. Sarre") != "R. Sarre"


def test_logs_add_up_whatever_their_salt(tmp_path: Path) -> None:
    one, other = Erasures(tmp_path / "one.jsonl"), Erasures(tmp_path / "other.jsonl")
    one.add([NAME], "a", "2026")
    other.add(["Ewen Tarz"], "b", "2026")
    one.take_in(other)
    one.take_in(other)
    assert one.fingerprints.masked("Ewen Tarz, R. Sarre").strip(f"{FILLER}., ") == ""
    assert len(one.path.read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize("line", ["{", json.dumps({"by": "x"}), json.dumps({"marks": [["a", "b"]]})])
def test_a_broken_log_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "erasures.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(BrokenLog):
        _ = Erasures(tmp_path / "erasures.jsonl").fingerprints
