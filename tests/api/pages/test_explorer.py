"""The pages, served: what they say, where they lead, and what they answer when something is missing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from fastapi import FastAPI

SAMPLE = Path(__file__).parents[2] / "visualisations/sample.py"
EVERY_PAGE = (
    "/",
    "/reseau",
    "/reseau?deplier=actions",
    "/reseau?types=Action&types=policy",
    "/reseau?focus=https://w3id.org/usagraph/id/directorate/val-dore-def&profondeur=2",
    "/recherche",
    "/recherche?q=comité",
    "/recherche?q=introuvable",
    "/fiche/directorate/val-dore-def",
    "/concept/degree/consultation",
    "/fiche/voc/degree/consultation",
    "/documents",
    "/documents/val-doré-0a1b2c3d",
)


class Client:
    """Asks the application without a network."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def get(self, path: str, **options: Any) -> httpx.Response:
        """The answer at `path`."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return await client.get(path, **options)

        return anyio.run(ask)


Pages = Callable[[Any, Path, pytest.MonkeyPatch], FastAPI]


@pytest.fixture
def client(county: Any, pages_over: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The pages over the invented county."""
    county.save(tmp_path)
    return Client(pages_over(county, tmp_path, monkeypatch))


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_page_is_whole(client: Client, path: str, lang: str) -> None:
    """One title of the first rank, a language, no inline script or style, and a policy that forbids them."""
    answer = client.get(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert answer.status_code == 200
    page = answer.text
    assert f'<html lang="{lang}">' in page
    assert page.count("<h1") == 1
    assert not re.findall(r"<script(?![^>]*(?:src=|application/json))|<style| style=| on[a-z]+=", page)
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert not re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", page)


def test_home_says_what_the_documents_tell_of(client: Client) -> None:
    page = client.get("/").text
    assert "25 actions" in page
    assert "Jusqu&#39;où va l&#39;association, politique par politique" in page
    assert 'name="q"' in page
    assert 'href="/reseau"' in page


def test_home_speaks_french_whatever_the_browser_asks(client: Client) -> None:
    assert '<html lang="fr">' in client.get("/", headers={"Accept-Language": "en-US"}).text


def test_an_empty_workspace_says_what_to_do(pages_over: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Client(pages_over(None, tmp_path, monkeypatch)).get("/").text
    assert "Rien n&#39;a encore été lu" in page
    assert "usagraph ingest" in page
    assert "usagraph demo" in page


def test_search_leads_to_cards(client: Client) -> None:
    page = client.get("/recherche", params={"q": "TNO"}).text
    assert "1\u00a0résultat pour «\u00a0TNO\u00a0»" in page
    assert 'href="/fiche/directorate/val-dore-tno"' in page


@pytest.mark.parametrize("words", ["DEF DRO", "comparer DEF et DRO"])
def test_two_names_offer_to_be_compared(client: Client, words: str) -> None:
    page = client.get("/recherche", params={"q": words}).text
    assert re.search(r'href="/comparer\?un=val-dore-def&amp;autre=val-dore-dro">Comparer DEF et DRO<', page)
    assert "/comparer?un" not in client.get("/recherche", params={"q": "DEF comité"}).text


def test_search_counts_by_type(client: Client) -> None:
    page = client.get("/recherche", params={"q": "comité", "type": "Action"}).text
    assert "actions (2)" in page


def test_a_card_says_each_relation_with_its_passage(client: Client) -> None:
    page = client.get("/fiche/directorate/val-dore-def").text
    assert re.search(r"<bdi>DEF</bdi> porte", page)
    assert "<q>DEF" in page
    assert "à valider" in page
    link = re.search(r'href="(/documents/[^"]+passage=[^"]+)"', page)
    assert link
    shown = client.get(link[1].replace("&amp;", "&").partition("#")[0]).text
    assert '<mark id="passage">DEF' in shown


def test_a_document_marks_exactly_its_passage(client: Client, county: Any) -> None:
    text = county.text
    start = text.index("Comité des aidants")
    page = client.get("/documents/val-doré-0a1b2c3d", params={"passage": f"{start}-{start + 6}"}).text
    assert re.search(
        r'<mark id="passage"><a class="named" href="[^"]+">Comité</a></mark><a [^>]+> des aidants</a>', page
    )
    assert page.count("<mark") == 1
    assert page.count("<tr>") == 25


@pytest.mark.parametrize("passage", ["0-999999", "9-3", "a-b", "١-٢", "5"])
def test_an_impossible_passage_is_said(client: Client, passage: str) -> None:
    answer = client.get("/documents/val-doré-0a1b2c3d", params={"passage": passage})
    assert answer.status_code == 200
    assert "Le passage demandé n&#39;existe pas" in answer.text
    assert "<mark" not in answer.text


@pytest.mark.parametrize(
    "path", ["/fiche/action/rien", "/concept/degree/rien", "/documents/rien", "/reseau?focus=rien", "/fiche/voc/rien"]
)
def test_what_is_missing_is_said_in_words(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Page introuvable" in answer.text
    assert "Page not found" in client.get(f"{path}{'&' if '?' in path else '?'}lang=en").text


def test_the_state_of_a_network_is_in_its_address(client: Client) -> None:
    page = client.get(
        "/reseau", params={"types": ["Action", "policy"], "choix": "https://w3id.org/usagraph/voc/policy/routes"}
    ).text
    assert 'value="Action" checked' in page
    assert '"chosen":"n' in page
    assert 'details class="relation"' in page
    assert " open>" in page


def test_the_other_language_is_the_same_view(client: Client) -> None:
    assert 'href="/recherche?q=TNO&amp;lang=en"' in client.get("/recherche?q=TNO").text
    assert 'href="/recherche?q=TNO"' in client.get("/recherche?q=TNO&lang=en").text


def test_an_unknown_language_is_french(client: Client) -> None:
    assert '<html lang="fr">' in client.get("/?lang=tlh").text


@pytest.mark.parametrize(
    "path",
    [
        "/static/usagraph.css",
        "/static/network.js",
        "/static/icon.svg",
        "/static/vendor/vis-network.min.js",
    ],
)
def test_files_are_served_from_here(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"].split(";")[0] in (
        "text/css",
        "text/javascript",
        "application/javascript",
        "image/svg+xml",
    )


@pytest.mark.parametrize(
    "path", ["/static/nothing.js", "/static/..%2Fstyle.yaml", "/static/vendor/..%2Futils.py", "/static/vendor/utils.js"]
)
def test_no_other_file_is_served(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
