"""The nature and the number of a legal text, as they are written."""

import re

from usagraph.ingest.rulebook import compiled

__all__ = ["is_in_force", "kind_words", "nature_of", "number_of"]

_BEFORE = 40  # code points before a text in which it may be said to be a bill
_SHORT = {
    "l": "loi",
    "d": "decret",
    "revision": "loi",
    "ord": "ordonnance",
    "decr": "decret",
    "arr": "arrete",
    "circ": "circulaire",
}


def nature_of(words: str) -> str:
    """The nature of a text by the first of its words, in the singular.

    >>> nature_of("lois organiques"), nature_of("decret-loi"), nature_of("ord.")
    ('loi', 'decret', 'ordonnance')
    """
    first = words.split()[0].split("-")[0].rstrip(".")
    return _SHORT.get(first, first.removesuffix("s"))


def kind_words(words: str) -> str:
    """What the nature adds to the title: of a law, that it is organic."""
    return "organique" if "organique" in words else ""


def number_of(digits: str | None, kind: str) -> str | None:
    """The number of a text without spaces, its mark that of its kind; None for None.

    >>> number_of("2002 – 02", "loi"), number_of("2016/679", "reglement")
    ('2002-2', '2016/679')
    """
    if digits is None:
        return None
    plain = re.sub(r"\s", "", digits).replace("–", "-").replace(".", "-")
    return re.sub(r"[/-]0*", "-", plain) if kind in ("loi", "decret", "ordonnance") else plain


def is_in_force(words: str, start: int) -> bool:
    """Whether what flat words name at `start` is a text, and no bill, nor a doctor's or a judge's order."""
    bill = compiled("legal", "bill").find(words, max(0, start - _BEFORE), start)
    return not bill and not compiled("legal", "other").regex.match(words, start)
