"""Views written to a file."""

from pathlib import Path
from typing import Any

import pytest

from usagraph.visualisations.network import render
from usagraph.visualisations.network.render import render_network


def test_the_file_is_utf8_and_holds_the_network(county: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "network", county.network)
    path = render_network(county, tmp_path / "vue.html", lang="fr", focus=county.focus)
    page = path.read_bytes().decode("utf-8")
    assert "Autour de DEF" in page
    assert "Conseil des jeunes accueillis" in page


def test_the_overview_in_english(county: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "network", county.network)
    page = render_network(county, tmp_path / "view.html", lang="en").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "to be reviewed" in page
