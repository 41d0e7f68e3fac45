"""Which blocks of a document hold which words: its vocabulary is asked, by three letters, and not each block."""

from collections.abc import Iterable, Mapping, Sequence

from usagraph.ingest.patterns import SHORT, Pattern

__all__ = ["Standing"]

#: How many letters the words are found by.
_LETTERS = 3
_NOWHERE: frozenset[int] = frozenset()


class Standing:
    """The words of texts, each text with a number: one may ask which of them hold some piece, of words or between two.

    >>> sorted(Standing({1: "le pont du port", 2: "un report", 3: "un pont"}).holding(["port", "du p"]))
    [1, 2]
    """

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = texts
        self._of: dict[str, list[int]] = {}
        for number, text in texts.items():
            for word in set(text.split()):
                self._of.setdefault(word, []).append(number)
        self._by_letters: dict[str, list[str]] = {}
        for word in self._of:
            for at in range(len(word) - _LETTERS + 1):
                self._by_letters.setdefault(word[at : at + _LETTERS], []).append(word)
        self._short = frozenset(number for number, text in texts.items() if len(text) < SHORT)

    def holding(self, wanted: Iterable[str]) -> frozenset[int]:
        """The numbers of the texts in which one of the `wanted` stands."""
        return _NOWHERE.union(*map(self._with, wanted))

    def naming(self, names: Iterable[Sequence[str]]) -> frozenset[int]:
        """The numbers of the texts in which all the words of one of `names` stand; a short word is taken for granted."""
        found = {word: frozenset(self._with(word)) for name in names for word in _telling(name)}
        return _NOWHERE.union(*(frozenset.intersection(*(found[word] for word in _telling(name))) for name in names))

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
        if len(word) < _LETTERS:
            return [number for number, text in self._texts.items() if piece in text]
        found = [number for whole in self._around(word) for number in self._of[whole]]
        return found if word == piece else [number for number in found if piece in self._texts[number]]

    def _around(self, piece: str) -> list[str]:
        """The words that hold a piece; one that repeats its letters comes more than once."""
        letters = (piece[at : at + _LETTERS] for at in range(len(piece) - _LETTERS + 1))
        fewest = min((self._by_letters.get(some, []) for some in letters), key=len)
        return [word for word in fewest if piece in word]


def _telling(name: Sequence[str]) -> list[str]:
    """The words of a name that are worth looking for: all where none is long."""
    return [word for word in name if len(word) >= _LETTERS] or list(name)
