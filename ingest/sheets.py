"""Action sheets read by their headings, as the profiles describe them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.line import LONGEST_HEADING, Line, lines_of
from usagraph.ingest.rulebook import cached, pattern, profiles
from usagraph.ingest.titles import Titles
from usagraph.textview import fold

__all__ = ["Field", "Sheet", "read_sheets"]

_WRAPPED = 60  # a line this long was probably cut by the page, not by its author
_LABEL = re.compile(r"\W*[A-ZÀ-Þ][^:.]{1,40}:|[-–•▪➢→]")
_LONGEST_OTHER = 60
_BULLET = re.compile(r"\s*[-–•·*▪➢→❖]\s")
OTHER = "autre"
#: Fields that are short lists, where a heading that is not known is more likely than an item without its bullet.
_LISTS = defaultdict(bool, targets=True, hasEffect=True, hasObjective=True, hasIssue=True)


@dataclass(frozen=True)
class Field:
    """A heading with its rule and what stands under it (or after its colon)."""

    name: str
    rule: dict[str, Any]
    heading: Span
    value: Span | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """One action sheet: its title and its fields in order."""

    profile: dict[str, Any]
    title: str
    title_span: Span
    fields: tuple[Field, ...]


def read_sheets(draft: Draft, apart: Collection[Span] = ()) -> list[Sheet]:
    """The sheets of the document by the profile that recognises most headings; none where no profile fits.

    `apart`: spans that are read otherwise (tables of actions).
    """
    lines = [line for line in lines_of(draft) if not any(start <= line.start < end for start, end in apart)]
    best = max((_Reader(draft, lines, profile) for profile in profiles()), key=lambda reader: reader.distinct)
    return best.sheets() if best.distinct >= best.profile["minimum"] else []


class _Reader:
    """Reads the lines of a document with one profile."""

    def __init__(self, draft: Draft, lines: list[Line], profile: dict[str, Any]) -> None:
        self.draft = draft
        self.lines = lines
        self.profile = profile
        found = (self._heading(number) for number in range(len(lines)))
        self.found = [f for f in found if f]
        self._known = {number for number, _, _ in self.found}
        self.distinct = len({name for _, name, _ in self.found})

    def sheets(self) -> list[Sheet]:
        """The sheets, each with its title and fields."""
        groups = self._groups()
        sheets: list[Sheet] = []
        titles = Titles(self.draft, self.lines, {n: r["takes"] for n, r, _ in _headings(self.profile["id"])})
        floor = 0
        for group, after in zip(groups, [*groups[1:], None], strict=True):
            stop = after[0][0] if after else len(self.lines)
            fields = list(self._fields(group, stop))
            title, span = titles.find(floor, group, {fold(s.title) for s in sheets})
            if sum(_is_filled(self.draft, f) for f in fields) >= self.profile["minimum"]:
                sheets.append(Sheet(self.profile, title, span, tuple(fields)))
            floor = group[-1][0] + 1
        return sheets

    def _heading(self, number: int) -> tuple[int, str, Span | None] | None:
        """The heading a line is, with the span of the value that follows its colon."""
        line = self.lines[number]
        if len(line.raw.partition(":")[0]) > 2 * LONGEST_HEADING:
            return None
        label, colon, rest = line.words.partition(":")
        if len(label) > LONGEST_HEADING or _begins_low(line.words):
            return None
        bare = fold(line.words).strip(" :?-–•·*→➔")
        for name, rule, test in _headings(self.profile["id"]):
            if test.regex.match(bare):
                return number, name, None
            if colon and rest.strip() and rule.get("inline") and test.regex.match(fold(label).strip(" -–•·*→➔")):
                value = self.draft.document.text.index(":", line.start) + 1
                return number, name, (value, line.end)
        return None

    def _groups(self) -> list[list[tuple[int, str, Span | None]]]:
        """Headings cut into sheets: at a heading of the top level, else where one that begins a sheet comes back."""
        groups: list[list[tuple[int, str, Span | None]]] = []
        tops = self._tops()
        for place, heading in enumerate(self.found):
            if not groups or (self._passes(tops, groups[-1], heading) if tops else self._begins(place, groups[-1])):
                groups.append([])
            groups[-1].append(heading)
        return [group for group in groups if len({n for _, n, _ in group}) >= self._least]

    @property
    def _least(self) -> int:
        return min(3, int(self.profile["minimum"]))

    def _passes(
        self, tops: list[int], group: list[tuple[int, str, Span | None]], heading: tuple[int, str, Span | None]
    ) -> bool:
        return any(group[-1][0] < top <= heading[0] for top in tops)

    def _begins(self, place: int, group: list[tuple[int, str, Span | None]]) -> bool:
        """Whether a heading that begins sheets begins one: it comes back, or those that follow it do."""
        rules = {name: rule for name, rule, _ in _headings(self.profile["id"])}
        held = {name for _, name, _ in group}
        names = [name for _, name, _ in self.found[place : place + 3]]
        return bool(rules[names[0]].get("begins")) and (names[0] in held or any(name in held for name in names[1:]))

    def _tops(self) -> list[int]:
        """The line numbers of the headings that are sheets: those of the highest level where several hold fields."""
        own = {n for n, _, _ in self.found}
        levels = {
            n: line.block.level
            for n, line in enumerate(self.lines)
            if line.block.kind == "heading" and line.block.level and n not in own
        }
        for level in sorted(set(levels.values())):
            tops = [n for n, found in levels.items() if found <= level]
            if sum(self._holds(n, stop) for n, stop in zip(tops, [*tops[1:], len(self.lines)], strict=True)) > 1:
                return tops
        return []

    def _holds(self, start: int, stop: int) -> bool:
        return len({name for n, name, _ in self.found if start < n < stop}) >= self._least

    def _fields(self, group: list[tuple[int, str, Span | None]], stop: int) -> Iterator[Field]:
        rules = {name: rule for name, rule, _ in _headings(self.profile["id"])}
        ends = [number for number, _, _ in group[1:]] + [stop]
        for (number, name, value), end in zip(group, ends, strict=True):
            line = self.lines[number]
            under = self._under(number + 1, end, _LISTS[rules[name].get("property", rules[name]["takes"])])
            yield Field(name, rules[name], (line.start, line.end), value and _whole(value, line, under), under)
            yield from self._others(number + 1 + len(under), end)

    def _others(self, start: int, stop: int) -> Iterator[Field]:
        """The heading that the profile does not know and that ends a field, with what stands under it."""
        if start < stop and self._is_other(start):
            line = self.lines[start]
            yield Field(OTHER, {"takes": "nothing"}, (line.start, line.end), None, tuple(self.lines[start + 1 : stop]))

    def _is_other(self, number: int) -> bool:
        """Whether a line is a heading by its shape alone: short, a block of its own, above a block that is not."""
        line = self.lines[number]
        if self.draft.outline.sure:
            return line.block.kind == "heading"
        if number + 1 >= len(self.lines) or not self._is_alone(number) or _BULLET.match(line.raw):
            return False
        above, below = self.lines[number - 1], self.lines[number + 1]
        # A line that is cut by the page looks alone too: the sentence goes on below, or began above.
        closed = above.words[-1] in ".;:!?" or (number - 1) in self._known or _BULLET.match(above.raw)
        return bool(number and closed) and not (_begins_low(below.words) or self._is_alone(number + 1))

    def _is_alone(self, number: int) -> bool:
        line = self.lines[number]
        lone = all(self.lines[n].block is not line.block for n in (number - 1, number + 1) if 0 <= n < len(self.lines))
        telling = len(line.words) <= _LONGEST_OTHER and line.words[-1].isalnum() and not _begins_low(line.words)
        return lone and telling and any(len(word) > 3 for word in line.words.split())

    def _under(self, start: int, stop: int, by_shape: bool) -> tuple[Line, ...]:
        """The lines of a field: to the next heading of the document, which may be none of the sheet's; for a list of
        short things, a heading told by its shape ends it too."""
        lines = self.lines[start:stop]
        titles = {h.start for h in self.draft.outline.headings} if self.draft.outline.sure else set()
        ends = (
            n for n, line in enumerate(lines) if line.block.start in titles or (by_shape and self._is_other(start + n))
        )
        return tuple(lines[: next(ends, len(lines))])


def _whole(value: Span, line: Line, under: tuple[Line, ...]) -> Span:
    """A value that begins on the line of its heading, to the end of the sentence that the next lines take up."""
    end = value[1]
    for below in under:
        wrapped = line.words[-1] not in ".;:!?" and (below.words[0].islower() or len(line.words) > _WRAPPED)
        if below.block is not line.block or not wrapped or _LABEL.match(below.words):
            break
        line, end = below, below.end
    return value[0], end


def _is_filled(draft: Draft, field: Field) -> bool:
    """Whether something is written in the field: a model's empty lines and numbers are not."""
    spans = [field.value] if field.value else [(line.start, line.end) for line in field.lines]
    return any(any(c.isalpha() for c in draft.document.text[slice(*span)]) for span in spans)


def _begins_low(words: str) -> bool:
    """Whether the first letter is a small one: a line in the middle of a sentence, not a heading."""
    first = next((c for c in words if c.isalpha()), "")
    return first.islower()


@cached
def _headings(profile: str) -> list[tuple[str, dict[str, Any], Any]]:
    content = next(p for p in profiles() if p["id"] == profile)
    return [(name, rule, pattern(rule)) for name, rule in content["headings"].items()]
