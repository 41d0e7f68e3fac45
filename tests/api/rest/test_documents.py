from pathlib import Path

from fastapi.testclient import TestClient

NOTE = "/api/v1/documents/note-11111111"
TEXT = (Path(__file__).parents[2] / "graph" / "sample.txt").read_text(encoding="utf-8")


def test_documents_are_listed(client: TestClient) -> None:
    (one,) = client.get("/api/v1/documents").json()["items"]
    assert one == client.get(NOTE).json() == client.get("/api/v1/documents/note").json()
    assert (one["title"], one["file_name"], one["claims"], one["characters"]) == (
        "Note de cadrage",
        "note.txt",
        23,
        len(TEXT),
    )


def test_the_text_is_the_canonical_one_and_offsets_are_code_points(client: TestClient) -> None:
    answer = client.get(NOTE + "/text")
    assert (answer.text, answer.headers["content-type"]) == (TEXT, "text/plain; charset=utf-8")
    assert client.get(NOTE + "/text", params={"start": 5, "end": 12}).text == TEXT[5:12]


def test_claims_come_with_passages_that_are_in_the_text(client: TestClient) -> None:
    found = client.get(NOTE + "/claims", params={"limit": 1000}).json()
    assert found["total"] == len(found["items"]) == 24
    for claim in found["items"]:
        for passage in claim["passages"]:
            assert TEXT[passage["start"] : passage["end"]] == passage["exact"]
    assert {claim["status"] for claim in found["items"]} == {"proposed", "rejected"}
    assert client.get(NOTE + "/claims", params={"limit": 10}).json()["next"] == 10


def test_a_document_that_is_not_here_is_a_problem(client: TestClient) -> None:
    for path in ("/api/v1/documents/none", "/api/v1/documents/none/text", "/api/v1/documents/../../etc/claims"):
        assert client.get(path).status_code == 404
