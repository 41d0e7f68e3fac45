"""What travels between the steps: frozen records, written to disk as JSON lines.

Offsets are code points of the canonical text; `text[start:end]` is what a block or passage says.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

__all__ = [
    "Block",
    "Cell",
    "Claim",
    "Document",
    "Passage",
    "Term",
    "iri",
    "key",
    "read_blocks",
    "read_claims",
    "read_lines",
    "text_value",
    "write_lines",
]


@dataclass(frozen=True)
class Cell:
    """Address of a table cell: counted from 0; `table` counts the tables of the document."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Block:
    """A piece of the canonical text that a layout keeps together.

    `kind`: heading, paragraph, item, cell, caption, box (text set apart) or furniture (repeated headers,
    page numbers: kept in the text, seen by no rule). `level`: 1 to 6 for a heading, else None.
    `page`: from 1, None where the format has no pages. `box`: left, bottom, right, top in points, or None.
    `resumes`: the start of the block where the sentence begins that this one takes up, or None.
    """

    kind: str
    start: int
    end: int
    level: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    cell: Cell | None = None
    resumes: int | None = None


@dataclass(frozen=True)
class Document:
    """The canonical text of one file with its blocks in reading order, whatever the format."""

    text: str
    blocks: tuple[Block, ...]
    format: str
    metadata: dict[str, str] = field(default_factory=dict)

    def words(self, block: Block) -> str:
        """The text of `block`, as it stands."""
        return self.text[block.start : block.end]


@dataclass(frozen=True)
class Passage:
    """A place in the canonical text that supports a claim: `exact == text[start:end]`."""

    start: int
    end: int
    exact: str
    page: int | None = None
    section: str | None = None


@dataclass(frozen=True)
class Term:
    """Subject, predicate or object of a claim.

    Exactly one of: `iri` (a known term), `key` (something of this bundle, minted at consolidation),
    `value` (a literal, with `lang` or `datatype`). A key reads `<type>|<authority>|<folded label>`.
    """

    iri: str | None = None
    key: str | None = None
    value: str | None = None
    lang: str | None = None
    datatype: str | None = None


def iri(name: str) -> Term:
    """A term known by its IRI."""
    return Term(iri=name)


def key(name: str) -> Term:
    """A thing known by its local key."""
    return Term(key=name)


def text_value(words: str, lang: str | None = "fr", datatype: str | None = None) -> Term:
    """A literal, French unless said otherwise."""
    return Term(value=words, lang=None if datatype else lang, datatype=datatype)


@dataclass(frozen=True)
class Claim:
    """A statement of a document with the passages that say so.

    `words`: the words of the passage that name the object, white space folded; empty for a type.
    `confidence`: 0 to 1, two decimals. `status`: proposed, pending, accepted, rejected or superseded.
    """

    id: str
    subject: Term
    predicate: str
    object: Term
    passages: tuple[Passage, ...]
    rule: str
    rule_version: str
    confidence: Decimal
    words: str = ""
    status: str = "proposed"


def write_lines(path: Path, records: Iterable[Block | Claim]) -> None:
    """Writes one JSON object a line (UTF-8, keys in the order of the record, no None)."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(_plain(record), ensure_ascii=False, separators=(", ", ": ")) + "\n")


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    """The JSON objects of `path`, one a line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def read_blocks(path: Path) -> Iterator[Block]:
    """The blocks written by `write_lines`, equal to those written."""
    for row in read_lines(path):
        values: dict[str, Any] = dict(row)
        values["cell"] = Cell(**values["cell"]) if "cell" in values else None
        values["box"] = tuple(values["box"]) if "box" in values else None
        yield Block(**values)


def read_claims(path: Path) -> Iterator[Claim]:
    """The claims written by `write_lines`, equal to those written."""
    for row in read_lines(path):
        values: dict[str, object] = dict(row)
        yield Claim(
            id=str(values["id"]),
            subject=Term(**values["subject"]),  # type: ignore[arg-type]
            predicate=str(values["predicate"]),
            object=Term(**values["object"]),  # type: ignore[arg-type]
            passages=tuple(Passage(**p) for p in values["passages"]),  # type: ignore[attr-defined]
            rule=str(values["rule"]),
            rule_version=str(values["rule_version"]),
            confidence=Decimal(str(values["confidence"])),
            words=str(values.get("words", "")),
            status=str(values["status"]),
        )


def _plain(record: Block | Claim) -> object:
    return _strip(asdict(record))


def _strip(value: object) -> object:
    if isinstance(value, dict):
        return {name: _strip(item) for name, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_strip(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value
