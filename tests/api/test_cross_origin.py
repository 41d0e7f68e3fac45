"""Pages of other sites: which may read what, as the setting says."""

import pytest
from fastapi.testclient import TestClient

from usagraph.api.app import create_app
from usagraph.settings import Settings, read_settings

PUBLIC, HERE = "http://graphe.example.org", "http://127.0.0.1:8011"
MAP = "https://carte.example.org"
ALLOWED = "access-control-allow-origin"


def served(settings: Settings, root: str, cross_origin: str | None = None) -> TestClient:
    """A client of a service that is asked under the name of `root`."""
    hosts = "graphe.example.org,127.0.0.1"
    told = read_settings(workspace=settings.workspace, trusted_hosts=hosts, cross_origin=cross_origin)
    return TestClient(create_app(told), base_url=root)


def test_by_default_any_site_may_read_a_public_service_and_none_this_machine(settings: Settings) -> None:
    asked = {"Origin": MAP}
    assert served(settings, PUBLIC).get("/api/v1/queries", headers=asked).headers[ALLOWED] == "*"
    assert ALLOWED not in served(settings, HERE).get("/api/v1/queries", headers=asked).headers


@pytest.mark.parametrize("root", [PUBLIC, HERE])
def test_only_the_sites_that_are_named_may_read(settings: Settings, root: str) -> None:
    client = served(settings, root, f"https://other.example.org, {MAP}/")
    answer = client.get("/api/v1/queries", headers={"Origin": MAP})
    assert answer.headers[ALLOWED] == MAP
    assert "ETag" in answer.headers["access-control-expose-headers"]
    for origin in ("https://evil.example", f"{MAP}.evil.example", "null", ""):
        refused = client.get("/api/v1/queries", headers={"Origin": origin})
        assert ALLOWED not in refused.headers
        # Else a cache would give what it kept for one site to another.
        assert "Origin" in refused.headers["vary"]
        assert "Accept-Language" in refused.headers["vary"]
    assert ALLOWED not in client.get("/", headers={"Origin": MAP}).headers


def test_a_site_that_is_named_may_ask_first(settings: Settings) -> None:
    asked = {"Origin": MAP, "Access-Control-Request-Method": "POST"}
    answer = served(settings, PUBLIC, MAP).options("/sparql", headers=asked)
    assert (answer.status_code, answer.headers[ALLOWED]) == (204, MAP)
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, POST"
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]


def test_no_site_may_read_where_none_is_wanted(settings: Settings) -> None:
    answer = served(settings, PUBLIC, "none").get("/api/v1/queries", headers={"Origin": MAP})
    assert answer.status_code == 200
    assert ALLOWED not in answer.headers
