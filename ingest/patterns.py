"""The expressions of the rules: what each is searched in, the words it cannot do without, the examples it must pass."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from usagraph.errors import BrokenRule
from usagraph.textview import flat, fold

__all__ = ["SHORT", "Pattern"]

#: What a pattern is searched in: words folded (the rule), flat (so that offsets hold), or as they stand.
_READINGS: dict[str, Callable[[str], str]] = {"folded": fold, "flat": flat, "text": str}
#: Code points of words in which it costs less to search a pattern than the words it needs.
SHORT = 40


@dataclass(frozen=True)
class Pattern:
    """A regular expression that passes its own examples before it is searched; `reads` is what it is searched in.

    It is compiled, and tested, where it is first searched: most documents need but a part of the rules.
    """

    text: str
    reads: str = "folded"
    #: Words of which one must stand where the pattern is searched; none where any text may hold it.
    needs: tuple[str, ...] = ()
    #: Words of which one must stand there besides, where it needs some: those of another part of the pattern.
    besides: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    #: Where the rule stands: an error says it.
    where: str = field(default="", compare=False)

    @classmethod
    def of(cls, entry: dict[str, Any], where: str = "") -> "Pattern":
        """The pattern of a rule entry, not tested yet; raises BrokenRule where nothing can be searched so."""
        reads = entry.get("reads", "folded")
        if reads not in _READINGS:
            raise BrokenRule(where=where, detail=f"reads: {reads} ∉ {', '.join(_READINGS)}")
        told = {name: tuple(entry.get(name, ())) for name in ("needs", "besides", "examples", "counterexamples")}
        return cls(text=entry["pattern"], reads=reads, where=where, **told)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression; raises BrokenRule where it is none, or fails an example."""
        try:
            made = re.compile(self.text, 0 if self.reads == "text" else re.IGNORECASE)
        except re.error as error:
            raise BrokenRule(where=self.where, detail=f"{self.text} ({error})") from None
        self._pass(made)
        return made

    def check(self) -> None:
        """Raises BrokenRule where the expression is none, or fails an example."""
        _ = self.regex

    def _pass(self, made: re.Pattern[str]) -> None:
        read = _READINGS[self.reads]
        for example in self.examples:
            words = read(example)
            # However short: a longer text must hold the words it needs.
            if not self._has_needs(words) or made.search(words) is None:
                raise BrokenRule(where=self.where, detail=f"« {example} » ≠ {self.text}")
        for example in self.counterexamples:
            words = read(example)
            if self._has_needs(words) and made.search(words):
                raise BrokenRule(where=self.where, detail=f"« {example} » = {self.text}")

    def __contains__(self, words: str) -> bool:
        return self.search(words) is not None

    def search(self, words: str) -> re.Match[str] | None:
        """The first match in `words`, made ready to be read; None where there is none."""
        return self.find(_READINGS[self.reads](words))

    def find(self, words: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `words[start:end]`, which are ready to be read; None where there is none, or no word it needs."""
        if self.needs and not self.may_stand(words[start:end]):
            return None
        return self.regex.search(words, start, end)

    def all_in(self, words: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches in `words[start:end]`, which are ready to be read."""
        if self.needs and not self.may_stand(words[start:end]):
            return iter(())
        return self.regex.finditer(words, start, end)

    def may_stand(self, words: str) -> bool:
        """Whether the words that the pattern needs stand in `words`: much cheaper to ask than to search it."""
        return len(words) < SHORT or self._has_needs(words)

    def _has_needs(self, words: str) -> bool:
        return _holds(words, self.besides) and _holds(words, self.needs)


def _holds(words: str, wanted: tuple[str, ...]) -> bool:
    for one in wanted:  # a loop, for `any` would cost as much as a search
        if one in words:
            return True
    return not wanted
