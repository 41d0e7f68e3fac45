"""The workspace: where everything is on disk. Documents, log and keys are the truth; the store is a cache of them."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from usagraph.errors import UnknownName

__all__ = ["Bundle", "Workspace", "sha256"]


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
        return self._file("text.txt").read_bytes().decode("utf-8")

    @property
    def claims_path(self) -> Path:
        """The claims, one JSON object a line."""
        return self._file("claims.jsonl")

    @property
    def blocks_path(self) -> Path:
        """The blocks, one JSON object a line."""
        return self._file("blocks.jsonl")

    @property
    def run(self) -> dict[str, object]:
        """What is known of the reading: file name, hash, format, title, versions and times."""
        content: dict[str, object] = json.loads(self._file("run.json").read_text(encoding="utf-8"))
        return content

    def _file(self, name: str) -> Path:
        return self.folder / name


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
        """The document `name`: an id, or an unambiguous start of one; raises UnknownName."""
        ids = [bundle.id for bundle in self.bundles()]
        found = [i for i in ids if i == name] or [i for i in ids if i.startswith(name)]
        if len(found) != 1:
            raise UnknownName(name=name, known=", ".join(ids) or "∅")
        return Bundle(self.documents / found[0])

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
