"""How reliable the facts are, said to people and to programs."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from usagraph.api.pages import reliability
from usagraph.ingest.evaluation.families import families
from usagraph.ingest.evaluation.published import HELD_OUT, PUBLISHED, published
from usagraph.visualisations.method.reliability import family_name

PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def row(labels: int, recalled: int, facts: int, right: int) -> dict[str, Any]:
    rates = {"precision": right / facts, "recall": recalled / labels, "f1": 0.5}
    counts = {"labels": labels, "recalled": recalled, "facts": facts, "right": right}
    return {**counts, **rates, "precision_interval": [0.2, 0.8], "recall_interval": [0.3, 0.9], "formats": {}}


FIGURES = {
    "gold": "0" * 64,
    "documents": 3,
    "rules": {"legal": "1"},
    "profiles": {},
    "formats": {"pdf": {k: v for k, v in row(40, 30, 50, 45).items() if k != "formats"}},
    "families": {
        "legal": row(20, 20, 30, 30),
        "method": row(20, 10, 20, 15),
        "action": row(2, 1, 1, 1),
        "legal.generic": {"negatives": 7, "fired": 1, "formats": {}},
    },
}


@pytest.fixture
def held_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Invented figures, where the published ones are read; those of development are gone."""
    path = tmp_path / "held-out.json"
    path.write_text(json.dumps(FIGURES), encoding="utf-8")
    monkeypatch.setattr(reliability, "HELD_OUT", path)
    monkeypatch.setattr(reliability, "PUBLISHED", tmp_path / "none.json")
    return path


def shown(client: TestClient, lang: str = "fr") -> str:
    answer = client.get("/reliability", params={"lang": lang}, headers=PAGE)
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    return re.sub(r"\s+", " ", answer.text.replace("\u00a0", " "))


@pytest.mark.usefixtures("held_out")
def test_the_page_begins_with_a_plain_sentence_and_says_what_is_weak(client: TestClient) -> None:
    page = shown(client)
    assert "Sur 100 faits montrés, 90 sont justes. Sur 100 faits que contient un texte, 75 sont retrouvés." in page
    assert "mais 3 seulement ont servi" in page
    weak = page.partition('<ul class="weak-ones">')[2].partition("</ul>")[0]
    assert re.sub(r"<[^>]+>", "", weak) == (
        "méthodes employées : justes, 75 sur 100 ; retrouvés, 50 sur 100actions : justes, 1 sur 1 ; retrouvés, 1 sur 2"
    )
    assert "1 fausse(s) alerte(s) sur 7 passages" in page
    assert "Les chiffres de mise au point n&#39;accompagnent pas cette installation" in page


@pytest.mark.usefixtures("held_out")
def test_it_is_all_in_english_too(client: TestClient) -> None:
    page = shown(client, "en")
    assert "Of 100 facts shown, 90 are right." in page
    assert "methods used" in page
    assert client.get("/fiabilite", headers=PAGE).status_code == 200


@pytest.mark.usefixtures("held_out")
def test_a_program_is_given_the_figures(client: TestClient) -> None:
    answer = client.get("/reliability")
    found = answer.json()
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["vary"].startswith("Accept")
    assert found["development"] is None
    measured = found["held_out"]
    assert [(one["name"], one["label_fr"], one["right"]) for one in measured["families"]] == [
        ("legal", "textes de loi et chartes cités", 30),
        ("method", "méthodes employées", 15),
        ("action", "actions", 1),
    ]
    assert (measured["total"]["precision"], measured["total"]["recall"]) == (0.9, 0.75)
    assert [(one["name"], one["negatives"], one["fired"]) for one in measured["nothing"]] == [("legal.generic", 7, 1)]
    assert client.get("/reliability", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert client.get("/reliability", params={"format": "json"}, headers=PAGE).json() == found
    assert client.get("/reliability", headers={"Accept": "text/csv"}).status_code == 406


def test_without_figures_it_says_so(client: TestClient, held_out: Path) -> None:
    held_out.unlink()
    assert client.get("/reliability").json() == {"held_out": None, "development": None}
    page = shown(client)
    assert "on ne peut rien dire de la fiabilité" in page
    assert "<table" not in page
    assert reliability.said_of("legal", "fr") == ""


@pytest.mark.usefixtures("held_out")
def test_a_family_is_said_in_a_few_words_where_enough_was_measured() -> None:
    assert reliability.said_of("method", "en") == "reliability: 15 right of 20 that were checked in new documents"
    assert (reliability.said_of("action", "en"), reliability.said_of("", "en")) == ("", "")


def test_the_published_figures_are_shown(client: TestClient) -> None:
    """Those of the package: each family with a name of its own in both languages, and a line in both places."""
    page = shown(client)
    for name, path in (("held-out", HELD_OUT), ("development", PUBLISHED)):
        for family, found in published(path)["families"].items():
            assert "facts" not in found or f'id="{name}-{family}"' in page
    for family_of_facts in families():
        for lang in ("fr", "en"):
            assert family_name(family_of_facts.name, lang) != family_of_facts.name or lang == "en"


def test_every_page_leads_to_it(client: TestClient) -> None:
    assert 'href="/reliability"' in client.get("/documents", headers=PAGE).text


def test_a_fact_says_how_reliable_its_kind_is(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from usagraph.api.pages import cards

    monkeypatch.setattr(cards, "said_of", lambda family, lang: f"[{family} {lang}]" if family else "")
    page = client.get("/fiche/directorate/valdore-dmo", headers=PAGE).text
    assert '<a href="/reliability">[action.direction fr]</a>' in page
