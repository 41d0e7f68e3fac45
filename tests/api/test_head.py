"""HEAD says what GET would, without the body."""

import pytest
from fastapi.testclient import TestClient

PATHS = ["/", "/health", "/ns", "/ontologie", "/documents", "/api/v1/statistics", "/sparql?query=ASK{}", "/absent"]


@pytest.mark.parametrize("path", PATHS)
def test_head_gives_the_headers_of_get_and_no_body(client: TestClient, path: str) -> None:
    whole, bare = client.get(path), client.head(path)
    assert (bare.status_code, bare.content) == (whole.status_code, b"")
    same = ("content-type", "content-length", "etag", "location", "content-security-policy", "vary")
    assert {name: bare.headers.get(name) for name in same} == {name: whole.headers.get(name) for name in same}


def test_a_head_of_what_takes_no_get_is_refused_as_get_is(client: TestClient) -> None:
    assert client.head("/health/x").status_code == client.get("/health/x").status_code
