"""Positions are computed, the same twice, and leave room for labels."""

from itertools import combinations

from usagraph.visualisations.network.layout import Point, bands, columns, rings, untangled


def far(one: Point, other: Point) -> bool:
    """Whether labels beneath two nodes do not touch."""
    return abs(one.x - other.x) >= 120 or abs(one.y - other.y) >= 75


def crowded(places: dict[str, Point]) -> list[tuple[str, str]]:
    """The pairs that stand too close."""
    return [(a, b) for a, b in combinations(places, 2) if not far(places[a], places[b])]


def test_columns_read_from_left_to_right() -> None:
    places = columns([["a", "b"], ["c"]])
    assert places["a"].x == places["b"].x < places["c"].x
    assert places["a"].y < places["c"].y < places["b"].y


def test_a_tall_column_is_split() -> None:
    """Twenty things of one family stand in three columns."""
    assert len({place.x for place in columns([[f"n{i}" for i in range(20)]]).values()}) == 3


def test_columns_are_ordered_so_that_links_do_not_cross() -> None:
    assert untangled([["a", "b"], ["c", "d"]], [("a", "d"), ("b", "c")])[0] == ["b", "a"]


def test_no_two_places_are_too_close() -> None:
    names = [f"n{i}" for i in range(36)]
    assert crowded(columns([names[:9], names[9:20], names[20:36]])) == []
    assert crowded(rings("center", [names[:12], names[12:30]])) == []
    assert crowded(rings("center", [names, []])) == []
    assert crowded(bands([names[:5], names[5:6], names[6:20]])) == []


def test_everything_has_one_place() -> None:
    names = [f"n{i}" for i in range(50)]
    assert set(rings("c", [names[:25], names[25:]])) == {"c", *names}
    assert set(columns([names])) == set(names)
    assert set(bands([names])) == set(names)


def test_the_same_things_stand_at_the_same_places() -> None:
    names = [f"n{i}" for i in range(30)]
    links = [(names[i], names[(7 * i + 3) % 30]) for i in range(30)]
    assert columns([names[:9], names[9:]], links) == columns([names[:9], names[9:]], links)
    assert rings("c", [names]) == rings("c", [names])


def test_nothing_to_place() -> None:
    assert columns([]) == {}
    assert bands([[]]) == {}
    assert rings("c", [[], []]) == {"c": Point(0, 0)}
