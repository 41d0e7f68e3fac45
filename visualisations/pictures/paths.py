"""The paths between two things as sentences and as a drawing: rows from the first to the last, always in the same places."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from usagraph.graph.reading.facts import Fact
from usagraph.graph.reading.paths import Path
from usagraph.graph.reading.things import Node
from usagraph.visualisations.said import Said, named, said
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import style
from usagraph.visualisations.words import clean, words, wrap

__all__ = ["Arrow", "Box", "Drawing", "PathView", "path_view"]

#: Signs of the drawing, in its units: a box, what lies between boxes, and between rows.
WIDE, HIGH, GAP, ROW = 240, 66, 24, 84
#: Signs on a line of a box and of a verb, and lines of each.
BOXED, SPOKEN, LINES = 24, 17, 3
#: A line of text, and about the width of a sign.
LINE, SIGN = 17, 7.6
#: Where a verb may stand on its arrow, the best place first.
PLACES = (0.5, 0.34, 0.66, 0.42, 0.58)


@dataclass(frozen=True)
class Box:
    """A thing in its place: the middle of its top edge."""

    node: Node
    lines: tuple[str, ...]
    x: float
    y: float
    is_end: bool


@dataclass(frozen=True)
class Arrow:
    """A step between two boxes; the verb stands around `at`. `step` says which of the sentences it is: of which path, and where."""

    x1: float
    y1: float
    x2: float
    y2: float
    verb: tuple[str, ...]
    at: tuple[float, float]
    inferred: bool
    step: tuple[int, int]
    name: str

    @property
    def room(self) -> tuple[float, float, float, float]:
        """The frame around the verb: left, top, width, height."""
        width = max(map(len, self.verb)) * SIGN + 8
        height = len(self.verb) * LINE + 4
        return self.at[0] - width / 2, self.at[1] - height / 2, width, height


@dataclass(frozen=True)
class Drawing:
    """Boxes and arrows, and the size of it all."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    columns: int


@dataclass(frozen=True)
class PathView:
    """The paths between two things: one sentence, the steps of each path, and the drawing (None where there are no steps)."""

    source: Node
    target: Node
    sentence: str
    ways: tuple[tuple[Said, ...], ...]
    drawing: Drawing | None

    @property
    def comparable(self) -> bool:
        """Whether both ends are directions, which can be set side by side."""
        return self.source != self.target and all(
            style().family(one.kind).name == "directorates" for one in (self.source, self.target)
        )

    def rows(self, lang: str) -> tuple[tuple[str, ...], ...]:
        """The steps as a table of text: a heading, then a row each."""
        say = words(lang)
        head = tuple(say(f"path.column_{name}") for name in ("way", "step", "from", "verb", "to", "passage"))
        rows = (
            (str(way), str(step), *one.row)
            for way, steps in enumerate(self.ways, 1)
            for step, one in enumerate(steps, 1)
        )
        return (head, *rows)


def path_view(paths: Sequence[Path], source: Node, target: Node, lang: str) -> PathView:
    """The paths as they are shown, in words of `lang`."""
    source, target = spoken(source, lang), spoken(target, lang)
    ways = tuple(tuple(_steps(path, lang)) for path in paths)
    drawn = _drawing(ways) if ways and ways[0] else None
    return PathView(source, target, _sentence(ways, source, target, lang), ways, drawn)


def _steps(path: Path, lang: str) -> list[Said]:
    """Each step from the thing before to the thing after, whichever way round it was said."""
    known = {node.iri: node for node in path.nodes}
    steps: list[Said] = []
    for (before, _), edge in zip(pairwise(path.nodes), path.edges, strict=True):
        fact = Fact(known[edge.source], edge.predicate, known[edge.target], edge.inferred, edge.evidence)
        steps.append(said(fact, lang, inverse=edge.source != before.iri))
    return steps


def _sentence(ways: Sequence[Sequence[Said]], source: Node, target: Node, lang: str) -> str:
    say = words(lang)
    ends = {"source": clean(named(source)), "target": clean(named(target))}
    if not ways:
        return say("path.none", **ends)
    if not ways[0]:
        return say("path.same", source=ends["source"])
    steps = say("path.steps", count=len(ways[0]))
    return say("path.found", steps=steps, ways=say("path.ways", count=len(ways)), **ends)


def _drawing(ways: Sequence[Sequence[Said]]) -> Drawing:
    """One row for each distance from the first thing; in a row, in the order of the paths."""
    rows: list[dict[str, Node]] = [{} for _ in range(len(ways[0]) + 1)]
    for way in ways:
        for row, node in enumerate([way[0].subject, *(one.object for one in way)]):
            rows[row].setdefault(node.iri, node)
    columns = max(map(len, rows))
    width = columns * (WIDE + GAP) + GAP
    boxes = {iri: box for number, row in enumerate(rows) for iri, box in _row(row, number, len(rows) - 1, width)}
    steps: dict[tuple[str, str], tuple[tuple[int, int], Said]] = {}
    for number, way in enumerate(ways, 1):
        for step, one in enumerate(way, 1):
            steps.setdefault((one.subject.iri, one.object.iri), ((number, step), one))
    return Drawing(width, len(rows) * (HIGH + ROW) - ROW + 4, tuple(boxes.values()), _arrows(boxes, steps), columns)


def _row(row: dict[str, Node], number: int, last: int, width: float) -> list[tuple[str, Box]]:
    start = (width - len(row) * (WIDE + GAP) + GAP) / 2 + WIDE / 2
    y = number * (HIGH + ROW) + 2
    return [
        (iri, Box(node, _lines(named(node), BOXED), start + place * (WIDE + GAP), y, number in (0, last)))
        for place, (iri, node) in enumerate(row.items())
    ]


def _arrows(boxes: dict[str, Box], steps: dict[tuple[str, str], tuple[tuple[int, int], Said]]) -> tuple[Arrow, ...]:
    """The arrows, each verb where it hides no other if there is such a place."""
    made: list[Arrow] = []
    for (begin, end), (step, one) in steps.items():
        above, below = boxes[begin], boxes[end]
        ends = above.x, above.y + HIGH, below.x, below.y
        name = f"{clean(named(one.subject))} {one.verb} {clean(named(one.object))}"
        verb = _lines(one.verb, SPOKEN)
        tried = [Arrow(*ends, verb, _along(ends, place), one.inferred, step, name) for place in PLACES]
        made.append(next((arrow for arrow in tried if not any(_meet(arrow, other) for other in made)), tried[0]))
    return tuple(made)


def _along(ends: tuple[float, float, float, float], place: float) -> tuple[float, float]:
    x1, y1, x2, y2 = ends
    return x1 + (x2 - x1) * place, y1 + (y2 - y1) * place


def _meet(one: Arrow, other: Arrow) -> bool:
    (x1, y1, w1, h1), (x2, y2, w2, h2) = one.room, other.room
    return x1 < x2 + w2 and x2 < x1 + w1 and y1 < y2 + h2 and y2 < y1 + h1


def _lines(text: str, width: int) -> tuple[str, ...]:
    return tuple(wrap(clean(text), width, LINES).split("\n"))
