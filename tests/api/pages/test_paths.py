"""The page of paths: its state in the address, both ends by name, the ladder before they are chosen."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.settings import Settings, read_settings

ENDS = {"de": "legal-text/loi-a", "vers": "directorate/drm"}


@pytest.fixture(scope="module")
def client(valley: Settings) -> Iterator[TestClient]:
    """A client of the pages over the valley."""
    with TestClient(create_app(valley), follow_redirects=False) as made:
        yield made


def read(client: TestClient, **state: object) -> str:
    """The page, in the state asked for."""
    answer = client.get("/chemin", params=state)  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.text


def text(page: str) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_a_law_leads_to_a_direction_in_sentences_with_passages(client: TestClient) -> None:
    page = read(client, **ENDS)
    said = text(page)
    assert "« loi A » et « direction des routes et des mobilités (DRM) » sont liés en 3 étapes." in said
    assert "loi A impose conseil des usagers (loi A)" in said
    assert "Il est dit ici : loi A, imposes, conseil des usagers (loi A)." in said
    assert page.count('<svg class="way-drawing"') == 1
    assert re.search(r'href="/documents/note-11111111\?passage=\d+-\d+#passage"', page)


def test_words_that_are_a_name_are_taken_for_it(client: TestClient) -> None:
    assert text(read(client, de="Loi A", vers="drm")).count("sont liés en 3 étapes") >= 1
    assert "sont liés" in text(read(client, de="direction des routes et des mobilités (DRM)", vers="DCJ"))


def test_words_that_may_stand_for_several_things_offer_them(client: TestClient) -> None:
    page = read(client, de="dessiner", vers="DRM")
    assert "« dessiner » peut désigner plusieurs choses" in text(page)
    assert re.findall(r'type="radio" name="de" value="([^"]+)"', page) == ["action/cour", "action/arret"]
    assert '<input type="hidden" name="vers" value="directorate/drm">' in page


def test_a_name_that_is_none_is_said(client: TestClient) -> None:
    page = read(client, de="zzz", vers="DRM")
    assert "Rien ne s'appelle « zzz »." in text(page)
    assert "Choisissez aussi l'autre bout du chemin." in text(page)


def test_without_ends_it_shows_what_obliges_whom(client: TestClient) -> None:
    said = text(read(client))
    assert "1 texte et 2 obligations dites par les documents : pour 1 d'entre elles, ils disent qui y répond." in said
    for name in ("conseil des usagers de la route", "Dessiner les arrêts", "degré non dit", "guichet (loi B)"):
        assert name in said


def test_the_ladder_of_a_direction(client: TestClient) -> None:
    assert "répond à 1 obligation" in text(read(client, direction="directorate/drm"))
    assert "Aucun document lu ne dit qu'un texte oblige" in text(read(client, direction="directorate/dcj"))
    assert '<option value="directorate/drm" selected>' in read(client, direction="directorate/drm")


def test_documents_that_do_not_count_make_no_path(client: TestClient) -> None:
    page = read(client, **ENDS, documents="bilan-22222222")
    assert "Aucun chemin d'au plus six étapes" in text(page)
    assert 'href="/chemin?de=legal-text%2Floi-a&amp;vers=directorate%2Fdrm"' in page
    assert page.count('name="documents" value="bilan-22222222"') >= 2


def test_in_english(client: TestClient) -> None:
    said = text(read(client, **ENDS, lang="en"))
    assert "are linked in 3 steps" in said
    assert "“ Il est dit ici : loi A" in said
    assert "Who is obliged to involve users, by which text?" in text(read(client, lang="en"))


def test_both_ends_the_same(client: TestClient) -> None:
    assert "Les deux bouts sont la même chose" in text(read(client, de="DRM", vers="DRM"))


@pytest.mark.parametrize(
    "words", ["<script>window.__xss=1</script>", '"><b>', "\u202eriova", "a/b", "://", "é" * 500, "\x00"]
)
def test_hostile_words_stay_text(client: TestClient, words: str) -> None:
    page = read(client, de=words, vers=words, direction=words)
    assert "<script>window" not in page
    assert '"><b>' not in page


def test_a_hostile_name_stays_text(client: TestClient) -> None:
    page = read(client, de="action/hostile", vers="directorate/dcj")
    assert "sont liés en 1 étape" in text(page)
    assert "<script>window" not in page


def test_the_links_answer(client: TestClient) -> None:
    pages = read(client), read(client, **ENDS), read(client, de="dessiner")
    links = {
        unescape(one)
        for page in pages
        for one in re.findall(r'href="(/(?:chemin|comparer|fiche|concept|documents)[^"]*)"', page)
    }
    assert len(links) > 10
    assert {link: client.get(link).status_code for link in links if client.get(link).status_code != 200} == {}


def test_two_directions_can_be_compared_from_there(client: TestClient) -> None:
    assert 'href="/comparer?un=drm&amp;autre=dcj"' in read(client, de="DRM", vers="DCJ")
    assert "/comparer?un=" not in read(client, **ENDS)


def test_an_empty_graph_is_said(tmp_path_factory: pytest.TempPathFactory) -> None:
    with TestClient(create_app(read_settings(workspace=tmp_path_factory.mktemp("empty"), lang="fr"))) as client:
        assert "Aucun document lu ne dit ce qu'un texte oblige à faire." in text(read(client))
