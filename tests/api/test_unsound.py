"""What is no sound HTTP is refused with a problem document, and the service goes on."""

from typing import Any

import pytest

QUERY = "application/sparql-query"
CHUNKED = (
    f"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {QUERY}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
)
RAW: dict[str, tuple[bytes, set[int]]] = {
    "no request": (b"hello\r\n\r\n", {400}),
    "nul bytes": (b"\x00" * 100 + b"\r\n\r\n", {400}),
    "tls": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200, {0, 400, 408}),
    "http 2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505}),
    "http 0.9": (b"GET /\r\n\r\n", {400}),
    "http 9": (b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n", {400, 505}),
    "no host": (b"GET /health HTTP/1.1\r\n\r\n", {400}),
    "no host in 1.0": (b"GET /health HTTP/1.0\r\n\r\n", {400}),
    "empty host": (b"GET /health HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", {400}),
    "two hosts": (b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n", {400}),
    "two hosts in 1.0": (b"GET /health HTTP/1.0\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n", {400}),
    "other host": (b"GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", {400}),
    "user in host": (b"GET /health HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\nConnection: close\r\n\r\n", {400}),
    "space in host": (b"GET /health HTTP/1.1\r\nHost: 127.0.0.1 evil\r\nConnection: close\r\n\r\n", {400}),
    "forwarded host": (
        b"GET /health HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1\r\nConnection: close\r\n\r\n",
        {400},
    ),
    "other host in the line": (
        b"GET http://evil.example/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        {400, 404},
    ),
    "folded header": (b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n evil\r\nConnection: close\r\n\r\n", {400}),
    "space before colon": (b"GET /health HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n", {400}),
    "nul in header": (b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\x00b\r\n\r\n", {400}),
    "cr in header": (b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\rb\r\n\r\n", {400}),
    "no name of header": (b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n: a\r\n\r\n", {400}),
    "bytes in path": ("GET /é HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode(), {400, 404}),
    "space in path": (b"GET /a b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", {400}),
    "two lengths": (
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nASK {}",
        {400},
    ),
    "negative length": (b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n", {400}),
    "length in words": (b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: six\r\n\r\nASK {}", {400}),
    "long length": (
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
        {400, 413, 431},
    ),
    "length and chunks": (
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        {400},
    ),
    "unknown transfer": (b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: gzip\r\n\r\n", {400, 501}),
    "bad chunk": (
        CHUNKED + b"zz\r\nASK {}\r\n0\r\n\r\n",
        {400},
    ),
    "huge chunk": (
        CHUNKED + b"f" * 40 + b"\r\nASK {}",
        {400},
    ),
    "no end of headers": (b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 200_000, {431}),
    "long header": (b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", {431}),
    "many headers": (
        b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + b"A: b\r\n" * 2000 + b"\r\n",
        {431},
    ),
    "many long headers": (
        b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"A: " + b"b\r\nA: " * 20000 + b"\r\n\r\n",
        {431},
    ),
    "long address": (b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", {414, 431}),
    "long query": (b"GET /sparql?query=" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", {414, 431}),
}


@pytest.mark.parametrize("name", RAW)
def test_what_is_no_sound_http_is_refused(server: Any, name: str) -> None:
    sent, expected = RAW[name]
    answer = server.send(sent)
    assert answer[0] in expected, answer
    assert answer[0] == 0 or server.is_problem(answer)
