"""The command line as a user meets it: real processes, exit codes, both languages."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from usagraph import __version__
from usagraph.cli import parser

NOTE = """# Note

Le Département de la Creuse écrit au Département de la Creuse.

Liste des sigles

- DA : direction des aînés
- DR : direction des routes

## Consulter

| Direction | Politique publique | Enjeu |
| --- | --- | --- |
| DA | Autonomie | Recueillir les avis |
| DR | Routes | Recueillir les avis |
"""


def run(*words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"} | {"USAGRAPH_LANG": "fr"}
    done = subprocess.run(
        [sys.executable, "-m", "usagraph", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
        timeout=120,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    done = run("--workspace", folder / "w", "ingest", folder / "note.md")
    assert "1 document(s) lu(s)" in done.stderr
    assert done.stdout == ""
    return folder / "w"


def test_help_teaches_in_both_languages() -> None:
    assert "Pour commencer" in run("--help").stdout
    assert "To begin" in run("--lang", "en", "--help").stdout


def test_every_command_has_a_help_in_both_languages() -> None:
    for lang in ("fr", "en"):
        assert "cli." not in parser(lang).format_help()


def test_version() -> None:
    assert run("--version").stdout == f"usagraph {__version__}\n"


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (["--format", "csv"], "direction,policy\nDA,Autonomie\nDR,Routes\n"),
        (["--format", "tsv"], '?direction\t?policy\n"DA"\t"Autonomie"@fr\n'),
        (["--format", "xml"], "<?xml"),
        (["--format", "json"], '{"head":{"vars":["direction","policy"]}'),
        ([], "direction  policy\n─────────  ─────────\nDA         Autonomie\n"),
    ],
)
def test_a_select_comes_in_every_format(workspace: Path, words: list[str], begins: str) -> None:
    query = """SELECT ?direction ?policy WHERE { ?a ug:ledBy/ug:acronym ?direction ; ug:inDomain/skos:prefLabel ?policy .
      FILTER(LANG(?policy) = "fr" && ?policy != "Solidarités"@fr) } ORDER BY ?direction"""
    assert run("--workspace", workspace, "query", query, *words).stdout.startswith(begins)


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("turtle", "ug:acronym"),
        ("ntriples", "<https://w3id.org/usagraph/ns#acronym>"),
        ("trig", "acronym"),
        ("nquads", "acronym"),
        ("rdfxml", "<rdf:RDF"),
        ("jsonld", "acronym"),
    ],
)
def test_a_construct_comes_in_every_format(workspace: Path, name: str, mark: str) -> None:
    done = run("--workspace", workspace, "query", "CONSTRUCT WHERE { ?d ug:acronym ?a }", "--format", name)
    assert mark in done.stdout


def test_a_saved_question_takes_a_document(workspace: Path) -> None:
    done = run("--workspace", workspace, "query", "tables-4", "-p", "document=note", "--format", "csv")
    assert (
        done.stdout
        == "sheet_label,direction,policy,issue\n,DA,Autonomie,Recueillir les avis\n,DR,Routes,Recueillir les avis\n"
    )


def test_the_saved_questions_are_listed(workspace: Path) -> None:
    lines = run("--workspace", workspace, "query").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == [f"tables-{n}" for n in range(2, 7)]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["query", "no-such-question"], "tables-2"),
        (["query", "tables-3", "-p", "document=absent"], "note"),
        (["query", "tables-3", "-p", "documents"], "nom=valeur"),
        (["query", "tables-3", "-p", "degree=1"], "document"),
        (["query", "SELECT * WHERE {"], "SPARQL"),
        (["query", "DELETE WHERE { ?s ?p ?o }"], "SPARQL"),
        (["remove", "absent"], "note"),
    ],
)
def test_wrong_use_is_said_with_what_is_right(workspace: Path, words: list[str], says: str) -> None:
    assert says in run("--workspace", workspace, *words, code=2).stderr


def test_a_batch_with_a_bad_file_says_so_and_goes_on(tmp_path: Path) -> None:
    good, empty = tmp_path / "note é 1.md", tmp_path / "vide.pdf"
    good.write_text(NOTE, encoding="utf-8")
    empty.touch()
    done = run("--workspace", tmp_path / "w", "ingest", empty, tmp_path / "absent.txt", good, "--json", code=1)
    report = json.loads(done.stdout)
    assert [(r["error"], set(r["reason"])) for r in report["refused"]] == [
        ("EmptyFile", {"fr", "en"}),
        ("MissingFile", {"fr", "en"}),
    ]
    assert [r["file"] for r in report["read"]] == ["note é 1.md"]
    assert report["kinds"]["Action"] == 2


def test_a_document_is_listed_verified_and_removed(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(NOTE, encoding="utf-8")
    run("--workspace", tmp_path / "w", "ingest", note)
    listed = json.loads(run("--workspace", tmp_path / "w", "documents", "--json").stdout)
    assert [row["file_name"] for row in listed] == ["note.md"]
    assert "entiers" in run("--workspace", tmp_path / "w", "verify").stderr
    run("--workspace", tmp_path / "w", "remove", "note")
    assert "Aucun document" in run("--workspace", tmp_path / "w", "documents").stderr


def test_a_network_is_written_to_one_file(workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "vue.html"
    run("--workspace", workspace, "render", "network", "-o", out)
    assert "<!doctype html>" in out.read_text(encoding="utf-8").lower()


def test_serve_refuses_a_port_that_is_taken(workspace: Path) -> None:
    import socket

    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        assert "--port" in run("--workspace", workspace, "serve", "--port", str(held.getsockname()[1]), code=2).stderr


@pytest.mark.parametrize("place", ["before", "after"])
def test_common_options_may_stand_before_or_after_the_command(workspace: Path, place: str) -> None:
    options: list[str | Path] = ["--workspace", workspace, "--json"]
    words = [*options, "documents"] if place == "before" else ["documents", *options]
    assert [row["file_name"] for row in json.loads(run(*words).stdout)] == ["note.md"]


def test_control_c_stops_soon_with_nothing_half_written(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.md").write_text(
            NOTE + f"\nNuméro {number}.\n" + "Une phrase de plus. " * 2000, encoding="utf-8"
        )
    words = [
        sys.executable,
        "-m",
        "usagraph",
        "--workspace",
        str(tmp_path / "w"),
        "ingest",
        str(tmp_path),
        "--jobs",
        "2",
    ]
    with subprocess.Popen(
        words, stderr=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, "USAGRAPH_LANG": "fr"}
    ) as process:
        while not list((tmp_path / "w" / "documents").glob("*-*")) and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Interrompu" in said
    assert "Traceback" not in said
    assert "entiers" in run("--workspace", tmp_path / "w", "verify").stderr
