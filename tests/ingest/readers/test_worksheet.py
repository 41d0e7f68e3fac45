"""Sheets become tables."""

from hypothesis import given
from hypothesis import strategies as st

from usagraph.ingest.readers.canonical import one_line
from usagraph.ingest.readers.worksheet import Sheet, write_sheets

ROWS = st.lists(st.lists(st.text(max_size=6), max_size=5), max_size=6)


@given(ROWS)
def test_every_cell_is_at_its_address(rows: list[list[str]]) -> None:
    document = write_sheets([Sheet("Feuil1", rows)], "text/csv", {})
    found = {(b.cell.row, b.cell.column): document.words(b) for b in document.blocks if b.cell}
    wanted = {(r, c): one_line(words) for r, row in enumerate(rows) for c, words in enumerate(row) if words.strip()}
    assert {place: words for place, words in found.items() if words} == {p: w for p, w in wanted.items() if w}


def test_what_is_cut_is_said() -> None:
    sheets = [Sheet("A", [["a", "b"]] * 10), Sheet("B", [["c"]])]
    document = write_sheets(iter(sheets), "text/csv", {}, several=True, most=6)
    assert document.text == "A\n\na\tb\na\tb\na\tb"
    assert document.metadata == {"cut": "A · B"}


def test_merged_cells_cover_the_others() -> None:
    document = write_sheets([Sheet("", [["a", "", "b"], ["", "", "c"]], {(0, 0): (2, 2)})], "text/csv", {})
    assert document.text == "a\tb\nc"
