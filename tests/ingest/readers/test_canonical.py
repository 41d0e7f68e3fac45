"""The writer puts text and offsets together."""

from hypothesis import given
from hypothesis import strategies as st

from usagraph.ingest.readers.canonical import GridCell, Writer, is_caption, is_contents, kept_lines

KINDS = st.sampled_from(["paragraph", "heading", "item", "caption", "box"])
PIECES = st.lists(st.tuples(KINDS, st.text(max_size=30)), max_size=12)
GRIDS = st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=4), max_size=5)


@given(PIECES, GRIDS)
def test_every_block_is_at_its_offsets(pieces: list[tuple[str, str]], grid: list[list[str]]) -> None:
    writer = Writer(hoists=False)
    for kind, words in pieces:
        writer.add(kind, words)
    writer.add_table([GridCell(w, r, c) for r, row in enumerate(grid) for c, w in enumerate(row)])
    document = writer.document("text/plain", {})
    expected = [words.strip() for _, words in pieces if words.strip()]
    expected += [kept_lines(words) for row in grid for words in row]
    assert [document.words(block) for block in document.blocks] == expected


def test_rows_and_cells_are_parted() -> None:
    writer = Writer()
    writer.add("paragraph", "avant")
    writer.add_table([GridCell("a", 0, 0), GridCell("b\tc", 0, 1), GridCell("d", 1, 0)])
    assert writer.document("text/plain", {}).text == "avant\n\na\tb c\nd"


def test_the_title_is_the_first_heading() -> None:
    writer = Writer()
    writer.add("paragraph", "x")
    writer.add("heading", "Un\ntitre", level=1)
    assert writer.document("text/plain", {"title": " "}).metadata == {"title": "Un titre"}


def test_captions() -> None:
    assert is_caption("Tableau 3 : les actions")
    assert is_caption("Figure n° 12")
    assert not is_caption("Tableau des actions")
    assert not is_caption("tableau 3, où l'on voit")


def test_contents() -> None:
    assert is_contents("Une partie ........ 12")
    assert is_contents("Une partie ____\t3")
    assert not is_contents("En 2012... 12 personnes sont venues")


def _written(*blocks: tuple[str, str], hoists: bool = True) -> list[tuple[str, str]]:
    writer = Writer(hoists=hoists)
    for kind, words in blocks:
        writer.add(kind, words)
    document = writer.document("text/html", {})
    return [(block.kind, document.words(block)) for block in document.blocks]


def test_a_sentence_that_a_box_cuts_is_made_whole() -> None:
    box, caption = ("box", "Public"), ("caption", "Figure 2 : une salle")
    cut = (("paragraph", "On fait appel à un"), box, caption, ("paragraph", "animateur."), ("paragraph", "Puis rien."))
    assert _written(*cut) == [
        ("paragraph", "On fait appel à un\nanimateur."),
        box,
        caption,
        ("paragraph", "Puis rien."),
    ]
    assert _written(*cut, hoists=False) == list(cut)


def test_nothing_moves_where_no_sentence_is_cut() -> None:
    box = ("box", "Public")
    for blocks in (
        (("paragraph", "Fini."), box, ("paragraph", "animateur")),
        (("paragraph", "Un titre"), box, ("paragraph", "Animateur")),
        (("paragraph", "Un titre"), box, ("item", "animateur")),
        (("item", "un"), box, ("paragraph", "animateur")),
        (("paragraph", "Un titre"), box),
        (("paragraph", "Un titre"), ("paragraph", "animateur")),
    ):
        assert _written(*blocks) == list(blocks)


def test_a_cell_keeps_its_lines_and_nothing_else_of_its_white_space() -> None:
    assert kept_lines(" un\t deux \n\n  trois ") == "un deux\ntrois"
