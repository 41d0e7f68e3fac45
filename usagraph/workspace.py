"""The workspace: where everything is on disk. Documents, log and keys are the truth; the store is a cache of them."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from usagraph.errors import AmbiguousName, DamagedDocument, UnknownName

__all__ = ["Bundle", "Workspace", "file_sha256", "sha256"]


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
    """Paths and atomic writes; made on first use."""

    root: Path

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

    def bundles(self) -> Iterator[Bundle]:
        """The documents, in order of id."""
        if self.documents.is_dir():
            for folder in sorted(self.documents.iterdir()):
                if folder.is_dir() and not folder.name.startswith("."):
                    yield Bundle(folder)

    def bundle(self, name: str) -> Bundle:
        """The document `name`: an id, or the start of one; raises UnknownName, or AmbiguousName where several begin so."""
        ids = [bundle.id for bundle in self.bundles()]
        found = [i for i in ids if i == name] or [i for i in ids if name and i.startswith(name)]
        if not found:
            raise UnknownName(name=name, known=", ".join(ids) or "∅")
        if len(found) > 1:
            raise AmbiguousName(name=name, found=", ".join(found))
        return Bundle(self.documents / found[0])

    def holding(self, digest: str) -> Bundle | None:
        """The document of that content (SHA-256 of its bytes), whatever its name; None where there is none."""
        same = (bundle for bundle in self.bundles() if bundle.id.endswith(digest[:8]))
        return next((bundle for bundle in same if bundle.run["sha256"] == digest), None)

    def add_bundle(self, name: str, fill: Callable[[Path], None]) -> Bundle:
        """Writes a document's folder under a temporary name, then renames it: whole or absent."""
        self.documents.mkdir(parents=True, exist_ok=True)
        draft = self.documents / f".{name}.{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        try:
            fill(draft)
            target = self.documents / name
            shutil.rmtree(target, ignore_errors=True)
            draft.rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return Bundle(target)


def sha256(content: bytes) -> str:
    """The hash that names a content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def file_sha256(path: Path) -> str:
    """The hash of a file's content, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
