"""The `evaluate` command: figures as a table, as JSON, as a file; and the mistakes with their passage."""

import json
from pathlib import Path

import pytest

from usagraph.cli import main

ROWS = [
    {"family": "_about", "document": "note.txt", "complete": ["legal", "legal-none"]},
    {"family": "legal", "quote": "loi n° 2002-2", "start": 3, "end": 16, "identity": "loi 2002-2"},
    {"family": "legal", "quote": "La loi", "start": 3, "end": 16, "identity": "loi 99-99"},
    {"family": "legal-none", "quote": "x", "start": 60, "end": 61},
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "note.txt").write_text("La loi n° 2002-2 du 2 janvier 2002 est connue.\n", encoding="utf-8")
    (folder / "note.labels.jsonl").write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    return folder


def call(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    said = capsys.readouterr()
    return int(left.value.code or 0), said.out, said.err


def test_the_table_has_counts_rates_and_intervals(capsys: pytest.CaptureFixture[str], gold: Path) -> None:
    code, out, err = call(capsys, "--lang", "fr", "--workspace", gold / "w", "evaluate", gold)
    assert code == 0
    assert "legal" in out
    assert "1.000 [0.21-1.00]" in out
    assert "0.500 [0.09-0.91]" in out
    assert "legal.generic : 0 déclenchement(s) à tort sur 1 passages" in out
    assert "1 document(s) mesuré(s)" in err
    assert "manque" not in out


def test_errors_say_what_is_missing(capsys: pytest.CaptureFixture[str], gold: Path) -> None:
    _, out, _ = call(capsys, "--lang", "en", "evaluate", gold, "--family", "legal", "--errors")
    assert "missed « La loi »  →  loi 99-99" in out
    _, out, _ = call(capsys, "--json", "evaluate", gold, "--errors")
    found = json.loads(out)
    assert found["errors"][0] | {"words": ""} == {
        "document": "note.txt",
        "family": "legal",
        "kind": "missed",
        "line": 1,
        "start": 3,
        "end": 16,
        "words": "",
        "value": "loi 99-99",
    }


def test_figures_are_written_where_asked(capsys: pytest.CaptureFixture[str], gold: Path, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        code, _, err = call(capsys, "--lang", "en", "evaluate", gold, "-o", tmp_path / name)
        assert code == 0
        assert name in err
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_the_rules_of_the_workspace_are_measured(
    capsys: pytest.CaptureFixture[str], gold: Path, tmp_path: Path
) -> None:
    own = tmp_path / "w" / "rules"
    own.mkdir(parents=True)
    (own / "legal.yaml").write_text("id: legal\nversion: essai\n", encoding="utf-8")
    _, out, _ = call(capsys, "--workspace", tmp_path / "w", "--json", "evaluate", gold)
    assert json.loads(out)["rules"]["legal"].endswith("+essai")
    _, out, _ = call(capsys, "--workspace", tmp_path / "empty", "--json", "evaluate", gold)
    assert "essai" not in json.loads(out)["rules"]["legal"]


def test_a_folder_that_is_no_gold_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = call(capsys, "--lang", "fr", "evaluate", tmp_path)
    assert code == 2
    assert "labels.jsonl" in err
