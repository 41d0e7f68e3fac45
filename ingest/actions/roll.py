"""The actions that one sentence names with who leads each, in a document that then goes from theme to theme."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from usagraph.ingest.draft import Draft
from usagraph.ingest.rulebook import compiled
from usagraph.records import Block
from usagraph.textview import Span, flat, fold, holds_any

__all__ = ["Entry", "Roll", "read_roll"]

_BEGINNING = 14  # blocks in which a document names its actions
_LEAST = 2  # actions of a roll, and headings of a document that goes from theme to theme
_SHORTEST = 5  # code points of a word that stands for a title
_ARTICLE = re.compile(r"^(?:l'|le |la |les |un |une |notre )")
#: Bodies that are called by their kind alone only where they are but one: any other is named in full.
_COMMON = frozenset(["service", "direction", "mission", "equipe", "bureau", "centre", "departement", "maison", "ville"])
#: What may stand before the first word of a title where it stands for the whole.
_THE = r"(?:l'|le |la |les |du |de la |de l'|des |au |aux |a l'|ce |cet |cette |ces |nos )"


@dataclass(frozen=True)
class Entry:
    """An action of a roll: where its title and its leader stand in the view of a block."""

    block: Block
    title: Span
    leader: Span
    words: str
    led: str


@dataclass(frozen=True)
class Roll:
    """The actions that a document tells of theme by theme, in the order in which it names them."""

    entries: tuple[Entry, ...]

    @cached_property
    def names(self) -> re.Pattern[str]:
        """How the actions are named below, in flat words: the groups are in the order of the entries."""
        return re.compile("|".join(f"(?P<n{n}>{self._ways(n)})" for n in range(len(self.entries))))

    def _ways(self, number: int) -> str:
        title, leader = (_bare(words) for words in (self.entries[number].words, self.entries[number].led))
        ways = [title, leader, *([leader.partition(" et ")[0]] if " et " in leader else [])]
        told = [re.escape(way) for way in sorted(set(ways), key=len, reverse=True)]
        if _ARTICLE.match(flat(self.entries[number].words)) and self._is_alone(number, title.split()[0], led=False):
            told.append(_THE + re.escape(title.split()[0]))
        if self._is_alone(number, leader.split()[0], led=True) and leader.split()[0] not in _COMMON:
            told.append(_THE + re.escape(leader.split()[0]))
        return rf"(?<![\w-])(?:{'|'.join(told)})(?![\w-])"

    def _is_alone(self, number: int, word: str, *, led: bool) -> bool:
        """Whether a word of some length begins the title, or the name of the leader, of one entry alone."""
        others = (_bare(one.led if led else one.words) for n, one in enumerate(self.entries) if n != number)
        return len(word) >= _SHORTEST and all(word not in other.split() for other in others)


def read_roll(draft: Draft) -> Roll | None:
    """The roll of the document; None where no sentence names several actions, or where each has its own chapter."""
    for block in draft.blocks[:_BEGINNING]:
        text = draft.view(block).text if block.kind in ("paragraph", "box") else ""
        if "«" in text or compiled("rolls", "announces").find(flat(text)):
            entries = tuple(_entries(block, text))
            if len(entries) >= _LEAST and len({fold(one.words) for one in entries}) == len(entries):
                return Roll(entries) if _is_by_theme(draft, block, entries) else None
    return None


def _entries(block: Block, text: str) -> Iterator[Entry]:
    announced = compiled("rolls", "announces").find(flat(text)) is not None
    for name in ("item", "item_leads"):
        found = [m for m in compiled("rolls", name).all_in(text) if announced or m["quoted"]]
        for match in found if len(found) >= _LEAST else ():
            title = match.span("quoted" if match["quoted"] else "title")
            yield Entry(block, title, match.span("leader"), text[slice(*title)], match["leader"])
        if len(found) >= _LEAST:
            return


def _is_by_theme(draft: Draft, block: Block, entries: tuple[Entry, ...]) -> bool:
    """Whether headings follow, some of which name a theme, and none an action."""
    below = [fold(heading.title) for heading in draft.outline.headings if heading.start > block.start]
    named = any(holds_any(title, [_bare(one.words) for one in entries]) for title in below)
    themes = compiled("rolls", "themes", "target"), compiled("rolls", "themes", "participation")
    known = [t for t in below if any(test.find(flat(t)) for test in themes)]
    others = ("objective", "partner", "mode", "effect")
    known += [t for t in below if any(compiled("rolls", "themes", name).find(flat(t)) for name in others)]
    return not named and len(known) >= _LEAST


def _bare(words: str) -> str:
    return _ARTICLE.sub("", flat(words).strip())
