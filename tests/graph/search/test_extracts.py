from pathlib import Path

from usagraph.graph.search.extracts import LONGEST, extracts, extracts_of
from usagraph.records import Block, Cell, write_lines
from usagraph.workspace import Bundle


def test_one_passage_a_block_with_its_heading_and_its_page() -> None:
    text = "Titre\nUn paragraphe.\nn° 3"
    blocks = [
        Block("heading", 0, 5, level=1, page=1),
        Block("paragraph", 6, 20, page=2),
        Block("furniture", 21, 25, page=2),
    ]
    heading, paragraph = extracts(text, blocks)
    assert (heading.text, heading.section, heading.page) == ("Titre", None, 1)
    assert (paragraph.text, paragraph.section, paragraph.page, paragraph.start) == ("Un paragraphe.", "Titre", 2, 6)


def test_a_row_of_a_table_is_one_passage() -> None:
    text = "a\tb\nc\td"
    blocks = [Block("cell", at, at + 1, cell=Cell(0, at // 4, at % 4 // 2)) for at in (0, 2, 4, 6)]
    assert [one.text for one in extracts(text, blocks)] == ["a\tb", "c\td"]


def test_a_long_block_is_cut_at_the_end_of_a_sentence() -> None:
    text = "Une phrase de quelques mots. " * 200
    pieces = list(extracts(text, [Block("paragraph", 0, len(text))]))
    assert len(pieces) > 2
    assert all(len(one.text) <= LONGEST and one.text.endswith("mots.") for one in pieces)
    assert all(text[one.start : one.end] == one.text for one in pieces)


def test_a_damaged_folder_has_no_passages(tmp_path: Path) -> None:
    bundle = Bundle(tmp_path / "note-1")
    assert extracts_of(bundle) == []
    bundle.folder.mkdir()
    (bundle.folder / "text.txt").write_text("Bonjour", encoding="utf-8")
    write_lines(bundle.folder / "blocks.jsonl", [Block("paragraph", 0, 7)])
    assert [one.text for one in extracts_of(bundle)] == ["Bonjour"]
