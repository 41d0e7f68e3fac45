import os
import signal
import time

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.settings import Settings, read_settings


def test_the_service_is_well_in_both_languages(client: TestClient) -> None:
    assert client.get("/health").json() == client.get("/sante").json() == {"status": "ok", "generation": 1}


def test_statistics_count_documents_entities_and_claims(client: TestClient) -> None:
    figures = client.get("/api/v1/statistics").json()
    assert (figures["documents"], figures["generation"]) == (1, 1)
    assert figures["entities"]["Action"] == 2
    assert figures["claims"] == {"proposed": 23, "rejected": 1}


@pytest.mark.parametrize("path", ["/", "/sparql", "/api/v1/entities", "/nothing", "/static/nothing", "/openapi.json"])
def test_every_answer_keeps_browsers_safe(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe-inline' 'unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.", "[::2]:80"])
def test_other_hosts_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/health", headers={"Host": host})
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (400, "wrong-host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8011", "127.0.0.1:80", "[::1]:8011"])
def test_our_own_hosts_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/sparql/", "/api/v1/entities/", "/health/"])
def test_a_slash_too_many_is_never_redirected(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_interface_is_described_and_loads_nothing_from_elsewhere(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    assert {"/sparql", "/api/v1/entities/{kind}/{slug}", "/api/v1/queries/{name}"} <= set(description["paths"])
    for model in description["components"]["schemas"].values():
        assert model.get("description") or model["title"] in ("HTTPValidationError", "ValidationError")
    # The page of our own stands at /docs; that of FastAPI would load its scripts from another site.
    assert client.get("/redoc").status_code == 404


@pytest.mark.parametrize("path", ["/api/v1/entities", "/api/v1/documents", "/id/action/x", "/voc/degree/x", "/health"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client: TestClient, path: str, method: str) -> None:
    assert client.request(method, path).status_code == 405


def test_a_fault_of_ours_is_a_problem_without_its_details(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(settings)
    with TestClient(app, raise_server_exceptions=False) as client:
        monkeypatch.setattr(app.state.service, "refresh", lambda: 1 / 0)
        answer = client.get("/health")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "Zero" not in answer.text


def test_an_empty_workspace_is_served(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = read_settings(workspace=tmp_path_factory.mktemp("empty"))
    with TestClient(create_app(empty)) as client:
        assert client.get("/health").json()["generation"] == 0
        assert client.get("/api/v1/entities").json()["total"] == 0
        assert client.get("/").status_code == 200
        assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is False


def test_what_nobody_foresaw_is_a_problem_document_with_its_headers(settings: Settings) -> None:
    app = create_app(settings)

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError

    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/broken")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in answer.headers


def test_a_worker_that_died_idle_is_replaced_unseen(settings: Settings) -> None:
    app = create_app(settings)
    with TestClient(app) as client:
        for process in app.state.service.processes:
            os.kill(process, signal.SIGKILL)
        time.sleep(0.2)
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


@pytest.mark.parametrize("tag", ["{}", "*", '"x", {}'])
def test_a_held_answer_is_not_sent_again(client: TestClient, tag: str) -> None:
    address = "/api/v1/entities"
    held = client.get(address).headers["etag"]
    assert client.get(address, headers={"If-None-Match": tag.format(held)}).status_code == 304
    assert client.get(address, headers={"If-None-Match": tag.format(held.removeprefix("W/"))}).status_code == 304


@pytest.mark.parametrize(
    "host", ["[::1]evil", "127.0.0.1:@evil.example", "127.0.0.1:abc", "127.0.0.1:80/x", "127.0.0.1#"]
)
def test_a_host_that_only_begins_like_ours_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 400


def test_a_browser_is_given_a_page_at_an_unknown_address(client: TestClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    french = client.get("/nulle-part/<script>", headers=browser)
    assert (french.status_code, french.headers["content-type"].partition(";")[0]) == (404, "text/html")
    assert "Page introuvable" in french.text
    assert "<script>" not in french.text.partition("<main")[2]
    assert 'lang="en"' in client.get("/nowhere?lang=en", headers=browser).text
    for path, headers in (("/nowhere", {}), ("/api/v1/nowhere", browser)):
        assert client.get(path, headers=headers).headers["content-type"] == "application/problem+json"
