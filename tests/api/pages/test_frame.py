"""What every page has: a tag, that spares who holds it, and that changes with all that the page is made from."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.api.pages import home, keeping
from usagraph.api.pages.frame import render_page
from usagraph.cli import main
from usagraph.graph.deciding.pending import FILE
from usagraph.ingest import library
from usagraph.ingest.proposals.deciding import decide, held
from usagraph.ontology.terms import BASE, RDF, SKOS, ug
from usagraph.records import Claim, Passage, iri, key, text_value, write_lines
from usagraph.settings import read_settings
from usagraph.workspace import Workspace

PAGES = (
    "/",
    "/reseau",
    "/recherche?q=mobilites",
    "/documents",
    "/documents/note-11111111",
    "/documents/note",
    "/fiche/directorate/valdore-dmo",
    "/concept/degree/consultation",
    "/questions",
    "/docs",
)
NOTE = """# {0}

## Consulter

| Direction | Politique publique | Enjeu |
| --- | --- | --- |
| DA | Autonomie | {0} |
"""
ONE, OTHER = "Recueillir les avis", "Écouter les aînés"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_tag_that_spares_who_holds_it(client: TestClient, path: str) -> None:
    whole = client.get(path)
    assert (whole.status_code, whole.headers["cache-control"]) == (200, "no-cache")
    assert "Accept-Language" not in whole.headers.get("vary", ""), "the address alone tells the language"
    spared = client.get(path, headers={"If-None-Match": f'"other", {whole.headers["etag"]}'})
    assert (spared.status_code, spared.content) == (304, b"")
    assert (spared.headers["etag"], spared.headers["cache-control"]) == (whole.headers["etag"], "no-cache")
    english = client.get(path, params={"lang": "en"}, headers={"If-None-Match": whole.headers["etag"]})
    assert (english.status_code, english.headers["content-security-policy"]) == (
        200,
        whole.headers["content-security-policy"],
    )


@pytest.mark.parametrize("path", ["/", "/docs", "/documents/note-11111111"])
def test_a_kept_page_is_the_same_pressed_or_not(client: TestClient, path: str) -> None:
    for _ in range(2):
        plain, pressed = (client.get(path, headers={"Accept-Encoding": one}) for one in ("identity", "gzip"))
        assert plain.text == pressed.text
        assert (plain.headers.get("content-encoding"), pressed.headers["content-encoding"]) == (None, "gzip")
        assert plain.headers["etag"] == pressed.headers["etag"]
        assert all("Accept-Encoding" in one.headers["vary"] for one in (plain, pressed))
        assert int(plain.headers["content-length"]) == len(plain.content)


@pytest.mark.parametrize("path", ["/fiche/action/no-such", "/documents/no-such", "/documents/%2e%2e/claims"])
def test_an_error_has_no_tag_and_is_not_kept(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
    assert "etag" not in answer.headers
    assert "<h1" in answer.text


def test_parameters_that_a_page_does_not_know_make_no_other_page(client: TestClient) -> None:
    plain, other = client.get("/documents?lang=en"), client.get("/documents?utm=1&lang=en&x=2")
    assert plain.text == other.text
    assert plain.headers["etag"] == other.headers["etag"]
    assert client.get("/recherche?q=a").text != client.get("/recherche?q=b").text


def test_a_page_that_many_ask_for_is_made_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = render_page

    def slowly(template: str, *args: Any, **values: Any) -> str:
        made.append(template)
        time.sleep(0.3)
        return real(template, *args, **values)

    monkeypatch.setattr(home, "render_page", slowly)
    monkeypatch.setattr(client.app.state, "pages", keeping.Kept(), raising=False)  # type: ignore[attr-defined]
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: client.get("/"), range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert made == ["home.html"]


def test_a_page_whose_turn_does_not_come_says_when_to_ask_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST", 0)
    monkeypatch.setattr(client.app.state, "pages", keeping.Kept(), raising=False)  # type: ignore[attr-defined]
    answer = client.get("/documents")
    assert (answer.status_code, answer.headers["cache-control"]) == (503, "no-store")
    assert answer.headers["retry-after"]
    assert "<h1" in answer.text


def usagraph(workspace: Path, *words: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--workspace", str(workspace), "--lang", "en", *words])
    assert ended.value.code == 0


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name, words in (("one", ONE), ("other", OTHER)):
        (tmp_path / f"{name}.md").write_text(NOTE.format(words), encoding="utf-8")
    usagraph(tmp_path / "w", "ingest", str(tmp_path / "one.md"))
    return tmp_path / "w"


@pytest.fixture
def changed(workspace: Path) -> Callable[..., list[str]]:
    """The pages, of some, that are not those that were there before a command."""
    reader = TestClient(
        create_app(read_settings(workspace=workspace)), base_url="http://127.0.0.1", follow_redirects=False
    )

    def watched(paths: list[str], act: Callable[[], object]) -> list[str]:
        before = {path: reader.get(path) for path in paths}
        assert {answer.status_code for answer in before.values()} == {200}
        act()
        found = []
        for path, first in before.items():
            answer = reader.get(path, headers={"If-None-Match": first.headers["etag"]})
            assert answer.status_code != 304 or reader.get(path).text == first.text
            if answer.status_code != 304:
                assert answer.text == reader.get(path).text
                found += [path] if answer.text != first.text else []
        return found

    return watched


def test_no_page_is_stale_after_an_ingestion_or_a_removal(workspace: Path, changed: Callable[..., list[str]]) -> None:
    paths = ["/", "/documents", f"/recherche?q={OTHER}", "/reseau"]
    other = workspace.parent / "other.md"
    assert changed(paths, lambda: usagraph(workspace, "ingest", str(other))) == paths
    (id,) = (one for one in Workspace(workspace).ids() if one.startswith("other"))
    assert changed([*paths, f"/documents/{id}"], lambda: usagraph(workspace, "remove", id)) == [
        *paths,
        f"/documents/{id}",
    ]


def test_no_page_is_stale_after_a_merge(workspace: Path, changed: Callable[..., list[str]]) -> None:
    usagraph(workspace, "ingest", str(workspace.parent / "other.md"))
    with TestClient(create_app(read_settings(workspace=workspace))) as reader:
        items = reader.get("/api/v1/entities", params={"type": "action"}).json()["items"]
    one, other = (item["iri"].partition("/id/")[2] for item in items)
    paths = ["/", f"/fiche/{one}", f"/fiche/{other}"]
    assert changed(paths, lambda: usagraph(workspace, "merge", other, one, "--by", "une chargée")) == paths


def test_no_page_is_stale_after_a_decision(workspace: Path, changed: Callable[..., list[str]]) -> None:
    (bundle,) = Workspace(workspace).bundles()
    lever, start = key("lever|note|avis"), bundle.text.index(ONE)
    place = Passage(start, start + len(ONE), ONE)
    rows = [
        Claim(f"{n:016x}", lever, predicate, thing, (place,), "llm.lever", "m1", Decimal("0.4"), ONE, "pending")
        for n, (predicate, thing) in enumerate(
            ((RDF + "type", iri(ug("Lever"))), (SKOS + "prefLabel", text_value(ONE))), 1
        )
    ]
    page = f"/documents/{bundle.id}/claims"

    def propose() -> None:
        write_lines(bundle.folder / FILE, rows)
        library.load([bundle], Workspace(workspace), BASE)

    assert changed([page], propose) == [page]
    found = held([bundle], Workspace(workspace))
    assert len(found) == 1
    assert changed([page], lambda: decide("reject", found, Workspace(workspace), BASE, by="une relectrice")) == [page]
