"""The page of the network and its files, served."""

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.api.pages import network
from usagraph.settings import read_settings

FORMS = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "html": "text/html",
}
FOCUS = "https://w3id.org/usagraph/id/directorate/val-dore-def"


@pytest.fixture
def pages(
    county: Any,
    pages_over: Callable[[Any, Path, pytest.MonkeyPatch], FastAPI],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> TestClient:
    """The pages over the invented county."""
    county.save(tmp_path)
    return TestClient(pages_over(county, tmp_path, monkeypatch))


def addresses(page: str) -> list[str]:
    """Where the links of a page lead."""
    return [unescape(one) for one in re.findall(r'(?:href|action)="(/[^"]*)"', page)]


def test_each_entry_of_the_legend_takes_its_kind_away_and_brings_it_back(pages: TestClient) -> None:
    page = pages.get("/reseau").text
    away = next(one for one in addresses(page) if "cacher=policy" in one)
    without = pages.get(away).text
    assert "sans\u00a0: politiques publiques" in unescape(without)
    assert 'class="key off"' in without
    assert 'data-name="Routes"' in page
    assert 'data-name="Routes"' not in without
    (back,) = {one for one in addresses(without) if one == "/reseau"} - {"/"}
    assert 'data-name="Routes"' in pages.get(back).text


def test_a_family_is_grouped_and_ungrouped_by_its_link(pages: TestClient) -> None:
    page = pages.get("/reseau").text
    assert any("deplier=actions" in one for one in addresses(page))
    grouped = pages.get("/reseau", params={"replier": "actions"}).text
    assert "+ 25 actions" in grouped
    assert any(one == "/reseau" for one in addresses(grouped))


def test_links_of_the_page_answer(pages: TestClient) -> None:
    page = pages.get("/reseau", params={"focus": FOCUS, "profondeur": "2", "cacher": "policy"}).text
    ours = {one.partition("#")[0] for one in addresses(page) if one.startswith(("/reseau", "/static"))}
    assert len(ours) > 20
    assert {one: pages.get(one).status_code for one in ours} == dict.fromkeys(ours, 200)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_each_file_is_sent_as_what_it_is(pages: TestClient, form: str, lang: str) -> None:
    if form == "png":
        pytest.importorskip("resvg_py")
    answer = pages.get(f"/reseau.{form}", params={"focus": FOCUS, "lang": lang})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == FORMS[form]
    name = "autour-de-def" if lang == "fr" else "around-def"
    assert answer.headers["content-disposition"] == f'attachment; filename="usagraph-{name}-0.{form}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    if form not in ("png",):
        told = unescape(answer.content.decode("utf-8-sig"))
        assert "http://testserver/reseau?focus=https%3A%2F%2Fw3id.org" in told


@pytest.mark.parametrize("pressed", ["gzip", "identity"])
def test_the_length_that_is_told_is_that_of_what_is_sent(tmp_path: Path, pressed: str) -> None:
    """Pressed or not, and kept for the next reader."""
    with TestClient(create_app(read_settings(workspace=tmp_path))) as client:
        for path in ("/reseau.svg", "/reseau.csv", "/reseau?cadre=1"):
            for _ in range(2):
                with client.stream("GET", path, headers={"Accept-Encoding": pressed}) as answer:
                    sent = b"".join(answer.iter_raw())
                assert int(answer.headers["content-length"]) == len(sent)


def test_unknown_form_is_said_in_words(pages: TestClient) -> None:
    answer = pages.get("/reseau.docx")
    assert answer.status_code == 404
    assert "<h1" in answer.text


def test_a_file_is_the_view_of_its_address(pages: TestClient) -> None:
    state = {"cacher": "policy", "fixe": f"{FOCUS.removeprefix('https://w3id.org/usagraph')}~777~-333"}
    drawn = pages.get("/reseau.svg", params=state).text
    assert "sans\u00a0: politiques publiques" in drawn
    assert "Routes" not in drawn
    assert '"x":777,"y":-333' in pages.get("/reseau", params=state).text


def test_every_passage_of_a_statement_has_a_page(pages: TestClient, county: Any) -> None:
    subject, other, data = next(edge for edge in county.graph.edges(data=True) if edge[2]["evidence"])
    asked = {"sujet": subject, "relation": data["predicate"], "objet": other}
    page = pages.get("/reseau/passages", params=asked).text
    assert page.count('<blockquote class="passage">') == len(data["evidence"])
    assert 'id="passages"' in page
    wrong = asked | {"objet": "https://w3id.org/usagraph/id/action/rien"}
    assert pages.get("/reseau/passages", params=wrong).status_code == 404
    assert pages.get("/reseau/passages").status_code == 404


def test_a_view_in_a_frame_keeps_to_itself(pages: TestClient) -> None:
    page = pages.get("/reseau", params={"focus": FOCUS, "cadre": "1"})
    assert "<nav" not in page.text
    assert '<base target="_blank">' in page.text
    assert page.headers["content-security-policy"].endswith("frame-ancestors 'self' http://127.0.0.1:*")
    assert all("cadre=1" in one for one in addresses(page.text) if "cacher=" in one)
    assert '<a href="/reseau?focus=' in page.text
    assert "cadre" not in re.findall(r'<a href="(/reseau\?focus=[^"]*)">', page.text)[-1]


def test_sites_of_the_setting_may_frame_a_view_and_nothing_else(tmp_path: Path) -> None:
    told = "https://intranet.example.org, https://*.example.net:8443, 'unsafe-inline'; script-src *"
    settings = read_settings(workspace=tmp_path, framed_by=told)
    assert settings.framed_by == ("https://intranet.example.org", "https://*.example.net:8443")
    with TestClient(create_app(settings)) as client:
        framed = client.get("/documents", params={"cadre": "1"}).headers["content-security-policy"]
        plain = client.get("/documents").headers["content-security-policy"]
    assert framed.endswith("frame-ancestors 'self' https://intranet.example.org https://*.example.net:8443")
    assert plain.endswith("frame-ancestors 'self'")


def test_the_code_to_embed_keeps_hostile_names_as_text(pages: TestClient, county: Any) -> None:
    page = pages.get("/reseau", params={"focus": FOCUS}).text
    (code,) = re.findall(r'<input id="embed" readonly value="([^"]*)">', page)
    assert unescape(code).startswith('<iframe src="http://testserver/reseau?focus=')
    assert unescape(code).endswith('title="Autour de DEF" width="100%" height="760"></iframe>')


def test_points_have_no_names_and_say_so(pages: TestClient) -> None:
    page = pages.get("/reseau", params={"vue": "points"}).text
    assert "Toutes les choses" in page
    assert '"points":true' in page
    assert 'aria-current="true">Tout, sans les noms' in page


def test_the_table_page_by_page_is_the_drawing(pages: TestClient, county: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same triples: in all pages together, and in those of each thing."""
    monkeypatch.setattr(network, "ROWS", 4)
    every = county.graph.number_of_edges()
    sheets = [pages.get("/reseau/tableau", params={"feuille": n}).text for n in range(1, every // 4 + 2)]
    assert sum(sheet.count("<tr data-nodes=") for sheet in sheets) == every
    assert [sheet.count('rel="next"') for sheet in sheets] == [1] * (len(sheets) - 1) + [0]
    monkeypatch.setattr(network, "ROWS", 1000)
    page = pages.get("/reseau", params={"vue": "points"}).text
    arrows: Counter[str] = Counter()
    for name in re.findall(r'<button class="chip[^"]*" data-node="([^"]+)"', page):
        sheet = pages.get("/reseau/tableau", params={"vue": "points", "partie": name}).text
        rows = re.findall(r'<tr data-nodes="(\S+) (\S+)" data-edge="(\w+)">', sheet)
        assert all(name in row for row in rows)
        arrows.update(edge for _, _, edge in rows)
    assert len(arrows) == every
    assert set(arrows.values()) == {2}
    assert "aucune relation" in pages.get("/reseau/tableau", params={"partie": "rien", "feuille": "²"}).text


def test_filters_that_leave_nothing_say_what_to_do(pages: TestClient) -> None:
    page = pages.get("/reseau", params={"types": "Verbatim"}).text
    assert "Aucune relation à montrer avec ces choix" in page
    for form in ("svg", "csv", "graphml", "gexf", "html"):
        assert pages.get(f"/reseau.{form}", params={"types": "Verbatim"}).status_code == 200


def test_what_an_address_says_wrongly_is_left_out(pages: TestClient) -> None:
    page = pages.get("/reseau?cacher=nope&deplier=%3Cscript%3E&fixe=a~b~c&profondeur=9&vue=3d&cadre=2")
    assert page.status_code == 200
    assert "<script>" not in page.text.replace('<script src="', "")
