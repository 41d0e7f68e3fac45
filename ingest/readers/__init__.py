"""Reading a file into a Document: the gate, then the reader of its kind in a sandbox, then a look at what came out."""

import unicodedata
from importlib import import_module
from pathlib import Path

from usagraph import sandbox
from usagraph.errors import NoText, Protected, Refused, Unreadable
from usagraph.ingest.gate import Kind, check
from usagraph.records import Document

__all__ = ["read"]

#: One module a kind, imported only in the process that reads.
READERS = {Kind.TEXT: "text", Kind.MARKDOWN: "markdown", Kind.PDF: "pdf", Kind.DOCX: "docx"}
#: Share of characters that no text has, beyond which a file is taken for damaged.
MOST_NOISE = 0.005
EXPECTED_CONTROLS = frozenset("\t\n\f")


def read(path: Path, *, seconds: float = 60, megabytes: int = 1500) -> Document:
    """The document of `path`, read within limits of time and memory; raises a Refused that names the file."""
    kind = check(path)
    try:
        document = sandbox.run(read_here, path.absolute(), kind.value, seconds=seconds, megabytes=megabytes)
    except Refused as error:
        error.values.setdefault("file", path.name)
        raise
    except sandbox.Foreign as error:
        raise _translated(error, path) from None
    _check_quality(document, path)
    return document


def read_here(path: Path, kind: str) -> Document:
    """The document of `path`, read in this process: what the sandbox runs."""
    module = import_module(f"{__name__}.{READERS[Kind(kind)]}")
    document: Document = module.read(path)
    return document


def _translated(error: sandbox.Foreign, path: Path) -> Refused:
    if "password" in error.detail.casefold() or "encrypt" in error.detail.casefold():
        return Protected(file=path.name)
    name = error.kind.rpartition(".")[2]
    return Unreadable(file=path.name, detail=f"{name} : {error.detail[:120]}" if error.detail else name)


def _check_quality(document: Document, path: Path) -> None:
    if not any(character.isalnum() for character in document.text):
        raise NoText(file=path.name)
    noise = sum(map(_is_noise, document.text))
    if noise > MOST_NOISE * len(document.text) + 1:
        raise Unreadable(file=path.name, detail=f"{noise} / {len(document.text)} U+FFFD, U+0000…")


def _is_noise(character: str) -> bool:
    if character == "\ufffd":
        return True
    if character.isprintable() or character in EXPECTED_CONTROLS:
        return False
    return unicodedata.category(character) in {"Cc", "Co", "Cn", "Cs"}
