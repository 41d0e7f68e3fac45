"""The text of a document, its parts, its names, its passage and its sections."""

import pytest

from usagraph.graph.reading.sayings import Mention
from usagraph.records import Block, Cell
from usagraph.visualisations.document.reading import (
    Line,
    Part,
    Piece,
    Section,
    Square,
    Text,
    block_of,
    marked,
    parts,
    sections,
)

TEXT = "Titre\nUn mot. Un autre.\nA\tB\nC\tD\n"
BLOCKS = [
    Block("heading", 0, 5, level=1),
    Block("paragraph", 6, 23),
    Block("cell", 24, 25, cell=Cell(0, 0, 0)),
    Block("cell", 26, 27, cell=Cell(0, 0, 1)),
    Block("cell", 28, 29, cell=Cell(0, 1, 0)),
    Block("cell", 30, 31, cell=Cell(0, 1, 1)),
]


def plain(words: str) -> tuple[Piece, ...]:
    """One unmarked run."""
    return (Piece(words),)


def runs(found: list[Part]) -> list[Piece]:
    """All the runs of words, in order."""
    return [
        p for part in found for p in (*part.pieces, *(p for row in part.rows for s in row.squares for p in s.pieces))
    ]


def test_headings_paragraphs_and_tables() -> None:
    rows = (
        Line((Square(plain("A"), 24, 25), Square(plain("B"), 26, 27)), 24, 27),
        Line((Square(plain("C"), 28, 29), Square(plain("D"), 30, 31)), 28, 31),
    )
    assert parts(Text(TEXT), BLOCKS) == [
        Part("heading", 2, 0, 5, plain("Titre")),
        Part("paragraph", 2, 6, 23, plain("Un mot. Un autre.")),
        Part("table", 0, 24, 31, rows=rows),
    ]


def test_the_passage_is_marked_and_nothing_else() -> None:
    paragraph = parts(Text(TEXT, (9, 12)), BLOCKS)[1]
    assert paragraph.pieces == (Piece("Un "), Piece("mot", marked=True, first=True), Piece(". Un autre."))


def test_a_passage_over_several_blocks_has_one_beginning() -> None:
    found = [p for p in runs(parts(Text(TEXT, (17, 31)), BLOCKS)) if p.marked]
    assert [p.words for p in found] == ["autre.", "A", "B", "C", "D"]
    assert [p.first for p in found] == [True, False, False, False, False]


def test_words_that_no_block_holds_are_shown() -> None:
    """A passage is never lost, even where the reader made no block of it."""
    found = parts(Text("avant milieu après", (6, 12)), [Block("paragraph", 0, 5)])
    assert [p.words for p in runs(found) if p.marked] == ["milieu"]


def test_names_are_told_apart_even_across_the_ends_of_the_passage() -> None:
    named = (Mention(6, 12, "un-mot"), Mention(24, 25, "a"))
    found = parts(Text(TEXT, (9, 14), named), BLOCKS)
    assert found[1].pieces == (
        Piece("Un ", iri="un-mot"),
        Piece("mot", marked=True, first=True, iri="un-mot"),
        Piece(". ", marked=True),
        Piece("Un autre."),
    )
    assert found[2].rows[0].squares[0].pieces == (Piece("A", iri="a"),)


def test_relations_are_counted_by_paragraph_and_by_row() -> None:
    found = parts(Text(TEXT, count=lambda start, end: end - start), BLOCKS)
    assert [part.said for part in found] == [5, 17, 0]
    assert [row.said for row in found[2].rows] == [3, 3]


@pytest.mark.parametrize("passage", [None, (0, 3), (9, 12), (17, 27), (0, 32), (31, 32)])
def test_marking_later_gives_the_same_as_marking_at_once(passage: tuple[int, int] | None) -> None:
    named = (Mention(6, 12, "un-mot"),)
    shown = Text(TEXT, passage, named, lambda start, end: start)
    before = parts(Text(TEXT, None, named, lambda start, end: start), BLOCKS)
    assert marked(before, shown) == parts(shown, BLOCKS)


def test_sections_are_a_tree_that_knows_where_the_passage_is() -> None:
    text = "Un\nSous\nmots\nDeux\n"
    blocks = [Block("heading", 0, 2, level=1), Block("heading", 3, 7, level=2), Block("heading", 13, 17, level=1)]
    found = parts(Text(text, (8, 12)), blocks)
    below = Section("s3", 3, "Sous", (), current=True)
    assert sections(found, (8, 12)) == (Section("s0", 2, "Un", (below,)), Section("s13", 2, "Deux", ()))
    assert [one.holds_current for one in sections(found, (8, 12))] == [True, False]
    assert not any(one.holds_current for one in sections(found))


def test_a_long_heading_is_cut_in_the_table_of_contents_alone() -> None:
    text = "mot " * 75
    (part,) = parts(Text(text), [Block("heading", 0, 300, level=1)])
    (section,) = sections([part])
    assert len(section.title) <= 90
    assert section.title.endswith("…")
    assert part.pieces[0].words == text


def test_a_block_reads_back() -> None:
    row: dict[str, object] = {
        "kind": "cell",
        "start": 1,
        "end": 2,
        "cell": {"table": 0, "row": 0, "column": 0, "row_span": 1, "column_span": 2},
    }
    assert block_of(row) == Block("cell", 1, 2, cell=Cell(0, 0, 0, 1, 2))
