"""Backups and erasure as a user meets them: real processes, exit codes, messages that say what to do next."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NOTE = "# Note\n\nLe Département de la Creuse écrit à Solveig Andrelin, cheffe de projet.\n"


def run(*words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "USAGRAPH_LANG": "fr"}
    command = [sys.executable, "-m", "usagraph", *map(str, words)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
        timeout=240,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace of one note that names a person."""
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    run("--workspace", tmp_path / "w", "ingest", tmp_path / "note.md")
    return tmp_path / "w"


def test_a_backup_is_restored_elsewhere(workspace: Path, tmp_path: Path) -> None:
    archive = tmp_path / "copie.tar.gz"
    said = run("--workspace", workspace, "backup", "-o", archive)
    assert str(archive) in said.stderr
    assert "usagraph restore" in said.stderr
    other = tmp_path / "autre"
    assert "1 document" in run("--workspace", other, "restore", archive).stderr
    assert json.loads(run("--workspace", other, "--json", "verify").stdout) == []
    titles = [json.loads(run("--workspace", one, "--json", "documents").stdout) for one in (workspace, other)]
    assert titles[0] == titles[1]
    again = run("--workspace", other, "restore", archive).stderr
    assert "backups" in again


def test_what_cannot_be_restored_is_told(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "faux.tar.gz").write_text("rien", encoding="utf-8")
    assert "Rien n'a été changé" in run("--workspace", workspace, "restore", tmp_path / "faux.tar.gz", code=1).stderr
    run("--workspace", workspace, "restore", tmp_path / "absent.tar.gz", code=1)
    assert "document" in run("--workspace", tmp_path / "vide", "backup").stderr


def test_nothing_is_erased_unless_it_is_confirmed(workspace: Path) -> None:
    for options in (["--dry-run"], []):
        said = run("--workspace", workspace, "erase", "Solveig Andrelin", *options)
        assert "Rien n'a été effacé" in said.stderr
        assert "note-" in said.stdout
    run("--workspace", workspace, "erase", "Solveig Andrelin", "--yes", code=2)
    run("--workspace", workspace, "erase", "?!", "--yes", "--by", "déléguée", code=2)
    assert b"Andrelin" in next(workspace.glob("documents/*/text.txt")).read_bytes()


def test_what_is_erased_is_counted(workspace: Path) -> None:
    said = run("--workspace", workspace, "--json", "erase", "Solveig Andrelin", "--yes", "--by", "déléguée")
    assert list(json.loads(said.stdout)["documents"].values()) == [1]
    assert "Effacé dans 1 document" in said.stderr
    assert b"ndrelin" not in next(workspace.glob("documents/*/text.txt")).read_bytes()
    assert json.loads(run("--workspace", workspace, "--json", "verify").stdout) == []
