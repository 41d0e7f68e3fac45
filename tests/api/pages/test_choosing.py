"""Which documents count: the choice is in the address, in every link of the page, and in its forms."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient

from usagraph.api.pages import choosing
from usagraph.visualisations import choice
from usagraph.visualisations.choice import Document
from usagraph.workspace import Workspace

COUNTED = re.compile(r"<summary>[^<]*<b>([^<]+)</b></summary>")


def ids(client: TestClient) -> list[str]:
    """The documents of the service."""
    return [one["id"] for one in client.get("/api/v1/documents").json()["items"]]


def test_a_page_says_that_all_count_until_some_are_chosen(demo: TestClient) -> None:
    first, *_ = every = ids(demo)
    shown = [COUNTED.findall(demo.get("/", params={"documents": some}).text)[0] for some in ([], [first], every[:2])]
    assert shown[0] == f"tous ({len(every)})"
    assert shown[1].startswith("«")
    assert shown[2].replace("\u00a0", " ") == f"2 sur {len(every)}"


def test_the_links_and_forms_of_a_page_keep_the_choice(demo: TestClient) -> None:
    first = ids(demo)[0]
    page = demo.get("/", params={"documents": first}).text
    links = [urlsplit(unescape(one)) for one in re.findall(r'<a[^>]* href="(/[^"#]*)"', page)]
    kept = [one for one in links if not one.path.startswith(("/api/", "/cite"))]
    lost = {one.path for one in kept if ("documents", first) not in parse_qsl(one.query)}
    # The way back to all documents.
    assert lost <= {"/"}
    assert len(kept) > 10
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    assert all(f'name="documents" value="{first}"' in form for form in forms)


def test_the_choice_changes_the_figures(demo: TestClient) -> None:
    def counts(chosen: list[str]) -> list[str]:
        return re.findall(r"(\d+)\W+actions?<", demo.get("/glossaire", params={"documents": chosen}).text)

    assert len({tuple(counts([one])) for one in ids(demo)} | {tuple(counts([]))}) > 1


def test_a_start_of_an_id_will_do_and_one_that_there_is_not_is_said(demo: TestClient) -> None:
    first = ids(demo)[0]
    assert demo.get("/", params={"documents": first[:-3]}).status_code == 200
    answer = demo.get("/", params={"documents": "nulle-part"})
    assert answer.status_code == 404
    assert "nulle-part" in answer.text


def test_a_start_that_several_ids_have_is_said_without_listing_them(
    demo: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "ids", lambda _: ["note-1", "note-2"])
    page = demo.get("/comparer", params={"documents": "note"})
    assert page.status_code == 409
    assert "commence par «\u00a0note\u00a0»" in page.text
    assert "note-2" not in page.text


def test_a_page_that_documents_do_not_change_offers_no_choice_and_keeps_it(demo: TestClient) -> None:
    first = ids(demo)[0]
    page = demo.get("/aide", params={"documents": first}).text
    assert '<details class="choice">' not in page
    assert f'href="/reseau?documents={first}"' in page


def test_where_documents_are_too_many_to_list_the_page_of_documents_is_offered(
    demo: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "LISTED", 1)
    some = ids(demo)
    pages = [demo.get("/comparer", params={"lang": lang}) for lang in ("fr", "en")]
    assert [page.status_code for page in pages] == [200, 200]
    assert f'href="/documents">Choisir parmi les {len(some)} documents</a>' in pages[0].text.replace("\u00a0", " ")
    assert f"Choose among the {len(some)} documents</a>" in pages[1].text


def test_documents_of_one_title_are_told_apart_by_their_files() -> None:
    one, two, other = (
        Document(f"d-{k}", title, f"{k}.pdf", "") for k, title in (("b", "Note"), ("a", "Note"), ("c", "Bilan"))
    )
    found = choosing._told_apart([one, two, other])
    assert [(document.id, document.beside) for document in found] == [("d-c", ""), ("d-a", "a.pdf"), ("d-b", "b.pdf")]
