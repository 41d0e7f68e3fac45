"""Whether what was found is what was labelled: names, texts, figures and legal texts each have their own way."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import cache

from rapidfuzz import fuzz

from usagraph.ingest.laws.dates import iso_date
from usagraph.textview import flat, fold, slug

__all__ = ["agrees", "legal_name", "plain"]

#: Of 100: how near two long texts must be; a final stop or a word cut at a line end is no error.
NEAR = 90
_DETERMINER = re.compile(r"^(?:l|le|la|les|un|une|des|du|de|d|notre|nos|ce|cet|cette|ces|son|sa|ses)-")
_DAY = re.compile(r"(?:1er|\d{1,2}) [a-z]+ \d{4}")
_ARTICLE = re.compile(r"-(?:l|r|d|a|lo)?-?\d+(?:-\d+)*$")
_ADJECTIVE = re.compile(r"^(loi|decret|arrete|circulaire)-(?:organique|constitutionnelle|interministerielle?)-")


@cache
def plain(words: str) -> str:
    """A name for comparison: ASCII words without the plural, joined by hyphens, without the article before them.

    >>> plain("les conseils citoyens"), plain("L’association Parole")
    ('conseil-citoyen', 'association-parole')
    """
    name = slug(fold(words), 10_000)
    while short := _DETERMINER.sub("", name, count=1):
        if short == name:
            break
        name = short
    return "-".join(word.rstrip("sx") or word for word in name.split("-"))


@cache
def legal_name(words: str) -> str:
    """The name of a legal text for comparison, its date in ISO form.

    >>> legal_name("arrêté du 8 septembre 2003"), legal_name("loi organique 2003-705")
    ('arrete-du-2003-09-08', 'loi-2003-705')
    """
    dated = _DAY.sub(lambda day: iso_date(day[0]) or day[0], flat(words))
    return _ADJECTIVE.sub(r"\1-", slug(dated, 10_000))


def agrees(how: str, wanted: Iterable[str], found: Iterable[str], *, lenient: bool = False) -> bool:
    """Whether a name among those `found` is one of those `wanted`; `lenient`: the code is enough for its article."""
    names = list(wanted)
    if how == "legal":
        keys = {legal_name(name) for name in names}
        keys |= {_ARTICLE.sub("", key) for key in keys if not _numbered(key)} if lenient else set()
        return any(legal_name(name) in keys for name in found)
    return any(_WAYS[how](one, other) for other in found for one in names)


def _numbered(key: str) -> bool:
    """Whether the digits of a legal name are its own number or date, and no article."""
    return key.startswith(("loi-", "decret-", "arrete-", "circulaire-", "ordonnance-", "reglement-", "directive-"))


def _same_name(one: str, other: str) -> bool:
    return plain(one) == plain(other)


def _same_text(one: str, other: str) -> bool:
    return fuzz.ratio(plain(one), plain(other)) >= NEAR


_YEAR = re.compile(r"\s*\(\d{4}[a-z]?\)$")


def _same_speaker(one: str, other: str) -> bool:
    """The same name, whatever a comma or the year of a work adds to it: "une allocataire, membre du groupe", "Nom (1987)"."""
    return plain(one) == plain(other) or _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return plain(_YEAR.sub("", name.partition(",")[0]))


def _same_word(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _same_surname(one: str, other: str) -> bool:
    return plain(one) == plain(other.partition(",")[0])


def _same_number(one: str, other: str) -> bool:
    return _number(one) is not None and _number(one) == _number(other)


def _number(words: str) -> Decimal | None:
    try:
        return Decimal(re.sub(r"\s", "", words).replace(",", "."))
    except InvalidOperation:
        return None


_WAYS: dict[str, Callable[[str, str], bool]] = {
    "name": _same_name,
    "text": _same_text,
    "speaker": _same_speaker,
    "word": _same_word,
    "surname": _same_surname,
    "number": _same_number,
    "present": _same_word,
}
