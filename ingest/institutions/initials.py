"""Whether letters abbreviate words, and where in a sentence the words that they abbreviate begin or end."""

import re

from usagraph.ingest.rulebook import cached, load
from usagraph.textview import fold

__all__ = ["LOOSE", "NONE", "PARTLY", "STRICT", "fit", "is_small", "nearly"]

#: Letters that are the first ones of all the words, or several of some words, or those of the first words only.
STRICT, LOOSE, PARTLY, NONE = 3, 2, 1, 0
_MOST = 4  # letters that a word may give
_WORDS = 12  # of a label that may hold one word too many
# "C2S" stands for three words, the last two with an s.
_SEVERAL = re.compile(r"([23])([a-z])")
_LEAST = 4  # letters of an acronym that may leave out a word


@cached
def _small_words() -> frozenset[str]:
    return frozenset(load("kinds")["small_words"])


def is_small(word: str) -> bool:
    """Whether a word is one of those that an acronym leaves out."""
    return fold(word).rstrip("'") in _small_words()


def fit(acronym: str, label: str) -> int:
    """How the letters of `acronym` abbreviate `label`: STRICT, LOOSE, PARTLY or NONE.

    >>> fit("DAU", "direction de l'autonomie"), fit("DA", "direction de l'autonomie"), fit("DM", "direction de l'eau")
    (2, 3, 0)
    >>> fit("C2S", "complémentaire santé solidaire")
    3
    """
    letters = "".join(c for c in fold(acronym) if c.isalnum())
    if (several := _SEVERAL.sub(lambda m: m[2] * int(m[1]), letters)) != letters and not re.search(r"\d", label):
        letters = several
    if not letters:
        return NONE
    # The letters used so far, and whether a word gave several.
    states = {(0, False)}
    words = re.findall(r"\be-\w+|\w+", fold(label))
    for number, word in enumerate(words):
        small = word in _small_words()
        after = {state for state in states if small} if number else set()
        for used, loose in states:
            after |= {(used + k, loose or k > 1) for k in _given(letters, used, word)}
        if not after:
            return PARTLY if any(used == len(letters) for used, _ in states) else NONE
        states = after
    if (len(letters), False) in states:
        return STRICT
    return LOOSE if (len(letters), True) in states else NONE


def nearly(acronym: str, label: str) -> bool:
    """Whether letters abbreviate all the words of a label but one, which is not the first.

    >>> nearly("PLIE", "plan local pluriannuel pour l'insertion et l'emploi"), nearly("PLIE", "plan local pour l'insertion")
    (True, False)
    """
    if sum(c.isalpha() for c in acronym) < _LEAST:
        return False
    words = [word for word in re.findall(r"\w+", fold(label)) if word not in _small_words()]
    if not _LEAST < len(words) <= _WORDS:
        return False
    return any(fit(acronym, " ".join(words[:n] + words[n + 1 :])) == STRICT for n in range(1, len(words)))


def _given(letters: str, used: int, word: str) -> list[int]:
    """How many letters a word may give: each number of its first ones that come next."""
    return [
        k
        for k in range(1, min(len(word), _MOST) + 1)
        if letters[used : used + k] == word[:k] and used + k <= len(letters)
    ]
