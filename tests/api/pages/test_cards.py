"""The sheet of a thing, served: its sentences and passages, where it leads, its pages, what obliges it."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.api.pages import cards
from usagraph.api.pages.keeping import Kept
from usagraph.settings import Settings

DRM, DCJ = "/fiche/directorate/drm", "/fiche/directorate/dcj"
COURT = "/fiche/action/cour"


@pytest.fixture(scope="module")
def client(valley: Settings) -> Iterator[TestClient]:
    """A client of the pages over the valley."""
    with TestClient(create_app(valley), follow_redirects=False) as made:
        yield made


def read(client: TestClient, path: str, **state: object) -> str:
    answer = client.get(path, params=state or None)  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.text


def text(page: str) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_a_sheet_says_what_obliges_a_direction_with_the_passages(client: TestClient) -> None:
    page = read(client, DRM)
    told = text(page[page.index('<section class="obliges') : page.index("</section>")])
    assert "Ce qui oblige DRM à associer les usagers" in told
    assert "loi A impose conseil des usagers (loi A)" in told
    assert "« Il est dit ici : loi A, imposes, conseil des usagers (loi A). »" in told
    assert "conseil des usagers de la route est une unité de direction des routes et des mobilités (DRM)" in told
    assert "What obliges DRM to involve users" in read(client, DRM, lang="en")


def test_a_direction_that_nothing_obliges_says_so(client: TestClient) -> None:
    page = text(read(client, DCJ))
    assert "Aucun document lu ne dit qu'un texte oblige direction des collèges (DCJ) à associer les usagers." in page
    assert "Ce n'est pas dire qu'aucun texte ne l'y oblige" in page
    assert 'class="obliges' not in read(client, COURT)


def test_a_text_says_who_answers_it(client: TestClient) -> None:
    page = text(read(client, "/fiche/legal-text/loi-a"))
    assert "Qui répond à ce qu'impose « loi A »" in page
    assert "conseil des usagers de la route répond à l'obligation conseil des usagers (loi A)" in page


def test_a_sheet_leads_to_the_other_views_with_its_thing_chosen(client: TestClient) -> None:
    """And each of them answers, with the documents that count."""
    page = read(client, DRM, documents="note-11111111", lang="en")
    page = page[page.index('<nav class="tools ways"') :]
    links = [unescape(one) for one in re.findall(r'class="(?:button|as-table)" href="([^"]+)"', page)]
    paths = {one.partition("?")[0]: one for one in links}
    assert {"/reseau", "/chemin", "/comparer", "/question"} <= paths.keys()
    assert "un=drm" in paths["/comparer"]
    assert "avec=direction%3Adirectorate%2Fdrm" in paths["/question"]
    for one in paths.values():
        assert "documents=note-11111111" in one
        assert "lang=en" in one
        assert client.get(one).status_code == 200
    assert "Écouter les voyageurs" in client.get(paths["/question"]).text
    assert "/comparer" not in read(client, COURT).partition("<main")[2]


def test_every_link_of_a_sheet_is_answered(client: TestClient) -> None:
    for path in (DRM, COURT, "/concept/degree/co-construction", "/fiche/obligation/conseil"):
        page = read(client, path)
        ids = set(re.findall(r' id="([^"]+)"', page))
        for link in set(map(unescape, re.findall(r'href="([^"]+)"', page.partition("<main")[2]))):
            if link.startswith("#"):
                assert link[1:] in ids
            else:
                assert client.get(link).status_code == 200, link


def test_only_the_documents_that_count_are_told(client: TestClient) -> None:
    assert text(read(client, DCJ)).count("Dessiner la cour") > 0
    page = text(read(client, DCJ, documents="note-11111111"))
    assert "Dessiner la cour" not in page
    assert "Ce qu'en disent les documents" in page


def test_many_relations_have_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SHOWN", "UNFOLDED", "PAGE"):
        monkeypatch.setattr(cards, name, 1)
    monkeypatch.setattr(client.app.state, "pages", Kept(), raising=False)  # type: ignore[attr-defined]
    link = re.search(r'<a href="([^"]+)">Voir les 2, par pages</a>', read(client, DRM))
    assert link
    first = read(client, unescape(link[1]))
    assert "1 à 1 sur 2." in text(first)
    after = re.search(r'<a class="button" href="([^"]+)">Suivants</a>', first)
    assert after
    second = read(client, unescape(after[1]))
    assert "2 à 2 sur 2." in text(second)
    assert "Suivants" not in second
    assert first.count('<div class="statement">') == second.count('<div class="statement">') == 1
    # A page that is not there is the last one; a verb that is none, the whole sheet.
    assert "2 à 2 sur 2." in text(read(client, DRM, relation="-ledBy", suite="99999"))
    assert "1 à 1 sur 2." in text(read(client, DRM, relation="-ledBy", suite="x"))
    assert "Ce qu'en disent les documents" in text(read(client, DRM, relation="<b>"))


def test_a_sheet_prints_with_its_address_and_its_day(client: TestClient) -> None:
    page = read(client, DRM)
    foot = text(page[page.index('<p class="printed">') :]).partition("Identifiant")[0]
    assert re.search(r"Usagraph, données du \S+ \S+ \d{4}\. http://testserver/fiche/directorate/drm", foot)
    assert '<button type="button" id="print" hidden>Imprimer</button>' in page


def test_a_name_with_markup_stays_text(client: TestClient) -> None:
    page = read(client, "/fiche/action/hostile")
    assert "<script>window" not in page
    assert "\u202e" not in re.search(r"<h1>.*?</h1>", page, re.DOTALL)[0]  # type: ignore[index]
    assert "&lt;script&gt;window.__xss=1&lt;/script&gt;" in page
