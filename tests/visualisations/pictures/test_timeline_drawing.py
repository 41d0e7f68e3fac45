"""The picture of the timeline: labels that touch neither each other nor a line, and groups where marks are too many."""

from itertools import combinations, pairwise

from usagraph.visualisations.pictures.timeline import Asked, timeline
from usagraph.visualisations.pictures.timeline_drawing import MOST, ROW, WIDTH, Group, Mark, Picture, picture

from .test_timeline import SOME, milestone


def drawn(*dates: str, name: str = "un texte au nom assez long pour gêner") -> Picture:
    return picture(timeline([milestone(f"{name} {n}", verified=date) for n, date in enumerate(dates)], Asked(), "fr"))


def span(mark: Mark) -> tuple[float, float]:
    """Where a label begins and ends, as its letters are at least."""
    wide = (len(mark.text) + 5) * 6.4
    return (mark.x - wide, mark.x - 6) if mark.above else (mark.x + 6, mark.x + wide)


def trouble(strip_marks: tuple[Mark, ...]) -> list[tuple[str, str]]:
    """The labels that lie over another, or under a line."""
    found: list[tuple[str, str]] = []
    for one, other in combinations(strip_marks, 2):
        a, b = span(one), span(other)
        if abs(one.end - other.end) < ROW - 1 and a[0] < b[1] and b[0] < a[1]:
            found.append((one.text, other.text))
        for label, line in ((one, other), (other, one)):
            low, high = sorted((line.y, line.end))
            left, right = span(label)
            if low < label.end < high - 2 and left < line.x < right:
                found.append((label.text, "line of " + line.text))
    return found


def test_labels_keep_clear_of_each_other() -> None:
    crowded = [f"20{n:02}-0{m}-01" for n in range(8, 20) for m in (1, 6)]
    for dates in (crowded, ["2017-11-20"] * 5, ["1950", "1999", "2024-12-31", "2024-12-30", "2024-12-29"]):
        assert trouble(drawn(*dates).strips[0].marks) == []


def test_everything_stands_within_the_picture_and_in_its_lane() -> None:
    shown = picture(timeline(SOME, Asked(tables=True), "fr"))
    for strip in shown.strips:
        for mark in strip.marks:
            low, high = span(mark)
            assert 0 <= low < high <= WIDTH
            assert strip.y <= min(mark.y, mark.end) < max(mark.y, mark.end) <= strip.y + strip.height
    assert shown.strips[-1].y + shown.strips[-1].height <= shown.height


def test_marks_stand_in_the_order_of_their_dates() -> None:
    marks = drawn("1983-07-22", "1996", "2002-01-02", "2004-03-02").strips[0].marks
    assert [mark.x for mark in marks] == sorted(mark.x for mark in marks)


def test_marks_of_one_day_stand_over_each_other() -> None:
    marks = drawn("2017-11-20", "2017-11-20").strips[0].marks
    assert abs(marks[0].y - marks[1].y) >= 16


def test_too_many_marks_are_grouped_by_years_and_none_is_lost() -> None:
    strip = drawn(*(f"{1950 + n}" for n in range(60))).strips[0]
    assert len(strip.marks) <= MOST
    assert strip.grouped == 5
    first = strip.marks[0].item
    assert isinstance(first, Group)
    assert (first.since, first.until, len(first.entries)) == (1950, 1954, 5)
    assert sum(len(one.item.entries) if isinstance(one.item, Group) else 1 for one in strip.marks) == 60


def test_a_name_in_letters_is_told_with_its_title() -> None:
    one = milestone("loi 2002-2", verified="2002-01-02")
    titled = type(one)(one.node, one.verified, (), ("note",), title="loi rénovant l'action sociale")
    assert picture(timeline([titled], Asked(), "fr")).strips[0].marks[0].text == "loi 2002-2 rénovant l'action sociale"


def test_a_long_name_is_whole_where_it_takes_no_more_room_and_never_leaves_the_picture() -> None:
    long = "un nom de texte plus long que ce que porte une ligne."
    (mark,) = drawn("1990", name=long).strips[0].marks
    assert mark.text == f"{long} 0"
    for dates in (["1990", "2001", "2002"], ["2004"]):
        for one in drawn(*dates, name="mot " * 80).strips[0].marks:
            low, high = span(one)
            assert 150 <= low < high <= WIDTH


def test_groups_stand_beside_each_other() -> None:
    """Where years are many, a group stands for as many as its mark needs."""
    dates = [f"{1800 + 190 * (n > 0) + n % 34}-0{1 + n % 9}" for n in range(120)]
    marks = drawn(*dates).strips[0].marks
    groups = sorted(one.x for one in marks if isinstance(one.item, Group))
    assert all(other - one >= 21.9 for one, other in pairwise(groups))
