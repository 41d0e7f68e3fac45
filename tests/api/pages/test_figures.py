"""The page of figures: what is stated beside what is counted, each with its passages, and its state in its address."""

import html
import re
import warnings
from collections.abc import Iterator
from itertools import pairwise

import pytest

from usagraph.api.app import create_app
from usagraph.settings import Settings, read_settings
from usagraph.workspace import Workspace

with warnings.catch_warnings():
    # It asks for a successor of httpx; the client is the same.
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient


@pytest.fixture(scope="module")
def client(survey: Settings) -> Iterator[TestClient]:
    """The application over the survey."""
    with TestClient(create_app(survey)) as made:
        yield made


def links(page: str) -> list[str]:
    """The addresses of a page that lead to other pages of ours."""
    return [html.unescape(one) for one in re.findall(r'<a [^>]*href="(/[^"#]*)', page)]


def text(page: str) -> str:
    """The words of a page, with ordinary spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ").split())


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_is_whole(client: TestClient, lang: str) -> None:
    page = client.get(f"/chiffres?lang={lang}").text
    ranks = [int(rank) for rank in re.findall(r"<h(\d)", page)]
    assert (ranks[0], ranks.count(1)) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    assert not re.findall(r"<script(?![^>]*src=)|<style| style=| on[a-z]+=", page)


def test_what_is_stated_stands_beside_what_is_counted(client: TestClient) -> None:
    page = text(client.get("/chiffres").text)
    assert "5 chiffres ne concordent pas avec ce que les documents listent. 6 autres concordent." in page
    assert "2 actions sur 3 relèvent de « Social » : 67 %, et non 50 %." in page
    assert "2 ÷ 3 = 66,7 %" in page
    assert "50 + 40 = 90" in page


def test_both_sides_open_their_passages(client: TestClient) -> None:
    """The figure is marked; each passage answers, and shows what was said."""
    page = client.get("/chiffres?verdict=differe").text
    assert "<mark>50</mark>" in page
    places = {one for one in links(page) if "passage=" in one}
    assert len(places) > 5
    assert {one: client.get(one).status_code for one in places if client.get(one).status_code != 200} == {}


def test_one_verdict_may_be_asked_for(client: TestClient) -> None:
    page = text(client.get("/chiffres?verdict=incomparable").text)
    assert "1 chiffre ne se compare pas" in page
    assert "66,7 %" not in page
    assert "la phrase parle peut-être d'une partie seulement" in page
    assert "5 chiffres ne concordent pas" in text(client.get("/chiffres?verdict=<script>").text)


def test_only_the_documents_that_count_are_read(client: TestClient, survey: Settings) -> None:
    note = Workspace(survey.workspace).ids()[1]
    page = client.get("/chiffres", params={"documents": note}).text
    assert "Aucun chiffre ne se compare à une liste dans ces documents." in text(page)
    assert f"documents={note}" in page


def test_an_empty_workspace_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = read_settings(workspace=tmp_path_factory.mktemp("empty"), lang="fr")
    with TestClient(create_app(settings)) as client:
        page = client.get("/chiffres")
        assert page.status_code == 200
        assert "Aucun document n'a encore été lu." in text(page.text)


def test_hostile_names_stay_text(valley: Settings) -> None:
    with TestClient(create_app(valley)) as client:
        page = client.get("/chiffres")
        assert page.status_code == 200
        assert "<script>" not in page.text
