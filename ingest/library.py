"""The documents of a workspace: add, take away, rebuild, verify. Bundles first, then the graph, one transaction each."""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from usagraph.errors import DamagedDocument, MissingFile, Refused, UsagraphError
from usagraph.graph.consolidate import Consolidation
from usagraph.graph.identity import Names
from usagraph.graph.names import most_telling
from usagraph.graph.pending import proposed, standing
from usagraph.graph.provenance import graph_iri
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ingest.batch import prepared
from usagraph.ingest.pipeline import Ingested, Prepared, keep, renew
from usagraph.messages import LANGUAGES
from usagraph.ontology.terms import NS, RDF, concept, ug
from usagraph.records import read_claims
from usagraph.textview import slug
from usagraph.workspace import Bundle, Workspace, file_sha256, sha256

__all__ = ["Report", "add", "files_in", "load", "rebuild", "remove", "verify"]

#: Bytes: a larger refused file is not copied to quarantine.
KEPT = 100_000_000


@dataclass
class Report:
    """What became of each file of a batch."""

    read: list[Ingested] = field(default_factory=list)
    refused: list[tuple[Path, Refused]] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    claims: int = 0
    interrupted: bool = False
    things: dict[str, set[str]] = field(default_factory=dict)

    @property
    def kinds(self) -> Counter[str]:
        """How many things were found, by the class that says most of each; a thing that two documents name is one."""
        return Counter(most_telling(classes) for classes in self.things.values())


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that `paths` name: a folder stands for all its files that are not hidden, in order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        else:
            yield path


def add(
    paths: list[Path],
    workspace: Workspace,
    base: str,
    on_file: Callable[[Path], None] = lambda _: None,
    *,
    jobs: int = 1,
) -> Report:
    """Ingests each file; what is refused goes to quarantine with its reason, and the others go on.

    `on_file` is called when a file is done. `jobs`: processes at a time. Interrupted, it keeps what was finished.
    """
    report = Report()
    try:
        for path, made in prepared(paths, workspace, jobs):
            _receive(path, made, workspace, report)
            on_file(path)
    except KeyboardInterrupt:
        report.interrupted = True
    with _graph(workspace, base) as graph:
        for old in report.replaced:
            _take_away(old, workspace, graph)
        for bundle in sorted((i.bundle for i in report.read), key=lambda b: b.id):
            graph.add(bundle)
    return report


def _receive(path: Path, made: Prepared | Refused, workspace: Workspace, report: Report) -> None:
    if isinstance(made, Refused):
        _quarantine(path, made, workspace)
        report.refused.append((path, made))
        return
    ingested = keep(made, workspace)
    report.read.append(ingested)
    report.replaced += _older(ingested.bundle, workspace)
    _count(ingested.bundle, report)


def load(bundles: Iterable[Bundle], workspace: Workspace, base: str) -> None:
    """Puts in the graph what has changed in the folders of some documents: what a model proposes."""
    with _graph(workspace, base) as graph:
        for bundle in sorted(bundles, key=lambda b: b.id):
            graph.add(bundle)


def remove(document: str, workspace: Workspace, base: str) -> str:
    """Takes a document and its facts away; gives back its id. Raises UnknownName."""
    name = workspace.bundle(document).id
    with _graph(workspace, base) as graph:
        _take_away(name, workspace, graph)
    return name


def rebuild(workspace: Workspace, base: str, on_document: Callable[[str], object] = lambda _: None) -> int:
    """Makes the store again from the texts that were read, by the rules as they are now; gives back how many there are.

    The names of things stay. `on_document` is called when a document is done.
    """
    shutil.rmtree(workspace.store / "live", ignore_errors=True)
    with _graph(workspace, base) as graph:
        bundles = list(workspace.bundles())
        for bundle in bundles:
            graph.add(renew(bundle, workspace))
            on_document(bundle.id)
    return len(bundles)


