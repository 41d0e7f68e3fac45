"""Who wrote a work, as the entries of bibliographies say it: several orders, capitals, initials, organisations."""

import re
from dataclasses import dataclass

from usagraph.ingest.rulebook import cached, compiled, load
from usagraph.textview import fold

__all__ = ["Author", "Authors", "is_given_name", "read_authors"]

#: In this order: the first that fits is taken.
_KINDS = ("parenthesised", "turned", "named", "inverted", "capitals", "initialled", "given_capitals", "given")
#: Ways of writing an author that may follow another after a mere comma.
_LISTED = ("parenthesised", "inverted", "capitals", "initialled")
#: Ways that only given names tell apart: "Roy Colette", "Colette Roy".
_BY_NAME = ("turned", "named")
_MOST = 30
_BARE = re.compile(r"\b(?:d[eu]|des|la|le|van|von|den|der|ben|di|da|dos|el|al|saint|sainte)[ -]|\b[dl]'", re.IGNORECASE)


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


def read_authors(words: str, start: int = 0, *, turned: bool = False) -> Authors:
    """The authors that `words` begin with at `start`; none where no form fits.

    `turned`: surnames come first where nothing else tells which of two capitalised words is the surname.

    >>> [a.literal for a in read_authors("DORVALLE H. et Sainfoin, Anne, Titre").names]
    ['Dorvalle, H.', 'Sainfoin, Anne']
    """
    organisation = compiled("works", "organisation").regex.match(words, start)
    if organisation:
        return Authors((Author(organisation["name"].strip()),), organisation.end(), "organisation")
    first = _one(words, start, _KINDS, turned)
    if not first:
        return Authors()
    author, end, kind = first
    names = [author]
    while len(names) < _MOST and (more := _next(words, end, kind, turned)):
        names.append(more[0])
        end = more[1]
    others = _join("others").match(words, end)
    end = others.end() if others else end
    role = compiled("works", "role").regex.match(words, end)
    return Authors(tuple(names), role.end() if role else end, kind, bool(others))


def is_given_name(words: str) -> bool:
    """Whether the first of `words` is a given name that is common in French texts.

    >>> is_given_name("Jean-Paul"), is_given_name("Lyon")
    (True, False)
    """
    return re.split(r"[ -]", fold(words))[0] in _given_names()


def _one(words: str, start: int, kinds: tuple[str, ...], turned: bool) -> tuple[Author, int, str] | None:
    for kind, regex in _forms():
        match = regex.match(words, start) if kind in kinds else None
        if match and _holds(kind, words, match, turned):
            return Author(_cased(match["surname"]), match["given"].strip()), match.end(), kind
    return None


def _holds(kind: str, words: str, match: re.Match[str], turned: bool) -> bool:
    """Whether the words that fit a form are written that way: given names tell where the order alone does not."""
    surname, given = match["surname"], match["given"]
    if kind == "inverted":
        return "." in given or is_given_name(given) or len(_BARE.sub("", surname).split()) < 2 or not _two(surname)
    if kind not in _BY_NAME:
        return True
    inverted = _form("inverted").match(words, match.start())
    if inverted and inverted.end() > match.end() and ("." in inverted["given"] or is_given_name(inverted["given"])):
        return False
    told = is_given_name(given) - is_given_name(surname)
    return told > 0 or (told == 0 and turned == (kind == "turned") and (turned or is_given_name(given)))


def _two(surname: str) -> bool:
    """Whether one of two words before a comma may be a given name."""
    return any(is_given_name(word) for word in surname.split()) or surname.split()[0].isupper() != surname.isupper()


def _next(words: str, end: int, kind: str, turned: bool) -> tuple[Author, int] | None:
    """The author after one that ends at `end`: after a word that joins, or after a comma where the form is as telling."""
    turned = turned or kind == "turned"
    strong = _join("strong").match(words, end)
    if strong:
        found = _one(words, strong.end(), _KINDS, turned)
        return found[:2] if found else None
    comma = _join("comma").match(words, end)
    found = _one(words, comma.end(), (*_LISTED, *_BY_NAME, "given"), turned) if comma else None
    if not found:
        return None
    author, stop, own = found
    same = own == kind and (own != "inverted" or (author.given or "").endswith("."))
    alone = own not in ("given", *_BY_NAME) or (own in _BY_NAME and _is_dated(words, stop))
    return (author, stop) if (alone and same) or _leads_to_last(words, stop, turned) else None


def _is_dated(words: str, end: int) -> bool:
    return bool(compiled("works", "year_first").regex.match(words[end : end + 40]))


def _leads_to_last(words: str, end: int, turned: bool) -> bool:
    """Whether a list of authors goes on to a last one: "Roy, Anne, Paul Brun, and Jean Sol"."""
    for _ in range(_MOST):
        strong = _join("strong").match(words, end)
        if strong:
            return _one(words, strong.end(), _KINDS, turned) is not None
        comma = _join("comma").match(words, end)
        found = _one(words, comma.end(), (*_BY_NAME, "given"), turned) if comma else None
        if not found:
            return False
        end = found[1]
    return False


def _cased(surname: str) -> str:
    """A surname in capitals as it is written in running text."""
    return re.sub(r"\w+", lambda m: m.group().capitalize(), surname) if surname.isupper() else surname


def _form(name: str) -> re.Pattern[str]:
    return compiled("works", "authors", name).regex


def _join(name: str) -> re.Pattern[str]:
    return compiled("works", "joins", name).regex


@cached
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, compiled("works", "authors", kind).regex) for kind in _KINDS if kind in load("works")["authors"]
    )


@cached
def _given_names() -> frozenset[str]:
    return frozenset(str(load("works")["given_names"]).split())
