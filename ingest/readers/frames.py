"""Boxes of a PDF page: what a frame encloses, or a tint sets apart from the rest."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from usagraph.ingest.readers.drawings import Area
from usagraph.ingest.readers.runs import Page, Run, Style

__all__ = ["find_boxes"]

#: A tint over more of the words of a page than this is its background.
MOST_WORDS = 0.7
FEWEST_LINES = 2
#: Parts of one tint are this close.
TOUCH = 2.5
#: Words on the first line further apart than this, in font sizes, are those of a table.
TABULAR = 2.5


def find_boxes(page: Page, frames: list[Area], is_heading: Callable[[Run], bool]) -> list[list[Run]]:
    """The runs of each box; a tint or a frame around sections of the text makes none."""
    if not frames and not page.drawings.areas:
        return []
    total = sum(len(run.words) for run in page.runs)
    areas = _outermost([*frames, *_joined(page.drawings.areas)])
    held = [[run for run in page.runs if area.holds(run.left, run.right, run.y)] for area in areas]
    inside = {id(run) for runs in held for run in runs}
    sections = {run.style for run in page.runs if id(run) not in inside and is_heading(run)}
    return [
        runs
        for area, runs in zip(areas, held, strict=True)
        if _is_box(runs, total, sections, FEWEST_LINES - (area in frames))
    ]


def _is_box(runs: list[Run], total: int, sections: set[Style], fewest: int) -> bool:
    lines = {round(run.y) for run in runs}
    if len(lines) < fewest or sum(len(run.words) for run in runs) > MOST_WORDS * total:
        return False
    top = max(lines)
    first = sorted((run for run in runs if round(run.y) == top), key=lambda run: run.left)
    apart = any(b.left - a.right > TABULAR * a.style.size for a, b in pairwise(first))
    return not apart and not any(run.pure and run.style in sections for run in runs)


def _joined(areas: Iterable[Area]) -> list[Area]:
    """The areas, those of one tint that stand on each other put together."""
    joined: list[Area] = []
    for area in sorted(areas, key=lambda area: (round(area.left), round(area.right), -area.top)):
        last = joined[-1] if joined else None
        same = last and abs(last.left - area.left) < 1 and abs(last.right - area.right) < 1 and last.tint == area.tint
        if last and same and area.top >= last.bottom - TOUCH:
            joined[-1] = Area(last.left, min(last.bottom, area.bottom), last.right, last.top, last.tint)
        else:
            joined.append(area)
    return joined


def _outermost(areas: list[Area]) -> list[Area]:
    """The areas that no other holds."""
    kept: list[Area] = []
    for area in sorted(areas, key=lambda area: -(area.right - area.left) * (area.top - area.bottom)):
        if not any(_holds(outer, area) for outer in kept):
            kept.append(area)
    return kept


def _holds(outer: Area, area: Area) -> bool:
    return outer.holds(area.left, area.right, area.bottom) and area.top <= outer.top + 1
