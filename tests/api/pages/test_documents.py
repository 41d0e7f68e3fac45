"""The page of a document: its sections, the names in it, and what its passages say."""

import re

import pytest
from fastapi.testclient import TestClient

DOCUMENT = "note-11111111"
ROW = "48-125"


def shown(client: TestClient, passage: str = "", lang: str = "fr") -> str:
    answer = client.get(f"/documents/{DOCUMENT}", params={"passage": passage, "lang": lang})
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text.replace("\u00a0", " "))


def test_names_lead_to_their_cards(client: TestClient) -> None:
    page = shown(client)
    assert '<a class="named" href="/fiche/action/valdore-ecouter">Écouter les voyageurs du car</a>' in page
    assert '<a class="named" href="/fiche/directorate/valdore-dmo">DMO</a>' in page


def test_a_part_of_the_text_says_how_many_relations_it_holds_and_leads_to_them(client: TestClient) -> None:
    link = re.search(
        r'<a class="says" lang="fr" href="/documents/[^"]+passage=(\d+-\d+)#passage" aria-label="(\d+)', shown(client)
    )
    assert link
    page = shown(client, link[1])
    assert "Ce que dit ce passage" in page
    assert int(link[2]) > 0
    assert re.search(rf"<h3>{link[2]} relations?</h3>", page)


def test_a_passage_says_its_relations_in_words_and_each_leads_back_to_a_card(client: TestClient) -> None:
    page = shown(client, ROW)
    told = page[page.index('id="told"') :]
    assert "est portée par" in told
    assert 'href="/fiche/action/valdore-ecouter"' in told
    assert "a pour degré" in told
    # A step is the way an action is written, not a thing to read about.
    assert "participation-step" not in told
    assert "What this passage says" in shown(client, ROW, "en")
    assert "is led by" in shown(client, ROW, "en")


def test_a_passage_can_be_reported(client: TestClient) -> None:
    assert f'href="/signaler?document={DOCUMENT}&amp;passage={ROW}"' in shown(client, ROW)


def test_a_rejected_relation_is_not_told(client: TestClient) -> None:
    page = shown(client, "224-287")
    assert page.count('<a href="/fiche/obligation/charte">') <= 2
    assert "rejeté" not in page


def test_a_passage_that_says_nothing_says_so(client: TestClient) -> None:
    assert "Aucune relation n'a été trouvée" in shown(client, "0-3").replace("&#39;", "'")


@pytest.mark.parametrize("passage", ["0-999999", "9-3", "a-b", "5", "<b>"])
def test_an_impossible_passage_shows_the_text_without_a_mark(client: TestClient, passage: str) -> None:
    page = shown(client, passage)
    assert "existe pas dans ce document" in page
    assert "<mark" not in page
    assert 'id="told"' not in page


def test_sections_lead_to_headings(demo: TestClient) -> None:
    """On the documents of the demonstration: each entry of the table of contents is a heading of the text."""
    seen = 0
    for path in set(re.findall(r'href="(/documents/[^"/?]+)"', demo.get("/documents").text)):
        page = demo.get(path).text
        entries = re.findall(r'<a href="#(s\d+)"', page)
        assert [one for one in entries if f' id="{one}"' not in page] == []
        assert len(entries) == len(set(entries))
        seen += len(entries)
    assert seen > 3


def test_the_choice_of_documents_stays_in_the_links_of_the_text(client: TestClient) -> None:
    page = client.get(f"/documents/{DOCUMENT}", params={"documents": DOCUMENT}).text
    assert f'class="named" href="/fiche/action/valdore-ecouter?documents={DOCUMENT}"' in page
    assert 'class="named" href="/fiche/action/valdore-ecouter"' in client.get(f"/documents/{DOCUMENT}").text
