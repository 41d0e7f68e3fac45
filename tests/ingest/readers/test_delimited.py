"""CSV: the delimiter and the encoding are found."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usagraph.ingest.readers.delimited import find_delimiter, read

WORDS = st.text(alphabet="abcé \n\"'0.", max_size=8)


def _read(path: Path, content: bytes) -> tuple[str, str]:
    path.write_bytes(content)
    document = read(path)
    return document.text, document.metadata["delimiter"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiters_and_encodings(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [["Intitulé", "Coût"], ["Été, à l'accueil ; 3 | 4", "2,5"], ["b", "3,5"]]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    expected = "Intitulé\tCoût\nÉté, à l'accueil ; 3 | 4\t2,5\nb\t3,5"
    named = "tab" if delimiter == "\t" else delimiter
    assert _read(tmp_path / "a.csv", file.getvalue().encode(encoding)) == (expected, named)


def test_quoted_line_feeds_belong_to_their_cell(tmp_path: Path) -> None:
    assert _read(tmp_path / "a.csv", b'a;b\n"un\ndeux";c\n')[0] == "a\tb\nun\ndeux\tc"


def test_the_delimiter_that_a_file_says(tmp_path: Path) -> None:
    assert _read(tmp_path / "a.csv", b"sep=;\na,b;c\nd;e\n") == ("a,b\tc\nd\te", ";")


def test_a_quotation_mark_that_nobody_closed_swallows_nothing(tmp_path: Path) -> None:
    rows = ['n;"mot', *(f"{i};mot" for i in range(500))]
    text, _ = _read(tmp_path / "a.csv", "\n".join(rows).encode())
    assert text.count("\n") == 500


def test_one_column(tmp_path: Path) -> None:
    assert _read(tmp_path / "a.csv", b"a\nb\n")[0] == "a\nb"


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_was_written_is_read(rows: list[list[str]]) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    found = list(csv.reader(file.getvalue().splitlines(keepends=True), delimiter=find_delimiter(file.getvalue())))
    assert [[cell.split() for cell in row] for row in found] == [[cell.split() for cell in row] for row in rows]
