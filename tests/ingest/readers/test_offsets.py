"""The law of offsets, on documents made at random and written in every format: each block says what was written."""

import csv
import html
import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from usagraph.ingest.gate import check
from usagraph.ingest.readers import read_here
from usagraph.records import Document

Maker = Callable[..., Path]
#: A kind with its words, or a table by its rows.
Piece = tuple[str, str] | list[list[str]]
WORD = st.text(alphabet='abcdéèàçœ’&<>"', min_size=1, max_size=9)
WORDS = st.lists(WORD, min_size=2, max_size=12).map(lambda words: "Le " + " ".join(words) + ".")
TABLE = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=2, max_size=4)
)
PIECES: st.SearchStrategy[list[Piece]] = st.lists(
    st.one_of(st.tuples(st.sampled_from(["heading", "paragraph", "item"]), WORDS), TABLE), min_size=1, max_size=6
)
ROWS = st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=6)
some = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _expected(pieces: list[Piece]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for piece in pieces:
        found += [piece] if isinstance(piece, tuple) else [("cell", words) for row in piece for words in row]
    return found


def _blocks(path: Path) -> list[tuple[str, str]]:
    document = read_here(path, check(path))
    _keep_the_law(document)
    return [(block.kind, document.words(block)) for block in document.blocks]


def _keep_the_law(document: Document) -> None:
    blocks = document.blocks
    assert all(before.end <= after.start for before, after in pairwise(blocks))
    assert "".join("".join(document.words(b).split()) for b in blocks) == "".join(document.text.split())


def _written(pieces: list[Piece], tags: dict[str, str], table: Callable[[list[list[str]]], str]) -> str:
    made = []
    for piece in pieces:
        if isinstance(piece, tuple):
            made.append(tags[piece[0]].format(html.escape(piece[1])))
        else:
            made.append(table([[html.escape(words) for words in row] for row in piece]))
    return "".join(made)


def _rows(row: str, cell: str, rows: list[list[str]]) -> str:
    return "".join(row.format("".join(cell.format(words) for words in line)) for line in rows)


@some
@given(PIECES)
def test_html(tmp_path: Path, pieces: list[Piece]) -> None:
    path = tmp_path / "a.html"
    tags = {"heading": "<h2>{}</h2>", "paragraph": "<p>{}</p>", "item": "<ul><li>{}</li></ul>"}
    body = _written(pieces, tags, lambda rows: f"<table>{_rows('<tr>{}</tr>', '<td>{}</td>', rows)}</table>")
    path.write_text(f"<meta charset='utf-8'>{body}", encoding="utf-8")
    assert _blocks(path) == _expected(pieces)


@some
@given(PIECES)
def test_markdown(tmp_path: Path, pieces: list[Piece]) -> None:
    path = tmp_path / "a.md"
    made = []
    for piece in pieces:
        if isinstance(piece, tuple):
            made.append({"heading": "## {}", "paragraph": "{}", "item": "- {}"}[piece[0]].format(piece[1]))
        else:
            head, *rest = ["| " + " | ".join(row) + " |" for row in piece]
            made.append("\n".join([head, "|---" * len(piece[0]) + "|", *rest]))
    path.write_text(
        "\n\n<!-- -->\n\n".join(made).replace("<", r"\<").replace(r"\<!-- -->", "***").replace("&", r"\&"), "utf-8"
    )
    assert _blocks(path) == _expected(pieces)


@some
@given(PIECES)
def test_docx(make_docx: Maker, pieces: list[Piece]) -> None:
    words = '<w:p>{}<w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
    style = '<w:pPr><w:pStyle w:val="{}"/></w:pPr>'
    tags = {
        "heading": words.format(style.format("Titre2"), "{}"),
        "paragraph": words.format("", "{}"),
        "item": words.format(style.format("L"), "{}"),
    }
    cell = f"<w:tc>{tags['paragraph']}</w:tc>"
    table = "<w:tbl>{}</w:tbl>"
    names = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/></w:style>'
    body = _written(pieces, tags, lambda rows: table.format(_rows("<w:tr>{}</w:tr>", cell, rows)))
    path = make_docx(body, styles=names.format("Titre2", "heading 2") + names.format("L", "List"))
    expected = [("paragraph" if kind == "item" else kind, said) for kind, said in _expected(pieces)]
    assert _blocks(path) == expected


@some
@given(PIECES)
def test_odt(make_odf: Maker, pieces: list[Piece]) -> None:
    line = "<text:p>{}</text:p>"
    tags = {
        "heading": '<text:h text:outline-level="2">{}</text:h>',
        "paragraph": line,
        "item": f"<text:list><text:list-item>{line}</text:list-item></text:list>",
    }
    cell = f"<table:table-cell>{line}</table:table-cell>"
    row = "<table:table-row>{}</table:table-row>"
    body = _written(pieces, tags, lambda rows: f"<table:table>{_rows(row, cell, rows)}</table:table>")
    assert _blocks(make_odf(body)) == _expected(pieces)


@some
@given(PIECES)
def test_plain_text(tmp_path: Path, pieces: list[Piece]) -> None:
    path = tmp_path / "a.txt"
    made = []
    for piece in pieces:
        if isinstance(piece, tuple):
            made.append(f"- {piece[1]}" if piece[0] == "item" else piece[1])
        else:
            made.append("\n".join("\t".join(row) for row in piece))
    path.write_text("\n\n.\n\n".join(made), encoding="utf-8")
    expected = []
    for kind, said in _expected(pieces):
        expected.append(f"- {said}" if kind == "item" else said)
    assert [words for _, words in _blocks(path) if words != "."] == expected


@some
@given(ROWS)
def test_csv(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "a.csv"
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows(rows)
    path.write_text(file.getvalue(), encoding="utf-8", newline="")
    assert _blocks(path) == _expected([rows])


@some
@given(ROWS)
def test_workbooks(make_xlsx: Maker, make_xls: Maker, make_odf: Maker, rows: list[list[str]]) -> None:
    lines = ""
    for number, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{letter}{number}" t="inlineStr"><is><t>{html.escape(words)}</t></is></c>'
            for letter, words in zip("ABC", row, strict=True)
        )
        lines += f'<row r="{number}">{cells}</row>'
    cell, line = "<table:table-cell><text:p>{}</text:p></table:table-cell>", "<table:table-row>{}</table:table-row>"
    table = _rows(line, cell, [[html.escape(words) for words in row] for row in rows])
    paths = [
        make_xlsx({"Feuil1": f"<sheetData>{lines}</sheetData>"}),
        make_xls({"Feuil1": rows}),
        make_odf(f'<table:table table:name="Feuil1">{table}</table:table>', name="a.ods", kind="spreadsheet"),
    ]
    for path in paths:
        assert _blocks(path) == _expected([rows])


@some
@given(st.lists(st.text(alphabet="abcdeéè", min_size=2, max_size=9), min_size=3, max_size=60))
def test_pdf(make_pdf: Maker, words: Callable[..., Any], said: list[str]) -> None:
    lines = [" ".join(said[start : start + 8]) for start in range(0, len(said), 8)]
    path = make_pdf([words(line, y=780 - 14 * number) for number, line in enumerate(lines)])
    assert " ".join(" ".join(found.split()) for _, found in _blocks(path)) == " ".join(said)


def test_a_block_of_a_pdf_has_its_page_and_place(make_pdf: Maker, words: Callable[..., Any]) -> None:
    path = make_pdf([words("Un.", x=72, y=700)], [words("Deux.", x=100, y=500)])
    document = read_here(path, check(path))
    assert [(block.page, block.box and block.box[:2]) for block in document.blocks] == [(1, (72, 700)), (2, (100, 500))]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv"])
def test_nothing_gives_no_block(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(" \n", encoding="utf-8")
    assert _blocks(path) == []
