"""Words as a regular expression that finds them in any spelling: a query that holds it is plain SPARQL, and runs anywhere."""

import unicodedata
from functools import cache

__all__ = ["however_written"]

#: What a regular expression reads as something else than itself.
_SIGNS = frozenset(".^$*+?{}[]()|\\")
_APOSTROPHES, _BLANKS = "['\u2018\u2019]", "[ \u00a0\u202f]+"
_TWINS = {"œ": "oe", "æ": "ae"}


def however_written(words: str) -> str:
    r"""The expression for `words` whatever their accents, ligatures, apostrophes and blanks; case is for its flag.

    >>> however_written("Dés (2)").split("+")
    ['[dď][eèéêëēĕėęě][sśŝşš][ \xa0\u202f]', '\\(2\\)']
    """
    return _BLANKS.join("".join(map(_letter, _bare(word))) for word in words.split())


def _bare(word: str) -> str:
    """The word in lower case without accents, each ligature one sign."""
    plain = unicodedata.normalize("NFC", word).lower()
    for sign, letters in _TWINS.items():
        plain = plain.replace(letters, sign)
    return "".join(unicodedata.normalize("NFD", one)[0] for one in plain)


def _letter(sign: str) -> str:
    if sign in _TWINS:
        return f"({sign}|{''.join(map(_letter, _TWINS[sign]))})"
    if sign in _APOSTROPHES[1:-1]:
        return _APOSTROPHES
    accented = _accented().get(sign, "")
    return f"[{sign}{accented}]" if accented else f"\\{sign}" if sign in _SIGNS else sign


@cache
def _accented() -> dict[str, str]:
    """By letter, those that are the same letter with an accent."""
    found: dict[str, str] = {}
    for one in map(chr, range(0xE0, 0x180)):
        bare = unicodedata.normalize("NFD", one)[0]
        if one.islower() and bare != one:
            found[bare] = found.get(bare, "") + one
    return found
