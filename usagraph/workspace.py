"""The workspace: where everything is on disk. Documents, log and keys are the truth; the store is a cache of them."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from usagraph.errors import AmbiguousName, DamagedDocument, StoreBusy, UnknownName
from usagraph.server import Server

__all__ = ["Bundle", "Workspace", "file_sha256", "settle", "sha256"]

#: How the folder of a document ends while another takes its place, and once it was taken away.
_BEFORE, _TAKEN = ".before", ".taken"


@dataclass(frozen=True)
class Bundle:
    """The folder of one document: its original file, canonical text, blocks, claims and run record."""

    folder: Path

    @property
    def id(self) -> str:
        """`<slug>-<hash8>`, hash of the original bytes."""
        return self.folder.name

    @property
    def text(self) -> str:
        """The canonical text."""
        # Bytes first: text mode would turn a lone carriage return into a line feed and shift every offset.
        return self.read("text.txt").decode("utf-8")

    @property
    def original(self) -> Path:
        """The file that was ingested; raises DamagedDocument where it is gone."""
        found = sorted(self.folder.glob("original*"))
        if not found:
            raise DamagedDocument(document=self.id, detail="original")
        return found[0]

    @property
    def claims_path(self) -> Path:
        """The claims, one JSON object a line."""
        return self._there("claims.jsonl")

    @property
    def blocks_path(self) -> Path:
        """The blocks, one JSON object a line."""
        return self._there("blocks.jsonl")

    @property
    def run(self) -> dict[str, object]:
        """What is known of the reading: file name, hash, format, title, versions and times."""
        content: dict[str, object] = json.loads(self.read("run.json"))
        return content

    def read(self, name: str) -> bytes:
        """The bytes of one of the document's files; raises DamagedDocument."""
        return self._there(name).read_bytes()

    def _there(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise DamagedDocument(document=self.id, detail=name)
        return path


@dataclass(frozen=True)
class Workspace:
    """Paths and atomic writes; made on first use. `server`: where the graph is, when it is not in its folder."""

    root: Path
    server: Server | None = None

    @property
    def documents(self) -> Path:
        """One folder a document."""
        return self.root / "documents"

    @property
    def quarantine(self) -> Path:
        """Refused files, each beside its reason."""
        return self.root / "quarantine"

    @property
    def store(self) -> Path:
        """The graph on disk: `live` (the writer's) and `generations/<n>` (the readers')."""
        return self.root / "store"

    @property
    def keys(self) -> Path:
        """Key to IRI, minted once."""
        return self.root / "keys.jsonl"

    @property
    def ledger(self) -> Path:
        """One line a document: hash, claims, triples, state."""
        return self.root / "ledger.jsonl"

    @property
    def curation(self) -> Path:
        """Append-only log of the decisions of people."""
        return self.root / "curation.jsonl"

    @property
    def fusions(self) -> Path:
        """Append-only log of the things that people said are one."""
        return self.root / "fusions.jsonl"

    @property
    def former(self) -> Path:
        """Addresses that are answered no longer, as fingerprints."""
        return self.root / "former.jsonl"

    @property
    def erasures(self) -> Path:
        """Append-only log of what was erased, as fingerprints."""
        return self.root / "erasures.jsonl"

    @property
    def reports(self) -> Path:
        """Errors that readers reported, for a person to look through."""
        return self.root / "reports.jsonl"

    @contextmanager
    def written(self) -> Iterator[None]:
        """Keeps other commands from writing meanwhile, and mends what one that was cut short left half done.

        Raises StoreBusy where another is at work.
        """
        self.store.mkdir(parents=True, exist_ok=True)
        with (self.store / "lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise StoreBusy from None
            self._mend()
            yield

    def ids(self) -> list[str]:
        """The ids of the documents, in order."""
        if not self.documents.is_dir():
            return []
        with os.scandir(self.documents) as entries:
            return sorted(entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir())

    def bundles(self) -> Iterator[Bundle]:
        """The documents, in order of id."""
        return (Bundle(self.documents / name) for name in self.ids())

    def bundle(self, name: str) -> Bundle:
        """The document `name`: an id, or the start of one; raises UnknownName, or AmbiguousName where several begin so."""
        ids = self.ids()
        found = [i for i in ids if i == name] or [i for i in ids if name and i.startswith(name)]
        if not found:
            raise UnknownName(name=name, known=", ".join(ids) or "∅")
        if len(found) > 1:
            raise AmbiguousName(name=name, found=", ".join(found))
        return Bundle(self.documents / found[0])

    def holding(self, digest: str) -> Bundle | None:
        """The document of that content (SHA-256 of its bytes), whatever its name; None where there is none."""
        same = (Bundle(self.documents / name) for name in _names(self.documents) if name.endswith(digest[:8]))
        return next((bundle for bundle in same if bundle.run["sha256"] == digest), None)

    def add_bundle(self, name: str, fill: Callable[[Path], None]) -> Bundle:
        """Writes a document's folder under a temporary name, then renames it: whole or absent, and on disk."""
        draft, before, target = self._draft(name), self._drafts / f"{name}{_BEFORE}", self.documents / name
        self.documents.mkdir(parents=True, exist_ok=True)
        try:
            fill(draft)
            for path in (*draft.rglob("*"), draft):
                settle(path)
            if target.exists():
                target.rename(before)
            draft.rename(target)
            settle(self.documents)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(before, ignore_errors=True)
        return Bundle(target)

    def take_away(self, name: str) -> None:
        """Takes a document's folder out of the documents; `forget_taken` deletes it, once the graph holds it no longer."""
        folder, taken = self.documents / name, self._drafts / f"{name}{_TAKEN}"
        if folder.is_dir():
            self._drafts.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(taken, ignore_errors=True)
            folder.rename(taken)
            settle(self.documents)

    @property
    def taken(self) -> set[str]:
        """The documents that were taken away, and that the graph may still hold."""
        return {name.removesuffix(_TAKEN) for name in _names(self._drafts) if name.endswith(_TAKEN)}

    def forget_taken(self) -> None:
        """Deletes what was taken away."""
        for name in self.taken:
            shutil.rmtree(self._drafts / f"{name}{_TAKEN}", ignore_errors=True)

    @property
    def _drafts(self) -> Path:
        """What is on its way in or out: nothing that anybody reads."""
        return self.root / ".drafts"

    def _draft(self, name: str) -> Path:
        draft = self._drafts / f"{name}.{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        return draft

    def _mend(self) -> None:
        """Puts back a folder that was about to be replaced, and deletes drafts."""
        for name in _names(self._drafts):
            folder, whole = self._drafts / name, self.documents / name.removesuffix(_BEFORE)
            if name.endswith(_BEFORE) and not whole.exists():
                folder.rename(whole)
            elif not name.endswith(_TAKEN):
                shutil.rmtree(folder, ignore_errors=True)


def _names(folder: Path) -> list[str]:
    """The names in a folder; none where there is no folder."""
    return os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208 - names alone, for thousands of documents


def sha256(content: bytes) -> str:
    """The hash that names a content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def file_sha256(path: Path) -> str:
    """The hash of a file's content, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settle(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
