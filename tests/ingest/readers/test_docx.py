"""DOCX: structure by styles, nothing lost that a person sees, nothing read that is hidden."""

from collections.abc import Callable
from pathlib import Path

import pytest

from usagraph.ingest.readers.docx import read

DocxMaker = Callable[..., Path]
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
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


def test_paragraphs_of_one_frame_are_one_box(make_docx: DocxMaker) -> None:
    def framed(words: str, width: int) -> str:
        return f'<w:p><w:pPr><w:framePr w:w="{width}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'

    body = framed("Public", 3400) + framed("Tous", 3400) + framed("À part", 5000)
    assert _blocks(make_docx(body)) == [("box", "Public\nTous"), ("box", "À part")]


def test_a_box_drawn_the_new_way_only_is_read(make_docx: DocxMaker) -> None:
    space = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    inside = f"<w:txbxContent>{_paragraph('un', 'Style')}{_paragraph('deux')}</w:txbxContent>"
    drawing = f'<w:drawing><a xmlns="urn:a"><s:wsp xmlns:s="{space}"><s:txbx>{inside}</s:txbx></s:wsp></a></w:drawing>'
    assert _blocks(
        make_docx(f"<w:p><w:r><w:t>avant </w:t></w:r><w:r>{drawing}</w:r><w:r><w:t>après</w:t></w:r></w:p>")
    ) == [
        ("paragraph", "avant après"),
        ("box", "un\ndeux"),
    ]


def test_fields_are_text(make_docx: DocxMaker) -> None:
    body = '<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>3 mai</w:t></w:r></w:fldSimple></w:p>'
    assert read(make_docx(body)).text == "3 mai"


def test_breaks_of_any_kind_part_words(make_docx: DocxMaker) -> None:
    body = '<w:p><w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:br/><w:t>d</w:t></w:r></w:p>'
    assert read(make_docx(body)).text == "a\nb\nc\nd"


def test_formulas_are_text(make_docx: DocxMaker) -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    body = f'<w:p><m:oMath xmlns:m="{space}"><m:r><m:rPr><m:sty/></m:rPr><m:t>x=1</m:t></m:r></m:oMath></w:p>'
    assert read(make_docx(body)).text == "x=1"


def test_boxes_to_tick_are_marks(make_docx: DocxMaker) -> None:
    space = "http://schemas.microsoft.com/office/word/2010/wordml"

    def box(value: int) -> str:
        tick = f'<w14:checkbox xmlns:w14="{space}"><w14:checked w14:val="{value}"/></w14:checkbox>'
        return f"<w:sdt><w:sdtPr>{tick}</w:sdtPr><w:sdtContent><w:r><w:t>?</w:t></w:r></w:sdtContent></w:sdt>"

    body = f"<w:p>{box(1)}<w:r><w:t> oui </w:t></w:r>{box(0)}<w:r><w:t> non</w:t></w:r></w:p>"
    assert read(make_docx(body)).text == "☒ oui ☐ non"


@pytest.mark.parametrize(("code", "mark"), [("F0FE", "☑"), ("F0FD", "☒"), ("F0A8", "☐"), ("F0FC", "✓")])
def test_boxes_of_symbol_fonts_are_marks(make_docx: DocxMaker, code: str, mark: str) -> None:
    body = f'<w:p><w:r><w:sym w:font="Wingdings" w:char="{code}"/><w:t xml:space="preserve"> oui</w:t></w:r></w:p>'
    assert read(make_docx(body)).text == f"{mark} oui"


def test_a_row_that_begins_later_keeps_its_columns(make_docx: DocxMaker) -> None:
    def row(before: str, *cells: str) -> str:
        return f"<w:tr>{before}{''.join(f'<w:tc>{_paragraph(words)}</w:tc>' for words in cells)}</w:tr>"

    late = row('<w:trPr><w:gridBefore w:val="1"/></w:trPr>', "b")
    document = read(make_docx(f"<w:tbl>{late}{row('', 'c', 'd')}</w:tbl>"))
    assert document.text == "\tb\nc\td"


def test_moved_text_is_read_where_it_went(make_docx: DocxMaker) -> None:
    body = (
        "<w:p><w:moveFrom><w:r><w:t>bougé</w:t></w:r></w:moveFrom><w:r><w:t>un </w:t></w:r></w:p>"
        "<w:p><w:moveTo><w:r><w:t>bougé</w:t></w:r></w:moveTo></w:p>"
    )
    assert read(make_docx(body)).text == "un\n\nbougé"


def test_text_hidden_by_its_style_is_not_text(make_docx: DocxMaker) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="H"/><w:rPr><w:vanish/></w:rPr></w:style>'
    assert read(make_docx(_paragraph("secret", "H") + _paragraph("public"), styles=styles)).text == "public"


def test_contents_by_style_are_furniture(make_docx: DocxMaker) -> None:
    body = _paragraph("Une partie 3", "TM1")
    assert _blocks(make_docx(body, styles=_style("TM1", "toc 1"))) == [("furniture", "Une partie 3")]


def test_headers_and_footers_are_furniture_after_the_text(make_docx: DocxMaker) -> None:
    shown = "".join(f'<w:headerReference r:id="h{number}"/>' for number in (1, 3, 1))
    body = _paragraph("Le corps du texte.") + f"<w:sectPr>{shown}</w:sectPr>"
    hidden = _paragraph("secret", run="<w:rPr><w:vanish/></w:rPr>")
    first = "<w:p><w:r><w:t>Note</w:t><w:tab/><w:t>interne &amp; brève</w:t></w:r></w:p>" + hidden
    path = make_docx(body, headers=[first, _paragraph("ancien"), _paragraph("Page 2")])
    assert _blocks(path) == [
        ("paragraph", "Le corps du texte."),
        ("furniture", "Note interne & brève"),
        ("furniture", "Page 2"),
    ]


def test_a_box_in_a_header_is_written_once(make_docx: DocxMaker) -> None:
    drawn = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Boîte</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    choice = f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice>{drawn}</mc:Choice><mc:Fallback>{drawn}</mc:Fallback>'
    header = f"<w:p><w:r><w:t>Tête</w:t></w:r>{choice}</mc:AlternateContent></w:p>"
    path = make_docx('<w:p/><w:sectPr><w:headerReference r:id="h1"/></w:sectPr>', headers=[header])
    assert _blocks(path) == [("furniture", "Tête"), ("furniture", "Boîte")]
