"""Hidden rows and columns of an old workbook, and files that lie about their own structure."""

import struct
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from usagraph.ingest.readers.biff import Hidden, hidden
from usagraph.ingest.readers.workbook import read

Maker = Callable[..., Path]

#: The second row, and the third and fourth columns.
UNSEEN = struct.pack("<HHHHHHHHI", 0x208, 16, 1, 0, 4, 255, 0, 0, 0x120)
UNSEEN += struct.pack("<HHHHHHHH", 0x7D, 12, 2, 3, 2048, 0, 1, 0)
#: A row and a column that are shown.
SEEN = struct.pack("<HHHHHHHHI", 0x208, 16, 0, 0, 4, 255, 0, 0, 0x100)
SEEN += struct.pack("<HHHHHHHH", 0x7D, 12, 0, 0, 2048, 0, 0, 0)
ROWS: list[list[str | float]] = [["a", "b", "secret", "secret", "e"], ["secret"] * 5, ["f", "g", "secret", "", "h"]]


def test_hidden_rows_and_columns_are_found_in_each_sheet(make_xls: Maker) -> None:
    path = make_xls({"Un": ROWS, "Deux": ROWS}, unseen=SEEN + UNSEEN)
    assert hidden(path) == [Hidden({1}, {2, 3})] * 2
    assert hidden(make_xls({"Un": ROWS}, unseen=SEEN)) == [Hidden()]


def test_they_are_not_content(make_xls: Maker) -> None:
    document = read(make_xls({"Un": ROWS}, unseen=SEEN + UNSEEN))
    assert document.text == "Un\n\na\tb\t\t\te\nf\tg\t\t\th"


def test_a_small_workbook_is_kept_in_the_stream_of_the_root(tmp_path: Path) -> None:
    """Written by hand: a header, the table, the directory, the table of small sectors, and the stream that holds them."""
    begin = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    end = struct.pack("<HH", 0x0A, 0)
    place = len(begin) + 13 + len(end)
    book = begin + struct.pack("<HHIBBBBB", 0x85, 9, place, 0, 0, 1, 0, 65) + end
    book += begin + UNSEEN + end
    count = -(-len(book) // 64)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, 2, 1, 0xFFFFFFFE, 0, 0)
    table = struct.pack("<IIII", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFE)
    entries = _entry("Root Entry", 5, 3, count * 64) + _entry("Workbook", 2, 0, len(book))
    links = struct.pack(f"<{count}I", *range(1, count), 0xFFFFFFFE)
    sectors = (table.ljust(512, b"\xff"), entries.ljust(512, b"\0"), links.ljust(512, b"\xff"), book.ljust(512, b"\0"))
    path = tmp_path / "a.xls"
    path.write_bytes(header.ljust(512, b"\xff") + b"".join(sectors))
    assert hidden(path) == [Hidden({1}, {2, 3})]


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    start = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    return start.ljust(116, b"\0") + struct.pack("<IQ", first, size)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4_600), st.integers(0, 255)), max_size=8), st.integers(0, 6_000))
def test_a_damaged_file_is_followed_as_far_as_it_goes(
    make_xls: Maker, flips: list[tuple[int, int]], length: int
) -> None:
    path = make_xls({"Un": ROWS}, unseen=UNSEEN)
    content = bytearray(path.read_bytes())
    for place, value in flips:
        content[place % len(content)] = value
    path.write_bytes(content[:length])
    assert len(hidden(path)) <= len(content)
