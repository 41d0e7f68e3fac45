"""HTML becomes blocks in reading order."""

import html as escaping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usagraph.errors import Unreadable
from usagraph.ingest.readers.canonical import one_line
from usagraph.ingest.readers.html import read_html
from usagraph.records import Document

WORD = st.text(alphabet="abcé’&<>1.", min_size=1, max_size=8)
# Closed by a full stop: a paragraph left open takes up its sentence after a caption, which has a test of its own.
SENTENCE = st.lists(WORD, min_size=1, max_size=5).map(lambda words: " ".join(words) + ".")
PIECE = st.one_of(
    st.tuples(st.sampled_from(["p", "h1", "h2", "h3", "li", "figcaption"]), SENTENCE),
    st.tuples(st.just("table"), st.lists(st.lists(SENTENCE, min_size=2, max_size=3), min_size=1, max_size=3)),
)
KINDS = {"p": "paragraph", "li": "item", "figcaption": "caption"}


def _read(content: str) -> Document:
    return read_html(content, "text/html")


def _blocks(content: str) -> list[tuple[str, str]]:
    document = _read(content)
    return [(block.kind, document.words(block)) for block in document.blocks]


def _markup(tag: str, inside: str | list[list[str]]) -> str:
    if isinstance(inside, str):
        return f"<{tag}>{escaping.escape(inside)}</{tag}>"
    rows = ("".join(f"<td>{escaping.escape(cell)}</td>" for cell in row) for row in inside)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


@given(st.lists(PIECE, max_size=8))
def test_blocks_are_what_was_written(pieces: list[tuple[str, str | list[list[str]]]]) -> None:
    expected: list[tuple[str, str]] = []
    for tag, inside in pieces:
        if isinstance(inside, str):
            expected.append((KINDS.get(tag, "heading"), inside))
        else:
            expected.extend(("cell", cell) for row in inside for cell in row)
    assert _blocks("\n".join(_markup(*piece) for piece in pieces)) == expected


def test_levels_and_title() -> None:
    document = _read("<html><head><title>Nom</title></head><body><h1>A</h1><h3>B</h3></body></html>")
    assert [block.level for block in document.blocks] == [1, 3]
    assert document.metadata["title"] == "Nom"


def test_white_space_is_one_space_and_breaks_are_kept() -> None:
    assert _blocks("<p> un \n <b>deux</b><br/> trois</p>") == [("paragraph", "un deux\ntrois")]


def test_inline_elements_do_not_cut_words() -> None:
    assert _blocks("<p>us<i>ag</i>er</p>") == [("paragraph", "usager")]


def test_scripts_comments_and_styles_are_silent() -> None:
    assert _blocks("<p>a<!-- no -->b</p><script>no</script><style>no</style>") == [("paragraph", "ab")]


