"""A PDF page taken apart: its ruled tables, its boxes, its other tables, its lines and its notes, in the order written."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from usagraph.ingest.readers.drawings import Area
from usagraph.ingest.readers.frames import find_boxes
from usagraph.ingest.readers.grid import Table, find_tables
from usagraph.ingest.readers.lattice import Lattice
from usagraph.ingest.readers.layout import Headings
from usagraph.ingest.readers.lines import Line, Pitches, joined, whole_lines, with_dots, with_marks
from usagraph.ingest.readers.notes import note_marks, part_notes
from usagraph.ingest.readers.runs import Page, Run

__all__ = ["Box", "Leaf", "Sorted", "Thing", "make_leaf", "sort_leaf"]


@dataclass(frozen=True)
class Box:
    """The lines of text set apart."""

    lines: list[Line]


Thing = Line | Table | Lattice | Box


@dataclass(frozen=True)
class Leaf:
    """A page without what repeats on others: words in the order written, parted by its ruled tables."""

    page: Page
    parts: list[list[Run] | Lattice]
    frames: list[Area]
    #: Words that read in another direction, outside its tables.
    turned: list[Run] = field(default_factory=list)

    @property
    def runs(self) -> Iterator[Run]:
        """The runs outside and inside its ruled tables."""
        return (run for part in self.parts for run in (part.runs if isinstance(part, Lattice) else part))


@dataclass(frozen=True)
class Sorted:
    """What a page holds, in order, the notes at its bottom, and the words that read in another direction."""

    number: int
    things: list[Thing]
    notes: list[list[Line]] = field(default_factory=list)
    turned: list[Line] = field(default_factory=list)


def make_leaf(page: Page, lattices: list[Lattice], repeated: Container[tuple[int, Run]]) -> Leaf:
    """The leaf of `page`; a lattice of one cell is only a frame, and what is `repeated` is left out."""
    owner = {id(run): lattice for lattice in lattices if not lattice.is_frame for run in lattice.runs}
    parts: list[list[Run] | Lattice] = []
    loose: list[Run] = []
    seen: set[int] = set()
    for run in page.runs:
        table = owner.get(id(run))
        if table is None:
            if (page.number, run) not in repeated:
                loose.append(run)
        elif id(table) not in seen:
            seen.add(id(table))
            parts += [_settled(page, loose), table]
            loose = []
    frames = [lattice.area for lattice in lattices if lattice.is_frame]
    return Leaf(page, [*parts, _settled(page, loose)], frames, [run for run in page.turned if id(run) not in owner])


def sort_leaf(leaf: Leaf, pitches: Pitches, headings: Headings) -> Sorted:
    """What a leaf holds, in order."""
    things = list(_things(leaf, pitches, headings, ()))
    last = list(takewhile(lambda thing: isinstance(thing, Line), reversed(things)))[::-1]
    lines = [thing for thing in last if isinstance(thing, Line)]
    _, notes = part_notes(lines, headings.body.size, leaf.page.height)
    turned = [line for run in leaf.turned for line in joined([run], leaf.page.number)]
    if not notes:
        return Sorted(leaf.page.number, things, turned=turned)
    # The numbers of the notes are known now, so that their calls can be told from other raised figures.
    things = list(_things(leaf, pitches, headings, note_marks(notes)))
    return Sorted(leaf.page.number, things[: len(things) - sum(map(len, notes))], notes, turned)


def _settled(page: Page, runs: list[Run]) -> list[Run]:
    """The runs with the marks of their list items, and the lines that justification has torn whole again."""
    return list(with_marks(whole_lines(list(with_dots(page, runs)))))


def _things(leaf: Leaf, pitches: Pitches, headings: Headings, notes: Container[str]) -> Iterator[Thing]:
    page = replace(leaf.page, runs=[run for part in leaf.parts if isinstance(part, list) for run in part])
    boxes = find_boxes(page, leaf.frames, lambda run: headings.level(run) is not None)
    for part in leaf.parts:
        if isinstance(part, Lattice):
            yield part
        else:
            yield from _loose(replace(page, runs=part), boxes, pitches, notes)


def _loose(page: Page, boxes: list[list[Run]], pitches: Pitches, notes: Container[str]) -> Iterator[Thing]:
    """The boxes, tables and lines of a part without ruled tables, each where its first run was."""
    owner: dict[int, list[Run] | Table] = {id(run): box for box in boxes for run in box}
    for table in find_tables(replace(page, runs=[run for run in page.runs if id(run) not in owner]), pitches):
        owner |= {id(run): table for run in table.runs}
    seen: set[int] = set()
    loose: list[Run] = []
    for run in page.runs:
        thing = owner.get(id(run))
        if thing is None:
            loose.append(run)
        elif id(thing) not in seen:
            seen.add(id(thing))
            yield from joined(loose, page.number, notes)
            loose = []
            yield thing if isinstance(thing, Table) else Box(list(joined(thing, page.number, notes)))
    yield from joined(loose, page.number, notes)
