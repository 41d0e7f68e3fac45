"""A document as its layout tells it: sentences and their places, tables and their columns."""

from usagraph.graph.listing.layout import Layout, layout
from usagraph.records import Block, Cell

TEXT = "Titre\nUn début qui\nPage 2\ncontinue ici. Puis l’usager.e.s vient.\nNom\tPart\nDA\t60 %\nDB\t\n"


def made() -> Layout:
    """A heading, a sentence that a page cuts, another, and a table with an empty cell."""
    at = TEXT.index
    blocks = [
        Block("heading", 0, 5, level=1),
        Block("paragraph", 6, 18),
        Block("furniture", 19, 25),
        Block("paragraph", 26, at("\nNom"), resumes=6),
        *(Block("cell", at(w), at(w) + len(w), cell=Cell(0, r, c)) for r, c, w in CELLS),
        Block("cell", len(TEXT) - 1, len(TEXT) - 1, cell=Cell(0, 2, 1)),
    ]
    return layout("note", "Note", TEXT, blocks)


CELLS = ((0, 0, "Nom"), (0, 1, "Part"), (1, 0, "DA"), (1, 1, "60 %"), (2, 0, "DB"))


def test_a_sentence_that_a_page_cuts_is_one() -> None:
    document = made()
    assert [one.words for one in document.sentences] == ["un debut qui continue ici.", "puis l'usagers vient."]
    assert TEXT[slice(*document.sentences[0].span)] == "Un début qui\nPage 2\ncontinue ici."
    assert document.sentences[1].section == "Titre"


def test_a_word_has_its_place_in_the_text() -> None:
    sentence = made().sentences[1]
    at = sentence.words.index("usagers")
    assert TEXT[slice(*sentence.place(at, at + 7))] == "usager.e.s"


def test_a_table_has_headings_and_columns_of_what_is_filled() -> None:
    table = made().tables[0]
    assert [one.words for one in table.head] == ["nom", "part"]
    assert [[one.words for one in table.column(number)] for number in (0, 1)] == [["da", "db"], ["60 %"]]


def test_the_table_before_a_place() -> None:
    document = made()
    assert document.before(10) is None
    assert document.before(len(TEXT)) is document.tables[0]


def test_a_passage_is_what_stands_there() -> None:
    document = made()
    passage = document.passage((6, 18), [(9, 14)])
    assert (passage.exact, passage.marks) == ("Un début qui", ((3, 8),))
