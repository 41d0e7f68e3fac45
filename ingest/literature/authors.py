"""Who wrote a work, as the entries of bibliographies say it: several orders, capitals, initials, organisations."""

import re
from dataclasses import dataclass

from usagraph.ingest.rulebook import cached, compiled, load

__all__ = ["Author", "Authors", "read_authors"]

#: In this order: the first that fits is taken.
_KINDS = ("parenthesised", "inverted", "capitals", "initialled", "given_capitals", "given")
#: Ways of writing an author that may follow another after a mere comma.
_LISTED = ("parenthesised", "inverted", "capitals", "initialled")
_MOST = 30


@dataclass(frozen=True)
class Author:
    """A person by surname and given name, or an organisation: `given` is None."""

    surname: str
    given: str | None = None

    @property
    def literal(self) -> str:
        """As a catalogue writes it: surname, comma, given name."""
        return f"{self.surname}, {self.given}" if self.given else self.surname


@dataclass(frozen=True)
class Authors:
    """The authors that begin an entry, where they end in it, and how the first is written."""

    names: tuple[Author, ...] = ()
    end: int = 0
    kind: str = ""
    others: bool = False


def read_authors(words: str, start: int = 0) -> Authors:
    """The authors that `words` begin with at `start`; none where no form fits.

    >>> [a.literal for a in read_authors("DORVALLE H. et Sainfoin, Anne, Titre").names]
    ['Dorvalle, H.', 'Sainfoin, Anne']
    """
    organisation = compiled("works", "organisation").regex.match(words, start)
    if organisation:
        return Authors((Author(organisation["name"].strip()),), organisation.end(), "organisation")
    first = _one(words, start, _KINDS)
    if not first:
        return Authors()
    author, end, kind = first
    names = [author]
    while len(names) < _MOST and (more := _next(words, end, kind)):
        names.append(more[0])
        end = more[1]
    others = _join("others").match(words, end)
    end = others.end() if others else end
    role = compiled("works", "role").regex.match(words, end)
    return Authors(tuple(names), role.end() if role else end, kind, bool(others))


def _one(words: str, start: int, kinds: tuple[str, ...]) -> tuple[Author, int, str] | None:
    for kind, regex in _forms():
        match = regex.match(words, start) if kind in kinds else None
        if match:
            return Author(_cased(match["surname"]), match["given"].strip()), match.end(), kind
    return None


def _next(words: str, end: int, kind: str) -> tuple[Author, int] | None:
    """The author after one that ends at `end`: after a word that joins, or after a comma where the form is as telling."""
    strong = _join("strong").match(words, end)
    if strong:
        found = _one(words, strong.end(), _KINDS)
        return found[:2] if found else None
    comma = _join("comma").match(words, end)
    found = _one(words, comma.end(), (*_LISTED, "given")) if comma else None
    if not found:
        return None
    author, stop, own = found
    same = own == kind and (own != "inverted" or (author.given or "").endswith("."))
    return (author, stop) if (own != "given" and same) or _leads_to_last(words, stop) else None


def _leads_to_last(words: str, end: int) -> bool:
    """Whether a list of authors goes on to a last one: "Roy, Anne, Paul Brun, and Jean Sol"."""
    for _ in range(_MOST):
        strong = _join("strong").match(words, end)
        if strong:
            return _one(words, strong.end(), _KINDS) is not None
        comma = _join("comma").match(words, end)
        found = _one(words, comma.end(), ("given",)) if comma else None
        if not found:
            return False
        end = found[1]
    return False


def _cased(surname: str) -> str:
    """A surname in capitals as it is written in running text."""
    return re.sub(r"\w+", lambda m: m.group().capitalize(), surname) if surname.isupper() else surname


def _join(name: str) -> re.Pattern[str]:
    return compiled("works", "joins", name).regex


@cached
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, compiled("works", "authors", kind).regex) for kind in _KINDS if kind in load("works")["authors"]
    )
