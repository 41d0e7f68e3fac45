"""Action sheets read by their headings: those a profile describes, else those of the shared gazetteer of headings."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.line import Line, is_quotation, lines_of
from usagraph.ingest.rulebook import profiles
from usagraph.ingest.sheets import cells
from usagraph.ingest.sheets.boundaries import Boundaries
from usagraph.ingest.sheets.finder import BULLET, OTHER, UNKNOWN, Finder, Found
from usagraph.ingest.sheets.meaning import Meaning
from usagraph.ingest.sheets.titles import Title, Titles
from usagraph.records import Block

__all__ = ["Field", "Sheet", "every_heading", "read_sheets"]

GENERIC = "generic"
_WRAPPED = 60  # a line this long was probably cut by the page, not by its author
_QUOTING, _QUOTED_ON = re.compile(r"«[^»]*$"), re.compile(r"\s*[^\W\d_][^«»]*»\W*$")  # a quotation cut in two
_LABEL = re.compile(r"\W*[A-ZÀ-Þ][^:.]{1,40}:|[-–•▪➢→]")
#: How many headings, and of what weight, make a sheet that no profile describes.
_TITLED, _UNTITLED = (3, 5), (4, 6)
_IDENTITY = 2  # headings that tell what an action is
_TELLING = {
    "title",
    "sheet",
    "direction",
    "policy",
    "mode",
    "degrees",
    "degree",
    "targets",
    "hasPartner",
    "hasObjective",
    "hasIssue",
}
_BESIDE = 4  # the weight of other headings where few are those of the profile
#: Fields that are short lists, where a heading that is not known is more likely than an item without its bullet.
_LISTS = {"targets", "hasEffect", "hasObjective", "hasIssue", "hasPartner", "fundedBy"}


@dataclass(frozen=True)
class Field:
    """A heading with its rule and what stands under it (or after its colon)."""

    name: str
    meaning: Meaning
    heading: Span
    value: Span | None
    lines: tuple[Line, ...]

    @property
    def rule(self) -> dict[str, Any]:
        """What becomes of its value."""
        return self.meaning.rule


@dataclass(frozen=True)
class Sheet:
    """One action sheet: its title, the number it bears, where it stands, and its fields in order."""

    profile: dict[str, Any]
    title: str
    title_span: Span
    fields: tuple[Field, ...]
    extent: Span
    number: tuple[str, Span] | None = None
    steps: tuple[cells.Step, ...] = field(default=())


def read_sheets(draft: Draft, apart: Collection[Span] = ()) -> list[Sheet]:
    """The sheets of the document by the profile that recognises most headings, else by the gazetteer; none where too
    few are recognised.

    `apart`: spans that are read otherwise (tables of actions).
    """
    lines = [line for line in lines_of(draft) if not any(start <= line.start < end for start, end in apart)]
    known = [p for p in profiles() if p.get("headings")]
    readers = [_Reader(draft, lines, profile, apart) for profile in known]
    fit = [reader for reader in readers if reader.distinct >= reader.profile["minimum"]]
    if fit:
        return max(fit, key=lambda reader: reader.distinct).sheets()
    generic = next(p for p in profiles() if p["id"] == GENERIC)
    reader = _Reader(draft, lines, generic, apart)
    return reader.sheets() if _weighs({f.meaning.name: f.meaning for f in reader.found}) else []


def every_heading(draft: Draft) -> list[str]:
    """The words of the headings of the document's sheets, known or not, in order; where no sheet is told, those of the
    layout."""
    sheets = read_sheets(draft)
    told = [draft.document.text[slice(*field.heading)].rstrip(" :") for sheet in sheets for field in sheet.fields]
    return told or [heading.title for heading in draft.outline.headings]


def _weighs(known: dict[str, Meaning]) -> bool:
    """Whether headings weigh enough together; fewer are enough where one of them names the sheet."""
    least, weight = _TITLED if any(m.takes == "title" for m in known.values()) else _UNTITLED
    own = sum(_identifies(m) for m in known.values())
    return own >= _IDENTITY and len(known) >= least and sum(m.weight for m in known.values()) >= weight


def _identifies(meaning: Meaning) -> bool:
    """Whether a heading tells what an action is: a report has a context, obstacles and levers too."""
    return meaning.takes in _TELLING or meaning.rule.get("property") in _TELLING or "viewpoint" in meaning.rule


class _Reader:
    """Reads the lines of a document with one profile."""

    def __init__(self, draft: Draft, lines: list[Line], profile: dict[str, Any], apart: Collection[Span]) -> None:
        self.draft = draft
        self.profile = profile
        self.lines = lines
        self.finder = Finder(draft, lines, profile["id"], apart)
        self.tables = self.finder.tables
        self.found = list(self.finder.found())
        self._known = {f.number: f for f in self.found}
        self.bounds = Boundaries(draft, lines, self.found, min(3, int(profile["minimum"])))
        self.distinct = len({f.meaning.name for f in self.found if f.meaning.own})

    def sheets(self) -> list[Sheet]:
        """The sheets, each with its title and fields; those that have a title and no field too."""
        titles = Titles(self.draft, self.lines)
        groups = self.bounds.groups()
        named: list[Title] = []
        floor = 0
        for group in groups:
            top = self.bounds.top_of(group[0].number)
            named.append(titles.find(floor, group, {title.words for title in named}, top))
            floor = group[-1].after
        lone = self._lone(titles, groups, named)
        heads = [self._line_of(min(t.span[0], t.number[1][0] if t.number else t.span[0])) for t in named if t.told]
        made = [
            self._sheet(group, title, after, _others(group, lone, heads))
            for group, title, after in zip(groups, named, [*groups[1:], None], strict=True)
        ]
        return sorted(
            [sheet for sheet in made if sheet] + [self._bare(*found) for found in lone], key=lambda s: s.extent
        )

    def _sheet(self, group: list[Found], title: Title, after: list[Found] | None, others: list[int]) -> Sheet | None:
        top = self.bounds.top_of(group[0].number)
        stop = min([self.bounds.end_of(group, after), *others])
        fields = tuple(self._fields([found for found in group if found.number < stop], stop))
        start = min(title.span[0], group[0].span[0], self.lines[top].start if top is not None else title.span[0])
        if not self._is_sheet(fields):
            return None
        extent = start, self.lines[stop - 1].end
        steps = tuple(step for step in self.tables.steps if extent[0] <= step.start < extent[1])
        return Sheet(self.profile, title.words, title.span, fields, extent, title.number, steps)

    def _line_of(self, offset: int) -> int:
        return max(0, bisect_right(self.lines, offset, key=lambda line: line.start) - 1)

    def _lone(self, titles: Titles, groups: list[list[Found]], named: list[Title]) -> list[tuple[int, Title]]:
        """The titles of sheets that have no field, with their lines: told by their level, else by the contents."""
        if self.bounds.tops:
            return [(number, titles.at(number)) for number in self.bounds.lone]
        taken = [title.words for title in named]
        starts = [min(title.span[0], group[0].span[0]) for title, group in zip(named, groups, strict=True)]
        found: list[tuple[int, Title]] = []
        for group, start in zip(groups, starts[1:], strict=False):
            stop = bisect_left(self.lines, start, key=lambda line: line.start)
            found += titles.between(group[len(group) // 2].after, stop, taken)
        return found

    def _bare(self, number: int, title: Title) -> Sheet:
        """A sheet without fields: to the next heading of a sheet."""
        following = (f.number for f in self.found if f.number > number)
        end = self.lines[next(following, len(self.lines)) - 1].end
        return Sheet(self.profile, title.words, title.span, (), (title.span[0], max(end, title.span[1])), title.number)

    def _is_sheet(self, fields: tuple[Field, ...]) -> bool:
        filled = [f for f in fields if _is_filled(self.draft, f)]
        others = {f.name: f.meaning.weight for f in filled if not f.meaning.own and f.name != OTHER}
        if self.profile["headings"]:
            own = sum(f.meaning.own for f in filled)
            if own >= int(self.profile["minimum"]) or (own > 1 and sum(others.values()) >= _BESIDE):
                return True
        return _weighs({f.name: f.meaning for f in filled if f.name != OTHER})

    def _fields(self, group: list[Found], stop: int) -> Iterator[Field]:
        for place, found in enumerate(group):
            end = self._stop(found, group[place + 1 :], stop)
            by_shape = found.meaning.rule.get("property", found.meaning.takes) in _LISTS
            under = self._under(found, end, by_shape)
            value = found.value and _whole(found.value, self.lines[found.number], under)
            yield Field(found.meaning.name, found.meaning, found.span, value, under)
            if found.stop is None:
                yield from self._others(self._after(found, under), end)

    def _stop(self, found: Found, others: list[Found], stop: int) -> int:
        """The line where a field ends at the latest: its row, its side box, else the next heading beside boxes."""
        if found.stop is not None:
            return found.stop
        own, below = (self.lines[min(n, len(self.lines) - 1)].block for n in (found.number, found.after))
        block = below if own.kind == below.kind == "box" else own  # a layout may part a box at its heading
        if block.kind == "box":
            out = next((n for n in range(found.after, stop) if self._leaves(block, self.lines[n].block)), stop)
            return min([out, *(f.number for f in others[:1])])
        return next((f.number for f in others if self.lines[f.number].block.kind != "box"), stop)

    def _leaves(self, box: Block, other: Block) -> bool:
        """Whether a block is outside a side box: in the text, or another box of several lines."""
        return other.kind != "box" or (other is not box and "\n" in self.draft.document.words(other).strip())

    def _after(self, found: Found, under: tuple[Line, ...]) -> int:
        """The line after a field."""
        last = under[-1].start if under else self.lines[found.after - 1].start
        return 1 + bisect_left(self.lines, last, key=lambda line: line.start)

    def _others(self, start: int, stop: int) -> Iterator[Field]:
        """The heading that nobody knows and that ends a field, with what stands under it."""
        if start < stop and self._is_other(start):
            line = self.lines[start]
            yield Field(OTHER, UNKNOWN, (line.start, line.end), None, tuple(self.lines[start + 1 : stop]))

    def _is_other(self, number: int) -> bool:
        """Whether a line is a heading by its shape alone: short, a block of its own, above a block that is not."""
        line = self.lines[number]
        if is_quotation(self.draft.document.words(line.block)) or number in self.bounds.heads.values():
            return False
        if self.draft.outline.sure:
            return line.block.kind == "heading"
        if number + 1 >= len(self.lines) or not self.finder.is_alone(number) or BULLET.match(line.raw):
            return False
        above, below = self.lines[number - 1], self.lines[number + 1]
        # A line that is cut by the page looks alone too: the sentence goes on below, or began above.
        closed = above.words[-1] in ".;:!?" or (number - 1) in self._known or BULLET.match(above.raw)
        return bool(number and closed) and not (below.begins_low or self.finder.is_alone(number + 1))

    def _under(self, found: Found, stop: int, by_shape: bool) -> tuple[Line, ...]:
        """The lines of a field: to the next heading of the document, unless it is a lower one; for a list of short
        things, a heading told by its shape ends it too."""
        own = self.lines[found.number].block
        depth = own.level if own.kind == "heading" else None
        lines = self._beside(found, own, stop)
        for place, (number, line) in enumerate(lines):
            if self._ends(line, depth) or (by_shape and self._is_other(number) and depth is None):
                return tuple(self._shown([line for _, line in lines[:place]]))
        return tuple(self._shown([line for _, line in lines]))

    def _beside(self, found: Found, own: Block, stop: int) -> list[tuple[int, Line]]:
        """The lines under a heading that its text flows through: side boxes apart, unless nothing else stands there."""
        lines = [(n, self.lines[n]) for n in range(found.after, stop)]
        flow = [(n, line) for n, line in lines if own.kind == "box" or line.block.kind != "box"]
        headed = any(n in self._known for n, _ in lines)
        return flow if flow or headed else lines

    def _ends(self, line: Line, depth: int | None) -> bool:
        if (
            not self.draft.outline.sure
            or line.start not in self._titles
            or is_quotation(self.draft.document.words(line.block))
        ):
            return False
        return depth is None or line.block.level is None or line.block.level <= depth

    @cached_property
    def _titles(self) -> frozenset[int]:
        return frozenset(heading.start for heading in self.draft.outline.headings)

    def _shown(self, lines: list[Line]) -> Iterator[Line]:
        """The lines of a field without those of tables of data and lower headings."""
        for line in lines:
            if line.block.start not in self.tables.data and not (
                line.block.kind == "heading" and self.draft.outline.sure
            ):
                yield line


def _others(group: list[Found], lone: list[tuple[int, Title]], heads: list[int]) -> list[int]:
    """The lines where other sheets begin: a bare one among the headings of a sheet, a title below them."""
    bare = [number for number, _ in lone if number > group[0].number]
    return bare + [number for number in heads if number > group[-1].number]


def _whole(value: Span, line: Line, under: tuple[Line, ...]) -> Span:
    """A value that begins on the line of its heading, to the end of the sentence that the next lines take up."""
    end = value[1]
    for below in under:
        if _QUOTING.search(line.raw) and _QUOTED_ON.match(below.raw):
            return value[0], below.end
        wrapped = line.words[-1] not in ".;:!?" and (below.words[0].islower() or len(line.words) > _WRAPPED)
        if below.block is not line.block or not wrapped or _LABEL.match(below.words):
            break
        line, end = below, below.end
    return value[0], end


def _is_filled(draft: Draft, field: Field) -> bool:
    """Whether something is written in the field: a model's empty lines and numbers are not."""
    spans = [field.value] if field.value else [(line.start, line.end) for line in field.lines]
    return any(any(c.isalpha() for c in draft.document.text[slice(*span)]) for span in spans)
