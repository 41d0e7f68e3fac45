"""The picture of the flow: ribbons of the right width, that can be followed through the degree."""

import re
from itertools import pairwise

from usagraph.visualisations.pictures.flow import flow
from usagraph.visualisations.pictures.flow_drawing import Box, drawing

from .test_flow import SOME, many, practice


def ends(path: str) -> tuple[float, float, float, float]:
    """The top and the bottom of a ribbon, where it begins and where it ends."""
    numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return numbers[1], numbers[-1], numbers[7], numbers[8]


def test_ribbons_fill_their_blocks_exactly() -> None:
    """What leaves a policy and what enters an issue is as wide as they are high."""
    for practices in (SOME, many()):
        picture = drawing(flow(practices, "fr"))
        for box in picture.boxes:
            column = ("politique", "degre", "enjeu").index(box.block.key.partition(":")[0])
            mine = [shape for shape in picture.shapes if shape.ribbon.ends[column] == box.block.key]
            sides = [ends(one.first)[:2] if column == 0 else ends(one.second)[2:] for one in mine]
            sides = [ends(one.first)[2:] for one in mine] if column == 1 else sides
            ordered = sorted(sides)
            assert abs(ordered[0][0] - box.y) < 0.2
            assert abs(ordered[-1][1] - box.y - box.height) < 0.2
            assert all(abs(one[1] - other[0]) < 0.2 for one, other in pairwise(ordered))


def test_a_ribbon_leaves_the_degree_where_it_entered() -> None:
    for shape in drawing(flow(SOME, "fr")).shapes:
        assert ends(shape.first)[2:] == ends(shape.second)[:2]


def test_ribbons_do_not_cross_before_the_degree() -> None:
    """Of one degree, they enter in the order of their policies."""
    shapes = [one for one in drawing(flow(SOME, "fr")).shapes if one.ribbon.names[1] == "consultation"]
    begins = sorted(shapes, key=lambda one: ends(one.first)[0])
    assert begins == sorted(shapes, key=lambda one: ends(one.first)[2])


def test_no_label_lies_over_another() -> None:
    long = [practice(f"a{n}", (f"politique au nom très long {n}",), ("consultation",), ("x" * 300,)) for n in range(9)]
    for practices in (SOME, many(), long):
        picture = drawing(flow(practices, "fr"))
        for column in range(3):
            boxes = [b for b in picture.boxes if b.block.key.startswith(("politique", "degre", "enjeu")[column])]
            assert all(bottom(one) <= other.label_y - 11 for one, other in pairwise(boxes))
            assert all(box.y > 0 and box.y + box.height <= picture.height for box in boxes)


def bottom(box: Box) -> float:
    return box.label_y + (len(box.lines) - 1) * 17


def test_long_names_are_cut() -> None:
    picture = drawing(flow([practice("a", (), ("consultation",), ("x " * 150,))], "fr"))
    assert max(len(line) for box in picture.boxes for line in box.lines) <= 32


def test_policies_and_degrees_are_as_high_as_they_count_actions() -> None:
    """An action of several issues takes no more room than an action of one."""
    several = [
        practice("a", ("one",), ("consultation",), ("x", "y", "z")),
        practice("b", ("other",), ("consultation",), ("x",)),
        practice("c", ("other",), ("co-construction",), ()),
    ]
    boxes = [box for box in drawing(flow(several, "fr")).boxes if not box.block.key.startswith("enjeu")]
    assert {round(box.height / box.block.count, 2) for box in boxes} == {15.0}


def test_thousands_of_actions_fit_on_a_screen_and_no_issue_stands_there_by_chance() -> None:
    every = [
        practice(f"a{n}", (f"p{n % 5}",), (("consultation", "information")[n % 2],), (f"issue {n}",))
        for n in range(3000)
    ]
    figure = flow(every, "fr")
    assert drawing(figure).height < 1000
    assert [(block.name, block.count) for block in figure.columns[2]] == [("autres enjeux", 3000)]
