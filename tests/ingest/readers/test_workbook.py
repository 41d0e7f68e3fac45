"""XLSX and XLS: values as they are shown, at their addresses, and nothing that is hidden."""

from collections.abc import Callable
from pathlib import Path

import pytest

from usagraph.errors import TooLarge
from usagraph.ingest.readers.workbook import read

Maker = Callable[..., Path]


def _cell(address: str, words: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{words}</t></is></c>'


def _data(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


def _row(number: int, inside: str, more: str = "") -> str:
    return f'<row r="{number}" {more}>{inside}</row>'


def test_sheets_addresses_and_merges(make_xlsx: Maker) -> None:
    first = _data(
        _row(1, _cell("B1", "Titre")),
        _row(3, _cell("B3", "Action") + _cell("C3", "Degré")),
        _row(4, '<c r="B4"><v>3</v></c><c r="C4"><v>2.5</v></c>'),
    )
    document = read(
        make_xlsx(
            {
                "Actions": f'{first}<mergeCells count="1"><mergeCell ref="B1:C1"/></mergeCells>',
                "Feuil2": _data(_row(1, _cell("A1", "x"))),
            }
        )
    )
    assert document.text == "Actions\n\nTitre\nAction\tDegré\n3\t2,5\n\nFeuil2\n\nx"
    cells = [(b.cell.table, b.cell.row, b.cell.column, b.cell.column_span) for b in document.blocks if b.cell]
    assert cells[:2] == [(0, 0, 1, 2), (0, 2, 1, 1)]
    assert "title" not in document.metadata


def test_what_is_hidden_is_not_content(make_xlsx: Maker) -> None:
    shown = '<cols><col min="2" max="2" hidden="1"/></cols>' + _data(
        _row(1, _cell("A1", "a") + _cell("B1", "secret") + _cell("C1", "c")),
        _row(2, _cell("A2", "secret"), 'hidden="1"'),
    )
    other = _data(_row(1, _cell("A1", "secret")))
    states = {"H": "hidden", "V": "veryHidden"}
    document = read(make_xlsx({"Feuil1": shown, "H": other, "V": other}, states=states))
    assert document.text == "a\t\tc"
    assert document.metadata == {"hidden_sheets": "2"}


def test_cells_at_opposite_corners_are_too_large(make_xlsx: Maker) -> None:
    far = _data(_row(1, _cell("A1", "a")), _row(1_048_576, _cell("XFD1048576", "z")))
    with pytest.raises(TooLarge):
        read(make_xlsx({"Feuil1": far}))


def test_the_declared_extent_is_not_believed(make_xlsx: Maker) -> None:
    sheet = '<dimension ref="A1:XFD1048576"/>' + _data(_row(1, _cell("A1", "a") + _cell("B1", "b")))
    assert read(make_xlsx({"Feuil1": sheet})).text == "a\tb"


def test_formulas_that_were_never_computed_are_counted(make_xlsx: Maker) -> None:
    sheet = _data(_row(1, '<c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c>'))
    document = read(make_xlsx({"Feuil1": sheet}))
    assert (document.text, document.metadata) == ("2", {"uncomputed": "1"})


def test_values_are_said_as_a_french_workbook_shows_them(make_xlsx: Maker) -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 22, 20))
    styles = f'<styleSheet xmlns="{space}"><cellXfs>{formats}</cellXfs></styleSheet>'
    values = [("0", "3.0"), ("0", "1234.5"), ("1", "45352"), ("2", "45352.5"), ("3", "0.375"), ("0", "0.1")]
    cells = "".join(
        f'<c r="{letter}1" s="{style}"><v>{value}</v></c>'
        for letter, (style, value) in zip("ABCDEF", values, strict=True)
    )
    path = make_xlsx(
        {"Feuil1": _data(_row(1, cells + '<c r="G1" t="b"><v>1</v></c>'))}, **{"xl/styles.xml": styles.encode()}
    )
    said = ["3", "1234,5", "01/03/2024", "01/03/2024 12:00", "09:00", "0,1", "VRAI"]
    assert read(path).text.split("\t") == said


def test_macros_are_told(make_xlsx: Maker) -> None:
    path = make_xlsx({"Feuil1": _data(_row(1, _cell("A1", "a")))}, **{"xl/vbaProject.bin": b"x"})
    assert read(path).metadata["macros"] == "yes"


def test_an_old_workbook(make_xls: Maker) -> None:
    document = read(make_xls({"Actions": [["Écoute", 2.5], ["b", 3.0]], "H": [["secret"]]}, hidden="H"))
    assert document.text == "Actions\n\nÉcoute\t2,5\nb\t3"
    assert document.metadata == {"hidden_sheets": "1"}
