from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from usagraph.graph.search.asked import Other, Unit, ask
from usagraph.graph.search.highlights import SHOWN, marks, window

WORDS = st.lists(
    st.sampled_from(
        ["usager·ère·s", "élue,", "loi", "«MDPH»", "l'accueil", "de", "la", "—", "usagères", "et", "usagers"]
    ),
    max_size=30,
)


def marked(text: str, asked: str) -> list[str]:
    """The words that are marked."""
    return [text[start:end] for start, end in marks(text, ask(asked).units)]


def test_the_spelling_of_the_author_is_kept() -> None:
    text = "L’usager·ère, les Usagères et usagers, l'USAGER(E)"
    assert marked(text, "usagers") == ["usager·ère", "Usagères et usagers", "USAGER(E)"]


def test_a_phrase_is_marked_in_a_row_alone() -> None:
    text = "le conseil et le conseil départemental"
    assert marked(text, '"conseil départemental"') == ["conseil départemental"]


def test_what_stands_for_it_and_what_begins_so_are_marked() -> None:
    unit = Unit(("mdph",), "MDPH", others=(Other(("maison", "departemental")),))
    assert marks("La maison départementale (MDPH)", [unit]) == ((3, 24), (26, 30))
    assert marked("une bibliothèque", "biblio") == ["bibliothèque"]


@given(WORDS, st.text(max_size=20))
def test_marks_are_inside_the_text_and_apart(some: list[str], asked: str) -> None:
    text = " ".join(some)
    for query in (asked, "usagère loi", '"usagers et"', text):
        found = marks(text, ask(query).units)
        assert all(0 <= start < end <= len(text) for start, end in found)
        assert all(one[1] <= two[0] for one, two in pairwise(found))


@given(st.integers(0, 2_000), st.lists(st.integers(0, 1_990), max_size=5))
def test_a_window_is_inside_the_text_and_holds_a_mark(length: int, starts: list[int]) -> None:
    text = ("mot " * 501)[:length]
    places = tuple(sorted((start, start + 3) for start in starts if start + 3 <= length))
    start, end = window(text, places)
    assert 0 <= start <= end <= length
    assert end - start <= max(SHOWN, 1) or end - start == length
    if places:
        assert any(low < end and high > start for low, high in places)


def test_a_short_text_is_shown_whole() -> None:
    assert window("un texte", ((3, 8),)) == (0, 8)
