"""The page of the blanks: its state is in its address, and every cell leads to actions or to where it was searched."""

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


@pytest.mark.parametrize("path", ["/lacunes", "/lacunes?lignes=politiques", "/lacunes?colonnes=stade&lang=en"])
def test_the_page_is_whole(client: TestClient, path: str) -> None:
    """One title of the first rank, headings in order, no inline script or style."""
    page = client.get(path).text
    assert re.findall(r"<h(\d)", page)[0] == "1"
    assert page.count("<h1") == 1
    assert all(int(after) <= int(before) + 1 for before, after in pairwise(re.findall(r"<h(\d)", page)))
    assert not re.findall(r"<script(?![^>]*src=)|<style| style=| on[a-z]+=", page)


def test_the_first_sentence_names_the_policies_without_it(client: TestClient) -> None:
    page = text(client.get("/lacunes").text)
    assert "4 politiques sur 4 n'ont aucune action au degré « information »" in page
    assert "Culture, Jeunesse, Routes, Social." in page


def test_every_cell_leads_somewhere(client: TestClient) -> None:
    """The cells of the matrix open beside it; each link of the page answers."""
    found = [one for one in links(client.get("/lacunes").text) if not one.startswith("/cite")]
    assert len([one for one in found if "ligne=" in one]) > 20
    assert {one: client.get(one).status_code for one in found if client.get(one).status_code != 200} == {}


def test_a_full_cell_shows_its_actions_with_passages(client: TestClient) -> None:
    cells = [one for one in links(client.get("/lacunes").text) if "dpa" in one and "colonne=consultation" in one]
    page = client.get(cells[0]).text
    assert "DPA · Social · Écouter les retours" in text(page)
    assert re.search(r'href="/documents/[^"]*passage=\d+-\d+[^"]*#passage"', page)
    assert 'aria-current="true"' in page


def test_a_blank_says_whether_it_was_searched(client: TestClient) -> None:
    """The report speaks of the first and tells degrees; the note speaks of the other and tells none."""
    page = client.get("/lacunes").text
    cells = [one for one in links(page) if "colonne=concertation" in one and "ligne=directorate" in one]
    first = text(client.get(next(one for one in cells if "dpa" in one)).text)
    other = text(client.get(next(one for one in cells if "voirie" in one)).text)
    assert "non trouvé Des documents parlent de « DPA »" in first
    assert "Bilan de l'association des usagers : traite la question" in first
    assert "Chercher « DPA concertation »" in first
    assert "non demandé Aucun document qui parle de « direction de la voirie »" in other
    assert ": ne traite pas la question" in other


def test_the_choice_of_documents_is_kept_and_changes_the_figures(client: TestClient, survey: Settings) -> None:
    note = Workspace(survey.workspace).ids()[1]
    page = client.get("/lacunes", params={"documents": note}).text
    assert "DPA" not in text(page)
    assert all(f"documents={note}" in one for one in links(page) if one.startswith("/lacunes?") and "ligne=" in one)
    assert f'<input type="hidden" name="documents" value="{note}">' in page


def test_english_is_whole(client: TestClient) -> None:
    page = text(client.get("/lacunes?lang=en").text)
    assert "What the documents do not say" in page
    assert "degree not told" in page


@pytest.mark.parametrize(
    "query", ["lignes=<script>", "colonnes=", "ligne=<b>&colonne=x", "ligne=-&colonne=concertation"]
)
def test_an_unknown_state_shows_the_matrix(client: TestClient, query: str) -> None:
    page = client.get(f"/lacunes?{query}")
    assert page.status_code == 200
    assert "<script>" not in page.text
    assert "<table" in page.text


def test_an_empty_workspace_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = read_settings(workspace=tmp_path_factory.mktemp("empty"), lang="fr")
    with TestClient(create_app(settings)) as client:
        page = client.get("/lacunes")
        assert page.status_code == 200
        assert "Aucun document n'a encore été lu." in text(page.text)


def test_hostile_names_stay_text(valley: Settings) -> None:
    with TestClient(create_app(valley)) as client:
        for query in ("", "?lignes=politiques", "?colonnes=public"):
            page = client.get(f"/lacunes{query}").text
            assert "<script>" not in page
            assert "\u202e" not in page


def test_the_matrix_is_narrowed_and_every_address_keeps_it(client: TestClient) -> None:
    page = client.get("/lacunes?colonnes=stade&degre=consultation").text
    assert '<option value="consultation" selected>' in page
    assert "répond" in text(page)
    cells = re.findall(r'<td class="[^"]*"><a href="([^"]+)"', page)
    assert cells
    assert all("degre=consultation" in cell for cell in cells)
    unknown = client.get("/lacunes?colonnes=stade&degre=<script>").text
    assert "<script>" not in unknown
    assert "degre=" not in "".join(re.findall(r'<td class="[^"]*"><a href="([^"]+)"', unknown))


def test_what_no_document_says_opens_the_passages_that_speak_of_the_action(client: TestClient) -> None:
    """An action without a direction or a stage has no passage that says so: those that name it are shown."""
    page = client.get("/lacunes?colonnes=stade").text
    links = re.findall(r'<td class="found unsaid"><a href="([^"#]+)', page)
    assert links
    for link in links:
        opened = client.get(link.replace("&amp;", "&")).text
        assert "dont aucun document ne le dit" in text(opened)
        case = opened[opened.index('id="case"') : opened.index('<section class="field">')]
        assert case.count("<blockquote") >= case.count('<div class="statement">') > 0
