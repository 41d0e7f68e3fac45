"""The overview of points on a narrow screen: the same discs, whole, in two columns or one, read from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass

from usagraph.visualisations.network.layout import Point
from usagraph.visualisations.network.placing import Caption
from usagraph.visualisations.network.view import NetworkView
from usagraph.visualisations.style import style

__all__ = ["Stacked", "stacked"]

#: The least width of a column, which holds the name of a disc, and the room between two.
NARROWEST, BETWEEN = 400, 40
#: The room above a disc, with its name, and as a part of the width where that is large; how far its name is from it.
ABOVE, SHARE, UNDER = 95, 0.13, 22


@dataclass(frozen=True)
class Stacked:
    """How far each family moves from its place on a wide screen, and where the names of the discs stand."""

    moves: dict[str, Point]
    captions: tuple[Caption, ...]


@dataclass(frozen=True)
class _Disc:
    """The things of a family, and what they cover on a wide screen."""

    family: str
    count: int
    left: int
    top: int
    wide: int
    high: int


def stacked(picture: NetworkView) -> Stacked:
    """The discs of `picture` in two columns of like height, in the order of the families; in one where one is very wide."""
    discs = [disc for name in style().families if (disc := _disc(picture, name))]
    widest = max((disc.wide for disc in discs), default=0)
    alone = widest > 2 * NARROWEST
    split = len(discs) if alone else _half(discs)
    above = max(ABOVE, round(SHARE * widest * (1 if alone else 2)))
    moves: dict[str, Point] = {}
    captions: list[Caption] = []
    middle = 0
    for column in (discs[:split], discs[split:]):
        room = max([NARROWEST, *(disc.wide for disc in column)])
        middle += room // 2
        top = 0
        for disc in column:
            moves[disc.family] = Point(middle - disc.left - disc.wide // 2, top - disc.top)
            words = style().families[disc.family].counted(disc.count, picture.lang)
            captions.append(Caption(words, Point(middle, top - UNDER)))
            top += disc.high + above
        middle += room - room // 2 + BETWEEN
    return Stacked(moves, tuple(captions))


def _half(discs: Sequence[_Disc]) -> int:
    """After how many discs the second column begins, for the lower of the two ways to be as low as can be."""
    heights = [disc.high + ABOVE for disc in discs]
    return min(range(len(discs) + 1), key=lambda split: max(sum(heights[:split]), sum(heights[split:])))


def _disc(picture: NetworkView, family: str) -> _Disc | None:
    nodes = [node for node in picture.nodes if node.family == family]
    places = [picture.positions[node.id] for node in nodes if not node.pinned]
    if not places:
        return None
    left, top = min(place.x for place in places), min(place.y for place in places)
    wide, high = max(place.x for place in places) - left, max(place.y for place in places) - top
    return _Disc(family, sum(len(node.members) or 1 for node in nodes), left, top, wide, high)
