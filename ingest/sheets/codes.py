"""The codes that a collection gives its sheets, printed before or after their titles: "FA-07 – Le verger"."""

import re
from collections.abc import Iterable

from usagraph.ingest.rulebook import compiled

__all__ = ["code_of", "letters_of", "shared_letters"]

_LETTERS = re.compile(r"[A-Z]+")


def code_of(words: str, shared: frozenset[str] = frozenset()) -> re.Match[str] | None:
    """The code that a title begins with, and the marks after it; None where none is sure: "T2 – Le tram" may be a name.

    `shared`: the letters that the codes of other sheets of the document begin with, which make one sure.
    """
    match = compiled("headings", "code").regex.match(words)
    if match and not match["sure"] and letters_of(match) not in shared:
        return None
    return match


def letters_of(match: re.Match[str]) -> str:
    """The letters of a code."""
    return "".join(_LETTERS.findall(match["number"]))


def shared_letters(titles: Iterable[str]) -> frozenset[str]:
    """The letters that several codes begin with, each with another number, of lines that may be titles."""
    found: dict[str, set[str]] = {}
    for words in titles:
        if words[:1].isupper() and (match := compiled("headings", "code").regex.match(words)):
            found.setdefault(letters_of(match), set()).add(match["number"])
    return frozenset(letters for letters, codes in found.items() if len(codes) > 1)
