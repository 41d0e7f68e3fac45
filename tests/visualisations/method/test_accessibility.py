import pytest

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


def test_a_state_that_there_is_not_is_refused() -> None:
    assert accessibility._criterion("1.1", ["a", "b", "met", "axe"], 1) == Criterion("1.1", "b", "met", "axe")
    with pytest.raises(ValueError, match=r"1\.1: fine"):
        accessibility._criterion("1.1", ["a", "b", "fine", ""], 0)
