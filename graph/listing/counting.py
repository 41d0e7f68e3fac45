"""How texts say what they count: the patterns of `counting.toml`, each of which has passed its examples."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from usagraph.errors import BrokenRule
from usagraph.textview import flat

__all__ = ["Counting", "counting", "number"]

FILE = Path(__file__).parent / "counting.toml"
_PIECES = ("number", "thing")


@dataclass(frozen=True)
class Counting:
    """The patterns by name, and those of the things and degrees that practices have; all read a flat sentence."""

    patterns: Mapping[str, re.Pattern[str]]
    nouns: Mapping[str, re.Pattern[str]]
    degrees: Mapping[str, re.Pattern[str]]

    def all_in(self, name: str, words: str) -> Iterator[re.Match[str]]:
        """The matches of a pattern."""
        return self.patterns[name].finditer(words)

    def stands_in(self, name: str, words: str) -> bool:
        """Whether a pattern matches."""
        return self.patterns[name].search(words) is not None

    def noun(self, words: str) -> str:
        """What practices call the thing that stands at the beginning of `words`; empty where they have no such thing."""
        return next((name for name, pattern in self.nouns.items() if pattern.match(words)), "")

    def degrees_in(self, words: str) -> tuple[str, ...]:
        """The degrees that a sentence speaks of."""
        return tuple(name for name, pattern in self.degrees.items() if pattern.search(words))


@cache
def counting() -> Counting:
    """The patterns; raises BrokenRule where one does not pass its own examples."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    pieces = {f"{{{name}}}": data[name] for name in _PIECES}
    told = {name: _pattern(name, entry, pieces) for name, entry in data.items() if _is_pattern(entry)}
    lists = {kind: {one["id"]: _pattern(one["id"], one, pieces) for one in data[kind]} for kind in ("noun", "degree")}
    return Counting(told, lists["noun"], lists["degree"])


def number(words: str) -> Decimal:
    """The number that digits or a word say.

    >>> number("1 200"), number("12,5"), number("trois")
    (Decimal('1200'), Decimal('12.5'), Decimal('3'))
    """
    digits = words.replace(" ", "").replace(",", ".")
    return Decimal(_spelt().get(words, 0)) if words in _spelt() else Decimal(digits)


@cache
def _spelt() -> dict[str, int]:
    return dict(tomllib.loads(FILE.read_text(encoding="utf-8"))["numbers"])


def _is_pattern(entry: Any) -> bool:
    return isinstance(entry, dict) and "pattern" in entry


def _pattern(name: str, entry: Mapping[str, Any], pieces: Mapping[str, str]) -> re.Pattern[str]:
    text = entry["pattern"]
    for mark, piece in pieces.items():
        text = text.replace(mark, piece)
    made = re.compile(text)
    for wanted, words in (
        *((True, one) for one in entry["examples"]),
        *((False, one) for one in entry["counterexamples"]),
    ):
        if bool(made.search(flat(words))) is not wanted:
            raise BrokenRule(where=f"counting.toml, {name}", detail=words)
    return made
