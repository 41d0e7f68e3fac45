import pytest
from hypothesis import given
from hypothesis import strategies as st

from usagraph.graph.search.asked import LONGEST, MOST, ask, conjunction, quoted


def test_words_and_phrases_in_order() -> None:
    asked = ask('enquête "conseil départemental" « la loi » usagères')
    assert [unit.terms for unit in asked.units] == [
        ("enquete",),
        ("conseil", "departemental"),
        ("la", "loi"),
        ("usager",),
    ]
    assert [unit.begun for unit in asked.units] == [False, False, False, True]


def test_frequent_words_count_only_where_there_is_nothing_else() -> None:
    assert [unit.words for unit in ask("les usagers de la commune").units] == ["usagers", "commune"]
    assert [unit.words for unit in ask("de la").units] == ["de", "la"]


@pytest.mark.parametrize(("text", "begun"), [("comité d", True), ("comité ", False), ('"comité"', False)])
def test_only_the_last_word_is_begun(text: str, begun: bool) -> None:
    assert ask(text).begun is begun


def test_a_quote_that_is_not_closed_is_nothing() -> None:
    assert [unit.terms for unit in ask('"loi sur').units] == [("loi",)]


def test_what_is_too_long_is_cut() -> None:
    assert len(ask("mot " * 1000).terms) == MOST
    assert len(ask("a" * 10_000).terms[0]) == LONGEST


def test_signs_of_the_engine_mean_nothing() -> None:
    assert quoted(["a", 'b" OR "c']) == '"a b"" OR ""c"'
    assert conjunction(ask("NEAR(loi* AND -x)").units) == ('(terms : "near") AND (terms : "loi") AND (terms : "x")')


@given(st.text(max_size=80))
def test_any_text_can_be_asked(text: str) -> None:
    for unit in ask(text).units:
        assert unit.terms
        assert unit.words
