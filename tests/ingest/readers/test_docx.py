"""DOCX: structure by styles, nothing lost that a person sees, nothing read that is hidden."""

from collections.abc import Callable
from pathlib import Path

import pytest

from usagraph.errors import Unreadable
from usagraph.ingest.readers.docx import read

DocxMaker = Callable[..., Path]
GRID = '<w:gridSpan w:val="2"/>'
BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>En boîte</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def _paragraph(words: str, style: str = "", run: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r>{run}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def _style(name: str, words: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{words}"/></w:style>'


def _blocks(path: Path) -> list[tuple[str, str]]:
    document = read(path)
    return [(block.kind, document.words(block)) for block in document.blocks]


@pytest.mark.parametrize(("name", "words"), [("Heading2", "heading 2"), ("Titre2", "heading 2"), ("T2", "Titre 2")])
def test_headings_by_style(make_docx: DocxMaker, name: str, words: str) -> None:
    document = read(make_docx(_paragraph("Une partie", name) + _paragraph("Du texte."), styles=_style(name, words)))
    assert [(b.kind, b.level) for b in document.blocks] == [("heading", 2), ("paragraph", None)]
    assert document.metadata["title"] == "Une partie"


@pytest.mark.parametrize("words", ["caption", "Légende"])
def test_captions_by_style(make_docx: DocxMaker, words: str) -> None:
    assert _blocks(make_docx(_paragraph("Les actions", "C"), styles=_style("C", words))) == [("caption", "Les actions")]


def test_insertions_are_text_and_deletions_are_not(make_docx: DocxMaker) -> None:
    body = (
        "<w:p><w:r><w:t>avant </w:t></w:r><w:del><w:r><w:delText>non</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>oui</w:t></w:r></w:ins></w:p>"
    )
    assert read(make_docx(body)).text.split() == ["avant", "oui"]


def test_content_controls_are_text(make_docx: DocxMaker) -> None:
    assert read(make_docx(f"<w:sdt><w:sdtContent>{_paragraph('choix')}</w:sdtContent></w:sdt>")).text == "choix"


def test_hidden_text_is_not_text(make_docx: DocxMaker) -> None:
    body = _paragraph("secret", run="<w:rPr><w:vanish/></w:rPr>") + _paragraph(
        "public", run='<w:rPr><w:vanish w:val="0"/></w:rPr>'
    )
    assert read(make_docx(body)).text == "public"


def test_text_boxes_and_frames_are_boxes_read_once(make_docx: DocxMaker) -> None:
    frame = '<w:p><w:pPr><w:framePr w:w="3400"/></w:pPr><w:r><w:t>En cadre</w:t></w:r></w:p>'
    assert _blocks(make_docx(_paragraph("avant") + BOX + frame)) == [
        ("paragraph", "avant"),
        ("box", "En boîte"),
        ("box", "En cadre"),
    ]


def test_merged_and_nested_cells(make_docx: DocxMaker) -> None:
    def cell(inside: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(_paragraph('x'))}{cell(_paragraph('y'))}</w:tr></w:tbl><w:p/>"
    body = (
        f"<w:tbl><w:tr>{cell(_paragraph('deux'), GRID)}{cell(_paragraph('C'))}</w:tr>"
        f"<w:tr>{cell(_paragraph('a'))}{cell(_paragraph('b'))}{cell(_paragraph('c') + inner)}</w:tr></w:tbl>"
    )
    document = read(make_docx(body))
    assert document.text == "deux\tC\na\tb\tc\n\nx\ty"
    assert [(b.cell.column, b.cell.column_span) for b in document.blocks if b.cell][:2] == [(0, 2), (2, 1)]


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE w:document [<!ENTITY a "b">]>',
        '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE w:document SYSTEM "http://localhost/x.dtd">',
    ],
)
def test_a_dtd_is_refused(make_docx: DocxMaker, prolog: str) -> None:
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read(make_docx(_paragraph("a"), prolog=prolog))
