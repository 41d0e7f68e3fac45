"""The `rules` command: staff see whether their rules hold, and what each finds."""

import json
from pathlib import Path

import pytest

from usagraph.cli import main
from usagraph.ingest.rulebook import use

NOTE = "La loi n° 2002-2 du 2 janvier 2002 est connue de toutes les équipes.\n\nLe Copil se réunit chaque mois.\n"
BROKEN = "id: legal\nversion: 1\nalso: {pattern: '^ puis', examples: [' et puis'], counterexamples: [x]}\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _shipped() -> None:
    use(None)


def call(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    use(None)
    said = capsys.readouterr()
    return int(left.value.code or 0), said.out, said.err


def test_every_shipped_rule_passes_its_examples(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = call(capsys, "--workspace", tmp_path, "--lang", "fr", "rules", "test")
    assert code == 0
    assert "legal." in out
    assert "0 refusée(s)" in err


def test_a_broken_rule_of_the_workspace_is_told_with_its_example(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "legal.yaml").write_text(BROKEN, encoding="utf-8")
    code, out, _ = call(capsys, "--workspace", tmp_path, "--lang", "fr", "rules", "test")
    assert code == 1
    assert "legal.also" in out
    assert "«  et puis »" in out
    code, out, _ = call(capsys, "--workspace", tmp_path, "--json", "rules", "test")
    refused = [row for row in json.loads(out) if row["error"]]
    assert [row["rule"] for row in refused] == ["legal"]


def test_a_file_is_explained_rule_by_rule_with_its_lines(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, note: Path
) -> None:
    code, out, err = call(capsys, "--workspace", tmp_path / "w", "--lang", "en", "rules", "explain", note)
    assert code == 0
    assert "governance.rhythm@" in out
    assert "« chaque mois »" in out
    assert "by" in err
    _, out, _ = call(capsys, "--workspace", tmp_path / "w", "--json", "rules", "explain", note, "--rule", "governance")
    rows = json.loads(out)
    assert {row["rule"].partition("@")[0] for row in rows} == {"governance.rhythm", "governance.named"}
    assert {row["line"] for row in rows} == {3}
    assert all(NOTE[row["start"] : row["end"]] == "Le Copil se réunit chaque mois." for row in rows)
    assert not (tmp_path / "w").exists()


def test_explaining_nothing_says_what_to_give(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = call(capsys, "--workspace", tmp_path, "--lang", "fr", "rules", "explain")
    assert code == 2
    assert "usagraph rules explain" in err
    code, _, err = call(capsys, "--workspace", tmp_path, "--lang", "fr", "rules", "explain", "absent")
    assert code == 2
    assert "absent" in err
