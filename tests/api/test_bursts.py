"""Slow clients, many clients and clients that leave: a small query is answered meanwhile, and nothing is left behind."""

import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

QUERY = "application/sparql-query"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"
DOUBLING = (
    'SELECT * { BIND("x" AS ?x0) ' + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40)) + "}"
)


def test_a_body_that_comes_drop_by_drop_is_let_go(server: Any) -> None:
    head = server.request("POST", "/sparql", f"Content-Type: {QUERY}", "Content-Length: 1000")
    with ThreadPoolExecutor(20) as pool:
        slow = [pool.submit(server.send, head, *[b"#"] * 24, wait=0.5) for _ in range(20)]
        assert server.small() < 3
        answers = [one.result() for one in slow]
    assert {answer[0] for answer in answers} == {408}
    assert all(server.is_problem(answer) for answer in answers)


def test_a_head_that_comes_drop_by_drop_is_let_go(server: Any) -> None:
    with ThreadPoolExecutor(20) as pool:
        slow = [pool.submit(server.send, b"GET / HTTP/1.1\r\n", *[b"A: b\r\n"] * 24, wait=0.5) for _ in range(20)]
        assert server.small() < 3
        assert {one.result()[0] for one in slow} == {408}


def test_connections_that_say_nothing_are_closed(server: Any) -> None:
    silent = [socket.create_connection(("127.0.0.1", server.port), timeout=20) for _ in range(100)]
    assert server.small() < 3
    for client in silent:
        assert client.recv(1) == b""
        client.close()


@pytest.mark.parametrize("query", [RUNAWAY, DOUBLING, "SELECT * { ?s ?p ?o }", "ASK {}"])
def test_a_burst_leaves_small_queries_their_turn(server: Any, query: str) -> None:
    burst = server.request("GET", "/sparql?query=" + quote(query))
    with ThreadPoolExecutor(60) as pool:
        many = [pool.submit(server.send, burst, timeout=40) for _ in range(120)]
        time.sleep(0.3)
        assert max(server.small() for _ in range(5)) < 3
        answers = [one.result() for one in many]
    assert {answer[0] for answer in answers} <= {200, 400, 413, 429, 503}
    assert all("retry-after" in headers for status, headers, _ in answers if status in (429, 503))


def test_clients_that_hang_up_leave_nothing_running(server: Any) -> None:
    for number in range(30):
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall(server.request("GET", "/sparql?query=" + quote(RUNAWAY.replace("?n ", f"?n{number} "))))
            time.sleep(0.1)
    time.sleep(0.5)
    before = _spent(server)
    time.sleep(1)
    assert _spent(server) - before < 0.3
    assert server.small() < 3


def _spent(server: Any) -> float:
    """Seconds of processor that the server and its workers have used so far."""
    ours = [server.process.pid, *_children(server.process.pid)]
    ticks = 0
    for process in ours:
        try:
            stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
            ticks += sum(map(int, stat.rpartition(")")[2].split()[11:13]))
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def _children(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8")
    return [int(one) for one in children.split()]
