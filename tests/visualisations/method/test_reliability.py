"""Figures of reliability, out of 100."""

import pytest

from usagraph.visualisations.method.reliability import Line, Rate, family_name, measured


def rate(right: int, count: int) -> Rate:
    return Rate(right, count, 0, 100)


@pytest.mark.parametrize(
    ("right", "count", "expected"), [(0, 9, 0), (1, 900, 1), (1, 3, 33), (899, 900, 99), (900, 900, 100), (85, 100, 85)]
)
def test_all_and_none_are_said_of_all_and_none_alone(right: int, count: int, expected: int) -> None:
    assert rate(right, count).of_100 == expected


def test_a_line_is_weak_by_either_rate_and_few_by_either_count() -> None:
    good, low, small = rate(80, 100), rate(79, 100), rate(9, 9)
    assert [Line("a", *pair).is_weak for pair in ((good, good), (good, low), (low, None), (None, None))] == [
        False,
        True,
        True,
        False,
    ]
    assert [Line("a", *pair).is_few for pair in ((good, low), (good, small), (good, None))] == [False, True, True]
    assert [Line(name, good, good).is_part for name in ("action", "action.policy")] == [False, True]


def test_nothing_published_is_nothing_measured() -> None:
    assert measured({}, lambda found: found) is None


def test_what_has_no_name_keeps_its_own() -> None:
    assert [family_name(name, "fr") for name in ("lever", "pdf", "unheard-of")] == ["leviers", "PDF", "unheard-of"]
