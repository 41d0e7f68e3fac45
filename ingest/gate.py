"""What is checked before any reader opens a file: that it is there, not too large, and what its name says.

The name decides the reader and the content must agree: nothing is guessed, so that a PDF called `.txt` is refused
with its reason instead of being read as noise. An archive is judged from its directory alone, before unpacking.
"""

import zipfile
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

__all__ = ["Kind", "check", "sniff"]


class Kind(StrEnum):
    """The formats that are read, by media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


EXTENSIONS = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
}
MEGABYTE = 1 << 20
#: Largest file, in bytes. A PDF is read by parts, a text at once.
LARGEST = {
    Kind.TEXT: 50 * MEGABYTE,
    Kind.MARKDOWN: 20 * MEGABYTE,
    Kind.PDF: 600 * MEGABYTE,
    Kind.DOCX: 200 * MEGABYTE,
}
UNPACKED = 100 * MEGABYTE
RATIO = 200
MEMBERS = 2_000

BINARY = "application/octet-stream"
ZIP = "application/zip"
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
#: Members that tell what a zip archive holds.
MEMBERS_OF = (
    ("word/document.xml", Kind.DOCX.value),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("META-INF/manifest.xml", "application/vnd.oasis.opendocument"),
)
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b") | {127})
HEAD = 1 * MEGABYTE
#: Name of the stream that an encrypted Office document holds.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check(path: Path) -> Kind:
    """The kind of `path`, once name, size and content have been found to agree; raises a Refused."""
    size = _size(path)
    kind = EXTENSIONS.get(path.suffix.lower())
    if kind is None:
        raise UnknownFormat(file=path.name, found=path.suffix or sniff(path))
    if size > LARGEST[kind]:
        raise TooLarge(file=path.name, size=size, limit=LARGEST[kind])
    _agree(path, kind)
    if kind is Kind.DOCX:
        _check_archive(path)
    return kind


def sniff(path: Path) -> str:
    """The media type that the content of `path` shows, `application/octet-stream` where it shows none."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if b"%PDF-" in head[:1024]:
        return Kind.PDF.value
    for start, found in MAGIC:
        if head.startswith(start):
            return _inside(path) if found == ZIP else found
    return Kind.TEXT.value if _is_text(head) else BINARY


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
    expected = Kind.TEXT if kind is Kind.MARKDOWN else kind
    if found == expected:
        return
    if found == ZIP and kind is Kind.DOCX:
        # A damaged archive does not show what it holds: say that rather than that it is another kind.
        _members(path)
    if found == OLE and kind is Kind.DOCX and _is_encrypted(path):
        raise Protected(file=path.name)
    raise WrongContent(file=path.name, named=path.suffix, found=found)


def _is_text(head: bytes) -> bool:
    if head.startswith(WIDE_MARKS):
        return True
    if b"\x00" in head:
        return False
    return len(head) - len(head.translate(None, CONTROLS)) <= len(head) // 100


def _is_encrypted(path: Path) -> bool:
    with path.open("rb") as file:
        return ENCRYPTED in file.read(HEAD)


def _inside(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ZIP
    return next((found for member, found in MEMBERS_OF if member in names), ZIP)


def _check_archive(path: Path) -> None:
    members = _members(path)
    if len(members) > MEMBERS:
        raise Unreadable(file=path.name, detail=f"{len(members)} > {MEMBERS}")
    if any(member.flag_bits & 1 for member in members):
        raise Protected(file=path.name)
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > UNPACKED or unpacked > RATIO * max(packed, 1):
        raise TooLarge(file=path.name, size=unpacked, limit=min(UNPACKED, RATIO * max(packed, 1)))


def _members(path: Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(file=path.name, detail=str(error)) from None
