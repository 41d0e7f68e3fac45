"""Labelled documents: what a person found in them, with the places, to score what the rules find."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from usagraph.errors import MissingFile, WrongUse
from usagraph.textview import Span

__all__ = ["Gold", "Label", "Value", "fingerprint", "read_gold"]

ENDING = ".labels.jsonl"
Value = str | bool | None
_PLACE = ("family", "quote", "start", "end", "occurrence")


@dataclass(frozen=True)
class Label:
    """One thing that a document says: its family, its words, where they stand (None: nobody knows), and its fields."""

    family: str
    quote: str
    span: Span | None
    fields: dict[str, Value] = field(hash=False)

    def value(self, name: str) -> Value:
        """The value of a field; None where the document is silent. The text of a label is its quote unless it says other."""
        return self.fields.get(name, self.quote if name == "text" else None)


@dataclass(frozen=True)
class Gold:
    """A document with its labels; `complete`: the families in which everything is labelled."""

    path: Path
    complete: frozenset[str]
    labels: tuple[Label, ...]

    def of(self, family: str) -> list[Label]:
        """The labels of a family."""
        return [label for label in self.labels if label.family == family]


def read_gold(folder: Path) -> list[Gold]:
    """The labelled documents of a folder, in order of name; raises MissingFile, or WrongUse where a line is wrong."""
    if not folder.is_dir():
        raise MissingFile(file=folder)
    files = sorted(folder.glob(f"*{ENDING}"))
    if not files:
        raise WrongUse(detail=f"{folder}: *{ENDING} ?")
    return [_gold(path) for path in files]


def fingerprint(golds: list[Gold]) -> str:
    """The hash of the documents and of their labels: figures found with another hash are figures of another gold."""
    whole = hashlib.sha256()
    for gold in golds:
        for path in (gold.path, _labels_of(gold.path)):
            whole.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _labels_of(document: Path) -> Path:
    return document.with_name(document.stem + ENDING)


def _gold(path: Path) -> Gold:
    rows = list(_rows(path))
    about = next((row for row in rows if row["family"] == "_about"), {})
    document = path.parent / str(about.get("document", ""))
    if not document.is_file():
        raise MissingFile(file=document)
    complete = about.get("complete", [])
    families = frozenset(str(name) for name in complete) if isinstance(complete, list) else frozenset[str]()
    return Gold(document, families, tuple(_label(row) for row in rows if row["family"] != "_about"))


def _rows(path: Path) -> Iterator[dict[str, object]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise WrongUse(detail=f"{path.name}:{number}: {error.msg}") from None
        if not isinstance(row, dict) or "family" not in row:
            raise WrongUse(detail=f"{path.name}:{number}: family ?")
        yield row


def _label(row: dict[str, object]) -> Label:
    start, end = row.get("start"), row.get("end")
    span = (start, end) if isinstance(start, int) and isinstance(end, int) else None
    fields: dict[str, Value] = {
        name: value if isinstance(value, bool) or value is None else str(value)
        for name, value in row.items()
        if name not in _PLACE
    }
    return Label(str(row["family"]), str(row.get("quote", "")), span, fields)
