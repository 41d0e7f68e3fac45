"""The scale of the timeline."""

from itertools import pairwise

from usagraph.visualisations.pictures.timescale import LEFT, RIGHT, scale


def test_years_follow_each_other_evenly() -> None:
    made = scale([2000.5, 2005.5, 2010.5], 2000, 2010)
    assert made.cuts == ()
    assert (made.x(2000), made.x(2011)) == (LEFT, RIGHT)
    assert made.x(2005.5) == (LEFT + RIGHT) / 2


def test_a_long_empty_stretch_is_cut_and_said() -> None:
    made = scale([1901.5, 1982.5, 1990.5, 2004.5, 2020.5], 1901, 2020)
    assert [years for _, years in made.cuts] == [80]
    assert made.x(1982.5) - made.x(1901.5) < 200
    places = [made.x(at) for at in (1901.5, 1982.5, 1990.5, 2004.5, 2020.5)]
    assert places == sorted(places)


def test_ticks_do_not_touch_each_other() -> None:
    for dates, since, until in (
        ([1901.5, 1990.5], 1901, 1991),
        ([1789.6, 1881.5, 1950.5, 2024.5], 1789, 2024),
        ([], 1, 999),
    ):
        made = scale(dates, since, until)
        ticks = [x for one in made.stretches for x, _ in one.ticks]
        assert ticks
        assert all(other - one > 36 for one, other in pairwise(ticks))


def test_a_single_year_has_its_place() -> None:
    made = scale([2004.5], 2004, 2004)
    assert made.x(2004.5) == (LEFT + RIGHT) / 2
    assert made.stretches[0].ticks[0] == (LEFT, 2004)
