"""Reporting an error: the only address that writes, and what is refused there."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.graph.deciding import reports as kept
from usagraph.settings import Settings

DOCUMENT, ROW = "note-11111111", "48-125"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
OURS = FORM | {"Origin": "http://testserver"}
FIELDS = {
    "document": DOCUMENT,
    "passage": ROW,
    "kind": "relation",
    "words": "le degré est faux",
    "relation": "",
    "lang": "fr",
}


@pytest.fixture(scope="module")
def written(settings: Settings) -> Path:
    return Path(settings.workspace) / "reports.jsonl"


@pytest.fixture
def site(settings: Settings, written: Path) -> Iterator[TestClient]:
    """A client of the application, with no report so far."""
    written.unlink(missing_ok=True)
    kept.reports_at.cache_clear()
    with TestClient(create_app(settings), follow_redirects=False) as made:
        yield made
    written.unlink(missing_ok=True)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def send(site: TestClient, headers: dict[str, str] = OURS, **fields: str) -> Any:
    return site.post("/signaler", content=urlencode(FIELDS | fields), headers=headers)


def test_the_form_shows_the_passage_and_its_relations(site: TestClient) -> None:
    page = site.get("/signaler", params={"document": DOCUMENT, "passage": ROW}).text
    assert 'method="post" action="/signaler"' in page
    assert "Écouter les voyageurs du car" in page
    assert re.search(r'<option value="https://w3id.org/usagraph/id/claim/11111111-0006">[^<]*est portée par', page)
    assert "What is wrong?" in site.get("/signaler", params={"document": DOCUMENT, "passage": ROW, "lang": "en"}).text


def test_a_link_from_a_relation_chooses_it(site: TestClient) -> None:
    claim = "https://w3id.org/usagraph/id/claim/11111111-0006"
    page = site.get("/signaler", params={"document": DOCUMENT, "passage": ROW, "relation": claim}).text
    assert f'<option value="{claim}" selected>' in page
    card = site.get("/fiche/action/valdore-ecouter").text
    assert re.search(
        r'href="/signaler\?document=note-11111111&amp;passage=48-125&amp;relation=[^"]+" rel="nofollow"', card
    )


def test_a_report_is_written_and_thanked_for(site: TestClient, written: Path) -> None:
    claim = "https://w3id.org/usagraph/id/claim/11111111-0006"
    answer = send(site, relation=claim, words="écrire à une.personne@example.org\nou pas")
    assert answer.status_code == 303
    thanks = site.get(answer.headers["location"]).text
    assert "Merci" in thanks
    assert f"/documents/{DOCUMENT}?passage={ROW}#passage" in thanks
    (line,) = lines(written)
    assert (line["document"], line["start"], line["end"], line["kind"]) == (DOCUMENT, 48, 125, "relation")
    assert line["claim"] == claim
    assert "example.org" not in line["words"]
    assert set(line) == {"when", "document", "start", "end", "kind", "claim", "words"}


def test_thanks_come_in_the_language_of_the_form(site: TestClient) -> None:
    assert "Thank you" in site.get(send(site, lang="en").headers["location"]).text


def test_a_report_changes_no_page(site: TestClient) -> None:
    before = site.get("/").headers["etag"]
    send(site)
    assert site.get("/").headers["etag"] == before


FOREIGN: dict[str, dict[str, str]] = {
    "another site": {"Origin": "https://evil.example"},
    "a name that begins like ours": {"Origin": "http://testserver.evil.example"},
    "a hidden origin": {"Origin": "null"},
    "another port": {"Origin": "http://testserver:8080"},
    "said by the browser": {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
    "a neighbour": {"Sec-Fetch-Site": "same-site"},
    "another page": {"Referer": "https://evil.example/http://testserver/"},
    "no word of where": {},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
def test_forms_of_others_are_refused(site: TestClient, written: Path, headers: dict[str, str]) -> None:
    answer = send(site, FORM | headers)
    assert answer.status_code == 403
    assert "ne vient pas d&#39;une page de ce service" in answer.text
    assert lines(written) == []


@pytest.mark.parametrize(
    "headers", [{"Referer": "http://testserver/documents"}, {"Sec-Fetch-Site": "same-origin"}], ids=["referer", "fetch"]
)
def test_browsers_that_say_it_otherwise_are_believed(site: TestClient, headers: dict[str, str]) -> None:
    assert send(site, FORM | headers).status_code == 303


BAD: dict[str, tuple[dict[str, str], int]] = {
    "no passage": ({"passage": ""}, 400),
    "a passage beyond the text": ({"passage": "0-999999"}, 400),
    "no kind": ({"kind": ""}, 400),
    "another kind": ({"kind": "<script>"}, 400),
    "too many words": ({"words": "é" * (kept.LONGEST + 1)}, 413),
    "no such document": ({"document": "../../etc"}, 404),
}


@pytest.mark.parametrize(("fields", "status"), BAD.values(), ids=BAD)
def test_what_is_not_a_report_is_refused_in_words(
    site: TestClient, written: Path, fields: dict[str, str], status: int
) -> None:
    answer = send(site, OURS, **fields)
    assert answer.status_code == status
    assert "<h1" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert lines(written) == []


BODIES: dict[str, tuple[str, bytes, int]] = {
    "long": ("application/x-www-form-urlencoded", b"words=" + b"a" * 20_000, 413),
    "many fields": ("application/x-www-form-urlencoded", b"a=1&" * 200, 400),
    "not text": ("application/x-www-form-urlencoded", b"\xff\xfe", 400),
    "json": ("application/json", b"{}", 415),
    "parts": ("multipart/form-data; boundary=x", b"--x--", 415),
    "nothing": ("application/x-www-form-urlencoded", b"", 404),
}


@pytest.mark.parametrize(("kind", "body", "status"), BODIES.values(), ids=BODIES)
def test_bodies_that_are_no_form_of_ours_are_refused(
    site: TestClient, written: Path, kind: str, body: bytes, status: int
) -> None:
    answer = site.post("/signaler", content=body, headers=OURS | {"Content-Type": kind})
    assert answer.status_code == status
    assert lines(written) == []


def test_a_claim_that_the_passage_does_not_say_is_left_out(site: TestClient, written: Path) -> None:
    send(site, relation="https://w3id.org/usagraph/id/claim/11111111-0013")
    send(site, relation="x" * 3_000)
    assert [one["claim"] for one in lines(written)] == ["", ""]


def test_what_was_typed_comes_back_as_text(site: TestClient) -> None:
    page = send(site, kind="", words="</textarea><script>window.__xss=1</script>").text
    assert "&lt;/textarea&gt;&lt;script&gt;" in page
    assert "<script>window" not in page


def test_too_many_at_once_are_told_to_come_again(
    site: TestClient, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "RATES", ((60.0, 2),))
    answers = [send(site) for _ in range(4)]
    assert [one.status_code for one in answers] == [303, 303, 429, 429]
    assert answers[-1].headers["retry-after"]
    assert "le degré est faux" in answers[-1].text
    assert len(lines(written)) == 2


def test_who_sends_many_keeps_nobody_else_from_sending(
    settings: Settings, site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "RATES", ((60.0, 1),))
    assert [send(site).status_code for _ in range(2)] == [303, 429]
    with TestClient(create_app(settings), client=("192.0.2.7", 50000), follow_redirects=False) as other:
        assert send(other).status_code == 303


def test_a_file_that_is_full_takes_no_more(site: TestClient, written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LARGEST", 300)
    assert [send(site).status_code for _ in range(3)][-1] == 507
    assert written.stat().st_size <= 300


def test_a_file_that_cannot_be_written_is_said(site: TestClient, written: Path) -> None:
    written.mkdir()
    try:
        assert send(site).status_code == 503
    finally:
        written.rmdir()


@pytest.mark.parametrize("path", ["/", "/documents", "/recherche", "/signaler/merci", f"/documents/{DOCUMENT}"])
def test_no_other_page_is_written_to(site: TestClient, path: str) -> None:
    assert site.post(path, content=urlencode(FIELDS), headers=OURS).status_code == 405


@pytest.mark.parametrize("path", ["/signaler", "/signaler/merci", "/signaler?document=rien"])
def test_a_form_about_nothing_is_a_page_that_is_not_there(site: TestClient, path: str) -> None:
    assert site.get(path).status_code == 404
