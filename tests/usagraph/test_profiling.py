"""The `profile` command: what it prints, and the file that it writes."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from usagraph.ingest import rulebook
from usagraph.profiling import profile
from usagraph.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def _no_workspace() -> Iterator[None]:
    yield
    rulebook.use(None)


@pytest.fixture
def arguments(tmp_path: Path) -> argparse.Namespace:
    path = tmp_path / "liste.csv"
    path.write_text("Intitulé;Direction;Enjeu;Météo\nLe verger;DMO;Se parler;beau\n", encoding="utf-8")
    return argparse.Namespace(action="suggest", file=path, output=None, json=False)


def _settings(tmp_path: Path) -> Settings:
    return read_settings(workspace=tmp_path / "workspace", lang="fr")


def test_the_profile_is_printed(
    arguments: argparse.Namespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert profile(arguments, _settings(tmp_path)) == 0
    shown = capsys.readouterr()
    assert "role: action" in shown.out
    assert "# Météo: ? (0.00)" in shown.out
    assert "Aperçu" in shown.err


def test_the_profile_is_written_and_what_it_rests_on_is_shown(
    arguments: argparse.Namespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments.output = tmp_path / "profil.yaml"
    assert profile(arguments, _settings(tmp_path)) == 0
    assert "role: direction" in arguments.output.read_text(encoding="utf-8")
    assert "tables.direction" in capsys.readouterr().out


def test_as_json(arguments: argparse.Namespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments.json = True
    assert profile(arguments, _settings(tmp_path)) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [header["header"] for header in shown["headers"]] == ["Intitulé", "Direction", "Enjeu", "Météo"]
