"""Names looked for as whole words: only where a word begins, which costs far less than to look at each letter."""

import re
from collections.abc import Iterator
from functools import cached_property

__all__ = ["Lexicon"]

_AFTER = r"(?![\w-])"


class Lexicon:
    """The alternatives of an expression, as whole words of flat text."""

    def __init__(self, names: str, after: str = _AFTER) -> None:
        self._names, self._after = names, after
        # What stands before a word comes first: a search passes over all else at once.
        self._regex = re.compile(rf"[^\w-](?:{names}){after}")

    def spans(self, words: str) -> Iterator[tuple[int, int, str]]:
        """Where names stand, in order, with the name of the group that each is of.

        >>> list(Lexicon("(?P<place>port|pont)").spans("pont du port, report"))
        [(0, 4, 'place'), (8, 12, 'place')]
        """
        # The first word has a space before it too, so that places are those in `words`.
        return ((m.start(), m.end() - 1, m.lastgroup or "") for m in self._regex.finditer(f" {words}"))

    def matches(self, words: str) -> Iterator[re.Match[str]]:
        """The matches of the names in `words`, in order."""
        return (match for start, _, _ in self.spans(words) if (match := self._whole.match(words, start)))

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self._names}){self._after}")
