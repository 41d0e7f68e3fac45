"""PDF: lines to paragraphs, styles to headings, geometry to tables."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from usagraph.errors import NoText, Protected, Unreadable
from usagraph.ingest.readers.pdf import read
from usagraph.records import Document

PdfMaker = Callable[..., Path]
Make = Callable[..., Any]
PITCH = 14.0
PROSE = (
    "Le service public local reçoit chaque jour des personnes",
    "qui viennent demander une aide, un renseignement ou un",
    "rendez-vous ; toutes ne savent pas à qui s'adresser.",
)


def _blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.words(block)) for block in document.blocks]


def _rows(document: Document) -> list[list[str]]:
    rows: dict[tuple[int, int], list[str]] = {}
    for block in document.blocks:
        if block.cell:
            rows.setdefault((block.cell.table, block.cell.row), []).append(document.words(block))
    return list(rows.values())


def _lines(words: Make, lines: Iterable[str], y: float = 700, **more: Any) -> list[Any]:
    return [words(line, y=y - PITCH * number, **more) for number, line in enumerate(lines)]


def _table(
    words: Make, rows: list[list[list[str]]], y: float, *, columns: tuple[float, ...] = (72, 220, 380), pad: float = 5
) -> list[Any]:
    """Rows of cells of lines, written cell by cell; rows are `pad` further apart than lines."""
    things = []
    for row in rows:
        for x, cell in zip(columns, row, strict=False):
            things += [words(line, x=x, y=y - PITCH * number) for number, line in enumerate(cell)]
        y -= PITCH * max(map(len, row)) + pad
    return things


def test_lines_of_a_paragraph_are_one_block(make_pdf: PdfMaker, words: Make) -> None:
    document = read(make_pdf(_lines(words, PROSE) + _lines(words, PROSE, 640)))
    assert _blocks(document) == [("paragraph", " ".join(PROSE))] * 2
    assert [block.page for block in document.blocks] == [1, 1]
    assert document.blocks[0].box is not None


def test_indents_and_short_lines_part_paragraphs_without_space_between(make_pdf: PdfMaker, words: Make) -> None:
    lines = [*PROSE, "C'est ainsi.", *PROSE]
    expected = [("paragraph", " ".join([*PROSE, "C'est ainsi."])), ("paragraph", " ".join(PROSE))]
    assert _blocks(read(make_pdf(_lines(words, lines)))) == expected


def test_a_label_with_room_left_after_it_is_a_paragraph_without_a_full_stop(make_pdf: PdfMaker, words: Make) -> None:
    lines = ["Porteur : la régie", "Domaine : les jardins", *PROSE]
    expected = ["Porteur : la régie", "Domaine : les jardins", " ".join(PROSE)]
    assert [said for _, said in _blocks(read(make_pdf(_lines(words, lines))))] == expected


def test_the_short_form_of_article_ends_no_sentence(make_pdf: PdfMaker, words: Make) -> None:
    lines = [*PROSE[:2], "conseil que prévoit pour tous les établissements l'art.", "L. 311-6 du code"]
    assert len(_blocks(read(make_pdf(_lines(words, lines))))) == 1


def test_headings_by_style_with_levels_and_title(make_pdf: PdfMaker, words: Make) -> None:
    page = [words("Le rapport", y=780, size=20, bold=True)]
    for number in range(2):
        top = 740 - 250 * number
        page += [words("Une partie", y=top, size=15, bold=True), *_lines(words, PROSE, top - 25)]
        page += [words("Un point", y=top - 100, size=12.5, bold=True), *_lines(words, PROSE, top - 125)]
    document = read(make_pdf(page))
    headings = [(b.level, document.words(b)) for b in document.blocks if b.kind == "heading"]
    assert headings == [(1, "Une partie"), (2, "Un point")] * 2
    assert document.metadata["title"] == "Le rapport"


def test_a_heading_on_two_lines_is_one_block(make_pdf: PdfMaker, words: Make) -> None:
    page = [words("Une partie dont le nom", y=740, size=14, bold=True), words("est long", y=723, size=14, bold=True)]
    document = read(make_pdf(page + _lines(words, PROSE)))
    assert _blocks(document)[0] == ("heading", "Une partie dont le nom est long")


def test_bold_words_inside_a_line_are_no_heading(make_pdf: PdfMaker, words: Make) -> None:
    page = [words("Un mot", bold=True), words("dans une phrase,", x=112), *_lines(words, PROSE, 650)]
    assert [kind for kind, _ in _blocks(read(make_pdf(page)))] == ["paragraph", "paragraph"]


def test_headers_and_page_numbers_are_furniture_and_a_paragraph_runs_on(make_pdf: PdfMaker, words: Make) -> None:
    def page(number: int, lines: Iterable[str], y: float) -> list[Any]:
        return [words("Guide des services", y=815), *_lines(words, lines, y), words(f"Page {number}", y=30)]

    document = read(make_pdf(page(1, PROSE[:2], 700), page(2, PROSE[2:], 760), page(3, PROSE, 760)))
    assert [b for b in _blocks(document) if b[0] != "furniture"] == [("paragraph", " ".join(PROSE))] * 2
    assert [w for kind, w in _blocks(document) if kind == "furniture"].count("Guide des services") == 3
    assert document.metadata["pages"] == "3"


def test_items_and_captions(make_pdf: PdfMaker, words: Make) -> None:
    page = [words("•", x=80), words("un point assez long pour aller", x=95), words("à la ligne", x=95, y=686)]
    page += [words("- un autre", x=80, y=672), words("Tableau 4 Les actions", y=640), *_lines(words, PROSE, 600)]
    assert _blocks(read(make_pdf(page)))[:3] == [
        ("item", "• un point assez long pour aller à la ligne"),
        ("item", "- un autre"),
        ("caption", "Tableau 4 Les actions"),
    ]


def test_columns_are_read_one_after_the_other(make_pdf: PdfMaker, words: Make) -> None:
    narrow = [f"une ligne de la colonne numéro {n}" for n in range(12)]
    page = _lines(words, [*narrow, "et la fin de la"], x=72) + _lines(words, ["première", *narrow], x=330)
    document = read(make_pdf(page))
    assert _rows(document) == []
    assert document.text == " ".join([*narrow, "et la fin de la", "première", *narrow])


def test_a_side_box_does_not_cut_the_text(make_pdf: PdfMaker, words: Make) -> None:
    first = _lines(words, PROSE * 6, 760) + _lines(words, ["A noter", "un numéro"], 700, x=430)
    second = _lines(words, ["puis la suite du texte.", *PROSE * 6], 760)
    document = read(make_pdf(first[:17] + first[18:], second))
    boxes = [w for kind, w in _blocks(document) if kind == "box"]
    assert boxes == ["A noter un numéro"]
    assert any("et puis" in w or "un puis la suite" in w for _, w in _blocks(document))


GRID = [
    [["Direction"], ["Action menée"], ["Enjeu"]],
    [["ABC"], ["Un café des", "personnes aidées"], ["Écouter"]],
    [["DEF"], ["Un salon"], ["Informer les", "habitants du", "territoire"]],
    [[], ["Une visite"], []],
    [["GHI"], ["Un guide"], ["Orienter"]],
]
EXPECTED = [[" ".join(cell) for cell in row] for row in GRID]


def test_a_borderless_table(make_pdf: PdfMaker, words: Make) -> None:
    page = _lines(words, PROSE, 780) + _table(words, GRID, 700) + _lines(words, PROSE, 500)
    document = read(make_pdf(page))
    assert _rows(document) == EXPECTED
    assert [w for k, w in _blocks(document) if k == "paragraph"] == [" ".join(PROSE)] * 2


def test_a_ruled_table_without_padding(make_pdf: PdfMaker, words: Make, stroke: Make) -> None:
    rows = [[["a un"], ["b un"]], [[], ["b deux"]], [[], ["b trois"]], [["a quatre"], ["b quatre"]]]
    page = _lines(words, PROSE, 780) + _table(words, rows, 700, columns=(72, 300), pad=0)
    page += [stroke(66, 530, 711 - PITCH * number) for number in range(5)]
    assert _rows(read(make_pdf(page))) == [["a un", "b un"], ["", "b deux"], ["", "b trois"], ["a quatre", "b quatre"]]


def test_a_table_goes_on_over_the_page(make_pdf: PdfMaker, words: Make) -> None:
    cut = [[["JKL"], ["Une réunion de"], ["Décider"]]]
    first = _lines(words, PROSE, 400) + _table(words, [*GRID, *cut], 300)
    second = _table(words, [GRID[0], [[], ["concertation"], []], GRID[1]], 760) + _lines(words, PROSE, 600)
    document = read(make_pdf(first, second))
    assert _rows(document) == [*EXPECTED, ["JKL", "Une réunion de concertation", "Décider"], EXPECTED[1]]
    assert {block.cell.table for block in document.blocks if block.cell} == {0}


def test_columns_aligned_to_the_right_hold_together(make_pdf: PdfMaker, words: Make) -> None:
    rows = [("Communes", "Habitants", 330.0), ("Val", "12 500", 350.0), ("Mont", "800", 365.0)]
    page = [w for n, (a, b, x) in enumerate(rows) for w in (words(a, y=700 - 20 * n), words(b, x=x, y=700 - 20 * n))]
    assert _rows(read(make_pdf(page + _lines(words, PROSE, 600)))) == [[a, b] for a, b, _ in rows]


def test_gaps_in_justified_lines_are_no_table(make_pdf: PdfMaker, words: Make) -> None:
    page = _lines(words, PROSE, 700)
    page += [words("un", y=658), words("mot", x=150, y=658), words("seul", x=240, y=658)]
    page += [words("puis", y=644), words("deux", x=180, y=644), words("autres", x=300, y=644)]
    assert _rows(read(make_pdf(page + _lines(words, PROSE, 630)))) == []


def test_struck_words_are_not_text(make_pdf: PdfMaker, words: Make, stroke: Make) -> None:
    page = [words("retirer", x=72), stroke(72, 106, 703), words("garder", x=110)]
    assert read(make_pdf(page)).text == "garder"


def test_lines_of_contents_are_furniture(make_pdf: PdfMaker, words: Make) -> None:
    page = [words("Une partie ............ 3"), *_lines(words, PROSE, 600)]
    assert _blocks(read(make_pdf(page)))[0] == ("furniture", "Une partie ............ 3")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.text(alphabet="abcdeé", min_size=2, max_size=6), min_size=1, max_size=8).map(" ".join), max_size=12
    ),
    st.sampled_from([14.0, 20.0, 40.0]),
)
def test_every_word_is_in_a_block_once(make_pdf: PdfMaker, words: Make, lines: list[str], pitch: float) -> None:
    page = [words(line, y=780 - pitch * number) for number, line in enumerate(["Début", *lines])]
    document = read(make_pdf(page))
    assert " ".join(document.words(block) for block in document.blocks).split() == " ".join(["Début", *lines]).split()


def test_an_image_alone_is_no_text(make_pdf: PdfMaker, stroke: Make) -> None:
    with pytest.raises(NoText):
        read(make_pdf([stroke(72, 200, 300)]))


def test_a_password_is_not_guessed(make_pdf: PdfMaker, words: Make) -> None:
    key = "<" + "00" * 32 + ">"
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [{key} {key}]"
    with pytest.raises(Protected):
        read(make_pdf([words("secret")], trailer=lock))


def test_a_truncated_file_is_unreadable(make_pdf: PdfMaker, words: Make) -> None:
    path = make_pdf([words("texte")])
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(Unreadable):
        read(path)
