"""The page that compares: what is chosen is in the address, and each line opens its passages."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.api.pages import compare
from usagraph.graph.reading.things import Node
from usagraph.settings import Settings, read_settings

PAIR = {"un": "drm", "autre": "dcj"}


@pytest.fixture(scope="module")
def client(valley: Settings) -> Iterator[TestClient]:
    """A client of the pages over the valley."""
    with TestClient(create_app(valley), follow_redirects=False) as made:
        yield made


def read(client: TestClient, **state: object) -> str:
    """The page, in the state asked for."""
    answer = client.get("/comparer", params=state)  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.text


def text(page: str) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_two_directions_side_by_side(client: TestClient) -> None:
    page = read(client, **PAIR)
    said = text(page)
    assert "DRM : 2 actions ; DCJ : 2 actions. En commun : 1 degré d'association, 1 levier." in said
    assert "Seulement DRM (1) la distance 1 passage" in said
    assert "Il est dit ici : Dessiner la cour, hasFactor, du temps." in said
    assert '<option value="drm" selected>' in page
    assert '<option value="dcj" selected>' in page


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (
            {"genre": "degres", "un": "consultation", "autre": "co-construction"},
            "consultation : 2 actions ; co-construction : 1 action.",
        ),
        ({"genre": "politiques", "un": "routes", "autre": "college"}, "Routes : 1 action ; Collège : 1 action."),
        (
            {"genre": "documents", "un": "note-11111111", "autre": "bilan-22222222"},
            "Note de la vallée : 2 actions ; Bilan des collèges : 2 actions.",
        ),
    ],
)
def test_degrees_policies_and_documents(client: TestClient, state: dict[str, str], said: str) -> None:
    assert said in text(read(client, **state))


def test_a_click_chooses_the_first_and_another_the_second(client: TestClient) -> None:
    assert 'href="/comparer?un=drm"' in read(client)
    second = read(client, un="drm")
    assert "DRM est choisi. Avec quoi le comparer ?" in text(second)
    assert 'href="/comparer?un=drm&amp;autre=dcj"' in second


def test_things_called_alike_are_told_apart_where_something_does() -> None:
    nodes = [Node(iri, "Directorate", label) for iri, label in (("a", "culture"), ("b", "culture"), ("c", "routes"))]
    apart = compare._told_apart(nodes, {"a": "Bilan", "c": "Note"})
    assert [one.label for one in apart] == ["culture – Bilan", "culture", "routes"]


def test_what_cannot_be_compared_is_said(client: TestClient) -> None:
    assert "C'est deux fois le même choix" in text(read(client, un="drm", autre="drm"))
    assert "n'est pas dans cette liste" in text(read(client, un="<script>", autre="dcj"))
    assert "<script>" not in read(client, genre="<script>", un="<script>").replace("<script type", "")


def test_only_documents_that_count(client: TestClient) -> None:
    said = text(read(client, **PAIR, documents="note-11111111"))
    assert "DRM : 2 actions ; DCJ : 0 action." in said
    assert "Les documents ne disent rien que les deux aient en commun." in said


def test_two_documents_are_compared_whichever_count(client: TestClient) -> None:
    page = read(client, genre="documents", un="note-11111111", autre="bilan-22222222", documents="note-11111111")
    assert "Bilan des collèges : 2 actions" in text(page)
    assert '<details class="choice">' not in page


def test_in_english(client: TestClient) -> None:
    said = text(read(client, **PAIR, lang="en"))
    assert "DRM: 2 actions; DCJ: 2 actions. In common: 1 degree of participation, 1 lever." in said
    assert "Only DRM" in said


def test_the_path_between_the_two_is_one_click_away(client: TestClient) -> None:
    assert 'href="/chemin?de=directorate%2Fdrm&amp;vers=directorate%2Fdcj"' in read(client, **PAIR)
    assert "/chemin?de=" not in read(client, genre="documents", un="note-11111111", autre="bilan-22222222")


def test_a_hostile_name_stays_text(client: TestClient) -> None:
    page = read(client, **PAIR)
    assert "&lt;script&gt;window.__xss" in page
    assert "<script>window" not in page
    assert "\u202e" not in page.replace(page[page.find("<q>") : page.rfind("</q>")], "")


def test_the_links_answer(client: TestClient) -> None:
    pages = read(client), read(client, **PAIR), read(client, genre="degres")
    links = {
        unescape(one)
        for page in pages
        for one in re.findall(r'href="(/(?:comparer|chemin|fiche|concept|documents)[^"]*)"', page)
    }
    assert len(links) > 10
    assert {link: client.get(link).status_code for link in links if client.get(link).status_code != 200} == {}


def test_an_empty_graph_is_said(tmp_path_factory: pytest.TempPathFactory) -> None:
    with TestClient(create_app(read_settings(workspace=tmp_path_factory.mktemp("empty"), lang="fr"))) as client:
        assert "Il n'y a encore rien à comparer ici" in text(read(client))
        assert "consultation" in text(read(client, genre="degres"))
