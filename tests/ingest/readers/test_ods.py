"""ODS: cells as displayed, at their addresses."""

from collections.abc import Callable
from pathlib import Path

from usagraph.ingest.readers.ods import read

Maker = Callable[..., Path]


def _cell(words: str = "", more: str = "") -> str:
    return f"<table:table-cell {more}>{f'<text:p>{words}</text:p>' if words else ''}</table:table-cell>"


def _sheet(name: str, *rows: str, style: str = "", columns: str = "") -> str:
    inside = "".join(
        row if row.startswith("<table:table-row") else f"<table:table-row>{row}</table:table-row>" for row in rows
    )
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{inside}</table:table>'


def _read(make_odf: Maker, *sheets: str, styles: str = "") -> tuple[str, dict[str, str]]:
    document = read(make_odf("".join(sheets), name="a.ods", kind="spreadsheet", styles=styles))
    return document.text, document.metadata


def test_each_sheet_is_a_table_under_its_name(make_odf: Maker) -> None:
    text, _ = _read(make_odf, _sheet("Actions", _cell("a") + _cell("b")), _sheet("Feuille2", _cell("c")))
    assert text == "Actions\n\na\tb\n\nFeuille2\n\nc"


def test_a_single_sheet_that_nobody_named_has_no_heading(make_odf: Maker) -> None:
    assert _read(make_odf, _sheet("Feuille1", _cell("a") + _cell("b"))) == ("a\tb", {})


def test_hidden_sheets_rows_and_columns_are_not_content(make_odf: Maker) -> None:
    styles = '<style:style style:name="H"><style:table-properties table:display="false"/></style:style>'
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    hidden = f'<table:table-row table:visibility="collapse">{_cell("secret")}</table:table-row>'
    shown = _sheet("Vue", _cell("a") + _cell("secret") + _cell("c"), hidden, columns=columns)
    text, metadata = _read(make_odf, _sheet("Non", _cell("secret"), style="H"), shown, styles=styles)
    assert "secret" not in text
    assert metadata["hidden_sheets"] == "1"


def test_repeats_and_spans_keep_addresses(make_odf: Maker) -> None:
    many = 'table:number-columns-repeated="16380"'
    empty = f'<table:table-row table:number-rows-repeated="1048570">{_cell(more=many)}</table:table-row>'
    body = _sheet(
        "Feuille1",
        '<table:table-row table:number-rows-repeated="2">'
        + _cell(more='table:number-columns-repeated="9"')
        + "</table:table-row>",
        _cell() + _cell("titre", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>" + _cell(more=many),
        _cell() + _cell("x", 'table:number-columns-repeated="2"'),
        empty,
    )
    document = read(make_odf(body, name="a.ods", kind="spreadsheet"))
    cells = [(document.words(b), b.cell.row, b.cell.column, b.cell.column_span) for b in document.blocks if b.cell]
    assert cells == [("titre", 2, 1, 2), ("x", 3, 1, 1), ("x", 3, 2, 1)]


def test_comments_are_not_content(make_odf: Maker) -> None:
    cell = "<table:table-cell><office:annotation><text:p>non</text:p></office:annotation><text:p>o<text:span>u</text:span>i</text:p></table:table-cell>"
    assert _read(make_odf, _sheet("Feuille1", cell + _cell("b")))[0] == "oui\tb"
