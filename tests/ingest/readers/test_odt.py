"""ODT: what a person sees, as DOCX gives it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from usagraph.errors import Unreadable
from usagraph.ingest.readers.odt import read

Maker = Callable[..., Path]


def _p(words: str, style: str = "S") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def _cell(inside: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{inside}</table:table-cell>"


def _table(*rows: str) -> str:
    return "<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows) + "</table:table>"


def _frame(*inside: str) -> str:
    return f"<draw:frame><draw:text-box>{''.join(inside)}</draw:text-box></draw:frame>"


def _blocks(path: Path) -> list[tuple[str, str]]:
    document = read(path)
    return [(block.kind, document.words(block)) for block in document.blocks]


def test_headings_by_element_and_by_style(make_odf: Maker) -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Heading_20_2"/>'
    body = (
        '<text:h text:outline-level="1">Un</text:h>' + _p("Deux", "P1") + '<text:h text:outline-level="9">Bas</text:h>'
    )
    document = read(make_odf(body, styles=styles))
    assert [(b.kind, b.level) for b in document.blocks] == [("heading", 1), ("heading", 2), ("heading", 6)]


def test_styles_in_a_ring_end(make_odf: Maker) -> None:
    styles = '<style:style style:name="A" style:parent-style-name="A"/>'
    assert _blocks(make_odf(_p("mot", "A"), styles=styles)) == [("paragraph", "mot")]


def test_tracked_deletions_and_comments_are_not_text(make_odf: Maker) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>non</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        + _p(
            "avant <text:change/><text:change-start/>oui<text:change-end/><office:annotation><text:p>note</text:p></office:annotation>"
        )
    )
    assert _blocks(make_odf(body)) == [("paragraph", "avant oui")]


def test_hidden_text_is_not_text(make_odf: Maker) -> None:
    styles = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    body = (
        _p('public<text:span text:style-name="T1"> secret</text:span>')
        + _p("secret", "T1")
        + f'<text:section text:display="none">{_p("secret")}</text:section>'
        + _p("<text:hidden-text>secret</text:hidden-text>")
    )
    assert _blocks(make_odf(body, styles=styles)) == [("paragraph", "public")]


def test_spaces_tabs_breaks_and_fields(make_odf: Maker) -> None:
    body = _p('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d <text:text-input>choix</text:text-input>')
    assert _blocks(make_odf(body)) == [("paragraph", "a b c\nd choix")]


def test_a_frame_in_a_paragraph_follows_it(make_odf: Maker) -> None:
    body = _p(f"Une phrase {_frame(_p('Public'), _p('Tous'))}entière.") + _frame(_p("Page"))
    assert _blocks(make_odf(body)) == [("paragraph", "Une phrase entière."), ("box", "Public\nTous"), ("box", "Page")]


@pytest.mark.parametrize("shape", ["custom-shape", "rect", "ellipse"])
def test_words_in_shapes_and_groups_are_boxes(make_odf: Maker, shape: str) -> None:
    drawn = f"<draw:g><draw:{shape}>{_p('un')}</draw:{shape}></draw:g>"
    assert _blocks(make_odf(_p(f"mot{drawn}") + drawn)) == [("paragraph", "mot"), ("box", "un"), ("box", "un")]


def test_a_frame_in_a_frame(make_odf: Maker) -> None:
    assert _blocks(make_odf(_frame(_p(f"dehors{_frame(_p('dedans'))}")))) == [("box", "dehors\ndedans")]


def test_lists_and_headings_in_lists(make_odf: Maker) -> None:
    inner = f"<text:list><text:list-item>{_p('deux')}</text:list-item></text:list>"
    body = (
        f"<text:list><text:list-item>{_p('un')}{inner}</text:list-item></text:list>"
        '<text:list><text:list-item><text:h text:outline-level="2">T</text:h></text:list-item></text:list>'
    )
    assert _blocks(make_odf(body)) == [("item", "un"), ("item", "deux"), ("heading", "T")]


def test_merged_repeated_and_nested_cells(make_odf: Maker) -> None:
    covered = "<table:covered-table-cell/>"
    body = _table(
        _cell(_p("a"), 'table:number-columns-spanned="2"') + covered + _cell(_p("b"), 'table:number-rows-spanned="2"'),
        _cell(_p("c") + _table(_cell(_p("x")) + _cell(_p("y")))) + _cell(_p("d")) + covered,
        _cell(_p("e"), 'table:number-columns-repeated="3"'),
    )
    document = read(make_odf(body))
    assert document.text == "a\tb\nc\td\ne\te\te\n\nx\ty"
    cells = [b.cell for b in document.blocks if b.cell]
    assert [(c.row, c.column, c.row_span, c.column_span) for c in cells[:4]] == [
        (0, 0, 1, 2),
        (0, 2, 2, 1),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ]


def test_header_rows_are_rows(make_odf: Maker) -> None:
    row = f"<table:table-row>{_cell(_p('A'))}{_cell(_p('B'))}</table:table-row>"
    assert (
        read(make_odf(f"<table:table><table:table-header-rows>{row}</table:table-header-rows>{row}</table:table>")).text
        == "A\tB\nA\tB"
    )


def test_notes_come_at_the_end_and_captions_are_told(make_odf: Maker) -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{_p('la note')}</text:note-body></text:note>"
    styles = '<style:style style:name="L" style:parent-style-name="Caption"/>'
    assert _blocks(make_odf(_p(f"un mot{note}, la suite") + _p("Les actions", "L"), styles=styles)) == [
        ("paragraph", "un mot[1], la suite"),
        ("caption", "Les actions"),
        ("item", "la note"),
    ]


def test_contents_are_furniture(make_odf: Maker) -> None:
    body = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>non</text:index-title-template>"
        f"</text:table-of-content-source><text:index-body>{_p('Partie<text:tab/>3')}</text:index-body></text:table-of-content>"
    )
    assert _blocks(make_odf(body + _p("mot"))) == [("furniture", "Partie 3"), ("paragraph", "mot")]


def test_a_spreadsheet_is_no_text(make_odf: Maker) -> None:
    with pytest.raises(Unreadable):
        read(make_odf("", kind="spreadsheet"))


def test_headers_and_footers_are_furniture_after_the_text(make_odf: Maker) -> None:
    page = (
        f"<style:header>{_p('Note<text:s/>interne')}</style:header>"
        f"<style:header-left>{_p('À gauche')}</style:header-left>"
        f"<style:footer>{_p('Page <text:page-number>2</text:page-number>')}{_p('À gauche')}</style:footer>"
        f'<style:footer-first style:display="false">{_p("secret")}</style:footer-first>'
    )
    assert _blocks(make_odf(_p("Le corps du texte."), page=page)) == [
        ("paragraph", "Le corps du texte."),
        ("furniture", "Note interne"),
        ("furniture", "À gauche"),
        ("furniture", "Page 2"),
    ]
