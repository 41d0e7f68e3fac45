"""Plain text is kept to the character."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usagraph.errors import Unreadable, WrongContent
from usagraph.ingest.readers.text import decode, lay_out, read
from usagraph.records import Document

LINES = st.lists(
    st.one_of(
        st.just(""),
        st.text(alphabet="aé .,-•\t\f_1’", max_size=20),
        st.sampled_from(["Tableau 2 : x", "- un point", "Partie ____\t12", "a\tb", " une ligne", "\tc"]),
    ),
    max_size=25,
)


def _document(text: str) -> Document:
    return Document(text, tuple(lay_out(text)), "text/plain")


def _blocks(text: str) -> list[tuple[str, str]]:
    document = _document(text)
    return [(block.kind, document.words(block)) for block in document.blocks]


@given(LINES)
def test_blocks_hold_every_word_once_and_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    document = _document(text)
    assert "".join("".join(document.words(b).split()) for b in document.blocks) == "".join(text.split())
    starts = [block.start for block in document.blocks]
    assert starts == sorted(starts)


@given(LINES)
def test_cells_hold_neither_tab_nor_line_feed(lines: list[str]) -> None:
    document = _document("\n".join(lines))
    assert not any(set("\t\n") & set(document.words(b)) for b in document.blocks if b.cell)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Élan".encode(), "utf-8"),
        ("\ufeffÉlan".encode(), "utf-8"),
        ("Élan".encode("cp1252"), "cp1252"),
        ("\ufeffÉlan".encode("utf-16-le"), "utf-16-le"),
        ("\ufeffÉlan".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert decode(path) == ("Élan", encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Le cœur de l’été : 12 €\r\nfin".encode(encoding))
    assert decode(path) == ("Le cœur de l’été : 12 €\nfin", encoding)


def test_line_ends_become_line_feeds_and_nothing_else_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("a \r\nb\rc\n\n  d’e\u00a0f\u200b\n".encode())
    assert read(path).text == "a \nb\nc\n\n  d’e\u00a0f\u200b\n"


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc \x81\x8d")
    with pytest.raises(Unreadable):
        read(path)


def test_nul_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffa\x00b".encode("utf-16-le"))
    with pytest.raises(WrongContent):
        read(path)


def test_hard_wrapped_lines_make_one_paragraph() -> None:
    assert _blocks("un début\nde phrase.\n\nUn autre.") == [
        ("paragraph", "un début\nde phrase."),
        ("paragraph", "Un autre."),
    ]


def test_long_lines_are_paragraphs_each() -> None:
    long = "mot " * 60
    assert _blocks(f"{long}\n{long}") == [("paragraph", long.strip())] * 2


def test_items_keep_their_continuation() -> None:
    assert _blocks("Liste :\n- un point\nqui continue\n• un autre") == [
        ("paragraph", "Liste :"),
        ("item", "- un point\nqui continue"),
        ("item", "• un autre"),
    ]


def test_a_lost_bullet_opens_a_block() -> None:
    assert _blocks("Une ligne pleine\nsa suite\n Le point perdu\nsa suite\nfin") == [
        ("paragraph", "Une ligne pleine\nsa suite"),
        ("paragraph", "Le point perdu\nsa suite\nfin"),
    ]


def test_an_indented_text_is_not_cut_at_each_line() -> None:
    assert _blocks(" une ligne\n sa suite\n la fin.") == [("paragraph", "une ligne\n sa suite\n la fin.")]


def test_captions_and_contents() -> None:
    assert _blocks("Partie une ____\t3\nTableau 1 : le titre\nla suite") == [
        ("furniture", "Partie une ____\t3"),
        ("caption", "Tableau 1 : le titre"),
        ("paragraph", "la suite"),
    ]


def test_tab_lines_are_a_table_cut_or_not_by_an_empty_line() -> None:
    document = _document("avant\n\nA\tB\nc\td\n\n\te\nTableau 1 : x\n\nf\tg\n")
    cells = [(b.cell.table, b.cell.row, b.cell.column, document.words(b)) for b in document.blocks if b.cell]
    assert cells == [(0, 0, 0, "A"), (0, 0, 1, "B"), (0, 1, 0, "c"), (0, 1, 1, "d"), (0, 2, 0, ""), (0, 2, 1, "e")]
    assert _blocks("f\tg") == [("paragraph", "f\tg")]


def test_indented_lines_are_not_a_table() -> None:
    assert _blocks("\tun\n\tdeux") == [("paragraph", "un\n\tdeux")]


def test_form_feeds_count_pages() -> None:
    assert [block.page for block in _document("un\n\n\fdeux\n\n\ftrois").blocks] == [1, 2, 3]
    assert [block.page for block in _document("un").blocks] == [None]


@pytest.mark.parametrize(
    "second",
    [
        "Commune\tHabitants\nMont\t80",  # the same header again
        "Quartier\tLogements\nNord\t12 %",  # another header over figures
    ],
)
def test_tables_with_a_header_each_are_apart(second: str) -> None:
    document = _document(f"Commune\tHabitants\nVal\t1 200\n\n{second}\n")
    assert [block.cell.table for block in document.blocks if block.cell] == [0, 0, 0, 0, 1, 1, 1, 1]


def test_rows_after_an_empty_line_are_no_header_for_being_short() -> None:
    document = _document("Service\tAction\nABC\tUn café\n\nDEF\tUn salon\nGHI\tUn guide\n")
    assert {block.cell.table for block in document.blocks if block.cell} == {0}


def test_the_round_bullet_of_a_symbol_font_begins_an_item_and_is_no_word_of_it() -> None:
    text = "Le relais propose :\n\no un prêt de vélos \no une visite\n\nou bien rien.\n"
    blocks = [(b.kind, text[b.start : b.end]) for b in lay_out(text)]
    items = [("item", "un prêt de vélos"), ("item", "une visite")]
    assert blocks == [("paragraph", "Le relais propose :"), *items, ("paragraph", "ou bien rien.")]
