"""Tables as grids, with their captions."""

from collections.abc import Callable

import pytest

from usagraph.ingest.table import Table, Tables, tables, turned
from usagraph.records import Document

Read = Callable[[str], Document]


def _grid(document: Document, number: int = 0) -> list[list[str]]:
    return [[cell.words if cell else "" for cell in row] for row in Tables(document).all[number].rows]


def test_merged_cells_stand_in_each_place(html: Read) -> None:
    page = (
        "<table><tr><td colspan=2>Titre</td><td></td></tr>"
        "<tr><td rowspan=2>A</td><td>b</td><td>c</td></tr><tr><td>d</td><td> e\n f </td></tr></table>"
    )
    assert _grid(html(page)) == [["Titre", "Titre", ""], ["A", "b", "c"], ["A", "d", "e f"]]
    assert [[cell and cell.row for cell in row] for row in Tables(html(page)).all[0].rows] == [
        [0, 0, None],
        [1, 1, 1],
        [1, 2, 2],
    ]


def test_a_table_made_with_tabs(plain: Read) -> None:
    assert _grid(plain("a\tb\nc\t\n")) == [["a", "b"], ["c", ""]]


@pytest.mark.parametrize(
    ("page", "captions"),
    [
        ("<p>Tableau 1 : a</p>{t}<p>Texte.</p><p>Tableau 2 : b</p>{t}<p>Fin.</p>", ["Tableau 1 : a", "Tableau 2 : b"]),
        ("{t}<p>Tableau 1 : a</p><p>Texte.</p>{t}<p>Tableau 2 : b</p>", ["Tableau 1 : a", "Tableau 2 : b"]),
        ("{t}<p>Tableau 1 : a</p>{t}<p>Tableau 2 : b</p>", ["Tableau 1 : a", "Tableau 2 : b"]),
        ("{t}<p>Figure 1 : a</p><p>Texte.</p>{t}", [None, None]),
    ],
)
def test_captions_on_one_side(html: Read, page: str, captions: list[str | None]) -> None:
    document = html(page.replace("{t}", "<table><tr><td>x</td><td>y</td></tr></table>"))
    assert [t.caption and document.words(t.caption) for t in tables(document)] == captions


def _joined(document: Document) -> Table | None:
    found = Tables(document)
    first, second = found.all
    return found.joined(first, second)


def test_two_parts_of_a_table(html: Read) -> None:
    first, second = (f"<table><tr><td>{a}</td><td>{b}</td></tr></table>" for a, b in ("ab", "cd"))
    document = html(f"{first}{second}<p>Tableau 1 : x</p>")
    whole = _joined(document)
    assert whole is not None
    assert [[cell and (cell.words, cell.row) for cell in row] for row in whole.rows] == [
        [("a", 0), ("b", 0)],
        [("c", 1), ("d", 1)],
    ]
    assert whole.caption is not None
    apart = html(f"{first}<p>Autre chose.</p>{second}")
    assert _joined(apart) is None
    wider = html(f"{first}<table><tr><td>c</td><td>d</td><td>e</td></tr></table>")
    assert _joined(wider) is None


def test_a_table_turned(html: Read) -> None:
    page = "<table><tr><td>Titre</td><td>A</td><td>B</td></tr><tr><td>Qui</td><td colspan=2>DMO</td></tr></table>"
    rows = turned(tables(html(page))[0]).rows
    assert [[cell and (cell.words, cell.row) for cell in row] for row in rows] == [
        [("Titre", 0), ("Qui", 0)],
        [("A", 1), ("DMO", 1)],
        [("B", 2), ("DMO", 1)],
    ]
