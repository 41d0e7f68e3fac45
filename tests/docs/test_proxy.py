"""The service behind the nginx of the guide, over TLS: names, redirections, whole addresses, long queries, cut answers."""

import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from .pages import Demo, blocks, environment, free_port, run, wait_for

NAME = "graphe.example.org"
AROUND = """
user root;
daemon off;
pid nginx.pid;
error_log error.log;
worker_processes 1;
events {{ }}
http {{
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
    access_log off;
    {block}
}}
"""


@dataclass(frozen=True)
class Proxied:
    """The service as its readers reach it."""

    client: httpx.Client
    direct: str
    #: What `client` names in its requests.
    origin: str


@pytest.fixture(scope="module")
def proxied(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    """The demonstration, served once more as the guide says, behind nginx with its configuration."""
    nginx, openssl = (
        shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"),
        shutil.which("openssl"),
    )
    if not (nginx and openssl):
        pytest.skip("nginx or openssl is not installed: the proxy of the guide is not run")
    folder, port, front = tmp_path_factory.mktemp("nginx"), free_port(), free_port()
    _certificate(openssl, folder)
    (folder / "nginx.conf").write_text(_configuration(folder, port, front), encoding="utf-8")
    served = [sys.executable, "-m", "usagraph", "--workspace", str(demo.workspace), "serve", "--port", str(port)]
    trusted = environment(USAGRAPH_TRUSTED_HOSTS=f"{NAME},127.0.0.1,localhost")
    proxy = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with (
        subprocess.Popen(served, env=trusted) as service,
        subprocess.Popen(proxy, stderr=subprocess.DEVNULL) as front_of,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}/health")
            context = ssl.create_default_context(cafile=str(folder / "cert.pem"))
            origin = f"https://{NAME}:{front}"
            # The name leads to this machine, as it would by the DNS.
            to_here = httpx.Client(
                base_url=f"https://127.0.0.1:{front}",
                headers={"Host": f"{NAME}:{front}"},
                verify=context,
                trust_env=False,
                timeout=60,
            )
            to_here.event_hooks = {"request": [_named]}
            with to_here as client:
                yield Proxied(client, f"http://127.0.0.1:{port}", origin)
        finally:
            service.terminate()
            front_of.terminate()


def _named(request: httpx.Request) -> None:
    request.extensions["sni_hostname"] = NAME


def _certificate(openssl: str, folder: Path) -> None:
    names = f"subjectAltName=DNS:{NAME},IP:127.0.0.1"
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    asked = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-addext", names]
    run([openssl, *asked, *files])


def _configuration(folder: Path, port: int, front: int) -> str:
    block = next(one.text for one in blocks("operating.md") if one.kind == "nginx")
    for written, here in (
        ("127.0.0.1:8011", f"127.0.0.1:{port}"),
        ("listen 443", f"listen 127.0.0.1:{front}"),
        ("/etc/ssl/graphe.pem", str(folder / "cert.pem")),
        ("/etc/ssl/private/graphe.key", str(folder / "key.pem")),
    ):
        assert block.count(written) == 1
        block = block.replace(written, here)
    return AROUND.format(block=block)


def test_pages_and_data_come_through(proxied: Proxied) -> None:
    for path in ("/", "/docs", "/api/v1/entities?type=action&limit=2", "/sparql?query=ASK%7B%7D", "/static/icon.svg"):
        answer = proxied.client.get(path)
        assert answer.status_code == 200, path
        assert "content-security-policy" in answer.headers


def test_redirections_are_paths(proxied: Proxied) -> None:
    answer = proxied.client.get("/voc/degree/consultation", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/concept/degree/consultation")


def test_whole_addresses_are_those_that_readers_use(proxied: Proxied) -> None:
    assert f"@prefix at: <{proxied.origin}/>" in proxied.client.get("/.well-known/void").text
    told = proxied.client.get("/api/v1/citations", params={"query": "ASK{}"}).json()
    assert told["address"].startswith(f"{proxied.origin}/cite?")


def test_a_name_that_is_not_trusted_is_refused(proxied: Proxied) -> None:
    answer = proxied.client.get("/health", headers={"Host": "evil.example.net"})
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (400, "wrong-host")


def test_a_long_query_by_get_and_a_body_come_through(proxied: Proxied) -> None:
    query = "ASK { VALUES ?x { " + "1 " * 12_000 + "} }"
    assert proxied.client.get("/sparql", params={"query": query}).json()["boolean"] is True
    assert proxied.client.post("/sparql", data={"query": query}).json()["boolean"] is True


def test_unchanged_answers_are_not_sent_again(proxied: Proxied) -> None:
    tag = proxied.client.get("/api/v1/statistics").headers["etag"]
    assert proxied.client.get("/api/v1/statistics", headers={"If-None-Match": tag}).status_code == 304


def test_an_export_is_whole_and_sent_as_it_is_made(proxied: Proxied) -> None:
    whole = httpx.get(f"{proxied.direct}/api/v1/exports/ntriples", trust_env=False, timeout=60).content
    with proxied.client.stream("GET", "/api/v1/exports/ntriples", headers={"Accept-Encoding": "identity"}) as answer:
        assert answer.headers.get("transfer-encoding") == "chunked"
        assert b"".join(answer.iter_bytes()) == whole


def test_an_internal_edition_is_not_given_through_it(proxied: Proxied) -> None:
    assert proxied.client.get("/api/v1/exports/turtle", params={"edition": "internal"}).status_code == 403


def test_pages_of_other_sites_may_read_under_the_public_name_only(proxied: Proxied) -> None:
    asked = {"Origin": "https://other.example.net"}
    allowed = proxied.client.get("/api/v1/statistics", headers=asked)
    assert allowed.headers["access-control-allow-origin"] == "*"
    at_home = httpx.get(f"{proxied.direct}/api/v1/statistics", headers=asked, trust_env=False)
    assert "access-control-allow-origin" not in at_home.headers


def test_an_assistant_comes_through(proxied: Proxied) -> None:
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
    }
    answer = proxied.client.post("/mcp", json=hello, headers={"Accept": "application/json, text/event-stream"})
    assert answer.status_code == 200
    assert "usagraph" in answer.text


def test_a_query_that_takes_too_long_is_told_by_the_service(proxied: Proxied) -> None:
    """And not by the proxy: its patience is longer."""
    start = time.monotonic()
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    answer = proxied.client.get("/sparql", params={"query": endless, "timeout": "2", "format": "json"})
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (503, "query-timeout")
    assert time.monotonic() - start < 20
