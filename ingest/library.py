"""The documents of a workspace: add, take away, rebuild, verify. Bundles first, then the graph, one transaction each."""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from usagraph.deadline import undisturbed
from usagraph.errors import DamagedDocument, MissingFile, Refused, UsagraphError
from usagraph.graph.consolidate import Consolidation
from usagraph.graph.deciding.fusions import Fusions
from usagraph.graph.deciding.pending import proposed
from usagraph.graph.identity import Names
from usagraph.graph.ledger import Entry, LedgerFile, differing, digest_on, entry_of
from usagraph.graph.reading.kinds import most_telling
from usagraph.graph.search.checking import unlike
from usagraph.graph.search.index import FILE, selecting
from usagraph.graph.store.opening import opened_store
from usagraph.ingest.batch import prepared
from usagraph.ingest.filenames import document_id, shown_name
from usagraph.ingest.pipeline import Ingested, Prepared, keep, renew
from usagraph.ingest.session import Session, rebuilding, session
from usagraph.messages import LANGUAGES
from usagraph.ontology.terms import NS, RDF
from usagraph.records import read_claims
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
    # First of all: what another command is writing is known before anything is read.
    with session(workspace, base) as opened:
        try:
            for path, made in prepared(paths, workspace, jobs):
                _receive(path, made, opened, report)
                on_file(path)
        except KeyboardInterrupt:
            report.interrupted = True
    return report


def _receive(path: Path, made: Prepared | Refused, opened: Session, report: Report) -> None:
    if isinstance(made, Refused):
        _quarantine(path, made, opened.workspace)
        report.refused.append((path, made))
        return
    # A document whose folder is there and that the session has not received would wait for the next one.
    with undisturbed():
        ingested = keep(made, opened.workspace)
        report.read.append(ingested)
        report.replaced += opened.receive(ingested.bundle)
    _count(ingested.bundle, report)


def load(bundles: Iterable[Bundle], workspace: Workspace, base: str) -> None:
    """Puts in the graph what has changed about some documents: what a model proposes, what a person decides."""
    with session(workspace, base) as opened:
        for bundle in bundles:
            opened.receive(bundle)


def remove(document: str, workspace: Workspace, base: str) -> str:
    """Takes a document and its facts away; gives back its id. Raises UnknownName."""
    # One that a crash left half taken away has no folder any more: a session takes the rest away.
    name = document if document in workspace.taken else workspace.bundle(document).id
    with session(workspace, base) as opened:
        opened.remove(name)
    return name


def rebuild(workspace: Workspace, base: str, on_document: Callable[[str], object] = lambda _: None) -> int:
    """Makes the store again from the texts that were read, by the rules as they are now; gives back how many there are.

    The names of things stay, save those of documents that hold an address or a number, and the store that was there serves until the new one is complete. `on_document` is called
    when a document is done.
    """
    with rebuilding(workspace, base) as opened:
        opened.receive_all(workspace.bundles())
        for name, (bundle, _) in sorted(opened.coming.items()):
            opened.receive_renewed(name, renew(bundle, workspace))
            on_document(name)
        return len(opened.coming)


def verify(workspace: Workspace, base: str) -> list[tuple[str, str]]:
    """What is wrong: (document, what), where what is text, passage, store or index; empty when all is whole."""
    wrong = []
    with opened_store(workspace, base) as store:
        graph = Consolidation(workspace, store, Names(workspace.keys, base, Fusions(workspace.fusions).standing))
        held, told = graph.ledger.lines(), LedgerFile(workspace.ledger).lines()
        differ = set(differing(held, told))
        for bundle in workspace.bundles():
            wrong += [(bundle.id, what) for what in _wrong_files(bundle)]
            if bundle.id in differ or bundle.id not in held or not _is_held(bundle, entry_of(held[bundle.id]), graph):
                wrong.append((bundle.id, "store"))
        wrong += [(name, "text") for name in sorted((held.keys() | told.keys()).difference(workspace.ids()))]
        # A damaged folder does not tell what the index should hold.
        damaged = {name for name, _ in wrong}
        digests = [(bundle, digest_on(held[bundle.id])) for bundle in workspace.bundles() if bundle.id in held]
        others = unlike(workspace.store / FILE, digests, selecting(store), base)
        wrong += [(name, "index") for name in others if name not in damaged]
    return wrong


def _is_held(bundle: Bundle, entry: Entry, graph: Consolidation) -> bool:
    """Whether the graph holds what its ledger tells of a document, and what its folder tells; a damaged folder tells nothing."""
    try:
        expected = graph.entry_of(bundle)
    except (DamagedDocument, ValueError, KeyError, TypeError):
        expected = entry
    return graph.counted(entry.document) == entry.digest and expected.digest == entry.digest


def _wrong_files(bundle: Bundle) -> Iterator[str]:
    """What is wrong in the folder of a document: text (a file gone or changed), passage (one that does not read back)."""
    try:
        run, text = bundle.run, bundle.text
        # Where a person's details were erased, the original went with them.
        kept = "erased" in run or sha256(bundle.original.read_bytes()) == run["sha256"]
        whole = kept and sha256(text.encode()) == run["text_sha256"]
        if not whole or len(bundle.claims_path.read_bytes().splitlines()) != run["claims"]:
            yield "text"
        claims = [*read_claims(bundle.claims_path), *proposed(bundle)]
        if any(text[p.start : p.end] != p.exact for c in claims for p in c.passages):
            yield "passage"
    except (DamagedDocument, ValueError, KeyError, TypeError):
        yield "text"


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
    folder = workspace.quarantine / document_id(path, digest)
    folder.mkdir(parents=True, exist_ok=True)
    if path.stat().st_size <= KEPT:
        shutil.copyfile(path, folder / f"original{path.suffix.lower()}")
    said = {lang: error.say(lang) for lang in LANGUAGES}
    reason = {"file": shown_name(path), "sha256": digest, "error": type(error).__name__, **said}
    (folder / "reason.json").write_text(json.dumps(reason, ensure_ascii=False, indent=1), encoding="utf-8")
