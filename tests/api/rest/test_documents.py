from pathlib import Path

import pytest
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
    first = client.get(NOTE + "/claims", params={"limit": 10}).json()
    rest = client.get(NOTE + "/claims", params={"cursor": first["next"]}).json()
    assert first["items"] + rest["items"] == found["items"]
    assert rest["next"] is None


def test_a_document_that_is_not_here_is_a_problem(client: TestClient) -> None:
    for path in ("/api/v1/documents/none", "/api/v1/documents/none/text", "/api/v1/documents/../../etc/claims"):
        assert client.get(path).status_code == 404


def test_documents_come_in_pages_and_with_tags(client: TestClient) -> None:
    assert client.get("/api/v1/documents").json()["total"] == 1
    for path in ("/api/v1/documents", NOTE, NOTE + "/text", NOTE + "/claims", NOTE + "/passages/48-125"):
        tag = client.get(path).headers["etag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_a_passage_comes_with_the_claims_it_supports(client: TestClient) -> None:
    found = client.get(NOTE + "/passages/48-125").json()
    assert found["exact"] == TEXT[48:125]
    assert found["before"] + found["exact"] + found["after"] == TEXT[: 125 + 160]
    assert len(found["claims"]) == 11
    assert client.get(NOTE + "/passages/50-51").json()["claims"] == found["claims"]
    assert client.get(NOTE + "/passages/0-10").json()["claims"] == []
    assert client.get(found["url"].partition("#")[0]).status_code == 200


@pytest.mark.parametrize(
    ("place", "status"), [("0-100000", 404), ("9-9", 404), ("9-3", 404), ("a-b", 400), ("-1-3", 400)]
)
def test_a_passage_that_is_not_in_the_text_is_a_problem(client: TestClient, place: str, status: int) -> None:
    answer = client.get(f"{NOTE}/passages/{place}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
