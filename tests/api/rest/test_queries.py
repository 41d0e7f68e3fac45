import csv
import io

import pytest
from fastapi.testclient import TestClient


def test_saved_queries_are_listed_with_their_meaning(client: TestClient) -> None:
    found = client.get("/api/v1/queries").json()["items"]
    assert "tables-2" in [one["name"] for one in found]
    for one in found:
        assert one["title_fr"]
        assert one["title_en"]
        assert one["text"]


@pytest.mark.parametrize(
    "document", ["", "note-11111111", "note", "https://w3id.org/usagraph/id/document/note-11111111"]
)
def test_a_saved_query_gives_its_rows(client: TestClient, document: str) -> None:
    address = "/api/v1/queries/tables-2"
    answer = client.get(address, params={"document": document} if document else {})
    assert answer.status_code == 200
    assert "bindings" in answer.json()["results"]
    table = client.get(address, params={"document": document, "format": "csv"} if document else {"format": "csv"})
    assert "document" not in next(csv.reader(io.StringIO(table.text)))


def test_what_is_not_known_is_a_problem(client: TestClient) -> None:
    assert client.get("/api/v1/queries/none").status_code == 404
    assert client.get("/api/v1/queries/tables-2", params={"document": "none"}).status_code == 404
    assert client.get("/api/v1/queries/tables-2", params={"colour": "blue"}).status_code == 400
