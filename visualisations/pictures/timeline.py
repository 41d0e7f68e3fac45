"""The timeline: milestones by lane, in a period, with who gives each date, in words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from usagraph.graph.listing.milestones import Date, Milestone
from usagraph.graph.reading.entities import Node
from usagraph.visualisations.dates import ISO_DATE, date_in_words
from usagraph.visualisations.links import path_of
from usagraph.visualisations.style import style
from usagraph.visualisations.words import Words, clean, words

__all__ = ["KINDS", "LANES", "Asked", "Entry", "Lane", "Timeline", "place", "said", "timeline"]

#: The lanes and the kinds that stand in each.
LANES = {
    "texts": ("LegalText",),
    "plans": ("Charter", "Plan", "Report", "PublicService"),
    "reforms": ("ChangeEvent",),
    "bodies": ("PublicBody", "LocalAuthority", "Association", "Organisation", "GovernanceBody"),
    "events": ("Event", "Action"),
}
KINDS = tuple(kind for kinds in LANES.values() for kind in kinds)
#: Years that a period may begin or end with.
FIRST, LAST = 1500, 2999


@dataclass(frozen=True)
class Asked:
    """What is asked for: a period, some lanes (all where none is named), what only the tables know; documents that count."""

    since: int | None = None
    until: int | None = None
    lanes: tuple[str, ...] = ()
    tables: bool = False
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A milestone in words: its name, its date, who gives it. `at` is its place in years; `path` names it in addresses.

    `verified` where a reference table gives the date; `printed` are the words of documents that print one, and
    `differs` where they print another year; `known` where a document speaks of it; `title` explains a name that is a number or letters.
    """

    node: Node
    path: str
    name: str
    at: float
    year: str
    date: str
    verified: bool
    printed: tuple[str, ...]
    differs: bool
    known: bool
    title: str = ""

    @property
    def label(self) -> str:
        """The name with the title that explains it, a word that both begin with said once."""
        first, _, rest = self.title.partition(" ")
        if not self.title:
            return self.name
        return f"{self.name} {rest}" if self.name.startswith(f"{first} ") else f"{self.name} : {self.title}"


@dataclass(frozen=True)
class Lane:
    """A lane: what is dated within the period, and what has no date."""

    key: str
    name: str
    entries: tuple[Entry, ...]
    undated: tuple[Entry, ...]


