"""Reading a file into a Document: the gate, then the reader of its kind in a sandbox, then a look at what came out."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

from usagraph import sandbox
from usagraph.errors import NoText, Protected, Refused, Unreadable
from usagraph.ingest.gate import CHARACTERS, Kind, check
from usagraph.ingest.readers import ocr
from usagraph.ingest.readers.quality import check_quality
from usagraph.ingest.readers.whole import make_whole
from usagraph.records import Document

__all__ = ["read"]

#: One module a kind, imported only in the process that reads.
READERS = {
    Kind.TEXT: "text",
    Kind.MARKDOWN: "markdown",
    Kind.HTML: "page",
    Kind.CSV: "delimited",
    Kind.PDF: "pdf",
    Kind.DOCX: "docx",
    Kind.ODT: "odt",
    Kind.XLSX: "workbook",
    Kind.XLS: "workbook",
    Kind.ODS: "ods",
}
#: What any file may take, in seconds; a large one that is packed is given more, by its size in bytes.
SECONDS = 20.0
BYTES_A_SECOND = 100_000
MOST_SECONDS = 120.0
MEGABYTES = 600


def read(path: Path, *, seconds: float | None = None, megabytes: int = MEGABYTES) -> Document:
    """The document of `path`, read within limits of time and memory; raises a Refused that names the file."""
    kind = check(path)
    packed = 0 if kind in CHARACTERS else path.stat().st_size
    limit = seconds or min(SECONDS + packed / BYTES_A_SECOND, MOST_SECONDS)
    try:
        document = sandbox.run(read_here, path.absolute(), kind.value, seconds=limit, megabytes=megabytes)
    except Refused as error:
        if kind is Kind.PDF and isinstance(error, NoText) and ocr.tool():
            document = ocr.recognised(path)
        else:
            error.values.setdefault("file", path.name)
            raise
    except sandbox.Foreign as error:
        raise _translated(error, path) from None
    whole = make_whole(document)
    return replace(whole, metadata=whole.metadata | check_quality(whole, path))


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