def verify(workspace: Workspace, base: str) -> list[tuple[str, str]]:
    """What is wrong: (document, what), where what is text, passage or store; empty when all is whole."""
    wrong = []
    with EmbeddedStore(workspace.store) as store:
        graph = Consolidation(workspace, store, Names(workspace.keys, base))
        held = graph.documents()
        ledger = _ledger(workspace)
        for bundle in workspace.bundles():
            wrong += [(bundle.id, what) for what in _wrong_files(bundle)]
            triples = sum(1 for _ in store.quads(graph_iri(base, bundle.id)))
            if bundle.id not in held or ledger.get(bundle.id) != triples or not _holds_pending(bundle, store, base):
                wrong.append((bundle.id, "store"))
        present = {bundle.id for bundle in workspace.bundles()}
        wrong += [(name, "text") for name in sorted((held | set(ledger)) - present)]
    return wrong


def _wrong_files(bundle: Bundle) -> Iterator[str]:
    """What is wrong in the folder of a document: text (a file gone or changed), passage (one that does not read back)."""
    try:
        run, text = bundle.run, bundle.text
        whole = sha256(bundle.original.read_bytes()) == run["sha256"] and sha256(text.encode()) == run["text_sha256"]
        if not whole or len(bundle.claims_path.read_bytes().splitlines()) != run["claims"]:
            yield "text"
        claims = [*read_claims(bundle.claims_path), *proposed(bundle)]
        if any(text[p.start : p.end] != p.exact for c in claims for p in c.passages):
            yield "passage"
    except (DamagedDocument, ValueError, KeyError, TypeError):
        yield "text"


def _holds_pending(bundle: Bundle, store: EmbeddedStore, base: str) -> bool:
    """Whether the evidence of a document in the graph holds as many waiting claims as its folder; a damaged folder tells nothing."""
    try:
        waiting = standing(proposed(bundle), list(read_claims(bundle.claims_path)))
    except (DamagedDocument, ValueError, KeyError, TypeError):
        return True
    status, pending = ox.NamedNode(ug("status")), ox.NamedNode(concept("claim-status", "pending"))
    evidence = ox.NamedNode(graph_iri(base, bundle.id) + "/evidence")
    held = sum(1 for _ in store.engine.quads_for_pattern(None, status, pending, evidence))
    return held == sum(claim.status == "pending" for claim in waiting)


@contextmanager
def _graph(workspace: Workspace, base: str) -> Iterator[Consolidation]:
    """The store to write to; what is written is settled and published at the end."""
    workspace.root.mkdir(parents=True, exist_ok=True)
    with EmbeddedStore(workspace.store) as store:
        graph = Consolidation(workspace, store, Names(workspace.keys, base))
        graph.prepare()
        yield graph
        graph.finish()
        graph.write_ledger()
        store.publish()


def _take_away(name: str, workspace: Workspace, graph: Consolidation) -> None:
    graph.remove(name)
    shutil.rmtree(workspace.documents / name, ignore_errors=True)


def _older(bundle: Bundle, workspace: Workspace) -> list[str]:
    """The documents that came from the same path with other content: the new one takes their place."""
    path = bundle.run["path"]
    return [b.id for b in workspace.bundles() if b.id != bundle.id and b.run["path"] == path]


def _count(bundle: Bundle, report: Report) -> None:
    for claim in read_claims(bundle.claims_path):
        report.claims += 1
        if claim.predicate == RDF + "type" and (claim.object.iri or "").startswith(NS):
            kinds = report.things.setdefault(claim.subject.key or str(claim.subject.iri), set())
            kinds.add(str(claim.object.iri).removeprefix(NS))


def _quarantine(path: Path, error: UsagraphError, workspace: Workspace) -> None:
    """Keeps a refused file beside its reason in both languages; of a very large one, the reason alone."""
    if isinstance(error, MissingFile) or not path.is_file():
        return
    digest = file_sha256(path)
    folder = workspace.quarantine / f"{slug(path.stem, 40)}-{digest[:8]}"
    folder.mkdir(parents=True, exist_ok=True)
    if path.stat().st_size <= KEPT:
        shutil.copyfile(path, folder / f"original{path.suffix.lower()}")
    said = {lang: error.say(lang) for lang in LANGUAGES}
    reason = {"file": path.name, "sha256": digest, "error": type(error).__name__, **said}
    (folder / "reason.json").write_text(json.dumps(reason, ensure_ascii=False, indent=1), encoding="utf-8")


def _ledger(workspace: Workspace) -> dict[str, int]:
    if not workspace.ledger.exists():
        return {}
    rows = [json.loads(line) for line in workspace.ledger.read_text(encoding="utf-8").splitlines()]
    return {row["document"]: row["triples"] for row in rows}
