"""The search, on the wire and as a page."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.graph.search.extracts import Extract
from usagraph.graph.search.index import FILE, SearchIndex, selecting
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ontology.terms import BASE
from usagraph.settings import read_settings
from usagraph.workspace import Workspace

SAMPLE = Path(__file__).parents[2] / "graph"
PASSAGE = "L'atelier des usager·ère·s <b>écoute</b> la DMO & les élu(e)s."


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client of the application over the sample, whose index holds a passage."""
    workspace = Workspace(tmp_path_factory.mktemp("workspace"))
    with EmbeddedStore(workspace.store) as store:
        store.engine.load(path=str(SAMPLE / "sample.trig"))
        index = SearchIndex(workspace.store / FILE, selecting(store), BASE)
        index.put("note-11111111", [Extract(10, 10 + len(PASSAGE), "paragraph", "Titre", 3, PASSAGE)], "1")
        store.publish(lambda generation: index.publish(generation, 1))
        index.close()
    return TestClient(create_app(read_settings(workspace=workspace.root, lang="fr")), follow_redirects=False)


def test_things_come_with_passages_and_the_places_of_the_words(searched: TestClient) -> None:
    found = searched.get("/api/v1/search", params={"q": "usagère"}).json()
    assert set(found) == {"items", "passages", "kinds", "total", "more", "begun", "left_out"}
    assert found["total"] == sum(found["kinds"].values()) == len(found["items"])
    (passage,) = found["passages"]
    assert (passage["document"], passage["start"], passage["section"], passage["page"]) == (
        "note-11111111",
        10,
        "Titre",
        3,
    )
    assert passage["url"] == f"/documents/note-11111111?passage=10-{10 + len(PASSAGE)}#passage"
    (mark,) = passage["marks"]
    assert passage["exact"][mark["start"] : mark["end"]] == "usager·ère·s"


def test_words_that_nothing_holds_are_left_out_and_said(searched: TestClient) -> None:
    assert searched.get("/api/v1/search", params={"q": "introuvable dmo"}).json()["left_out"] == ["introuvable"]
    assert searched.get("/api/v1/search", params={"q": "dmo", "passages": 0}).json()["passages"] == []


def test_an_acronym_finds_its_words_in_the_passages(searched: TestClient) -> None:
    found = searched.get("/api/v1/search", params={"q": "direction des mobilités"}).json()
    assert [one["document"] for one in found["passages"]] == ["note-11111111"]


def test_suggestions_begin_so(searched: TestClient) -> None:
    items = searched.get("/api/v1/suggest", params={"q": "direction des mob"}).json()["items"]
    assert items[0]["node"]["acronym"] == "DMO"
    assert searched.get("/api/v1/suggest", params={"q": "écou", "limit": 1}).json()["items"][0]["marks"]
    assert searched.get("/api/v1/suggest", params={"q": ""}).json()["items"] == []
    assert searched.get("/api/v1/suggest").status_code == 400


def test_the_page_answers_what_the_interface_refuses(searched: TestClient) -> None:
    """A control character is a fault in a program, and a slip of the finger on a page."""
    assert searched.get("/recherche", params={"q": "\x00"}).status_code == 200
    assert searched.get("/api/v1/search", params={"q": "\x00"}).status_code == 400


@pytest.mark.parametrize("words", ['"', "*", "NEAR(", "a OR", "^b", "{c}:", "%", "'; DROP TABLE things", "é" * 200])
def test_any_words_are_answered(searched: TestClient, words: str) -> None:
    for path in ("/api/v1/search", "/api/v1/suggest", "/recherche"):
        assert searched.get(path, params={"q": words}).status_code == 200


def test_the_page_marks_words_and_writes_the_rest_as_text(searched: TestClient) -> None:
    page = searched.get("/recherche", params={"q": "usagers"}).text
    assert "des <mark>usager·ère·s</mark> &lt;b&gt;écoute&lt;/b&gt; la DMO &amp; les élu(e)s." in page
    assert f'href="/documents/note-11111111?passage=10-{10 + len(PASSAGE)}#passage"' in page
    assert "section «\u00a0Titre\u00a0», p." in page


def test_the_page_says_what_it_left_out_in_both_languages(searched: TestClient) -> None:
    assert "Voici ce qui répond sans\u00a0: introuvable." in searched.get("/recherche?q=introuvable+dmo").text
    assert "Here is what answers without: introuvable." in searched.get("/recherche?q=introuvable+dmo&lang=en").text
    assert "Aucun résultat" in searched.get("/recherche?q=introuvable").text
    assert "Rien ne porte ce nom" in searched.get("/recherche", params={"q": "élue atelier"}).text


def test_the_page_keeps_to_a_type(searched: TestClient) -> None:
    page = searched.get("/recherche", params={"q": "direction", "type": "DepartmentalDirectorate"}).text
    assert "Direction</mark> des mobilités" in page
    assert "Dans les documents" not in page


def test_the_page_says_that_there_are_more(searched: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("usagraph.api.pages.search.THINGS", 1)
    monkeypatch.setattr("usagraph.api.pages.search.PASSAGES", 0)
    assert "Voici les 1 premiers" in searched.get("/recherche?q=co").text
    assert "These are the first 1;" in searched.get("/recherche?q=co&lang=en").text


def test_the_documents_that_count_choose_what_is_found(client: TestClient) -> None:
    """What no document speaks of is found among all, and not among those that were chosen."""
    chosen = "&documents=note-11111111"
    assert "Loi jamais citée" in marked(client.get("/recherche?q=jamais").text)
    assert "Aucun résultat" in client.get(f"/recherche?q=jamais{chosen}").text
    assert "Aucun résultat" in client.get(f"/recherche?q=jamais&type=LegalText{chosen}").text
    found = client.get(f"/recherche?q=mobilités{chosen}").text
    assert "Direction des mobilités" in marked(found)
    assert "q=mobilit%C3%A9s" in found
    assert 'href="/recherche?documents=note-11111111&amp;q=' in found


def test_things_of_a_type_are_those_of_the_documents_that_count(client: TestClient) -> None:
    page = client.get("/recherche?type=Action&documents=note-11111111").text
    assert "<b>2</b> actions" in page
    assert '<input type="hidden" name="type" value="Action">' in page


@pytest.mark.parametrize("asked", ["", "?q=zzzqqq"])
def test_where_nothing_is_asked_or_found_there_is_what_to_look_through(client: TestClient, asked: str) -> None:
    page = client.get(f"/recherche{asked}").text
    assert "Ou parcourir tout ce que disent les documents" in page
    assert 'href="/recherche?type=Action"' in page
    assert "Ou parcourir" not in client.get("/recherche?q=voyageurs").text


def marked(page: str) -> str:
    """The page without the marks of the words that were looked for."""
    return page.replace("<mark>", "").replace("</mark>", "")
