import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.api.guard import MOST_HEADERS
from usagraph.settings import Settings, read_settings

SMALL = {"query": "ASK {}"}


@pytest.fixture(scope="module")
def public(settings: Settings) -> TestClient:
    """A client of a service with a public name."""
    hosts = "graphe.example.org,127.0.0.1"
    app = create_app(read_settings(workspace=settings.workspace, trusted_hosts=hosts))
    return TestClient(app, base_url="http://graphe.example.org", follow_redirects=False)


@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D", "/api/v1/entities", "/health", "/openapi.json"])
def test_pages_of_other_sites_may_read_public_data(public: TestClient, path: str) -> None:
    assert public.get(path).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8011"])
def test_pages_of_other_sites_read_nothing_of_this_machine(public: TestClient, host: str) -> None:
    answer = public.get("/sparql", params=SMALL, headers={"Host": host, "Origin": "https://evil.example"})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


def test_pages_are_for_their_own_site(public: TestClient) -> None:
    assert "access-control-allow-origin" not in public.get("/").headers


@pytest.mark.parametrize(
    ("path", "methods"), [("/sparql", "GET, HEAD, OPTIONS, POST"), ("/api/v1/entities", "GET, HEAD, OPTIONS")]
)
def test_options_say_what_may_be_done(public: TestClient, path: str, methods: str) -> None:
    answer = public.options(path, headers={"Origin": "https://a.example", "Access-Control-Request-Method": "POST"})
    assert (answer.status_code, answer.headers["allow"], answer.content) == (204, methods, b"")
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, POST"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/sparql", "/", "/api/v1/entities", "/nowhere"])
def test_what_would_write_is_refused_before_anything_else(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (405, "method-not-allowed")
    assert "GET" in answer.headers["allow"]


def test_too_many_headers_are_refused(client: TestClient) -> None:
    many = [(f"X-{number}", "a") for number in range(MOST_HEADERS + 1)]
    assert client.get("/health", headers=many).status_code == 431


def test_a_body_of_two_lengths_is_refused(client: TestClient) -> None:
    both = {"Content-Length": "3", "Transfer-Encoding": "chunked", "Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=b"ASK", headers=both).status_code == 400
