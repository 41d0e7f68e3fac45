"""Which blocks of a document hold which words: its vocabulary is searched, many times shorter than itself."""

from collections.abc import Iterator, Mapping

from usagraph.ingest.patterns import SHORT, Pattern

__all__ = ["Standing"]

_NOWHERE: frozenset[int] = frozenset()


class Standing:
    """The words of texts, each text with a number: one may ask which of them hold some piece, of words or between two.

    >>> Standing({1: "le pont du port", 2: "un report"}).holding(("port", "du p"))
    frozenset({1, 2})
    """

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = texts
        self._of: dict[str, list[int]] = {}
        for number, text in texts.items():
            for word in set(text.split()):
                self._of.setdefault(word, []).append(number)
        # A line each, so that nothing is found across two.
        self._words = "\n".join(["", *self._of, ""])
        self._short = frozenset(number for number, text in texts.items() if len(text) < SHORT)
        self._holding: dict[tuple[str, ...], frozenset[int]] = {}

    def holding(self, wanted: tuple[str, ...]) -> frozenset[int]:
        """The numbers of the texts in which one of the `wanted` stands."""
        found = self._holding.get(wanted)
        if found is None:
            found = self._holding[wanted] = _NOWHERE.union(*map(self._with, wanted))
        return found

    def allowing(self, test: Pattern) -> frozenset[int]:
        """The numbers of the texts that a pattern may be met in: those with the words it needs, and those too short to be
        asked for them."""
        if not test.needs:
            return frozenset(self._texts)
        found = self.holding(test.needs)
        return (found & self.holding(test.besides) if test.besides else found) | self._short

    def _with(self, piece: str) -> list[int]:
        """The texts that hold a piece: those of its longest word, looked at once more where it has others."""
        word = max(piece.split(), key=len, default="")
        if not word:
            return [number for number, text in self._texts.items() if piece in text]
        found = [number for whole in self._around(word) for number in self._of[whole]]
        return found if word == piece else [number for number in found if piece in self._texts[number]]

    def _around(self, piece: str) -> Iterator[str]:
        """The words that hold a piece, each once."""
        at = self._words.find(piece)
        while at >= 0:
            end = self._words.index("\n", at)
            yield self._words[self._words.rindex("\n", 0, at) + 1 : end]
            at = self._words.find(piece, end)
