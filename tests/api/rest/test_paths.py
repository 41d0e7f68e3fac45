import pytest
from fastapi.testclient import TestClient

ASKED = {"source": "action/valdore-ecouter", "target": "action/valdore-dessiner"}


def test_paths_come_with_the_passages_of_each_statement(client: TestClient) -> None:
    found = client.get("/api/v1/paths", params=ASKED).json()
    assert (found["total"], found["length"]) == (1, 2)
    (path,) = found["items"]
    assert [node["iri"].rpartition("/")[2] for node in path["nodes"]] == [
        "valdore-ecouter",
        "valdore-dmo",
        "valdore-dessiner",
    ]
    for edge in path["edges"]:
        assert edge["name"] == "ug:ledBy"
        assert edge["evidence"]
        assert client.get(edge["evidence_url"]).json()["items"][0]["evidence"] == edge["evidence"]


def test_passages_may_be_left_out_and_paths_narrowed(client: TestClient) -> None:
    bare = client.get("/api/v1/paths", params=ASKED | {"include": "none"}).json()["items"]
    assert all(edge["evidence"] == [] and edge["passages"] for path in bare for edge in path["edges"])
    assert client.get("/api/v1/paths", params=ASKED | {"longest": 1}).json()["items"] == []
    assert client.get("/api/v1/paths", params=ASKED | {"document": "note"}).json()["length"] == 2
    assert client.get("/api/v1/paths", params=ASKED | {"type": "degree"}).json()["length"] is None


def test_ends_are_iris_too(client: TestClient) -> None:
    iris = {name: f"https://w3id.org/usagraph/id/{value}" for name, value in ASKED.items()}
    assert client.get("/api/v1/paths", params=iris).json() == client.get("/api/v1/paths", params=ASKED).json()


@pytest.mark.parametrize("name", ["source", "target"])
def test_an_end_that_there_is_not_is_named(client: TestClient, name: str) -> None:
    answer = client.get("/api/v1/paths", params=ASKED | {name: "action/none"})
    assert (answer.status_code, answer.json()["parameter"]) == (404, name)
