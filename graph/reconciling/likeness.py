"""How much two names are the same, from 0 to 100: deaf to case, accents, elision, number, gender and inclusive spelling."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from usagraph.french import frequent, words
from usagraph.graph.reconciling.kinds import data

__all__ = ["LIKE", "Name", "is_acronym", "likeness", "name_of"]

#: The same words; in another order, or without those that say little; without what is in brackets; without words that
#: things of the type all have. Beyond, names are only alike, and never worth more than LIKE.
SAME, SHUFFLED, UNBRACKETED, BARE, LIKE = 100.0, 98.0, 94.0, 90.0, 84.0
#: What is left to names that do not hold the same numbers, or are of texts of another kind.
_APART = 0.5
#: Characters of a name that are read.
_LONGEST = 400
#: The letter of an article, written without the space that texts print.
_ARTICLE = re.compile(r"\b([LRD])\.?(?=\d{2,4}-\d)")
_BRACKETED = re.compile(r"\s*\(([^()]*)\)\s*$")
_WORDING = data("wording")
NATURES = frozenset(map(str, _WORDING["natures"]))
_NUMBERING = frozenset(map(str, _WORDING["numbering"]))
_SHORT = {short: str(long) for short, long in _WORDING["short"].items()}
_PARTS = frozenset(map(str, _WORDING["parts"]))
_LEVELS = [[frozenset(word.split()) for word in several] for several in _WORDING["levels"]]


@dataclass(frozen=True)
class Name:
    """A name, read as words."""

    text: str

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Its words, as they are compared."""
        found = (_SHORT.get(word.term, word.term) for word in words(_ARTICLE.sub(r"\1 ", self.text)))
        return tuple(term for term in found if term not in _NUMBERING)

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The words that say something, in the order of letters."""
        return tuple(sorted(term for term in self.terms if not frequent(term)))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in it."""
        return frozenset(term for term in self.terms if term.isdecimal())

    @cached_property
    def natures(self) -> frozenset[str]:
        """The kinds of legal text that it speaks of."""
        return frozenset(self.terms) & NATURES

    @cached_property
    def levels(self) -> frozenset[int]:
        """The levels of government that it speaks of."""
        return frozenset(
            place for place, several in enumerate(_LEVELS) if any(one.issubset(self.terms) for one in several)
        )

    @cached_property
    def is_part(self) -> bool:
        """Whether it names an article of a text, not the text."""
        return not _PARTS.isdisjoint(self.terms)

    @cached_property
    def bracket(self) -> str:
        """What it says in brackets at its end."""
        found = _BRACKETED.search(self.text)
        return found[1] if found else ""

    @cached_property
    def open(self) -> "Name":
        """The name without what is in brackets at its end."""
        return name_of(_BRACKETED.sub("", self.text)) if self.bracket else self


@lru_cache(maxsize=20_000)
def name_of(text: str) -> Name:
    """The name that `text` is; only its beginning where it is very long."""
    return Name(text[:_LONGEST])


def is_acronym(text: str) -> bool:
    """Whether a name is one of initials.

    >>> is_acronym("CNSA"), is_acronym("D.A.U."), is_acronym("TAG DSO"), is_acronym("Isère"), is_acronym("2002-2")
    (True, True, True, False, False)
    """
    return 2 <= len(text) <= 12 and text.isupper() and text[0].isalpha()


def likeness(asked: Name, name: Name, bare: frozenset[str] = frozenset(), told: frozenset[str] = frozenset()) -> float:
    """How much two names are the same; `bare` words say little, and what is in brackets little where it is `told`."""
    if not asked.terms or not name.terms:
        return 0.0
    if asked.terms == name.terms:
        return SAME
    if _differ(asked, name):
        return _APART * LIKE * _nearness(asked, name, bare)
    if asked.telling and asked.telling == name.telling:
        return SHUFFLED if bool(asked.bracket) == bool(name.bracket) else UNBRACKETED
    if not _brackets_agree(asked, name, bare | told):
        return LIKE * _nearness(asked, name, bare)
    if asked.open.telling and asked.open.telling == name.open.telling:
        return UNBRACKETED
    if (left := _without(asked, bare)) and left == _without(name, bare):
        return BARE
    return LIKE * _nearness(asked, name, bare)


def _brackets_agree(asked: Name, name: Name, told: frozenset[str]) -> bool:
    """Whether what is asked in brackets says nothing that the other name does not, or that is not told of its thing."""
    return set(name_of(asked.bracket).telling) <= {*name.terms, *told}


def _nearness(asked: Name, name: Name, bare: frozenset[str]) -> float:
    """How near the letters of two names are, from 0 to 1: with and without the words that say little."""
    pairs = ((asked.open.telling, name.open.telling), (_without(asked, bare), _without(name, bare)))
    return max((_alike(left, right) / 100 for left, right in dict.fromkeys(pairs) if left and right), default=0.0)


@lru_cache(maxsize=20_000)
def _without(name: Name, bare: frozenset[str]) -> tuple[str, ...]:
    return tuple(term for term in name.open.telling if term not in bare)


def _alike(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """The letters that are the same in two lists of words: most for the whole, some for what both hold."""
    one, other = " ".join(left), " ".join(right)
    return (3 * fuzz.ratio(one, other) + fuzz.token_set_ratio(one, other)) / 4


def _differ(asked: Name, name: Name) -> bool:
    """Whether numbers or the kind of text tell the two apart."""
    numbers = asked.numbers and name.numbers and not (asked.numbers <= name.numbers or name.numbers <= asked.numbers)
    natures = asked.natures and name.natures and not asked.natures & name.natures
    return bool(numbers or natures or (asked.is_part and not name.is_part))
