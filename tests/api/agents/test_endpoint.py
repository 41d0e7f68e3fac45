"""The server over HTTP, behind the guard: what is refused, and what comes with each answer."""

import json
from typing import Any

import pytest

JSON = ("Content-Type: application/json", "Accept: application/json, text/event-stream")


def message(method: str = "tools/list", **parameters: Any) -> bytes:
    """A message of the protocol."""
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}).encode()


def post(server: Any, body: bytes, *headers: str) -> Any:
    """What is answered to a message."""
    given = headers if any(one.startswith("Content-Type") for one in headers) else (*JSON, *headers)
    return server.get("/mcp", f"Content-Length: {len(body)}", *given, method="POST", body=body)


def test_a_message_is_answered_with_the_headers_of_every_page(server: Any) -> None:
    status, headers, body = post(server, message())
    assert status == 200
    assert len(json.loads(body)["result"]["tools"]) == 6
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in headers
    assert "mcp-session-id" not in headers
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8011"])
def test_a_name_that_is_not_ours_is_refused(server: Any, host: str) -> None:
    answer = post(server, message(), f"Host: {host}")
    assert answer[0] == 400
    assert server.is_problem(answer)


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://127.0.0.1.evil.example",
        "http://[",
        "http://localhost@evil.example",
        "file://",
    ],
)
def test_a_page_of_another_site_is_refused(server: Any, origin: str) -> None:
    answer = post(server, message(), f"Origin: {origin}")
    assert answer[0] == 403
    assert server.is_problem(answer)
    assert "trusted_hosts" in json.loads(answer[2])["detail"]


def test_a_page_of_ours_is_answered(server: Any) -> None:
    assert post(server, message(), "Origin: http://localhost:8011")[0] == 200


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT", "HEAD"])
def test_nothing_but_messages(server: Any, method: str) -> None:
    status, headers, _ = server.get("/mcp", method=method)
    assert (status, headers["allow"]) == (405, "OPTIONS, POST")


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b" " * 1_000_001, JSON, 413),
        (b"{", JSON, 400),
        (b"[" * 100_000, JSON, 400),
        (b'{"a":' * 20_000, JSON, 400),
        (b"\xff\xfe", JSON, 400),
        (b"[]", JSON, 400),
        (b"[" + message() + b"]", JSON, 400),
        (b'{"jsonrpc": "2.0"}', JSON, 400),
        (message(), ("Content-Type: text/plain",), 400),
        (message(), (*JSON, "Content-Encoding: gzip"), 415),
        (message(), (*JSON, "MCP-Protocol-Version: 1"), 400),
    ],
)
def test_what_is_no_message_is_refused(server: Any, body: bytes, headers: tuple[str, ...], status: int) -> None:
    assert post(server, body, *headers)[0] == status
    assert post(server, message())[0] == 200


def test_the_language_is_that_of_the_request(server: Any) -> None:
    asked = message("tools/call", name="entity", arguments={"thing": "action/rien"})
    for lang, words in (("en", "Call search"), ("fr", "Appelez search")):
        content = json.loads(post(server, asked, f"Accept-Language: {lang}")[2])["result"]
        assert content["isError"]
        assert words in content["content"][0]["text"]


def test_an_unknown_tool_is_an_error_of_the_protocol(server: Any) -> None:
    content = json.loads(post(server, message("tools/call", name="delete", arguments={}))[2])
    assert content["error"]["code"] == -32602
    assert "search" in content["error"]["message"]
