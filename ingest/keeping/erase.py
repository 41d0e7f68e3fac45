"""Takes details out of all that a workspace holds. The engine keeps the words of deleted statements in its files, so the
store is made again and the older generations are deleted."""

import json
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from usagraph.graph.deciding.curation import now
from usagraph.graph.deciding.former import Former
from usagraph.graph.deciding.pending import FILE, RECORD
from usagraph.graph.search.index import FILE as INDEX
from usagraph.graph.search.index import purge
from usagraph.graph.store.generations import Generations
from usagraph.graph.store.upgrade import OLDER
from usagraph.ingest import rulebook
from usagraph.ingest.keeping.backups import BACKUPS, backup
from usagraph.ingest.keeping.details import Fingerprints
from usagraph.ingest.keeping.erasures import Erasures
from usagraph.ingest.pipeline import drafted, renew, reread, write_run
from usagraph.ingest.proposals.carrying import carry
from usagraph.ingest.session import rebuilding
from usagraph.records import write_lines
from usagraph.workspace import Bundle, Workspace, sha256

__all__ = ["Erased", "apply", "erase", "found"]


@dataclass
class Erased:
    """How often the details stood in each document, by its id; refused files and backups that were deleted."""

    documents: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    backups: int = 0


def found(details: Collection[str], workspace: Workspace) -> dict[str, int]:
    """How often the details stand in each document that holds them, nothing being changed."""
    marks = Fingerprints("").having(details)
    counts = {bundle.id: _count(bundle, marks) for bundle in workspace.bundles()}
    return {name: count for name, count in counts.items() if count}


def erase(
    details: Collection[str],
    workspace: Workspace,
    base: str,
    by: str,
    on_document: Callable[[str], object] = lambda _: None,
) -> Erased:
    """Takes details out of the workspace, and has them left out of what is ingested later; gives back where they stood.

    `by`: the role or the name of who asked. Cut short, it may be run again.
    """
    marks = Erasures(workspace.erasures).add(details, by, now())
    done = apply(marks, workspace, base, on_document)
    done.backups = _without_backups(workspace)
    return done


def apply(
    marks: Fingerprints, workspace: Workspace, base: str, on_document: Callable[[str], object] = lambda _: None
) -> Erased:
    """Takes out of the workspace all that has one of the fingerprints, and makes its store again."""
    done = Erased()
    with rebuilding(workspace, base) as opened:
        rulebook.use(workspace.root)
        names = {bundle.id: _cleaned(bundle, marks, workspace, done) for bundle in list(workspace.bundles())}
        _clean_lines(workspace.curation, marks, names)
        _clean_lines(workspace.fusions, marks, {})
        _clean_lines(workspace.reports, marks, names)
        done.refused = _without_refused(workspace, marks)
        former = Former(workspace.former)
        former.add(opened.graph.names.forget(lambda key: marks.masked(key) != key))
        for old, new in names.items():
            if old != new:
                former.add([f"/id/document/{old}"], f"/id/document/{new}")
        opened.receive_all(workspace.bundles())
        for name, (bundle, _) in sorted(opened.coming.items()):
            opened.receive_renewed(name, renew(bundle, workspace))
            on_document(name)
    Generations(workspace.store).sweep(kept=1, leaving=0)
    purge(workspace.store / INDEX)
    shutil.rmtree(workspace.store / OLDER, ignore_errors=True)
    return done


def _count(bundle: Bundle, marks: Fingerprints) -> int:
    return sum(1 for _ in marks.spans(bundle.text)) + int(_masked(bundle.run, marks) != bundle.run)


def _cleaned(bundle: Bundle, marks: Fingerprints, workspace: Workspace, done: Erased) -> str:
    """The id of the document without the details: its text masked, read anew by the rules, its original deleted."""
    count = _count(bundle, marks)
    name = bundle.id if marks.masked(bundle.id) == bundle.id else f"document-{bundle.id.rpartition('-')[2]}"
    if not count and name == bundle.id:
        return name
    done.documents[name] = count
    document, run = marks.mask(reread(bundle)), _masked(bundle.run, marks)
    draft = drafted(document, Path(str(run["path"])))

    def fill(folder: Path) -> None:
        kept = shutil.ignore_patterns("original*", "text.txt", "claims.jsonl", FILE, RECORD)
        shutil.copytree(bundle.folder, folder, dirs_exist_ok=True, ignore=kept)
        (folder / "text.txt").write_bytes(document.text.encode())
        write_lines(folder / "claims.jsonl", draft.claims)
        if (bundle.folder / FILE).is_file():
            carry(bundle, document, folder)
        fresh = {"text_sha256": sha256(document.text.encode()), "claims": len(draft.claims), "unread": draft.unread}
        write_run(folder, run | fresh | {"erased": now()})

    workspace.add_bundle(name, fill)
    if name != bundle.id:
        shutil.rmtree(bundle.folder)
    return name


def _masked(value: Any, marks: Fingerprints) -> Any:
    """A value of JSON with the details filled in, in the words it holds; names of fields stay."""
    match value:
        case str():
            return marks.masked(value)
        case dict():
            return {name: _masked(one, marks) for name, one in value.items()}
        case list():
            return [_masked(one, marks) for one in value]
        case _:
            return value


def _clean_lines(log: Path, marks: Fingerprints, names: dict[str, str]) -> None:
    """Writes a log again without the details, documents by the names they have now; who could read it still can, nobody else."""
    if not log.is_file():
        return
    rows = [_masked(json.loads(line), marks) for line in log.read_bytes().splitlines()]
    fresh = [{n: names.get(v, v) if isinstance(v, str) else v for n, v in row.items()} for row in rows]
    draft = log.with_suffix(".tmp")
    draft.unlink(missing_ok=True)
    draft.touch(0o600)
    shutil.copymode(log, draft)
    draft.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in fresh), encoding="utf-8")
    draft.replace(log)


def _without_refused(workspace: Workspace, marks: Fingerprints) -> list[str]:
    """The names of the refused files whose copies were deleted: those that hold a detail, or may without being readable."""
    gone = []
    for folder in sorted(workspace.quarantine.iterdir()) if workspace.quarantine.is_dir() else []:
        copies = list(folder.glob("original*"))
        if _holds(folder.name, marks) or any(_may_hold(copy.read_bytes(), marks) for copy in copies):
            shutil.rmtree(folder)
            gone.append(marks.masked(folder.name))
    return gone


def _may_hold(content: bytes, marks: Fingerprints) -> bool:
    try:
        return _holds(content.decode("utf-8"), marks)
    except UnicodeDecodeError:
        return True


def _holds(text: str, marks: Fingerprints) -> bool:
    return next(marks.spans(text), None) is not None


def _without_backups(workspace: Workspace) -> int:
    """How many backups of before were deleted; where there were any, one of the workspace as it is now takes their place."""
    older = sorted((workspace.root / BACKUPS).glob("*.tar.gz"))
    if older:
        backup(workspace)
    for path in older:
        path.unlink()
    return len(older)
