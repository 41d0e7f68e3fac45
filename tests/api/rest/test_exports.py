"""Exports over HTTP: the list, the files, the rows of a query, and who gets which edition."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.graph.export.formats import FORMATS
from usagraph.settings import Settings

ROWS = "/api/v1/exports/rows"
TRIPLES = "SELECT * { ?s ?p ?o }"


@pytest.fixture(scope="module")
def inside(settings: Settings) -> Iterator[TestClient]:
    """A client on the machine of a service that gives the internal edition."""
    app = create_app(replace(settings, internal_edition=True))
    with TestClient(app, client=("127.0.0.1", 50_000)) as made:
        yield made


def is_problem(response: Any, status: int, kind: str) -> bool:
    """Whether what is answered is a problem document of that kind."""
    told = response.json()
    return response.status_code == status == told["status"] and str(told["type"]).endswith(kind)


def test_list_tells_of_every_format(client: TestClient) -> None:
    told = client.get("/api/v1/exports", params={"lang": "en"}).json()
    assert [one["name"] for one in told["items"]] == list(FORMATS)
    assert all(one["bytes"] > 0 and one["title"] for one in told["items"])
    assert told["editions"] == ["public"]
    assert "Gephi" in next(one["title"] for one in told["items"] if one["name"] == "gexf")


@pytest.mark.parametrize("name", list(FORMATS))
def test_export_is_a_file_that_is_not_asked_for_twice(name: str, client: TestClient) -> None:
    response = client.get(f"/api/v1/exports/{name}")
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == FORMATS[name].media_type
    assert response.headers["content-disposition"] == f'attachment; filename="usagraph-1.{FORMATS[name].suffix}"'
    again = client.get(f"/api/v1/exports/{name}", headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    size = next(one for one in client.get("/api/v1/exports").json()["items"] if one["name"] == name)
    assert (size["bytes"], size["exact"]) == (len(response.content), True)


def test_export_can_be_read(client: TestClient) -> None:
    triples = list(ox.parse(client.get("/api/v1/exports/turtle").content, format=ox.RdfFormat.TURTLE))
    assert len(triples) > 50
    assert zipfile.ZipFile(BytesIO(client.get("/api/v1/exports/csv").content)).testzip() is None


def test_head_tells_what_a_file_would_be_without_making_it(client: TestClient) -> None:
    response = client.head("/api/v1/exports/nquads")
    assert response.status_code == 200
    assert response.headers["content-disposition"].endswith('.nq"')
    assert response.content == b""


def test_document_is_exported_alone(client: TestClient) -> None:
    response = client.get("/api/v1/exports/turtle", params={"document": "note-1"})
    assert response.status_code == 200
    assert "valdore-ecouter" in response.text
    assert is_problem(client.get("/api/v1/exports/turtle", params={"document": "rien"}), 404, "unknown-name")


def test_unknown_format_and_edition_are_refused(client: TestClient) -> None:
    assert is_problem(client.get("/api/v1/exports/docx"), 404, "unknown-name")
    assert is_problem(client.get("/api/v1/exports/turtle?edition=privee"), 400, "wrong-use")


def test_internal_edition_needs_the_setting(client: TestClient) -> None:
    assert is_problem(client.get("/api/v1/exports/turtle?edition=internal"), 403, "internal-edition")


def test_internal_edition_is_given_on_this_machine_only(inside: TestClient, settings: Settings) -> None:
    assert inside.get("/api/v1/exports").json()["editions"] == ["public", "internal"]
    response = inside.get("/api/v1/exports/ntriples?edition=internal")
    assert response.status_code == 200
    assert "usagraph-internal-1.nt" in response.headers["content-disposition"]
    for name in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"):
        handed = inside.get("/api/v1/exports/ntriples?edition=internal", headers={name: "10.0.0.1"})
        assert is_problem(handed, 403, "internal-edition"), name
    open_to_all = create_app(replace(settings, internal_edition=True, host="0.0.0.0"))  # noqa: S104
    with TestClient(open_to_all, client=("127.0.0.1", 50_000)) as made:
        assert is_problem(made.get("/api/v1/exports/ntriples?edition=internal"), 403, "internal-edition")
    with TestClient(create_app(replace(settings, internal_edition=True)), client=("10.0.0.1", 50_000)) as made:
        assert is_problem(made.get("/api/v1/exports/ntriples?edition=internal"), 403, "internal-edition")


def test_rows_over_the_cap_are_all_given(client: TestClient) -> None:
    assert is_problem(client.get("/sparql", params={"query": TRIPLES, "format": "csv"}), 413, "result-too-large")
    response = client.get(ROWS, params={"query": TRIPLES})
    assert response.headers["content-type"].startswith("text/csv")
    assert response.headers["content-disposition"] == 'attachment; filename="usagraph-rows-1.csv"'
    count = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"}).text
    assert response.text.count("\r\n") - 1 == int(count.split()[1]) > 40
    again = client.get(ROWS, params={"query": TRIPLES}, headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("params", "status", "kind"),
    [
        ({"query": "ASK {}"}, 400, "wrong-use"),
        ({"query": "CLEAR ALL"}, 400, "bad-query"),
        ({"query": "SELECT * { SERVICE <http://x> { ?s ?p ?o } }"}, 400, "bad-query"),
        ({"query": TRIPLES, "format": "turtle"}, 406, "not-acceptable"),
        ({"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "csv"}, 406, "not-acceptable"),
        ({"query": ""}, 400, "bad-query"),
        ({"query": TRIPLES, "format": "docx"}, 400, "wrong-use"),
        ({}, 400, "wrong-use"),
        ({"query": "SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c }"}, 400, "bad-query"),
    ],
)
def test_rows_that_cannot_be_given_are_refused(
    params: dict[str, str], status: int, kind: str, client: TestClient
) -> None:
    assert is_problem(client.get(ROWS, params=params), status, kind)
