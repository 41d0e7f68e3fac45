"""The themes that actions are put under: numbered headings above them, or the list of contents that names them together."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ingest.sheets.forms import Told
from usagraph.ontology.terms import DCT
from usagraph.records import Term
from usagraph.textview import flat, fold, tidy

__all__ = ["read_themes"]

_ALIKE = 86  # of 100: titles in a list of contents are often worded a little differently
_SAME = 94  # of 100: two printings of one theme
_CONTENTS = 4  # the list of contents stands in the first or last quarter
_LONGEST = 160
_MARKS = re.compile(r"[^a-z0-9]+")
_SHORTEST = 12


@dataclass(frozen=True)
class Theme:
    """A theme as it is printed once: its words and where they stand."""

    words: str
    span: Span


def read_themes(draft: Draft, told: Sequence[Told]) -> None:
    """Adds the themes of the actions that sheets tell of."""
    themes = _Themes(draft)
    if told:
        for action, theme, spans in [*_above(draft, told), *_listed(draft, told)]:
            themes.say(action, theme, spans)


class _Themes:
    """The themes of one document, each said once however often it is printed."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.rule = Rule.of("themes.numbered", "themes")
        self.known: dict[str, tuple[Term, str]] = {}

    def say(self, action: Term, theme: Theme, spans: list[Span]) -> None:
        """Adds that the theme is one of the action's."""
        term, words = self._term(theme)
        self.draft.notion(term, "theme", words, [theme.span], self.rule, 0.9, words=theme.words)
        self.draft.say(action, DCT + "subject", term, spans, self.rule, 0.85, words=theme.words)

    def _term(self, theme: Theme) -> tuple[Term, str]:
        """The theme printed before in nearly the same words, the longest of them, else a new one."""
        folded = _letters(theme.words)
        for name, (term, words) in self.known.items():
            if fuzz.ratio(folded, name) >= _SAME:
                return term, words
        made = self.draft.name("theme", "document", theme.words), theme.words
        self.known[folded] = made
        return made


def _above(draft: Draft, told: Sequence[Told]) -> Iterator[tuple[Term, Theme, list[Span]]]:
    """The numbered heading of a higher level that an action stands under: "Axe 2. Agir ensemble"."""
    marked = compiled("themes", "axis").regex
    headings = draft.outline.headings
    if not any(marked.match(flat(heading.title)) for heading in headings):
        return
    for one in told:
        start = one.extent[0]
        place = bisect_right(headings, start, key=lambda heading: heading.start)
        own = headings[place - 1] if place and headings[place - 1].end > start else None
        level = own.level if own and own.level else 9
        above = headings[: place - 1 if own else place]
        theme = next((h for h in reversed(above) if h.level is not None and h.level < level), None)
        if theme and marked.match(flat(theme.title)):
            end = draft.document.text.find("\n", start)
            title = (start, min(one.extent[1], end if end > start else one.extent[1]))
            yield one.action, Theme(theme.title, (theme.start, theme.end)), [(theme.start, theme.end), title]


def _listed(draft: Draft, told: Sequence[Told]) -> Iterator[tuple[Term, Theme, list[Span]]]:
    """The themes that the list of contents prints between the titles of actions."""
    text = draft.document.text
    stop = min((one.extent[0] for one in told), default=0)
    if stop == 0 or stop > len(text) // _CONTENTS:
        return
    marks = list(_marks(text, stop))
    if not any(isinstance(mark, Theme) for mark in marks):
        return
    titles = _titles(text, stop, told)
    after = _after(marks, titles)
    for theme in marks:
        place = max((t for t in titles if t[1][0] < theme.span[0]), key=lambda t: t[1][0], default=None)
        if not after:
            for title in _until(titles, marks, theme):
                yield title[0], theme, [theme.span, title[1]]
        elif place:
            yield place[0], theme, [place[1], theme.span]


def _marks(text: str, stop: int) -> Iterator[Theme]:
    """The themes of a list of contents: a numbered label with its words, to a blank line before a line that begins
    anew, a page number or another theme."""
    for match in compiled("themes", "theme").all_in(text[:stop]):
        end = match.end() - (len(match.group()) - len(match.group().rstrip()))
        if end - match.start() <= _LONGEST:
            yield Theme(tidy(text[match.start() : end]), (match.start(), end))


def _titles(text: str, stop: int, told: Sequence[Told]) -> list[tuple[Term, Span]]:
    """Where the list of contents names the actions, in order."""
    found = []
    for one in told:
        title = _letters(one.title)
        if len(title) < _SHORTEST:
            continue
        whole, places = _plain(text[:stop])
        near = fuzz.partial_ratio_alignment(title, whole, score_cutoff=_ALIKE)
        if near and near.dest_end > near.dest_start:
            found.append((one.action, (places[near.dest_start], places[near.dest_end - 1] + 1)))
    return sorted(found, key=lambda f: f[1])


def _after(marks: list[Theme], titles: list[tuple[Term, Span]]) -> bool:
    """Whether themes are printed after the title they belong to (a table), not above several titles."""
    return bool(titles) and titles[0][1][0] < marks[0].span[0]


def _until(titles: list[tuple[Term, Span]], marks: list[Theme], theme: Theme) -> list[tuple[Term, Span]]:
    following = min((m.span[0] for m in marks if m.span[0] > theme.span[0]), default=None)
    return [t for t in titles if theme.span[1] <= t[1][0] and (following is None or t[1][0] < following)]


def _letters(words: str) -> str:
    return _MARKS.sub(" ", fold(words)).strip()


def _plain(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text with single spaces between, and the offset of each."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(flat(text)):
        if letter.isalnum():
            letters.append(letter)
            places.append(place)
        elif letters and letters[-1] != " ":
            letters.append(" ")
            places.append(place)
    return "".join(letters), places
