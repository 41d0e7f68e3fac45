"""What is checked before any reader opens a file: that it is there, not too large, and what its name says.

The name decides the reader and the content must agree: nothing is guessed, so that a PDF called `.txt` is refused
with its reason instead of being read as noise. An archive is judged from its directory alone, before unpacking.
"""

import re
from enum import StrEnum
from pathlib import Path

from usagraph.errors import (
    EmptyFile,
    MissingFile,
    Protected,
    TooLarge,
    UnknownFormat,
    Unreadable,
    WrongContent,
)
from usagraph.ingest.archive import ZIP, check_archive, kind_of, members

__all__ = ["EXTENSIONS", "Kind", "check", "sniff", "unmarked"]


class Kind(StrEnum):
    """The formats that are read, by media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    CSV = "text/csv"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    XLS = "application/vnd.ms-excel"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"


EXTENSIONS = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".tab": Kind.CSV,
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
    ".docm": Kind.DOCX,
    ".odt": Kind.ODT,
    ".xlsx": Kind.XLSX,
    ".xlsm": Kind.XLSX,
    ".xls": Kind.XLS,
    ".ods": Kind.ODS,
}
MEGABYTE = 1 << 20
#: Largest file, in bytes. A PDF is read by parts, a text at once.
LARGEST = {
    Kind.TEXT: 20 * MEGABYTE,
    Kind.MARKDOWN: 20 * MEGABYTE,
    Kind.HTML: 20 * MEGABYTE,
    Kind.CSV: 50 * MEGABYTE,
    Kind.PDF: 600 * MEGABYTE,
    Kind.DOCX: 200 * MEGABYTE,
    Kind.ODT: 200 * MEGABYTE,
    Kind.XLSX: 50 * MEGABYTE,
    Kind.XLS: 50 * MEGABYTE,
    Kind.ODS: 50 * MEGABYTE,
}
#: Kinds that are characters without any mark of their own.
CHARACTERS = (Kind.TEXT, Kind.MARKDOWN, Kind.HTML, Kind.CSV)
ARCHIVES = (Kind.DOCX, Kind.ODT, Kind.XLSX, Kind.ODS)

BINARY = "application/octet-stream"
OLE = "application/x-ole-storage"
#: How other files begin.
MAGIC = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x7fELF", "application/x-executable"),
)
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF8_MARK = b"\xef\xbb\xbf"
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b") | {127})
HEAD = 1 * MEGABYTE
#: Fewer characters than this do not show that every other byte is NUL by design.
FEWEST_WIDE = 8
#: Share of NUL among the upper bytes of French in UTF-16, and of letters, digits and spaces among its characters.
LATIN, WORDS = 0.7, 0.6
SAMPLE = 1 << 16
#: Where a page that says what it is does so.
OPENING = 4_096
#: Names of streams in an OLE file, and what they show.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
STREAMS = (
    ("WordDocument".encode("utf-16-le"), "application/msword"),
    ("Workbook".encode("utf-16-le"), Kind.XLS.value),
    (b"B\x00o\x00o\x00k\x00\x00\x00", Kind.XLS.value),
    ("PowerPoint Document".encode("utf-16-le"), "application/vnd.ms-powerpoint"),
)
#: Where the header of an OLE file says how large its sectors are, and which is the first of its directory.
SECTOR_SHIFT, FIRST_DIRECTORY = slice(30, 32), slice(48, 52)
DIRECTORY = 1 << 14


def check(path: Path) -> Kind:
    """The kind of `path`, once name, size and content have been found to agree; raises a Refused."""
    size = _size(path)
    kind = EXTENSIONS.get(path.suffix.lower())
    if kind is None:
        raise UnknownFormat(file=path.name, found=path.suffix or sniff(path))
    if size > LARGEST[kind]:
        raise TooLarge(file=path.name, size=size, limit=LARGEST[kind])
    _agree(path, kind)
    if kind in ARCHIVES:
        check_archive(path)
    return kind


def sniff(path: Path) -> str:
    """The media type that the content of `path` shows, `application/octet-stream` where it shows none."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if b"%PDF-" in head[:1024]:
        return Kind.PDF.value
    found = next((found for start, found in MAGIC if head.startswith(start)), "")
    if found:
        return {ZIP: kind_of, OLE: _stream_kind}[found](path) if found in {ZIP, OLE} else found
    if not _is_text(head):
        return BINARY
    return Kind.HTML.value if _PAGE.match(_opening(head)) else Kind.TEXT.value


