"""A pattern is searched where the words it needs stand, and passes its examples before it is."""

import pytest

from usagraph.errors import BrokenRule
from usagraph.ingest.patterns import SHORT, Pattern

LONG = "x" * SHORT


def test_a_pattern_is_met_where_one_of_each_of_its_words_stands() -> None:
    pattern = Pattern("p.nt", needs=("pont", "pent"), besides=("ville", "bourg"))
    met = [f"{LONG} pont ville", f"{LONG} pent bourg", "pint"]
    missed = [f"{LONG} pont", f"{LONG} ville", f"{LONG} pint ville"]
    assert [pattern.find(words) is not None for words in (*met, *missed)] == [True] * 3 + [False] * 3
    assert [len(list(pattern.all_in(words))) for words in (*met, *missed)] == [1] * 3 + [0] * 3


def test_a_pattern_is_tested_where_it_is_first_searched() -> None:
    pattern = Pattern.of({"pattern": "^pont$", "examples": ["port"], "needs": ["pont"]}, "bridges.one")
    assert pattern.find(LONG) is None
    with pytest.raises(BrokenRule) as raised:
        pattern.find("pont")
    assert raised.value.values["where"] == "bridges.one"


def test_a_pattern_that_is_none_says_where_it_stands() -> None:
    with pytest.raises(BrokenRule) as raised:
        Pattern.of({"pattern": "("}, "bridges.two").check()
    assert raised.value.values["where"] == "bridges.two"
