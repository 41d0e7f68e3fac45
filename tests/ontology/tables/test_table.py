"""A table as spreadsheets save it: read right, or refused with the line that is wrong."""

from pathlib import Path

import pytest

from usagraph.errors import MissingFile
from usagraph.ontology.tables.error import BrokenTable
from usagraph.ontology.tables.row import Row
from usagraph.ontology.tables.table import Table, read_table, refuse_twice

COLUMNS = ("slug", "label")


def read(folder: Path, content: str | bytes) -> Table:
    path = folder / "essai.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, COLUMNS)


def cells(table: Table) -> list[dict[str, str]]:
    return [row.cells for row in table.rows]


def wrong(table: Table) -> list[tuple[object, object, object]]:
    found = [*table.form, *(bad for row in table.rows for bad in row.problems)]
    return [(bad.values["line"], bad.values.get("column"), bad.values["reason"]) for bad in found]


@pytest.mark.parametrize(
    "content",
    [
        "slug,label\na,été\n",
        "slug;label\na;été\n",
        "slug\tlabel\na\tété",
        "\ufeffslug;label\r\na;été\r\n",
        "slug,label\ra,été\r",
        "Slug;LABEL \n a ; été \n",
        "label;slug\nété;a\n",
        "slug;label;;\na;été;;\n;;;\n\n  ;;;\n",
        "\n\nslug,label\na,été\n",
        '"slug","label"\n"a","été"\n',
        "slug;label\na;été\n".encode("cp1252"),
        "slug;label\na;été\n".encode("utf-16"),
    ],
)
def test_what_a_spreadsheet_saves_reads_alike(tmp_path: Path, content: str | bytes) -> None:
    table = read(tmp_path, content)
    assert (cells(table), wrong(table)) == ([{"slug": "a", "label": "été"}], [])


def test_a_line_is_counted_where_it_begins(tmp_path: Path) -> None:
    table = read(tmp_path, 'slug,label\na,"sur\ndeux lignes"\n\nb,l’une\u00a0ou\u202fl’autre\n')
    assert [(row.line, row["label"]) for row in table.rows] == [(2, "sur deux lignes"), (5, "l'une ou l'autre")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("slug\na\n", [(1, "label", "missing_column")]),
        ("slug,label,note\na,b,c\n", [(1, "note", "unknown_column")]),
        ("slug,label,label\na,b,c\n", [(1, "label", "doubled_column")]),
        ("", [(1, "slug", "missing_column"), (1, "label", "missing_column")]),
        ("slug,label\na\n", [(2, None, "cells")]),
        ("slug,label\na,b,de trop\n", [(2, None, "cells")]),
        ("slug,label,\na,b,de trop\n", [(2, None, "cells")]),
        ('slug,label\na,b\nc,"jamais fermé\nd,e\n', [(3, None, "quote")]),
        ("slug,label\na,Ã©tÃ©\n", [(2, "label", "garbled")]),
        ("slug,label\na,\ufffdt\ufffd\n", [(2, "label", "garbled")]),
        (b"slug,label\na,\x81\n", [(1, None, "encoding")]),
        (b"\xff\xfes\x00l\x00u", [(1, None, "encoding")]),
    ],
)
def test_what_cannot_be_read_right_is_refused(
    tmp_path: Path, content: str | bytes, expected: list[tuple[int, str | None, str]]
) -> None:
    table = read(tmp_path, content)
    assert wrong(table) == expected
    with pytest.raises(BrokenTable):
        table.kept(lambda row: row["slug"])


def test_a_value_that_comes_twice_names_the_first_line(tmp_path: Path) -> None:
    def check(rows: tuple[Row, ...]) -> None:
        refuse_twice(rows, "slug", lambda row: [row["slug"]])

    table = read(tmp_path, "slug,label\na,x\nb,x\na,y\n")
    check(table.rows)
    assert wrong(table) == [(4, "slug", "twice")]
    assert table.rows[2].problems[0].values["other"] == 2


def test_a_sound_table_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path, "slug,label\na,x\nb,y\n").kept(lambda row: row["slug"]) == ["a", "b"]


def test_an_absent_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        read_table(tmp_path / "absent.csv", COLUMNS)
