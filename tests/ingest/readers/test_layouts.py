"""PDF layouts met in administrations: ruled and merged cells, boxes, turned pages, notes, bullets that are drawn."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from usagraph.errors import NoText
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


def _cells(document: Document) -> list[tuple[str, int, int, int, int]]:
    return [
        (document.words(b), b.cell.row, b.cell.column, b.cell.row_span, b.cell.column_span)
        for b in document.blocks
        if b.cell
    ]


def _lines(words: Make, lines: Iterable[str], y: float = 700, **more: Any) -> list[Any]:
    return [words(line, y=y - PITCH * number, **more) for number, line in enumerate(lines)]


def _grid(words: Make, fill: Make) -> list[Any]:
    """Two lines of headings, the first over two columns or two rows; each cell is a rectangle of its own."""
    cells = [("Direction", 72, 660, 172, 700), ("Effectifs", 172, 680, 332, 700), ("2022", 172, 660, 252, 680)]
    cells += [("2023", 252, 660, 332, 680), ("Enfance", 72, 620, 172, 660), ("12", 172, 640, 252, 660)]
    cells += [("14", 252, 640, 332, 660), ("8", 172, 620, 252, 640), ("", 252, 620, 332, 640)]
    frames = [fill(left, bottom, right, top, grey=None) for _, left, bottom, right, top in cells]
    return frames + [words(said, x=left + 4, y=(bottom + top) / 2 - 4) for said, left, bottom, _, top in cells if said]


MERGED = [
    ("Direction", 0, 0, 2, 1),
    ("Effectifs", 0, 1, 1, 2),
    ("2022", 1, 1, 1, 1),
    ("2023", 1, 2, 1, 1),
    ("Enfance", 2, 0, 2, 1),
    ("12", 2, 1, 1, 1),
    ("14", 2, 2, 1, 1),
    ("8", 3, 1, 1, 1),
    ("", 3, 2, 1, 1),
]


def test_merged_cells_have_their_spans_and_places(make_pdf: PdfMaker, words: Make, fill: Make) -> None:
    document = read(make_pdf(_lines(words, PROSE, 780) + _grid(words, fill) + _lines(words, PROSE, 580)))
    assert _cells(document) == MERGED
    assert next(block.box for block in document.blocks if block.cell) == pytest.approx((72, 660, 172, 700), abs=1)
    assert [w for kind, w in _blocks(document) if kind == "paragraph"] == [" ".join(PROSE)] * 2


def test_a_grid_drawn_in_one_stroke(make_pdf: PdfMaker, words: Make, drawn: Make) -> None:
    grid = "0.5 w 72 600 m 472 600 l 472 640 l 72 640 l h 272 600 m 272 640 l 72 620 m 472 620 l S"
    said = [words(w, x=x, y=y) for w, x, y in (("a", 80, 625), ("b", 280, 625), ("c", 80, 605), ("d", 280, 605))]
    cells = _cells(read(make_pdf([drawn(grid), *said, *_lines(words, PROSE, 500)])))
    assert cells == [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 1, 0, 1, 1), ("d", 1, 1, 1, 1)]


def test_a_page_inside_a_form_has_its_sizes_and_its_rules(
    make_pdf: PdfMaker, words: Make, fill: Make, drawn: Make
) -> None:
    form = [words("Une partie", y=680, size=30, bold=True), *_lines(words, PROSE, 640, size=22)]
    form += [
        thing for left in (72, 272) for thing in (fill(left, 500, left + 200, 540, None), words("a", left + 9, 510))
    ]
    document = read(make_pdf([drawn("q 0.5 0 0 0.5 50 300 cm /X Do Q")], form=form))
    assert [kind for kind, _ in _blocks(document)] == ["heading", "paragraph", "cell", "cell"]
    assert document.blocks[2].box == pytest.approx((86, 550, 186, 570), abs=1)


def test_the_cells_of_a_borderless_table_have_places(make_pdf: PdfMaker, words: Make) -> None:
    rows = [words(w, x=x, y=700 - 20 * n) for n in range(3) for w, x in ((f"nom {n}", 72), (f"rôle {n}", 300))]
    document = read(make_pdf([*rows, *_lines(words, PROSE, 560)]))
    boxes = [block.box for block in document.blocks if block.cell]
    assert len(boxes) == 6
    assert boxes[0] is not None
    assert boxes[0][:2] == (72.0, 700.0)


def test_a_ruled_table_goes_on_over_the_page_without_its_header(make_pdf: PdfMaker, words: Make, fill: Make) -> None:
    def table(rows: list[tuple[str, str]], top: float) -> list[Any]:
        things = []
        for number, row in enumerate(rows):
            for said, left in zip(row, (72, 272), strict=True):
                high = top - 20 * number
                things += [fill(left, high - 20, left + 200, high, grey=None), words(said, x=left + 4, y=high - 14)]
        return things

    header = ("Action", "Pilote")
    first = _lines(words, PROSE, 400) + table([header, ("Café", "ABC")], 300)
    second = table([header, ("Salon", "DEF")], 800) + _lines(words, PROSE, 600)
    cells = _cells(read(make_pdf(first, second)))
    assert [words for words, *_ in cells] == [*header, "Café", "ABC", "Salon", "DEF"]
    assert [row for _, row, *_ in cells] == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(make_pdf: PdfMaker, words: Make, turn: int) -> None:
    def placed(line: str, x: float, y: float) -> Any:
        x, y = {90: (595 - y, x), 180: (595 - x, 842 - y), 270: (y, 842 - x)}[turn]
        return words(line, x=x, y=y, turn=turn)

    page = [placed(line, 72, 500 - PITCH * number) for number, line in enumerate(PROSE)]
    page += [placed(w, x, 420 - 20 * n) for n in range(3) for w, x in ((f"nom {n}", 72), (f"rôle {n}", 300))]
    document = read(make_pdf(page, page=f"/Rotate {turn}"))
    assert _blocks(document)[0] == ("paragraph", " ".join(PROSE))
    assert [cell[0] for cell in _cells(document)] == [w for n in range(3) for w in (f"nom {n}", f"rôle {n}")]


def test_words_turned_in_a_cell_are_its_words(make_pdf: PdfMaker, words: Make, fill: Make) -> None:
    page = _lines(words, PROSE, 780)
    for number, said in enumerate(["Information", "Concertation"]):
        left = 72 + 60 * number
        page += [fill(left, 600, left + 60, 700, grey=None), fill(left, 570, left + 60, 600, grey=None)]
        page += [words(said, x=left + 30, y=610, turn=90), words("oui", x=left + 5, y=580)]
    assert [words for words, *_ in _cells(read(make_pdf(page)))] == ["Information", "Concertation", "oui", "oui"]


def test_words_turned_in_the_margin_do_not_cut_the_text(make_pdf: PdfMaker, words: Make) -> None:
    page = [*_lines(words, PROSE[:2]), words("Schéma 2024", x=570, y=400, turn=90), *_lines(words, PROSE[2:], 672)]
    assert _blocks(read(make_pdf(page))) == [("paragraph", " ".join(PROSE)), ("furniture", "Schéma 2024")]


def test_a_wide_heading_set_letter_by_letter_is_words(make_pdf: PdfMaker, words: Make) -> None:
    page = [words("RAPPORT FINAL", y=760, size=16, bold=True, apart=8), *_lines(words, PROSE)]
    assert _blocks(read(make_pdf(page)))[0] == ("heading", "RAPPORT FINAL")


@pytest.mark.parametrize("grey", [0.9, None])
def test_a_tinted_or_framed_box_is_one_block_after_the_paragraph(
    make_pdf: PdfMaker, words: Make, fill: Make, grey: float | None
) -> None:
    first = [fill(72, 596, 400, 646, grey=grey), *_lines(words, PROSE[:2])]
    box = [words("À noter", x=80, y=632, bold=True), words("le numéro vert", x=80, y=614)]
    after = _lines(words, PROSE[2:], 560)
    document = read(make_pdf(first + box, after + _lines(words, PROSE, 500)))
    assert ("box", "À noter le numéro vert") in _blocks(document)
    assert _blocks(document)[0] == ("paragraph", " ".join(PROSE))


def test_a_tint_behind_sections_is_no_box(make_pdf: PdfMaker, words: Make, fill: Make) -> None:
    def section(top: float) -> list[Any]:
        return [words("Une partie", y=top, size=15, bold=True), *_lines(words, PROSE, top - 25)]

    page = [fill(60, 500, 540, 640), *section(760), *section(620), *section(480)]
    assert [kind for kind, _ in _blocks(read(make_pdf(page)))] == ["heading", "paragraph"] * 3


def test_drawn_bullets_open_items(make_pdf: PdfMaker, words: Make, fill: Make) -> None:
    page = _lines(words, PROSE, 760)
    for number, said in enumerate(["un premier point", "un autre", "un dernier"]):
        page += [
            fill(80, 652 - PITCH * number, 84, 656 - PITCH * number, grey=0),
            words(said, x=92, y=650 - PITCH * number),
        ]
    items = [w for kind, w in _blocks(read(make_pdf(page))) if kind == "item"]
    assert items == ["• un premier point", "• un autre", "• un dernier"]


def test_notes_follow_the_paragraph_that_the_page_cuts(make_pdf: PdfMaker, words: Make) -> None:
    first = [*_lines(words, PROSE[:1], 200), words("qui viennent", y=186), words("2", x=134, y=190, size=6.5)]
    first += [words("demander une aide, un renseignement ou un", x=141, y=186)]
    notes = [words("2", y=124, size=6), words("Voir le rapport de 2021, qui donne", x=78, y=120, size=8.5)]
    notes += [words("le détail par commune.", y=110, size=8.5), words("3. Chiffres provisoires.", y=98, size=8.5)]
    document = read(make_pdf(first + notes, _lines(words, PROSE[2:], 760) + _lines(words, PROSE * 3, 600)))
    assert _blocks(document)[:3] == [
        ("paragraph", " ".join(PROSE).replace("viennent", "viennent[2]")),
        ("item", "2 Voir le rapport de 2021, qui donne le détail par commune."),
        ("item", "3. Chiffres provisoires."),
    ]


def test_letters_set_apart_are_words(make_pdf: PdfMaker, words: Make) -> None:
    page = [words("RAPPORT", y=760, size=16, bold=True, apart=5), *_lines(words, PROSE)]
    assert _blocks(read(make_pdf(page)))[0] == ("heading", "RAPPORT")


def test_small_capitals_are_one_style(make_pdf: PdfMaker, words: Make) -> None:
    page = [words("L", y=760, size=16, bold=True), words("E CONTEXTE", x=82, y=760, size=12, bold=True)]
    assert _blocks(read(make_pdf(page + _lines(words, PROSE))))[0] == ("heading", "LE CONTEXTE")


def test_raised_endings_stay_with_their_word(make_pdf: PdfMaker, words: Make) -> None:
    page = [words("Le 1"), words("er", x=93.6, y=704, size=7), words("janvier", x=104)]
    assert read(make_pdf(page)).text == "Le 1er janvier"


def test_a_title_is_apart_from_the_text_under_it(make_pdf: PdfMaker, words: Make) -> None:
    page = [words("Le rapport", y=718, size=20, bold=True), *_lines(words, PROSE)]
    for number in range(2):
        top = 620 - 100 * number
        page += [words("Une partie", y=top, size=15, bold=True), *_lines(words, PROSE, top - 25)]
    assert _blocks(read(make_pdf(page)))[:2] == [("paragraph", "Le rapport"), ("paragraph", " ".join(PROSE))]


def test_headers_of_left_and_right_pages_and_numbers_of_few_pages(make_pdf: PdfMaker, words: Make) -> None:
    heads = ["Direction de l'autonomie", "Rapport d'activité"]
    pages = [
        [words(heads[n % 2], y=815, size=8), *_lines(words, PROSE, 700), words(f"- {n + 1} -", x=290, y=30)]
        for n in range(4)
    ]
    kinds = _blocks(read(make_pdf(*pages)))
    assert {words for kind, words in kinds if kind == "paragraph"} == {" ".join(PROSE)}
    assert [words for kind, words in kinds if kind == "furniture"].count(heads[0]) == 2


def test_the_number_of_a_single_page_is_furniture(make_pdf: PdfMaker, words: Make) -> None:
    document = read(make_pdf([*_lines(words, PROSE), words("Page 1 sur 1", x=480, y=30)]))
    assert _blocks(document)[1:] == [("furniture", "Page 1 sur 1")]


def test_page_numbers_alone_are_no_text(make_pdf: PdfMaker, words: Make, stroke: Make) -> None:
    pages = [[stroke(72, 200, 300), words(f"Page {n}", y=30)] for n in range(1, 4)]
    with pytest.raises(NoText):
        read(make_pdf(*pages))


def test_a_justified_line_with_wide_gaps_is_one_line(make_pdf: PdfMaker, words: Make) -> None:
    narrow = ["une ligne de texte serrée", "qui va jusqu'au bord ici"]
    page = [words(narrow[0], size=10), words("rapidement", y=688, size=10), words("informés", x=147.5, y=688, size=10)]
    page += [words("puis", y=676, size=10), words("encore", x=110, y=676, size=10), words("ici", x=175, y=676, size=10)]
    page += [words(narrow[1], y=664, size=10)]
    assert [kind for kind, _ in _blocks(read(make_pdf(page + _lines(words, PROSE, 600))))].count("cell") == 0


def _justified(words: Make, lines: Iterable[str], x: float, y: float, wide: float = 200) -> list[Any]:
    """Lines of e whose letters are set apart so that all are as wide."""
    things = []
    for number, line in enumerate(lines):
        # The widths of Helvetica for the only letters used.
        width = sum(0.278 if c in " ." else 0.556 for c in line) * 10
        things.append(words(line, x=x, y=y - 12 * number, size=10, apart=(wide - width) / (len(line) - 1)))
    return things


def test_a_stretched_last_line_shows_that_the_paragraph_goes_on(make_pdf: PdfMaker, words: Make) -> None:
    first = [
        "eeeee eeeeee eeeeeeee eeeee eeeee",
        "eeee eeeeeeeee eee eeeeeeeeee eee",
        "eee eeeeee eeeee eeeee eeeee eee.",
    ]
    page = _justified(words, first, 72, 124)
    document = read(make_pdf(page, [words("Eeee eee ee la suite.", y=760, size=10)]))
    assert _blocks(document) == [("paragraph", " ".join([*first, "Eeee eee ee la suite."]))]


def test_a_justified_line_in_a_cell_is_one_line(make_pdf: PdfMaker, words: Make) -> None:
    page = []
    for number in range(3):
        top = 700 - 34 * number
        page += [words(f"ABC{number}", y=top, size=10)]
        page += [words(w, x=x, y=top, size=10) for w, x in (("eee", 200), ("ee", 230), ("eee", 254.4))]
        page += [*_justified(words, ["ee eee eeeee"], 200, top - 12, 71.1), words("fin", x=400, y=top, size=10)]
    rows = {row for _, row, *_ in _cells(read(make_pdf(page + _lines(words, PROSE, 500))))}
    assert len(rows) == 3


def test_a_page_shown_turned_is_read_as_its_words_stand(make_pdf: PdfMaker, words: Make) -> None:
    page = _lines(words, PROSE) + _lines(words, PROSE, 600)
    assert _blocks(read(make_pdf(page, page="/Rotate 90"))) == [("paragraph", " ".join(PROSE))] * 2


def test_a_number_that_begins_a_line_of_an_item_opens_none(make_pdf: PdfMaker, words: Make) -> None:
    lines = [
        "• Les personnes accompagnées demandent des réponses, page",
        "38. Le numérique facilite certaines démarches.",
    ]
    page = [words("•", x=80), words(lines[0][2:], x=92), words(lines[1], x=92, y=686), words("•", x=80, y=672)]
    page += [words("Un autre point.", x=92, y=672)]
    assert _blocks(read(make_pdf(page))) == [("item", " ".join(lines)), ("item", "• Un autre point.")]
