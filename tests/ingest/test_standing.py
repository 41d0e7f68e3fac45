"""Which texts hold which words: what looking into each of them says."""

from hypothesis import given
from hypothesis import strategies as st

from usagraph.ingest.patterns import SHORT, Pattern
from usagraph.ingest.standing import Standing

PIECES = st.sampled_from(["port", "pont", "por", "ar", "é", " ", "  ", "l'", "-", "\n", "ouverture", "du "])
TEXTS = st.lists(st.lists(PIECES).map("".join), max_size=6)


@given(TEXTS, st.lists(st.lists(PIECES, min_size=1, max_size=3).map("".join), max_size=4))
def test_the_texts_that_hold_a_piece_are_those_where_it_stands(texts: list[str], wanted: list[str]) -> None:
    standing = Standing(dict(enumerate(texts)))
    assert standing.holding(wanted) == {n for n, text in enumerate(texts) if any(one in text for one in wanted)}


def test_a_name_stands_where_all_its_long_words_do() -> None:
    standing = Standing({1: "le port de la ville", 2: "le port", 3: "la ville", 4: "or"})
    assert standing.naming([("port", "de", "ville")]) == {1}
    assert standing.naming([("port",), ("or",)]) == {1, 2, 4}
    assert standing.naming([]) == frozenset()


def test_a_pattern_is_allowed_where_its_words_stand_and_where_the_text_is_short() -> None:
    long = "x" * SHORT
    texts = {1: f"{long} pont sur la ville", 2: f"{long} pont", 3: long, 4: "court"}
    assert Standing(texts).allowing(Pattern("pont", needs=("pont",), besides=("ville",))) == {1, 4}
    assert Standing(texts).allowing(Pattern("pont", needs=("pont",))) == {1, 2, 4}
    assert Standing(texts).allowing(Pattern("pont")) == {1, 2, 3, 4}
