"""Words that are to be found again in any text without being kept: a fingerprint of each sequence of words.

A fingerprint tells nothing to who reads it; to who guesses the words, it tells that the guess is right. Its salt, which is
kept beside it, makes a guess for one workspace worth nothing for another.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from usagraph.ingest.masking import FILLER
from usagraph.records import Document
from usagraph.textview import Span, fold

__all__ = ["Fingerprints", "covered", "sequences"]

Words = tuple[str, ...]
#: A salt, a number of words, a hash.
Mark = tuple[str, int, str]

_WORD = re.compile(r"[^\W_]+")
_ELEMENT = re.compile(r"\S")
#: Digits of a French telephone number, and what stands for its first one from abroad.
_DIGITS, _ABROAD = 10, ("33", "0033")


def sequences(detail: str) -> set[Words]:
    """The ways a detail may stand in a text, as folded words: a name in either order or with an initial, a telephone number
    however its digits are set apart, anything else as it is.

    >>> sorted(sequences("Réjane Ulmo"))
    [('r', 'ulmo'), ('rejane', 'ulmo'), ('ulmo', 'r'), ('ulmo', 'rejane')]
    >>> sorted(map(len, sequences("01 23 45 67 89")))
    [1, 5, 6, 6]
    """
    words = _words(detail)
    digits = "".join(words)
    if digits.isdecimal() and len(digits) >= _DIGITS - 1:
        return _telephone(digits) | {words}
    found = {words} if words else set()
    if len(words) > 1 and "@" not in detail and digits.isalpha():
        *first, last = words
        initials = (first[0][0], last)
        found |= {(last, *first), initials, initials[::-1], (*(word[0] for word in first), last)}
    return found


@dataclass(frozen=True)
class Fingerprints:
    """Fingerprints of sequences of words: the salt of each, the number of its words, its hash. New ones take `salt`."""

    salt: str
    marks: frozenset[Mark] = frozenset()

    def having(self, details: Collection[str]) -> "Fingerprints":
        """These with those of some details."""
        found = {words for detail in details for words in sequences(detail)}
        return replace(self, marks=self.marks | {_mark(self.salt, words) for words in found})

    def spans(self, text: str) -> Iterator[Span]:
        """Where the details stand in a text, in code points."""
        if not self.marks:
            return
        read = [(match.span(), word) for match in _WORD.finditer(text) for word in (_folded(match[0]),) if word]
        for salt, count in sorted({mark[:2] for mark in self.marks}):
            for start in range(len(read) - count + 1):
                some = read[start : start + count]
                if _mark(salt, tuple(word for _, word in some)) in self.marks:
                    yield some[0][0][0], some[-1][0][1]

    def masked(self, text: str) -> str:
        """The text with the details filled in, at the same length."""
        return covered(text, self.spans(text))

    def mask(self, document: Document) -> Document:
        """The document with the details filled in, in its text and in what is known of it."""
        if not self.marks:
            return document
        known = {name: self.masked(value) for name, value in document.metadata.items()}
        return replace(document, text=self.masked(document.text), metadata=known)


def covered(text: str, spans: Iterator[Span] | Collection[Span]) -> str:
    """The text with the spans filled in, white space apart."""
    pieces, position = [], 0
    for start, end in sorted(spans):
        if end > max(start, position):
            pieces += [text[position : max(start, position)], _ELEMENT.sub(FILLER, text[max(start, position) : end])]
            position = end
    return "".join((*pieces, text[position:]))


def _mark(salt: str, words: Words) -> Mark:
    return salt, len(words), hashlib.sha256(f"{salt} {' '.join(words)}".encode()).hexdigest()


def _words(text: str) -> Words:
    return tuple(word for match in _WORD.finditer(text) if (word := _folded(match[0])))


def _folded(word: str) -> str:
    return fold(word).replace(" ", "")


def _telephone(digits: str) -> set[Words]:
    """A number in one piece, in pairs, and as it is dialled from abroad."""
    for prefix in _ABROAD:
        if digits.startswith(prefix) and len(digits) == len(prefix) + _DIGITS - 1:
            digits = "0" + digits.removeprefix(prefix)
    pairs = tuple(re.findall("..?", digits))
    if len(digits) != _DIGITS or not digits.startswith("0"):
        return {(digits,), pairs}
    abroad = (digits[1], *pairs[1:])
    return {(digits,), pairs, *((prefix, *abroad) for prefix in _ABROAD)}
