"""What is drawn on a PDF page beside its words: rules, tinted or framed areas, and the dots and pictures of list items.

All places are left, bottom, right, top, in points, as the page is read: a page of turned words is turned first.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

__all__ = ["Area", "Drawings", "Place", "Rule", "read_drawings"]

# pypdfium2 publishes no types.
Handle = Any

Place = tuple[float, float, float, float]
Turn = Callable[[Place], Place]

THICKEST_RULE = 3.0
SHORTEST_RULE = 4.0
#: A dot before a list item is no smaller and no larger than this.
SMALLEST_DOT, LARGEST_DOT = 1.5, 12.0
#: A path of more parts than this is a picture.
MOST_SEGMENTS = 400
RECTANGLE = (4, 5, 6)
#: Forms inside forms are followed so far.
DEEPEST = 5
WHITE = 250


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn on the page, from `left` to `right` at height `y`; an upright one from bottom to top at `y`."""

    left: float
    right: float
    y: float


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle, with its colour where it is tinted."""

    left: float
    bottom: float
    right: float
    top: float
    tint: tuple[int, int, int] | None = None

    def holds(self, left: float, right: float, y: float) -> bool:
        """Whether words on a base line stand inside it."""
        return self.left - 1 <= left and right <= self.right + 1 and self.bottom - 1 <= y <= self.top + 1


@dataclass
class Drawings:
    """What is drawn on a page: level rules, upright ones (their `y` is a place from the left), tinted areas, dots."""

    rules: list[Rule] = field(default_factory=list)
    uprights: list[Rule] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    dots: list[Area] = field(default_factory=list)

    def add(self, place: Place) -> None:
        """Takes a thing by its bounds: a rule where it is thin, a dot where it is small."""
        left, bottom, right, top = place
        width, height = right - left, top - bottom
        if height <= THICKEST_RULE and width >= SHORTEST_RULE:
            self.rules.append(Rule(left, right, (bottom + top) / 2))
        elif width <= THICKEST_RULE and height >= SHORTEST_RULE:
            self.uprights.append(Rule(bottom, top, (left + right) / 2))
        elif SMALLEST_DOT <= width <= LARGEST_DOT and SMALLEST_DOT <= height <= LARGEST_DOT:
            self.dots.append(Area(*place))

    def frame(self, place: Place) -> None:
        """Takes the four sides of a rectangle."""
        left, bottom, right, top = place
        self.rules += [Rule(left, right, bottom), Rule(left, right, top)]
        self.uprights += [Rule(bottom, top, left), Rule(bottom, top, right)]


def read_drawings(page: Handle, turn: Turn) -> Drawings:
    """What is drawn on `page`, at the places that `turn` gives."""
    found = Drawings()
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        _take(found, pdfium.FPDFPage_GetObject(page.raw, index), turn, 0)
    return found


def _take(found: Drawings, thing: Handle, turn: Turn, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _take_path(found, thing, turn)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        place = turn(_bounds(thing))
        if place[2] - place[0] <= LARGEST_DOT:
            found.add(place)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        inner = _inside(thing, turn)
        for index in range(pdfium.FPDFFormObj_CountObjects(thing)):
            _take(found, pdfium.FPDFFormObj_GetObject(thing, index), inner, depth + 1)


def _inside(form: Handle, turn: Turn) -> Turn:
    """What gives the place on the page of a thing that a form holds."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, matrix)
    return lambda place: turn(_between(_moved(matrix, place[0], place[1]), _moved(matrix, place[2], place[3])))


def _moved(matrix: Handle, x: float, y: float) -> tuple[float, float]:
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _take_path(found: Drawings, thing: Handle, turn: Turn) -> None:
    place = turn(_bounds(thing))
    if min(place[2] - place[0], place[3] - place[1]) <= LARGEST_DOT:
        found.add(place)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(thing)
    if count in RECTANGLE:
        if stroke.value:
            found.frame(place)
        tint = _tint(thing) if fill.value else None
        if tint:
            found.areas.append(Area(*place, tint))
    elif stroke.value and count <= MOST_SEGMENTS:
        for side in _sides(thing, count):
            found.add(turn(side))


def _bounds(thing: Handle) -> Place:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _tint(thing: Handle) -> tuple[int, int, int] | None:
    """The colour of what a path fills, None for white."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
    colour = red.value, green.value, blue.value
    return colour if alpha.value > 0 and min(colour) < WHITE else None


def _sides(thing: Handle, count: int) -> Iterator[Place]:
    """The bounds of each straight part of a path."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    last = first = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = _moved(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _between(last, here)
        last = here
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield _between(here, first)


def _between(start: tuple[float, float], end: tuple[float, float]) -> Place:
    return min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
