"""Where the sheets of a document begin and end: at the headings of one level, else where headings come back."""

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property

from usagraph.ingest.draft import Draft
from usagraph.ingest.line import LONGEST_HEADING, Line, is_quotation
from usagraph.ingest.rulebook import compiled
from usagraph.ingest.sheets.finder import OTHER, Found
from usagraph.records import Block
from usagraph.textview import flat

__all__ = ["Boundaries"]

_TEXT = 200  # code points under a heading of the level of sheets, that make it one without fields
_MOSTLY = 0.75
_COMMON = 2  # headings that the sheets of one collection share at least


class Boundaries:
    """Cuts headings into sheets; `least`: how many different headings a sheet has at least."""

    def __init__(self, draft: Draft, lines: list[Line], found: list[Found], least: int) -> None:
        self.draft = draft
        self.lines = lines
        self.found = found
        self.known = {f.number: f for f in found}
        self.least = least
        self.heads: dict[int, int] = {}

    def groups(self) -> list[list[Found]]:
        """Headings cut into sheets: at a heading of the top level, else where one that begins a sheet comes back."""
        groups: list[list[Found]] = []
        for place, found in enumerate(self.found):
            if not groups or (self._passes(groups[-1], found) if self.tops else self._begins(place, groups[-1])):
                groups.append([])
            groups[-1].append(found)
        return [group for group in groups if len({f.meaning.name for f in group} - {OTHER}) >= self.least]

    def _passes(self, group: list[Found], found: Found) -> bool:
        return bisect_right(self.tops, found.number) > bisect_right(self.tops, group[-1].number)

    def _begins(self, place: int, group: list[Found]) -> bool:
        """Whether a heading that begins sheets begins one: it comes back, or those that follow it do."""
        held = {f.meaning.name for f in group}
        found, *others = self.found[place : place + 3]
        begins = found.meaning.rule.get("begins", found.meaning.takes in ("title", "sheet"))
        first = found.meaning.name == self._opening and not found.meaning.own
        back = found.meaning.name in held or any(f.meaning.name in held for f in others)
        return bool(begins or first) and back

    @cached_property
    def _opening(self) -> str | None:
        """The name of the first heading that says something."""
        return next((f.meaning.name for f in self.found if f.meaning.takes != "nothing"), None)

    @cached_property
    def tops(self) -> list[int]:
        """The line numbers of the headings that are sheets: those of the highest level where several hold fields."""
        levels = {
            n: line.block.level
            for n, line in enumerate(self.lines)
            if line.block.kind == "heading"
            and line.block.level
            and not is_quotation(self._words(line.block))
            and (n not in self.known or self.known[n].meaning.takes == "sheet")
            and self.lines[n - 1].block is not line.block
        }
        levels |= self._boxed({n: level for n, level in levels.items() if level})
        for level in sorted(set(levels.values())):
            tops = sorted(n for n, found in levels.items() if found <= level)
            if self._are_sheets(tops):
                self.heads = {self._raised(n): n for n in tops}
                return list(self.heads)
        return []

    def _boxed(self, levels: dict[int, int]) -> dict[int, int]:
        """The levels of the titles that a reader took for side boxes: they say their number as those of a level do."""
        kinds = {kind: level for n, level in levels.items() if (kind := self._numbered(self.lines[n].block))}
        boxes = [n for n, line in enumerate(self.lines) if kinds and self._may_title(n, line)]
        return {n: kinds[kind] for n in boxes if (kind := self._numbered(self.lines[n].block)) in kinds}

    def _may_title(self, number: int, line: Line) -> bool:
        block = line.block
        first = self.lines[number - 1].block is not block
        return block.kind == "box" and first and block.end - block.start <= LONGEST_HEADING

    def _numbered(self, block: Block) -> str | None:
        """What a title says it is the title of, where it bears a number: "fiche de terrain"."""
        match = compiled("headings", "prefix").regex.match(flat(self._words(block)))
        return match["kind"] if match and match["kind"] and match["number"] else None

    def _are_sheets(self, tops: list[int]) -> bool:
        """Whether several of these headings hold enough fields, some of them in common, and none holds several sheets."""
        parts = [self._counted(n, stop) for n, stop in zip(tops, [*tops[1:], len(self.lines)], strict=True)]
        full = [names for names in parts if len(names) >= self.least]
        common = sum(count > 1 for count in Counter(name for names in full for name in names).values())
        several = any(2 * sum(count > 1 for count in names.values()) >= len(names) for names in full)
        return len(full) > 1 and common >= _COMMON and not several

    def _raised(self, top: int) -> int:
        """The line where a sheet begins: its heading, or the side boxes that a page prints above it."""
        page, number = self.lines[top].block.page, top
        while number and page and self.lines[number - 1].block.page == page:
            above = self.lines[number - 1]
            if above.block.kind != "box" and not is_quotation(self._words(above.block)):
                break
            number -= 1
        boxed = any(line.block.kind == "box" for line in self.lines[number:top])
        return number if boxed else top

    def _holds(self, start: int, stop: int) -> bool:
        return len(self._counted(start, stop)) >= self.least

    def _counted(self, start: int, stop: int) -> Counter[str]:
        """How often each heading comes between two lines."""
        first, last = (bisect_left(self.found, place, key=lambda found: found.number) for place in (start, stop))
        names = Counter(found.meaning.name for found in self.found[first:last])
        del names[OTHER]
        return names

    def top_of(self, number: int) -> int | None:
        """The heading of the top level that holds a line."""
        place = bisect_right(self.tops, number)
        return self.heads[self.tops[place - 1]] if place else None

    def end_of(self, group: list[Found], after: list[Found] | None) -> int:
        """The line where a sheet ends: the next heading of the top level, else the first heading of the next sheet."""
        following = after[0].number if after else len(self.lines)
        place = bisect_right(self.tops, group[-1].number)
        return min(following, self.tops[place]) if place < len(self.tops) else following

    @cached_property
    def lone(self) -> list[int]:
        """The headings of the level of sheets that hold text and no field, where most of that level are sheets."""
        stops = [*self.tops[1:], len(self.lines)]
        held = [self._holds(top, stop) for top, stop in zip(self.tops, stops, strict=True)]
        if sum(held) < 3 or sum(held) < _MOSTLY * len(held):
            return []
        last = max(place for place, holds in enumerate(held) if holds)
        return [
            self.heads[top]
            for place, (top, stop) in enumerate(zip(self.tops, stops, strict=True))
            if not held[place] and held.index(True) < place < last
            if sum(len(line.words) for line in self.lines[top + 1 : stop]) >= _TEXT
        ]

    def _words(self, block: Block) -> str:
        return self.draft.document.words(block)