@dataclass(frozen=True)
class Timeline:
    """The lanes that hold something, the period asked for or found, and how many are left out and why.

    `outside` of the period, `unmentioned` in any document; `periods` are those to zoom into, with how many each holds.
    """

    lanes: tuple[Lane, ...]
    since: int
    until: int
    outside: int
    unmentioned: int
    periods: tuple[tuple[int, int, int], ...]
    sentence: str

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that is drawn, by date."""
        return tuple(sorted((one for lane in self.lanes for one in lane.entries), key=lambda one: (one.at, one.name)))

    def rows(self, lang: str) -> list[list[str]]:
        """The table: a header, then a row for each milestone drawn, by date."""
        say = words(lang)
        header = [say(f"timeline.{name}") for name in ("date", "what", "kind", "given")]
        return [
            header,
            *([one.date, one.name, style().kind(one.node.kind).named(lang), given(one, say)] for one in self.entries),
        ]


def timeline(milestones: Iterable[Milestone], asked: Asked, lang: str) -> Timeline:
    """The timeline of some milestones, as it is asked for, in words of `lang`."""
    say = words(lang)
    every = [_within(one, asked.documents) for one in milestones]
    shown = [one for one in every if one.documents or (asked.tables and one.date)]
    entries = [_entry(one, say) for one in shown]
    kept = [one for one in entries if not asked.lanes or _lane(one) in asked.lanes]
    dated = [one for one in kept if one.date]
    inside = [one for one in dated if _is_inside(one, asked)]
    years = [int(one.at) for one in inside] or [int(one.at) for one in dated] or [2000]
    since, until = asked.since or min(years), asked.until or max(years)
    lanes = tuple(
        Lane(key, say(f"timeline.lane_{key}"), _of(inside, key), _of([one for one in kept if not one.date], key))
        for key in LANES
    )
    return Timeline(
        tuple(lane for lane in lanes if lane.entries or lane.undated),
        since,
        max(since, until),
        len(dated) - len(inside),
        sum(1 for one in every if one.date and not one.documents and _is_lane(one, asked)),
        _periods(dated),
        _sentence(inside, say),
    )


def place(value: str) -> float:
    """Where a date stands, in years: the middle of a year or of a month that is not told more precisely.

    >>> place("2004"), place("2004-07"), place("2004-01-01")
    (2004.5, 2004.5417, 2004.0)
    """
    found = ISO_DATE.match(value)
    year, month, day = found.groups() if found else ("2000", None, None)
    if not month:
        return int(year) + 0.5
    within = (int(day) - 1) / 372 if day else 1 / 24
    return round(int(year) + (int(month) - 1) / 12 + within, 4)


def given(entry: Entry, say: Words) -> str:
    """Who gives the date of an entry, in words."""
    told = [say("timeline.verified")] if entry.verified else []
    return " ; ".join([*told, *(say("timeline.printed_as", words=one) for one in entry.printed)])


def _within(one: Milestone, documents: Collection[str]) -> Milestone:
    """The milestone as some documents alone speak of it."""
    if not documents:
        return one
    printed = tuple(date for date in one.printed if not set(date.documents).isdisjoint(documents))
    return replace(one, printed=printed, documents=tuple(name for name in one.documents if name in documents))


def _entry(one: Milestone, say: Words) -> Entry:
    date = one.date
    verified = one.verified.value[:4] if one.verified else ""
    return Entry(
        node=one.node,
        path=path_of(one.node.iri),
        name=_name(one.node),
        at=place(date.value) if date else 0.0,
        year=date.value[:4] if date else "",
        date=said(date, say) if date else "",
        verified=one.verified is not None,
        printed=tuple(dict.fromkeys(clean(printed.words) for printed in one.printed)),
        differs=bool(verified) and any(printed.value[:4] != verified for printed in one.printed),
        known=bool(one.documents),
        title=clean(one.title),
    )


def _name(node: Node) -> str:
    label = clean(node.label) or path_of(node.iri)
    return f"{label} ({clean(node.acronym)})" if node.acronym and clean(node.acronym) != label else label


def said(date: Date, say: Words) -> str:
    """A date in words: « 22 juillet 1983 », « novembre 2019 », « 2004 »."""
    return date_in_words(date.value, say)


def _lane(entry: Entry) -> str:
    return next(key for key, kinds in LANES.items() if entry.node.kind in kinds)


def _is_lane(one: Milestone, asked: Asked) -> bool:
    return not asked.lanes or any(one.node.kind in LANES.get(key, ()) for key in asked.lanes)


def _is_inside(entry: Entry, asked: Asked) -> bool:
    return (asked.since or FIRST) <= int(entry.at) <= (asked.until or LAST)


def _of(entries: Iterable[Entry], key: str) -> tuple[Entry, ...]:
    return tuple(sorted((one for one in entries if _lane(one) == key), key=lambda one: (one.at, one.name)))


def _periods(entries: Sequence[Entry]) -> tuple[tuple[int, int, int], ...]:
    """The decades that hold something."""
    years = [int(one.at) for one in entries]
    decades = sorted({year // 10 * 10 for year in years})
    return tuple((start, start + 9, sum(start <= year <= start + 9 for year in years)) for start in decades)


def _sentence(entries: Sequence[Entry], say: Words) -> str:
    if not entries:
        return ""
    first, last = min(entries, key=lambda one: one.at), max(entries, key=lambda one: one.at)
    if len(entries) == 1:
        return say("timeline.sentence", count=1, first=first.name, start=first.year, last="", end="")
    return say(
        "timeline.sentence", count=len(entries), first=first.name, start=first.year, last=last.name, end=last.year
    )