def test_merged_cells_push_the_others() -> None:
    document = _read(
        "<table><tr><td rowspan='2'>a</td><td colspan='2'>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    )
    addresses = [
        (document.words(b), b.cell.row, b.cell.column, b.cell.row_span, b.cell.column_span)
        for b in document.blocks
        if b.cell
    ]
    assert addresses == [("a", 0, 0, 2, 1), ("b", 0, 1, 1, 2), ("c", 1, 1, 1, 1), ("d", 1, 2, 1, 1)]


@pytest.mark.parametrize("span", ["x", "-1", "0", "99999999999"])
def test_absurd_spans_are_bounded(span: str) -> None:
    document = _read(f"<table><tr><td colspan='{span}' rowspan='{span}'>a</td><td>b</td></tr></table>")
    assert [document.words(block) for block in document.blocks] == ["a", "b"]


def test_a_nested_table_follows_the_one_around_it() -> None:
    inner = "<table><tr><td>x</td><td>y</td></tr></table>"
    assert _read(f"<table><tr><td>a{inner}</td><td>b</td></tr></table>").text == "a\tb\n\nx\ty"


def test_a_table_of_one_cell_is_a_box() -> None:
    assert _blocks("<table><tr><td><p>un</p><p>deux</p></td></tr></table>") == [("box", "un\ndeux")]


def test_a_table_of_one_cell_that_holds_sections_is_only_layout() -> None:
    assert _blocks("<table><tr><td><h2>A</h2><p>un</p><p>deux</p></td></tr></table>") == [
        ("heading", "A"),
        ("paragraph", "un"),
        ("paragraph", "deux"),
    ]


def test_an_aside_is_one_box_and_its_neighbour_another() -> None:
    asides = "<aside><p>un</p><ul><li>deux</li></ul></aside><aside>trois</aside>"
    assert _blocks(f"<p>a</p>{asides}<p>b</p>") == [
        ("paragraph", "a"),
        ("box", "un\ndeux"),
        ("box", "trois"),
        ("paragraph", "b"),
    ]


@pytest.mark.parametrize("style", ["position: absolute; top: 0in", "float:left"])
def test_a_frame_inside_a_paragraph_cuts_no_sentence(style: str) -> None:
    frame = f"<span style='{style}'><p>Public</p><p>Tous</p></span>"
    assert _blocks(f"<p>Une phrase {frame}entière.</p><p>{frame}Une autre.</p>") == [
        ("paragraph", "Une phrase entière."),
        ("box", "Public\nTous"),
        ("box", "Public\nTous"),
        ("paragraph", "Une autre."),
    ]


def test_placed_words_without_blocks_are_part_of_their_line() -> None:
    assert _blocks("<p>a <span style='float:right'>b</span></p>") == [("paragraph", "a b")]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>x</p>",
        "<div style='display:none'><p>x</p></div>",
        "<p style='color:red; visibility: hidden'>x</p>",
        "<p>a<span style='display: none'>x</span></p>",
        "<p>a<del>x</del></p>",
        "<table><tr><td>a</td><td>b<i hidden>x</i></td></tr></table>",
    ],
)
def test_what_nobody_sees_is_not_text(hidden: str) -> None:
    assert "x" not in _read(hidden).text


def test_boxes_to_tick_are_marks() -> None:
    ticks = "<input type=checkbox checked> oui <input type=radio> non<input type=text value=x>"
    assert _blocks(f"<p>{ticks}</p><table><tr><td>{ticks}</td><td>a</td></tr></table>") == [
        ("paragraph", "☒ oui ☐ non"),
        ("cell", "☒ oui ☐ non"),
        ("cell", "a"),
    ]


def test_lines_of_contents_are_furniture() -> None:
    assert _blocks("<p class='contents'>Partie 1 3</p>") == [("furniture", "Partie 1 3")]


def test_cells_keep_the_ends_of_their_lines() -> None:
    """Each paragraph, item and broken line of a cell is a line; the line ends of the source are spaces."""
    assert _blocks("<table><tr><td><p>un</p><p>deux</p></td><td>a<br>b\nc</td></tr></table>") == [
        ("cell", "un\ndeux"),
        ("cell", "a\nb c"),
    ]


def test_captions() -> None:
    assert _blocks("<table><caption>C</caption><tr><td>a</td><td>b</td></tr></table><p>Figure 2 x</p>") == [
        ("caption", "C"),
        ("cell", "a"),
        ("cell", "b"),
        ("caption", "Figure 2 x"),
    ]


def test_depth_is_bounded() -> None:
    with pytest.raises(Unreadable):
        _read("<div>" * 5_000 + "fond" + "</div>" * 5_000)


@given(st.text(max_size=60))
def test_any_text_is_read(content: str) -> None:
    document = _read(content)
    assert all(document.words(block) == document.words(block).strip() for block in document.blocks)


def test_what_follows_the_end_of_a_page_is_read() -> None:
    page = "<html><head><title>A</title></head><body><p>un</p></body></html>"
    document = _read(page + "<!DOCTYPE html>" + page.replace("un", "deux") + "<p>trois</p>")
    assert (document.text, document.metadata["title"]) == ("un\n\ndeux\n\ntrois", "A")


def test_nothing_gives_nothing() -> None:
    assert _read("  ").blocks == ()
    assert one_line(" a \n b") == "a b"
