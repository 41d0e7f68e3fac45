"""What may be told of the name of a file: people put addresses and numbers there too. Its path stays in the workspace."""

from pathlib import Path

from usagraph.graph.export.personal import narrow, without_numbers
from usagraph.ingest.masking import FILLER, without_details
from usagraph.records import Document
from usagraph.textview import slug
from usagraph.workspace import sha256

__all__ = ["document_id", "scope", "shown_name"]


def document_id(path: Path, digest: str) -> str:
    """The id of the document made of a file: words of its name and the start of its hash.

    Where the name holds an address or a number, none of its words.
    """
    words = "document" if shown_name(path) != path.name else slug(path.stem, 40)
    return f"{words}-{digest[:8]}"


def shown_name(path: Path) -> str:
    """The name of a file with the addresses and numbers in it filled in, as long as before."""
    return _masked(_masked(path.stem) + path.suffix)


def scope(document: Document, title: str) -> str:
    """What tells the things of a document from those of others where it names no authority: words of its title."""
    words = _masked(document.metadata.get("title") or title)
    name = slug(words, 40)
    return f"document-{sha256(document.text.encode())[:8]}" if FILLER in words and name == "x" else name


def _masked(words: str) -> str:
    seen = without_numbers(narrow(without_details(words)))
    return "".join(FILLER if one == FILLER else kept for one, kept in zip(seen, words, strict=True))
