"""What calamine does not say of an XLS file: its hidden rows and columns.

The file is a small file system (OLE): a table chains its sectors, a directory names its streams. The stream of the
workbook is a list of records (BIFF5 or BIFF8), each with its number and length.
"""

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Hidden", "hidden"]

END_OF_CHAIN = 0xFFFFFFFA
#: The length of an entry of the directory, and how many sectors of the table the header names.
ENTRY = 128
FIRST_TABLES = 109
WORKBOOKS = ("Workbook", "Book")
#: Records that are looked at.
BEGIN, END, SHEET, ROW, COLUMNS = 0x809, 0x0A, 0x85, 0x208, 0x7D
IS_HIDDEN_ROW, IS_HIDDEN_COLUMN = 0x20, 0x01
#: Columns that a workbook of this age may have.
WIDEST = 256


@dataclass
class Hidden:
    """The rows and columns of a sheet that are not shown, counted from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def hidden(path: Path) -> list[Hidden]:
    """What each sheet of an XLS file hides, in the order of its sheets; as far as a damaged file can be followed."""
    found: list[Hidden] = []
    with suppress(struct.error, IndexError):
        stream = _Package(path.read_bytes()).workbook()
        for kind, content in list(_records(stream, 0)):
            if kind == SHEET:
                found.append(_sheet(stream, struct.unpack_from("<I", content)[0]))
    return found


def _sheet(stream: bytes, place: int) -> Hidden:
    found = Hidden()
    for kind, content in _records(stream, place):
        if kind == ROW and content[12] & IS_HIDDEN_ROW:
            found.rows.add(struct.unpack_from("<H", content)[0])
        elif kind == COLUMNS and content[8] & IS_HIDDEN_COLUMN:
            first, last = struct.unpack_from("<HH", content)
            found.columns.update(range(first, min(last + 1, WIDEST)))
    return found


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records from `place` to the end of the part that begins there."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        # A chart inside a sheet begins and ends as a sheet does.
        depth += (kind == BEGIN) - (kind == END)
        if not depth:
            return
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


class _Package:
    """The streams of an OLE file."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        self.size, self.small = 1 << min(shift, 16), 1 << min(small_shift, 16)
        self.directory, self.least, self.first_small = (
            struct.unpack_from("<I", content, place)[0] for place in (48, 56, 60)
        )
        self.table = self._table()

    def workbook(self) -> bytes:
        """The stream of the workbook, empty where there is none."""
        entries = self._stream(self.directory)
        for place in range(0, len(entries) - ENTRY + 1, ENTRY):
            entry = entries[place : place + ENTRY]
            name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace")
            if name in WORKBOOKS:
                first, length = struct.unpack_from("<II", entry, 116)
                if length >= self.least:
                    return self._stream(first)[:length]
                return self._small_stream(entries, first)[:length]
        return b""

    def _table(self) -> list[int]:
        listed = dict.fromkeys(struct.unpack_from(f"<{FIRST_TABLES}I", self.content, 76))
        # A large file lists the sectors of its table in sectors of their own.
        (following,) = struct.unpack_from("<I", self.content, 68)
        for _ in range(len(self.content) // self.size):
            if following >= END_OF_CHAIN:
                break
            *more, following = self._numbers(following)
            listed |= dict.fromkeys(more)
        return [number for sector in listed if sector < END_OF_CHAIN for number in self._numbers(sector)]

    def _numbers(self, sector: int) -> list[int]:
        return list(struct.unpack_from(f"<{self.size // 4}I", self.content, (sector + 1) * self.size))

    def _stream(self, first: int) -> bytes:
        chain = _chain(self.table, first)
        return b"".join(self.content[(n + 1) * self.size : (n + 2) * self.size] for n in chain)

    def _small_stream(self, entries: bytes, first: int) -> bytes:
        """A stream that is kept in the stream of the root, in sectors of its own."""
        root = self._stream(struct.unpack_from("<I", entries, 116)[0])
        links = self._stream(self.first_small)
        chain = _chain(list(struct.unpack(f"<{len(links) // 4}I", links)), first)
        return b"".join(root[n * self.small : (n + 1) * self.small] for n in chain)


def _chain(table: list[int], first: int) -> Iterator[int]:
    """The sectors from `first` on; one that comes back to itself ends."""
    for _ in table:
        if first >= END_OF_CHAIN:
            return
        yield first
        first = table[first]
