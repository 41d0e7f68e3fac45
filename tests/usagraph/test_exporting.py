"""The `export` command: where the data goes, what is said of it, and the exit codes."""

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest

from usagraph.cli import EXPORTS, main
from usagraph.graph.export.formats import FORMATS

SAMPLE = Path(__file__).parent.parent / "graph" / "sample.trig"
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command over a workspace that holds the sample, in a folder of its own."""
    store = tmp_path / "workspace" / "store"
    store.mkdir(parents=True)
    live = ox.Store(str(store / "live"))
    live.load(path=str(SAMPLE))
    live.flush()
    (store / "generations").mkdir()
    live.backup(str(store / "generations" / "1"))
    monkeypatch.chdir(tmp_path)

    def go(*words: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(["export", *words, "--workspace", str(tmp_path / "workspace")])
        return int(ended.value.code or 0)

    return go


def test_every_format_of_the_command_can_be_written() -> None:
    assert tuple(FORMATS) == EXPORTS


def test_file_is_named_after_what_it_holds(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("turtle") == 0
    assert (tmp_path / "usagraph-1.ttl").stat().st_size > 1000
    assert run("turtle", "--edition", "internal", "--document", "note") == 0
    assert (tmp_path / "usagraph-internal-note-11111111-1.ttl").exists()
    said = capsys.readouterr()
    assert said.out == ""
    assert "Édition publique" in said.err
    assert "à ne pas diffuser" in said.err
    assert not list(tmp_path.glob(".*"))


def test_pipe_gets_the_data_alone(run: Run, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("nquads", "-o", "-", "--json") == 0
    said = capfdbinary.readouterr()
    assert all(line.endswith(b" .") for line in said.out.splitlines())
    assert "Export écrit dans la sortie standard".encode() in said.err


def test_report_can_be_read_by_a_program(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("csv", "-o", "donnees.zip", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["bytes"] == Path("donnees.zip").stat().st_size
    assert (told["edition"], told["generation"], told["left_out"]["persons"]) == ("public", 1, 0)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("docx",), 2),
        (("turtle", "--edition", "privee"), 2),
        (("turtle", "--document", "rien"), 2),
        (("turtle", "-o", "nulle/part.ttl"), 1),
        ((), 2),
    ],
)
def test_what_cannot_be_done_is_said(
    words: tuple[str, ...], code: int, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == code
    assert capsys.readouterr().err
    assert not list(Path().glob("*.ttl"))


def test_help_teaches(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    said = capsys.readouterr().out
    assert "usagraph export csv -o donnees.zip" in said
    assert all(name in said for name in FORMATS)


def test_pipe_with_a_name_is_written_to_and_not_replaced(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        content = pool.submit(pipe.read_bytes)
        assert run("ntriples", "-o", str(pipe)) == 0
        assert content.result(timeout=20).endswith(b" .\n")
    assert pipe.is_fifo()
