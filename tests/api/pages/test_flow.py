"""The page of the flow: its state is in its address, and each ribbon opens what it counts."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.settings import Settings


@pytest.fixture(scope="module")
def report(survey: Settings) -> Iterator[TestClient]:
    """The service over a report with two tables of actions."""
    with TestClient(create_app(survey), follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="module")
def hostile(valley: Settings) -> Iterator[TestClient]:
    """The service over the valley, where a name is full of markup."""
    with TestClient(create_app(valley), follow_redirects=False) as made:
        yield made


def shown(client: TestClient, path: str = "/flux", status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return unescape(re.sub(r"\s+", " ", answer.text.replace("\u00a0", " ")))


def links(client: TestClient, kind: str, path: str = "/flux") -> dict[str, str]:
    """The addresses of ribbons or blocks, by their name."""
    page = client.get(path).text.replace("\u00a0", " ")
    found = re.findall(rf'<a href="([^"]+)"[^>]*class="{kind}[^>]*aria-label="([^"]+)"', page)
    return {unescape(name): unescape(link) for link, name in found}


def test_the_picture_and_the_table_say_the_same(report: TestClient) -> None:
    page = shown(report)
    assert "6 actions ont un degré dit par un document" in page
    ribbons = links(report, "ribbon")
    assert len(ribbons) == 5
    rows = re.findall(r'<td class="number"><a href="[^"]+" aria-label="([^"]+)"', page)
    assert sorted(rows) == sorted(ribbons)
    assert "Social, co-construction, Prendre attache : 2 actions" in ribbons


def test_a_ribbon_opens_the_actions_it_counts_with_their_passages(report: TestClient) -> None:
    page = shown(report, links(report, "ribbon")["Social, co-construction, Prendre attache : 2 actions"])
    told = page.partition('id="actions"')[2].partition('id="tableau"')[0]
    assert told.count("<article") == 2
    assert "Social · co-construction · Prendre attache : 2 actions" in re.sub("<[^>]+>", "", told)
    assert told.count("<q>Fiche action 1 : DPD") == 1
    assert 'ribbon co-construction lit"' in page


def test_each_link_of_the_picture_opens_as_many_actions_as_it_says(report: TestClient) -> None:
    for name, link in [*links(report, "ribbon").items(), *links(report, "block").items()]:
        told = shown(report, link).partition('id="actions"')[2].partition('id="tableau"')[0]
        assert (name, told.count("<article")) == (name, int(re.findall(r"(\d+) actions?$", name)[0]))


def test_filters_narrow_the_picture_and_stay_in_its_links(report: TestClient) -> None:
    page = shown(report, "/flux?politique=policy/social")
    assert re.search(r'<option value="policy/social" selected>', page)
    assert "3 actions ont un degré" in page
    assert all(
        "politique=policy%2Fsocial" in link for link in links(report, "block", "/flux?politique=policy/social").values()
    )


def test_the_choice_of_documents_counts(report: TestClient) -> None:
    note = re.findall(r'name="documents" value="(note-voirie[^"]*)"', shown(report))[0]
    page = shown(report, f"/flux?documents={note}")
    assert "Aucune action n'a de degré dit avec ces choix." in page
    assert "<svg" not in page


def test_english_is_complete(report: TestClient) -> None:
    page = shown(report, "/flux?lang=en")
    assert "6 actions have a degree stated by a document" in page
    assert "From policy to issue" in page
    assert all("lang=en" in link for link in links(report, "ribbon", "/flux?lang=en").values())


def test_a_choice_of_nothing_says_so(report: TestClient) -> None:
    for path in (
        "/flux?choix=politique:policy/inconnue",
        "/flux?choix=%3Cscript%3E&suite=-4",
        "/flux?politique=inconnue",
    ):
        assert "Aucune action" in shown(report, path)
        assert "<script>" not in report.get(path).text


def test_actions_without_a_degree_can_be_read(hostile: TestClient) -> None:
    page = shown(hostile)
    assert "2 actions dont aucun document ne dit le degré ne sont pas dessinées." in page
    listed = hostile.get("/flux?choix=degre:-").text
    assert listed.count("<article") == 2
    assert "<script>window" not in listed
    assert "&lt;script&gt;window" in listed
    # A passage keeps its signs, and stands alone.
    assert "\u202e" not in re.sub(r"<q>.*?</q>", "", listed, flags=re.DOTALL)
    assert "voir le passage" in listed


def test_an_empty_graph_says_so(client: TestClient) -> None:
    """Of the sample, neither action has an issue."""
    assert "enjeu non dit" in shown(client)
