"""Commands killed at random moments, and what must hold after each: nothing half done is seen, and doing it again is enough.

    python tests/ingest/crashes.py 100 100 7

kills 100 commands that each start from a sound workspace, then 100 more in one and the same, at moments drawn from the
seed 7, and says what was found.
Commands run in processes that are copies of one which has everything loaded: a kill falls on their work, not on their start.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from usagraph.cli import main
from usagraph.graph.inference.clauses import clauses
from usagraph.graph.inference.closure import follows
from usagraph.graph.labels import LABELS, settled
from usagraph.graph.ledger import digest_of, entry_of
from usagraph.graph.provenance import document_iri, graph_iri
from usagraph.graph.store.embedded import newest_generation
from usagraph.ingest import library
from usagraph.ingest.pipeline import prepare
from usagraph.ontology.terms import BASE
from usagraph.workspace import Workspace

GIVEN = ("ontology", "vocabularies", "reference", "inferred", "ledger")
DIRECTORATES = ("Autonomie", "Routes", "Culture", "Enfance", "Habitat", "Insertion")
NOTE = """# Note {number}

Le Département de la Creuse a demandé un bilan. La direction {name} ({letters}) l'a rendu, version {version}.

## Consulter

| Direction | Politique publique | Enjeu |
| --- | --- | --- |
| {letters} | {name} | Recueillir les avis {version} |
"""


class Commands:
    """Runs commands of usagraph in copies of a process that has everything loaded."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def close(self) -> None:
        self._send("")
        self._process.communicate(timeout=30)

    def run(self, *words: str, after: float | None = None) -> int:
        """The exit code of a command; it is killed `after` so many seconds, and gives minus the signal then."""
        self._send(json.dumps([*words]))
        number = int(self._receive())
        if after is not None:
            time.sleep(after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self._send("wait")
        return int(self._receive())

    def _send(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _receive(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()


def serve() -> None:
    """Answers the lines of `Commands`: a command is started, then waited for."""
    with tempfile.TemporaryDirectory() as folder:
        write_sources(Path(folder), 1)
        # All that a command needs is loaded, and no store is opened in this process.
        prepare(Path(folder) / "note-0.md", Workspace(Path(folder)))
        clauses()
        library.files_in([])
    for line in iter(sys.stdin.readline, "\n"):
        number = os.fork()
        if not number:
            _command(json.loads(line))
        print(number, flush=True)
        sys.stdin.readline()
        print(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]), flush=True)


def _command(words: list[str]) -> None:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    code: object = 70
    try:
        main(words)
    except SystemExit as left:
        code = left.code
    finally:
        os._exit(code if isinstance(code, int) else 0)


def write_sources(folder: Path, count: int, version: int = 1) -> None:
    """Writes that many notes, of one version."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        name = DIRECTORATES[number % len(DIRECTORATES)]
        text = NOTE.format(number=number, name=name, letters=f"D{name[:2].upper()}", version=version)
        (folder / f"note-{number}.md").write_text(text, encoding="utf-8")


# What must hold


def seen(workspace: Workspace) -> frozenset[str]:
    """The quads that readers see."""
    newest = newest_generation(workspace.store)
    return frozenset(map(str, ox.Store.read_only(str(newest)))) if newest else frozenset()


def faults(workspace: Workspace) -> list[str]:
    """What is wrong in any generation: a half document, or a default graph that is not what the others make it."""
    folder = workspace.store / "generations"
    names = [path for path in folder.iterdir() if path.name.isdecimal()] if folder.is_dir() else []
    return [f"{path.name}: {what}" for path in names for what in _known(path)]


def _known(generation: Path) -> list[str]:
    """What is wrong in a generation, looked at once: it never changes, and a copy of it is as old."""
    mark = f"{generation.name} {generation.stat().st_mtime_ns}"
    if mark not in _LOOKED_AT:
        _LOOKED_AT[mark] = _faults(ox.Store.read_only(str(generation)))
    return _LOOKED_AT[mark]


_LOOKED_AT: dict[str, list[str]] = {}


def _faults(store: ox.Store) -> list[str]:
    def triples(name: str | None) -> set[ox.Triple]:
        graph = ox.NamedNode(graph_iri(BASE, name)) if name else ox.DefaultGraph()
        return {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}

    lines = {str(t.subject): t.object.value for t in triples("ledger") if isinstance(t.object, ox.Literal)}
    told = {document.removeprefix(f"<{document_iri(BASE, '')}").rstrip(">"): line for document, line in lines.items()}
    told = {name: line for name, line in told.items() if line.startswith("{")}
    held = {str(name.value).removeprefix(graph_iri(BASE, "")) for name in store.named_graphs()}
    documents = {name.removesuffix("/evidence") for name in held - set(GIVEN)}
    found = [f"{name} ∉ ledger" for name in documents - told.keys()] + [
        f"{name} ∉ graph" for name in told.keys() - documents
    ]
    digests = {name: digest_of(triples(name), triples(f"{name}/evidence")) for name in documents & told.keys()}
    found += [f"{name}: half" for name, digest in digests.items() if entry_of(told[name]).digest != digest]
    if "unsettled" in lines.values():
        found.append("unsettled")
    shared = {name: triples(name) for name in (*documents, "vocabularies", "reference")}
    labels = [
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(graph_iri(BASE, name)))
        for name, several in shared.items()
        for t in several
        if t.predicate.value in LABELS
    ]
    stated = {t for several in shared.values() for t in several if t.predicate.value not in LABELS}
    stated |= settled(labels, {graph_iri(BASE, name) for name in ("reference", "vocabularies")})
    following = follows(stated)
    if triples("inferred") != following:
        found.append("inferred")
    if triples(None) != stated | following:
        found.append("default")
    return found


def keys(workspace: Workspace) -> dict[str, str]:
    """The IRIs that were given, by key."""
    lines = workspace.keys.read_text(encoding="utf-8").splitlines() if workspace.keys.exists() else []
    return {row["key"]: row["path"] for row in map(json.loads, lines)}


# Killing


@dataclass
class Findings:
    """What was killed, and what did not hold after."""

    runs: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, kind: str, code: int, faults: list[str]) -> None:
        """Adds a run: its kind, how it ended, and what was wrong after."""
        self.runs[f"{kind} {'killed' if code == -signal.SIGKILL else 'done'}"] += 1
        self.wrong += [f"{kind}: {fault}" for fault in faults]


@dataclass(frozen=True)
class Case:
    """A command on a workspace as `before` leaves it, what it must end in, and how long it takes."""

    kind: str
    before: Path
    words: tuple[str, ...]
    version: int
    after: frozenset[str]
    names: dict[str, str]
    seconds: float


class Trial:
    """Cases in a folder of their own: they share the files that are ingested."""

    def __init__(self, root: Path, commands: Commands, notes: int = 2) -> None:
        self.root = root
        self.commands = commands
        self.notes = notes
        self.sources = root / "sources"
        self.findings = Findings()

    def do(self, workspace: Workspace, *words: str, after: float | None = None) -> int:
        return self.commands.run("--workspace", str(workspace.root), *words, after=after)

    def ingest(self) -> tuple[str, ...]:
        return ("ingest", "--jobs", "1", str(self.sources))

    def cases(self) -> list[Case]:
        """One of each kind: documents that come, that take the place of others, that go; and all of them again."""
        empty, full = self.root / "empty", self.root / "full"
        empty.mkdir()
        write_sources(self.sources, self.notes)
        assert self.do(Workspace(full), *self.ingest()) == 0
        taken = Workspace(full).ids()[1]
        return [
            self.case("ingest", empty, self.ingest(), 1),
            self.case("replace", full, self.ingest(), 2),
            self.case("remove", full, ("remove", taken), 1),
            self.case("rebuild", full, ("rebuild",), 1),
        ]

    def case(self, kind: str, before: Path, words: tuple[str, ...], version: int) -> Case:
        workspace = self._copy(before, f"undisturbed-{kind}")
        write_sources(self.sources, self.notes, version)
        start = time.monotonic()
        assert self.do(workspace, *words) == 0
        spent = time.monotonic() - start
        assert faults(workspace) == []
        return Case(kind, before, words, version, seen(workspace), keys(workspace), spent)

    def kill(self, case: Case, share: float) -> None:
        """Kills a command at some share of its time, looks, and does it again."""
        workspace = self._copy(case.before, "trial")
        write_sources(self.sources, self.notes, case.version)
        before = seen(workspace)
        code = self.do(workspace, *case.words, after=case.seconds * share)
        wrong = faults(workspace)
        now = seen(workspace)
        if now not in (before, case.after):
            wrong.append("neither before nor after")
        if code == 0 and now != case.after:
            wrong.append("lost what was acknowledged")
        again = self.do(workspace, *case.words)
        # What was done to the end is not there to be taken away twice.
        if again != 0 and not (case.kind == "remove" and now == case.after):
            wrong.append(f"again: exit {again}")
        if seen(workspace) != case.after:
            wrong.append(f"again: {len(seen(workspace) ^ case.after)} quads differ")
        if keys(workspace) != case.names:
            wrong.append("keys")
        self.findings.note(case.kind, code, [*wrong, *faults(workspace)])

    def pile_up(
        self, cases: list[Case], times: int, chance: random.Random, say: Callable[[str], object] = lambda _: None
    ) -> None:
        """Kills one command after another in one workspace, then ends with one that is left alone."""
        workspace, names = self._copy(self.root / "full", "cumulative"), dict[str, str]()
        for _ in range(times):
            case = chance.choice(cases)
            write_sources(self.sources, self.notes, chance.choice((1, 2)))
            ids = workspace.ids()
            words = ("remove", chance.choice(ids)) if case.kind == "remove" and ids else case.words
            code = self.do(workspace, *words, after=case.seconds * chance.uniform(0, 1.2))
            wrong = faults(workspace)
            if code == 0 and words[0] == "ingest" and not self._holds(workspace):
                wrong.append("lost what was acknowledged")
            if not names.items() <= keys(workspace).items():
                wrong.append("keys")
            names = keys(workspace)
            self.findings.note(f"cumulative {case.kind}", code, wrong)
            say(f"{sum(self.findings.runs.values())}: {self.findings.wrong}")
        write_sources(self.sources, self.notes, 2)
        replaced = next(case for case in cases if case.kind == "replace")
        wrong = [] if self.do(workspace, *self.ingest()) == 0 else ["last"]
        if seen(workspace) != replaced.after:
            wrong.append(f"last: {len(seen(workspace) ^ replaced.after)} quads differ")
        self.findings.note("last", 0, [*wrong, *faults(workspace)])

    def _holds(self, workspace: Workspace) -> bool:
        """Whether readers see the documents that were just read, as they are."""
        titles = {path.read_text(encoding="utf-8").partition("version ")[2][:1] for path in self.sources.iterdir()}
        words = f"Recueillir les avis {titles.pop()}"
        return sum(words in quad for quad in seen(workspace)) > 0

    def _copy(self, before: Path, name: str) -> Workspace:
        target = self.root / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(before, target)
        return Workspace(target)


def crash(
    root: Path, fresh: int, piled_up: int, seed: int = 0, say: Callable[[str], object] = lambda _: None
) -> Findings:
    """Kills `fresh` commands that each start from a sound workspace, and `piled_up` in one workspace."""
    chance, commands = random.Random(seed), Commands()  # noqa: S311 - moments, not secrets
    try:
        trial = Trial(root, commands)
        cases = trial.cases()
        for number in range(fresh):
            trial.kill(cases[number % len(cases)], chance.uniform(0, 1.1))
            say(f"{number + 1}: {len(trial.findings.wrong)}")
        if piled_up:
            trial.pile_up(cases, piled_up, chance, say)
    finally:
        commands.close()
    return trial.findings


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve()
    else:
        with tempfile.TemporaryDirectory() as made:
            found = crash(Path(made), int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), print)
        print(*(f"{kind}: {count}" for kind, count in sorted(found.runs.items())), sep="\n")
        print(f"{len(found.wrong)} wrong", *found.wrong, sep="\n")
