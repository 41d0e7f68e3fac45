import re
from pathlib import Path

import pytest

from usagraph.visualisations.menu import menu
from usagraph.visualisations.method import accessibility
from usagraph.visualisations.method.accessibility import Criterion, assessment

#: Criteria of each theme of RGAA 4.1.
THEMES = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_criterion_of_the_standard_is_told_once_by_its_number(lang: str) -> None:
    told = assessment(lang)
    assert [len(theme.criteria) for theme in told.themes] == THEMES
    assert [theme.criteria[-1].number for theme in told.themes][3:5] == ["4.13", "5.8"]
    assert sum(told.counts.values()) == sum(THEMES) == 106


def test_what_is_claimed_was_checked_and_what_is_not_there_was_not() -> None:
    every = [one for theme in assessment("fr").themes for one in theme.criteria]
    assert [one for one in every if one.state == "met" and not one.proof] == []
    assert [one for one in every if one.state == "none" and one.proof] == []


def test_what_a_test_looks_at_names_one_that_there_is() -> None:
    named = {one.test for theme in assessment("fr").themes for one in theme.criteria if one.test}
    folder = Path(__file__).parents[2]
    there = {
        name for path in folder.rglob("test_*.py") for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))
    }
    assert named - there == set()
    assert "test_every_page_meets_the_criteria" in named


def test_what_a_person_looked_at_is_dated_and_names_pages() -> None:
    told = assessment("fr")
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", told.seen)
    assert set(told.looked_at) <= set(menu().paths)


def test_a_state_that_there_is_not_is_refused() -> None:
    assert accessibility._criterion("1.1", ["a", "b", "met", "axe"], 1) == Criterion("1.1", "b", "met", "axe")
    named = accessibility._criterion("1.1", ["a", "b", "met", "test test_a"], 0)
    assert (named.proof, named.test) == ("test", "test_a")
    for wrong in (["fine", ""], ["met", "heard"], ["met", "test"], ["met", "axe test_a"]):
        with pytest.raises(ValueError, match=rf"1\.1: {wrong[0]}"):
            accessibility._criterion("1.1", ["a", "b", *wrong], 0)
