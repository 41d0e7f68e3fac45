"""The text of a document, its parts and its passage."""

from usagraph.records import Block, Cell
from usagraph.visualisations.reading import Part, Piece, Square, block_of, parts

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


def test_headings_paragraphs_and_tables() -> None:
    assert parts(TEXT, BLOCKS) == [
        Part("heading", 2, plain("Titre")),
        Part("paragraph", 2, plain("Un mot. Un autre.")),
        Part("table", 0, rows=((Square(plain("A")), Square(plain("B"))), (Square(plain("C")), Square(plain("D"))))),
    ]


def test_the_passage_is_marked_and_nothing_else() -> None:
    paragraph = parts(TEXT, BLOCKS, (9, 12))[1]
    assert paragraph.pieces == (Piece("Un "), Piece("mot", marked=True, first=True), Piece(". Un autre."))


def test_a_passage_over_several_blocks_has_one_beginning() -> None:
    found = parts(TEXT, BLOCKS, (17, 31))
    marked = [
        p
        for part in found
        for p in [*part.pieces, *(p for row in part.rows for s in row for p in s.pieces)]
        if p.marked
    ]
    assert [p.words for p in marked] == ["autre.", "A", "B", "C", "D"]
    assert [p.first for p in marked] == [True, False, False, False, False]


def test_words_that_no_block_holds_are_shown() -> None:
    """A passage is never lost, even where the reader made no block of it."""
    found = parts("avant milieu après", [Block("paragraph", 0, 5)], (6, 12))
    assert [p.words for part in found for p in part.pieces if p.marked] == ["milieu"]


def test_a_block_reads_back() -> None:
    row: dict[str, object] = {
        "kind": "cell",
        "start": 1,
        "end": 2,
        "cell": {"table": 0, "row": 0, "column": 0, "row_span": 1, "column_span": 2},
    }
    assert block_of(row) == Block("cell", 1, 2, cell=Cell(0, 0, 0, 1, 2))