def unmarked(content: bytes) -> str:
    """The UTF-16 encoding of `content`, which has no mark to say it; empty where it is no such text.

    Every other byte is NUL in most French text, none of the others is, and what they spell is words.

    >>> unmarked("Élan du service".encode("utf-16-le"))
    'utf-16-le'
    """
    for upper, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = content[upper::2], content[1 - upper :: 2]
        if len(high) < FEWEST_WIDE or 0 in low or high.count(0) < LATIN * len(high):
            continue
        if _says(content, encoding):
            return encoding
    return ""


def _says(content: bytes, encoding: str) -> bool:
    """Whether `content` spells words rather than numbers that look like letters."""
    # A sample may end inside a character: whether all of it can be decoded is for the reader to see.
    text = content[:SAMPLE].decode(encoding, "ignore")
    said = sum(letter.isalnum() or letter.isspace() for letter in text)
    controls = len(text) - len(text.translate(dict.fromkeys(CONTROLS)))
    return any(map(str.isalpha, text)) and said >= WORDS * len(text) and controls <= len(text) // 100


def _opening(head: bytes) -> bytes:
    """The beginning of a text as bytes of one letter each."""
    mark = next((found for found in WIDE_MARKS if head.startswith(found)), b"")
    encoding = ("utf-16-le" if mark == WIDE_MARKS[0] else "utf-16-be") if mark else unmarked(head)
    if not encoding:
        return head.removeprefix(UTF8_MARK)
    return head[len(mark) :][:OPENING].decode(encoding, "ignore").encode()


def _size(path: Path) -> int:
    try:
        if not path.exists():
            raise MissingFile(file=path.name)
        if not path.is_file():
            raise WrongContent(file=path.name, named=path.suffix or "?", found="inode/directory")
        with path.open("rb") as file:
            file.read(1)
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise Unreadable(file=path.name, detail=str(error)) from None
    if size == 0:
        raise EmptyFile(file=path.name)
    return size


def _agree(path: Path, kind: Kind) -> None:
    found = sniff(path)
    # A page may be written without its first tags; no other kind of characters begins as a page does.
    if found == kind or (found == Kind.TEXT and kind in CHARACTERS):
        return
    if found == ZIP and kind in ARCHIVES:
        # A damaged archive does not show what it holds: say that rather than that it is another kind.
        members(path)
    if found == OLE and kind in (*ARCHIVES, Kind.XLS) and ENCRYPTED in _directory(path):
        raise Protected(file=path.name)
    raise WrongContent(file=path.name, named=path.suffix, found=found)


def _is_text(head: bytes) -> bool:
    if head.startswith(WIDE_MARKS):
        return True
    if b"\x00" in head:
        return bool(unmarked(head))
    return len(head) - len(head.translate(None, CONTROLS)) <= len(head) // 100


def _stream_kind(path: Path) -> str:
    names = _directory(path)
    return next((found for name, found in STREAMS if name in names), OLE)


def _directory(path: Path) -> bytes:
    """The head of an OLE file and the beginning of its directory, where the names of its streams are."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        shift, first = (int.from_bytes(head[place], "little") for place in (SECTOR_SHIFT, FIRST_DIRECTORY))
        file.seek(min((first + 1) << min(shift, 16), path.stat().st_size))
        return head + file.read(DIRECTORY)
