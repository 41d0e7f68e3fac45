"""The overview, served: its figures, its filters, the list behind each figure, and all of it in the address."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from usagraph.api.pages import home
from usagraph.graph.listing.practices import Practice
from usagraph.graph.reading.entities import Node

DOCUMENT = "note-11111111"
HOSTILE = "<script>window.__xss=1</script>\u202e'\" href=javascript:" + "très long " * 30


def shown(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text.replace("\u00a0", " "))


def test_each_figure_opens_its_list_and_the_list_its_passages(client: TestClient) -> None:
    page = shown(client, "/")
    link = re.search(r'<a class="many" href="(/\?politique=mobilites&amp;degre=consultation#liste)"', page)
    assert link
    assert 'aria-label="1 action, mobilities, consultation : voir la liste"' in page
    listed = shown(client, link[1].replace("&amp;", "&").partition("#")[0])
    assert 'id="liste"' in listed
    assert "Écouter les voyageurs du car" in listed[listed.index('id="liste"') :]
    assert f"/documents/{DOCUMENT}?passage=48-125#passage" in listed
    assert 'aria-current="true"' in listed
    assert 'id="liste"' not in page


def test_actions_that_have_no_place_in_the_table_are_said(client: TestClient) -> None:
    assert "1 autre action n'est pas dans le tableau" in shown(client, "/").replace("&#39;", "'")
    assert "1 other action is not in the table" in shown(client, "/?lang=en")


def test_filters_are_in_the_address_and_stay_in_every_link(client: TestClient) -> None:
    page = shown(client, f"/?statut=a-valider&lang=en&documents={DOCUMENT}")
    assert '<option value="a-valider" selected>' in page
    assert re.search(
        r'class="many" href="/\?documents=note-11111111&amp;politique=mobilites&amp;degre=consultation', page
    )
    assert "statut=a-valider&amp;lang=en#liste" in page
    assert "1 on 1" not in page
    assert '<input type="hidden" name="documents" value="note-11111111">' in page


@pytest.mark.parametrize("filter", ["territoire=nulle-part", "pole=aucun", "statut=valide"])
def test_filters_that_keep_nothing_say_so_and_can_be_taken_off(client: TestClient, filter: str) -> None:
    page = shown(client, f"/?{filter}")
    assert "Aucune action ne répond à ces filtres." in page
    assert "Retirer les filtres" in page
    assert "<table" not in page


def test_what_no_document_says_is_no_filter(client: TestClient) -> None:
    assert re.search(r'<select name="pole" disabled><option value="" selected>non dit<', shown(client, "/"))


def test_an_unknown_cell_opens_an_empty_list(client: TestClient) -> None:
    assert "Aucune action ne répond" in shown(client, "/?politique=rien&degre=rien")


def test_a_status_that_is_none_is_no_filter(client: TestClient) -> None:
    assert "<table" in shown(client, "/?statut=%3Cb%3E")


def test_names_that_try_to_be_scripts_stay_text(
    county: Any,
    pages_over: Callable[[Any, Path, pytest.MonkeyPatch], FastAPI],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    county.save(tmp_path)
    app = pages_over(county, tmp_path, monkeypatch)
    first: Practice = county.practices(None)[0]
    bad = replace(
        first,
        action=Node(first.action.iri, "Action", HOSTILE),
        policies=(Node("https://w3id.org/usagraph/voc/policy/x%22y", "policy", HOSTILE),),
        directions=(Node(f"https://w3id.org/usagraph/id/directorate/{'x' * 9}", "Directorate", HOSTILE),),
    )
    monkeypatch.setattr(home, "practices", lambda service, documents: (bad,))
    page = shown(TestClient(app), "/?degre=co-construction")
    assert "<script>window" not in page
    assert "\u202e" not in page
    assert page.count("&lt;script&gt;window.__xss=1&lt;/script&gt;") >= 3


def test_a_long_list_and_a_full_cell_are_shown_in_part_and_lead_to_the_rest(
    county: Any,
    pages_over: Callable[[Any, Path, pytest.MonkeyPatch], FastAPI],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    county.save(tmp_path)
    app = pages_over(county, tmp_path, monkeypatch)
    first: Practice = county.practices(None)[0]
    every = tuple(
        replace(
            first,
            action=Node(f"{first.action.iri}-{n}", "Action", f"action {n:03}"),
            directions=(Node(f"https://w3id.org/usagraph/id/directorate/d{n}", "Directorate", f"D{n:03}"),),
        )
        for n in range(60)
    )
    monkeypatch.setattr(home, "practices", lambda service, documents: every)
    page = shown(TestClient(app), "/?degre=co-construction&suite=25")
    assert page.count('<article class="statement">') == home.TOLD == 24
    assert "Actions 25 à 48 sur 60" in page
    assert "action 024" in page
    assert "action 023" not in page
    assert "suite=49#liste" in page
    assert "et 48 autres directions" in page
    for odd in ("suite=0", "suite=x", "suite=999999999", "suite=²"):
        assert '<article class="statement">' in shown(TestClient(app), f"/?degre=co-construction&{odd}")
