"""The page of the claims of a document."""

import re

import pytest
from fastapi.testclient import TestClient

from usagraph.api.pages import claims
from usagraph.api.pages.keeping import Kept

DOCUMENT = "note-11111111"


def shown(client: TestClient, lang: str = "fr", **state: str) -> str:
    answer = client.get(f"/documents/{DOCUMENT}/claims", params={"lang": lang} | state)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text.replace("\u00a0", " "))


def test_each_claim_is_said_in_words_with_its_passage(client: TestClient) -> None:
    page = shown(client)
    assert "Ce que dit ce document" in page
    assert "est portée par" in page
    assert "is led by" in shown(client, "en")
    assert re.search(rf'href="/documents/{DOCUMENT}\?passage=\d+-\d+#passage"', page)
    # What a thing is called stands in its heading, and is no line of its own.
    assert page.count('<div class="statement">') == int(re.search(r"Énoncés 1 à \d+ sur (\d+)", page)[1])  # type: ignore[index]


def test_the_list_goes_on_page_by_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Énoncés suivants" not in shown(client)
    monkeypatch.setattr(claims, "SHOWN", 5)
    monkeypatch.setattr(client.app.state, "pages", Kept(), raising=False)  # type: ignore[attr-defined]
    first, second = shown(client), shown(client, debut="5")
    assert first.count('<div class="statement">') == 5
    assert "Énoncés suivants" in first
    assert "Énoncés précédents" not in first
    assert "Énoncés précédents" in second
    assert "Énoncés 6 à 10" in second


def test_a_status_that_nothing_has_says_so(client: TestClient) -> None:
    assert "Aucun énoncé." in shown(client, statut="superseded")


def test_the_page_of_the_document_leads_to_it(client: TestClient) -> None:
    page = client.get(f"/documents/{DOCUMENT}").text
    assert f'href="/documents/{DOCUMENT}/claims"' in page
    assert client.get("/documents/unheard-of/claims").status_code == 404
