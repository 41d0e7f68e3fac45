"""Addresses that are answered no longer."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from usagraph.cli import main

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
NOTE = """# Note

## Consulter

| Direction | Politique publique | Enjeu |
| --- | --- | --- |
| DA | Autonomie | {} |
"""


def usagraph(workspace: Path, *words: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--workspace", str(workspace), "--lang", "en", *words])
    assert ended.value.code == 0


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name, words in (("one", "Recueillir les avis"), ("other", "Écouter les aînés"), ("third", "Réunir les agents")):
        (tmp_path / f"{name}.md").write_text(NOTE.format(words), encoding="utf-8")
    usagraph(tmp_path / "w", "ingest", *(str(path) for path in sorted(tmp_path.glob("*.md"))))
    return tmp_path / "w"


@pytest.fixture
def reader(workspace: Path) -> TestClient:
    from usagraph.api.app import create_app
    from usagraph.settings import read_settings

    settings = read_settings(workspace=workspace)
    return TestClient(create_app(settings), base_url="http://127.0.0.1", follow_redirects=False)


def actions(reader: TestClient) -> list[str]:
    items = reader.get("/api/v1/entities", params={"type": "action"}).json()["items"]
    return sorted("/id/" + item["iri"].partition("/id/")[2] for item in items)


def test_a_merged_thing_is_found_where_it_is_now_and_one_taken_away_is_gone(
    workspace: Path, reader: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other, third = actions(reader)
    usagraph(workspace, "merge", other, one, "--by", "chargée de mission")
    answer = reader.get(other, params={"format": "turtle"})
    assert (answer.status_code, answer.headers["location"]) == (301, f"{one}?format=turtle")
    assert reader.get(one, params={"format": "turtle"}).status_code == 200
    usagraph(workspace, "merge")
    assert one.removeprefix("/id/") in capsys.readouterr().out
    usagraph(workspace, "merge", other, "--undo", "--by", "chargée de mission")
    assert reader.get(other, params={"format": "turtle"}).status_code == 200
    for document in reader.get("/api/v1/documents").json()["items"]:
        usagraph(workspace, "remove", document["id"])
    answer = reader.get(third, params={"lang": "en"})
    assert answer.status_code == 410
    assert answer.json()["status"] == 410
    assert "taken away" in answer.json()["detail"]
    assert reader.get("/id/action/never-there").status_code == 404


def test_what_was_merged_or_taken_away_is_told_to_browsers_too(workspace: Path, reader: TestClient) -> None:
    one, other, _ = actions(reader)
    usagraph(workspace, "merge", other, one, "--by", "chargée de mission")
    moved = reader.get(other, headers={"Accept": BROWSER})
    assert (moved.status_code, moved.headers["location"]) == (301, one)
    card = reader.get(other.replace("/id/", "/fiche/"), params={"lang": "en"})
    assert (card.status_code, card.headers["location"]) == (301, one.replace("/id/", "/fiche/") + "?lang=en")
    documents = [item["id"] for item in reader.get("/api/v1/documents").json()["items"]]
    run = reader.get(f"/id/ingestion-run/{documents[0]}", headers={"Accept": BROWSER})
    assert (run.status_code, run.headers["location"]) == (303, f"/documents/{documents[0]}/claims")
    for document in documents:
        usagraph(workspace, "remove", document)
    gone = reader.get(one, headers={"Accept": BROWSER, "Accept-Language": "en"})
    assert (gone.status_code, gone.headers["content-type"]) == (410, "text/html; charset=utf-8")
    assert "<h1>Taken away</h1>" in gone.text
    card = reader.get(one.replace("/id/", "/fiche/"), params={"lang": "en"})
    assert (card.status_code, "<h1>Taken away</h1>" in card.text) == (410, True)
    assert reader.get(one, params={"format": "turtle"}).status_code == 410


def test_programs_are_led_to_what_things_were_merged_into(workspace: Path, reader: TestClient) -> None:
    one, other, _ = (path.removeprefix("/id/") for path in actions(reader))
    usagraph(workspace, "merge", f"/id/{other}", f"/id/{one}", "--by", "chargée de mission")
    for end in ("", "/neighbours", "/evidence"):
        moved = reader.get(f"/api/v1/entities/{other}{end}?limit=5&lang=en")
        assert (moved.status_code, moved.headers["location"]) == (301, f"/api/v1/entities/{one}{end}?limit=5&lang=en")
    iri = f"https://w3id.org/usagraph/id/{other}"
    for path, name, given in (
        ("evidence", "subject", {}),
        ("paths", "source", {"target": "directorate/da"}),
        ("paths", "target", {"source": "degree/consultation"}),
        ("evidence", "object", {"subject": "degree/consultation"}),
    ):
        now = reader.get(f"/api/v1/{path}", params=given | {name: one})
        for named in (other, iri):
            assert reader.get(f"/api/v1/{path}", params=given | {name: named}).json() == now.json()


def test_programs_are_told_what_was_taken_away(workspace: Path, reader: TestClient) -> None:
    one = actions(reader)[0].removeprefix("/id/")
    documents = [item["id"] for item in reader.get("/api/v1/documents").json()["items"]]
    for document in documents:
        usagraph(workspace, "remove", document)
    gone = [f"entities/{one}{end}" for end in ("", "/neighbours", "/evidence")]
    gone += [f"documents/{documents[0]}{end}" for end in ("", "/text", "/claims", "/passages/0-1")]
    for path in gone:
        answer = reader.get(f"/api/v1/{path}", params={"lang": "en"})
        assert (answer.status_code, "taken away" in answer.json()["detail"]) == (410, True), path
    for path, name in (("evidence", "subject"), ("paths?target=degree/consultation", "source")):
        answer = reader.get(f"/api/v1/{path}{'&' if '?' in path else '?'}{name}={one}")
        assert (answer.status_code, answer.json()["parameter"]) == (410, name)
    for page in (f"/documents/{documents[0]}", f"/documents/{documents[0]}/claims"):
        answer = reader.get(page, params={"lang": "en"})
        assert (answer.status_code, "<h1>Taken away</h1>" in answer.text) == (410, True)
    assert reader.get("/api/v1/documents/never-there").status_code == 404
    assert reader.get("/api/v1/entities/action/never-there").status_code == 404


def test_a_document_that_was_removed_and_its_evidence_are_gone(workspace: Path, reader: TestClient) -> None:
    document = reader.get("/api/v1/documents").json()["items"][0]["id"]
    asked = {"query": "SELECT ?claim ?passage { GRAPH ?g { ?claim ug:passage ?passage } } LIMIT 1", "format": "csv"}
    graph = f"https://w3id.org/usagraph/graph/{document}/evidence"
    row = reader.get("/sparql", params={**asked, "named-graph-uri": graph}).text.split()[1].split(",")
    claim, passage = (iri.removeprefix("https://w3id.org/usagraph") for iri in row)
    assert all(reader.get(path).status_code == 303 for path in (f"/id/document/{document}", claim, passage))
    usagraph(workspace, "remove", document)
    assert reader.get(f"/id/document/{document}").status_code == 410
    assert (reader.get(passage).status_code, reader.get(claim).status_code) == (410, 404)


def test_details_that_were_erased_leave_no_address(tmp_path: Path) -> None:
    """A thing whose name told of a person has another name, and the old one is gone."""
    from usagraph.api.app import create_app
    from usagraph.settings import read_settings

    (tmp_path / "note.md").write_text(NOTE.format("Réunir les amis de Philibert Tournemine"), encoding="utf-8")
    usagraph(tmp_path / "w", "ingest", str(tmp_path / "note.md"))
    app = create_app(read_settings(workspace=tmp_path / "w"))
    reader = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    [named] = actions(reader)
    assert "tournemine" in named
    usagraph(tmp_path / "w", "erase", "Philibert Tournemine", "--by", "déléguée", "--yes")
    assert "tournemine" not in str(actions(reader))
    answer = reader.get(named, params={"format": "turtle"})
    assert answer.status_code in (301, 410)
    assert "tournemine" not in answer.headers.get("location", "")
