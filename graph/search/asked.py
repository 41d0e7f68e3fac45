"""What a person typed, read as words and phrases. Any text is a search: nothing in it is ever taken for syntax."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from usagraph.french import Word, frequent, words
from usagraph.textview import Span

__all__ = ["Asked", "Other", "Unit", "ask", "conjunction", "quoted"]

#: Code points and words that are read; the others are left out.
LONGEST, MOST = 400, 16
#: Letters from which the beginning of a word is looked for in the middle of names.
BEGUN = 3
_PHRASE = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”')


@dataclass(frozen=True)
class Other:
    """Words in a row that stand for what was typed; only in some documents where others mean another thing by them."""

    terms: tuple[str, ...]
    documents: frozenset[str] | None = None


@dataclass(frozen=True)
class Unit:
    """A word, or the words of a phrase; `begun` where it may be the beginning of a word. `words` as they were typed.

    `parts`: the units of a name that is known by an acronym, in the place of `terms`. `others`: what stands for it too.
    """

    terms: tuple[str, ...]
    words: str
    form: str = ""
    begun: bool = False
    parts: tuple["Unit", ...] = ()
    others: tuple[Other, ...] = ()

    @property
    def is_frequent(self) -> bool:
        """Whether it says little beside other words."""
        return len(self.terms) == 1 and frequent(self.terms[0])


@dataclass(frozen=True)
class Asked:
    """A search: all its units must be found. `terms` and `form`: its words in a row, to compare with whole names; `begun`
    where the last may be the beginning of one."""

    units: tuple[Unit, ...]
    terms: tuple[str, ...]
    form: str = ""
    begun: bool = False

    @property
    def whole(self) -> "Asked":
        """The same, of whole words alone."""
        return replace(self, units=tuple(_whole(unit) for unit in self.units), begun=False)

    def only(self, units: tuple[Unit, ...]) -> "Asked":
        """A search for some of the units."""
        terms = tuple(term for unit in units for term in unit.terms)
        return Asked(units, terms, " ".join(unit.form for unit in units))


def ask(text: str) -> Asked:
    """What `text` asks for.

    >>> [unit.terms for unit in ask('les usagères de "la commune"').units]
    [('usager',), ('la', 'commune')]
    """
    text = text[:LONGEST]
    found = words(text)[:MOST]
    phrases = [_inside(match) for match in _PHRASE.finditer(text)]
    units = list(_units(text, found, phrases))
    telling = [unit for unit in units if not unit.is_frequent]
    terms, form = tuple(word.term for word in found), " ".join(word.form for word in found)
    return Asked(tuple(telling or units), terms, form, bool(units) and units[-1].begun)


def conjunction(units: Iterable[Unit], column: str = "terms", *, begun: bool = False) -> str:
    """The units as an FTS5 expression: all of them, each as itself or as what stands for it; the last may be begun."""
    return " AND ".join(_alternatives(unit, column, begun and unit.begun) for unit in units)


def quoted(terms: Iterable[str]) -> str:
    """Words in a row, as an FTS5 string: no sign in it means anything.

    >>> quoted(["loi", 'x"y'])
    '"loi x""y"'
    """
    return '"' + " ".join(terms).replace('"', '""') + '"'


def _alternatives(unit: Unit, column: str, begun: bool) -> str:
    if unit.parts:
        several = [f"({conjunction(unit.parts, column, begun=begun)})"]
    else:
        several = [f"{column} : {quoted(unit.terms)}"]
    several += [f"{column} : {quoted(other.terms)}" for other in unit.others]
    if begun and len(unit.form) >= BEGUN:
        several.append(f"forms : {quoted([unit.form])} *")
    return f"({' OR '.join(several)})"


def _whole(unit: Unit) -> Unit:
    return replace(unit, begun=False, parts=tuple(_whole(part) for part in unit.parts))


def _inside(match: re.Match[str]) -> Span:
    return match.start() + 1, match.end() - 1


def _units(text: str, found: Sequence[Word], phrases: list[Span]) -> Iterator[Unit]:
    """The phrases and the words, in order; the last word may be begun unless something follows it."""
    cuts = [0, *(at for phrase in phrases for at in phrase), len(text)]
    for number, (start, end) in enumerate(pairwise(cuts)):
        inside = [word for word in found if start <= word.start < end]
        if number % 2 and inside:
            yield Unit(tuple(word.term for word in inside), text[inside[0].start : inside[-1].end])
        elif not number % 2:
            for word in inside:
                begun = word is found[-1] and word.end == len(text)
                yield Unit((word.term,), text[word.start : word.end], word.form, begun)
