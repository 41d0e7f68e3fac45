"""What a zip archive shows of itself before it is unpacked: its members, what they would weigh, and no DTD in them."""

import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from xml.parsers import expat

from usagraph.errors import Protected, TooLarge, Unreadable

__all__ = ["check_archive", "kind_of", "members"]

MEGABYTE = 1 << 20
UNPACKED = 100 * MEGABYTE
RATIO = 200
#: A small member may be packed more tightly: an empty sheet, a style list.
SMALL = 2 * MEGABYTE
MEMBERS = 2_000
CHUNK = 1 << 16
#: Members that tell what a zip archive holds.
MEMBERS_OF = (
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.12"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("META-INF/manifest.xml", "application/vnd.oasis.opendocument"),
)
ZIP = "application/zip"
MANIFEST = "META-INF/manifest.xml"
LONGEST_TYPE = 200


def kind_of(path: Path) -> str:
    """The media type that the members of the archive show, `application/zip` where they show none."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                return archive.open("mimetype").read(LONGEST_TYPE).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return ZIP
    return next((found for member, found in MEMBERS_OF if member in names), ZIP)


def check_archive(path: Path) -> None:
    """Raises a Refused where the archive is damaged, locked, would unpack to too much, or declares a DTD."""
    found = members(path)
    if len(found) > MEMBERS:
        raise Unreadable(file=path.name, detail=f"{len(found)} > {MEMBERS}")
    if any(member.flag_bits & 1 for member in found):
        raise Protected(file=path.name)
    unpacked = sum(member.file_size for member in found)
    packed = sum(member.compress_size for member in found)
    limit = min(UNPACKED, max(SMALL, RATIO * packed))
    if unpacked > limit:
        raise TooLarge(file=path.name, size=unpacked, limit=limit)
    _check_members(path, [member.filename for member in found])


def members(path: Path) -> list[zipfile.ZipInfo]:
    """The directory of the archive; raises Unreadable."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(file=path.name, detail=str(error)) from None


def _check_members(path: Path, names: list[str]) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            if MANIFEST in names and b"encryption-data" in archive.read(MANIFEST):
                raise Protected(file=path.name)
            declared = [n for n in names if n.endswith((".xml", ".rels")) and _has_dtd(archive, n)]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error) as error:
        raise Unreadable(file=path.name, detail=str(error)) from None
    if declared:
        raise Unreadable(file=path.name, detail=f"DOCTYPE, {declared[0]}")


class _Reached(Exception):
    """The part of a member that matters has been seen."""


def _has_dtd(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a member has a DOCTYPE, which can only stand before its first element."""
    found: list[bool] = []

    def answer(*, declared: bool) -> None:
        found.append(declared)
        raise _Reached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: answer(declared=True)
    parser.StartElementHandler = lambda *_: answer(declared=False)
    # What is no XML at all is for its reader to refuse.
    with suppress(_Reached, expat.ExpatError), archive.open(name) as member:
        while chunk := member.read(CHUNK):
            parser.Parse(chunk)
    return bool(found) and found[0]
