"""`usagraph ingest --propose` against a real service on this machine, then `usagraph proposals`."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from usagraph.cli import main

QUOTE = "un lieu sans guichet"
KEY = "sk-invented"
WAITING = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?c ug:status <https://w3id.org/usagraph/voc/claim-status/pending> } }"


class Model(BaseHTTPRequestHandler):
    """Answers one quote, after having been busy once."""

    busy = True
    keys: ClassVar[list[str | None]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        Model.keys.append(self.headers["authorization"])
        content = json.dumps({"candidates": [{"family": "lever", "quote": QUOTE}, {"family": "x"}]})
        body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        self.send_response(429 if Model.busy else 200)
        self.send_header("content-length", str(len(body)))
        self.send_header("retry-after", "0")
        self.end_headers()
        self.wfile.write(body)
        Model.busy = False

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Model)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def call(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    return int(left.value.code or 0), capsys.readouterr().err


def test_a_document_is_read_then_proposed_on(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (("URL", url), ("MODEL", "petit"), ("KEY", KEY)):
        monkeypatch.setenv(f"USAGRAPH_LLM_{name}", value)
    note = tmp_path / "note.txt"
    note.write_text(f"Ce qui a compté, dit l'équipe, c'est {QUOTE}.\n", encoding="utf-8")
    code, err = call(capsys, "--workspace", tmp_path / "w", "--lang", "fr", "ingest", "--propose", note)
    assert code == 0
    assert "1 proposition(s) en attente" in err
    assert "1 réponse(s) hors schéma" in err
    assert Model.keys == [f"Bearer {KEY}"] * 2
    kept = [path for path in (tmp_path / "w").rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]
    assert kept == []
    rows = [
        json.loads(line) for line in next((tmp_path / "w").rglob("proposals.jsonl")).read_text("utf-8").splitlines()
    ]
    assert {(row["rule"], row["rule_version"], row["status"]) for row in rows} == {("llm.lever", "petit", "pending")}
    assert call(capsys, "--workspace", tmp_path / "w", "verify")[0] == 0
    # What was proposed is in the graph, until the file no longer says it.
    with pytest.raises(SystemExit):
        main(["--workspace", str(tmp_path / "w"), "query", WAITING, "--format", "csv"])
    assert capsys.readouterr().out.split()[1:] == ["2"]
    note.write_text("Ce qui a compté, dit l'équipe, c'est autre chose.\n", encoding="utf-8")
    assert (
        "note.txt : 1 proposition(s) en attente retirée(s)"
        in call(capsys, "--workspace", tmp_path / "w", "--lang", "fr", "ingest", note)[1]
    )


def test_a_person_decides_of_what_waits(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Listed, accepted by someone who says so, listed as accepted, then undone."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "USAGRAPH_LLM_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("USAGRAPH_LLM_URL", url)
    monkeypatch.setenv("USAGRAPH_LLM_MODEL", "petit")
    note = tmp_path / "note.txt"
    note.write_text(f"Ce qui a compté, dit l'équipe, c'est {QUOTE}.\n", encoding="utf-8")
    common = ("--workspace", tmp_path / "w", "--lang", "fr")
    call(capsys, *common, "ingest", "--propose", note)
    found = listed(capsys, *common)
    assert [(one["words"], one["status"], one["model"]) for one in found] == [(QUOTE, "pending", "petit")]
    name = str(found[0]["id"]).partition("-")[2][:8]
    assert "--by" in call(capsys, *common, "proposals", "accept", name)[1]
    assert call(capsys, *common, "proposals", "accept", "--by", "la relectrice")[0] == 2
    assert call(capsys, *common, "proposals", "accept", "abcd0123", "--by", "la relectrice")[0] == 2
    code, err = call(capsys, *common, "proposals", "accept", name, "--by", "la relectrice", "--why", "relu")
    assert code == 0
    assert "1 proposition(s) acceptée(s) par la relectrice" in err
    (accepted,) = listed(capsys, *common, "--status", "accepted")
    assert accepted["decision"]["why"] == "relu"  # type: ignore[index]
    with pytest.raises(SystemExit):
        main([*map(str, common), "proposals", "list"])
    assert f"{name}  acceptée  levier : « {QUOTE} »" in capsys.readouterr().out
    assert call(capsys, *common, "proposals", "undo", name, "--by", "la relectrice")[0] == 0
    assert listed(capsys, *common, "--status", "accepted") == []


def listed(capsys: pytest.CaptureFixture[str], *words: str | Path) -> list[dict[str, object]]:
    with pytest.raises(SystemExit):
        main([*map(str, words[:4]), "proposals", "list", "--json", *map(str, words[4:])])
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_without_settings_nothing_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("USAGRAPH_LLM_URL", raising=False)
    note = tmp_path / "note.txt"
    note.write_text("Bonjour.\n", encoding="utf-8")
    code, err = call(capsys, "--workspace", tmp_path / "w", "--lang", "fr", "ingest", "--propose", note)
    assert code == 1
    assert "USAGRAPH_LLM_URL" in err
    assert not (tmp_path / "w").exists()
