"""The words of a French text as a search compares them, with their places in the text.

Deaf to case, accents, ligatures, elision, plural, feminine and inclusive spelling, and to nothing else: what makes another
word (département, départ) stays. Nothing is looked up in a dictionary: endings and exceptions are in `french.toml`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from usagraph.inclusive import BARE_ADDED
from usagraph.textview import view

__all__ = ["VERSION", "Word", "frequent", "reduced", "unaccented", "words"]

#: Changes when the words of a text do: an index written with another is made again.
VERSION = 1


class Word(NamedTuple):
    """A word of a text: reduced to be compared, as it is written without accents, and the code points it takes there."""

    term: str
    form: str
    start: int
    end: int


@dataclass(frozen=True)
class _Rules:
    """What `french.toml` holds."""

    elided: frozenset[str]
    whole: tuple[str, ...]
    prefixes: tuple[str, ...]
    pairing: frozenset[str]
    articles: frozenset[str]
    frequent: frozenset[str]
    plural_from: int
    endings: tuple[tuple[str, str, int], ...]
    kept: frozenset[str]
    forms: dict[str, str]


def _read() -> _Rules:
    table = tomllib.loads(files("usagraph").joinpath("french.toml").read_text(encoding="utf-8"))
    sets = {name: frozenset(table[name]) for name in ("elided", "pairing", "articles", "frequent", "kept")}
    return _Rules(
        **sets,
        whole=tuple(table["whole"]),
        prefixes=tuple(table["prefixes"]),
        plural_from=table["plural_from"],
        endings=tuple((ending, left, shortest) for ending, left, shortest in table["endings"]),
        forms=table["forms"],
    )


_RULES = _read()
_LETTER = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_LATIN = r"[^\W\d_]"
# What is rare is looked for where it may begin, and nowhere else.
_WORD = re.compile(
    # Words with an apostrophe of their own, and acronyms with full stops.
    rf"(?=[{''.join(sorted({c for word in _RULES.whole for c in (word[0], word[0].upper())}))}])(?P<whole>\b(?i:{'|'.join(_RULES.whole)})\b)"
    rf"|(?P<dotted>(?<!\w)(?<!\w\.)(?:[a-zA-Z]\.){{2,}}(?:[a-zA-Z](?!\w))?)"
    rf"|(?P<word>(?:(?=\w{{2,6}}-{_LATIN}{{3}})\b(?i:{'|'.join(_RULES.prefixes)})-)?{_LETTER})"
    rf"(?:(?=[-.·•‧∙⋅/(])(?:{BARE_ADDED})+)?"
)
#: Marks of which a text uses one or another.
_MARKS = (("\u2018\u2019\u02bc\u2032`\u00b4", "'"), ("\u2e31\u30fb\uff65", "·"), ("\u2010\u2011", "-"))
#: Code points of the texts whose words are kept for the next time.
_SHORT = 200
#: What may stand inside a word: a cut at the end of a line, and signs that are not seen.
_CUT = re.compile("-\\s|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f]")
#: A feminine written in capitals at the end of a word: salariéE, agentEs.
_CAPITAL = re.compile(r"(?<=[a-zà-öø-ÿ]{2})(?:È?RE|TRICE|RICE|EUSE|SE|VE|LE|NE|E)[sS]?$")
#: What stands between the halves of a pair that no word joins: usager/usagère, usager (usagère).
_BESIDE = re.compile(r"\s*[/,(]\s*")
#: Letters without their accents, one for one, so that places hold.
_FLAT = str.maketrans(
    {c: unicodedata.normalize("NFD", c)[0] for c in map(chr, range(0xC0, 0x180))}
    | {mark: plain for marks, plain in _MARKS for mark in marks}
)


def words(text: str) -> Sequence[Word]:
    """The words of `text` in order, elided articles left out; "usagers et usagères" is one word.

    >>> [word.term for word in words("L'avis des usager·ère·s et des élues")]
    ['avis', 'des', 'usager', 'et', 'des', 'elu']
    """
    return _words(text) if len(text) <= _SHORT else tuple(_paired(text, list(_each(text))))


@lru_cache(maxsize=2_000)
def _words(text: str) -> tuple[Word, ...]:
    """The words of a name: the same names are met again and again."""
    return tuple(_paired(text, list(_each(text))))


def reduced(word: str) -> str:
    """One word, already without accents, as it is compared; reduced again, it stays as it is.

    >>> reduced("usageres"), reduced("travaux"), reduced("loi"), reduced("loyer")
    ('usager', 'travail', 'loi', 'loyer')
    """
    while (less := _step(word)) != word:
        word = less
    return word


@lru_cache(maxsize=50_000)
def unaccented(word: str) -> str:
    """A word in lower case, without accents or ligatures."""
    spread = unicodedata.normalize("NFKD", word.casefold().replace("œ", "oe").replace("æ", "ae"))
    return spread if spread.isascii() else "".join(c for c in spread if c.isalnum())


def frequent(term: str) -> bool:
    """Whether a search may leave the word out where it has others."""
    return term in _RULES.frequent


#: What a word may hold beside its letters.
_DROPPED = str.maketrans("", "", "-.'\u2019")


@lru_cache(maxsize=100_000)
def _terms(written: str) -> tuple[str, str]:
    form = unaccented(_CAPITAL.sub("", written) if not written.islower() else written).translate(_DROPPED)
    return reduced(form), form


def _each(text: str) -> Iterator[Word]:
    """The words, one by one."""
    seen = view(text) if _CUT.search(text) else None
    read = seen.text if seen else text
    flat = read if read.isascii() else read.translate(_FLAT)
    for match in _WORD.finditer(flat):
        start, end = match.span(match.lastgroup or 0)
        if flat[end : end + 1] == "'" and flat[start:end].lower() in _RULES.elided:
            continue
        term, form = _terms(read[start:end])
        if term:
            yield Word(term, form, *(seen.span(start, match.end()) if seen else (start, match.end())))


def _paired(text: str, each: list[Word]) -> Iterator[Word]:
    """The words, those that only say again another in the other gender left out of it."""
    at = 0
    while at < len(each):
        word, other = each[at], _other(text, each, at)
        if other:
            word = word._replace(end=each[other].end)
            at = other
        yield word
        at += 1


def _other(text: str, each: list[Word], at: int) -> int:
    """Where the second half of a pair is that begins at `at`; 0 where none does."""
    first, second = each[at], at + 1
    joined = second < len(each) and each[second].form in _RULES.pairing
    second += joined
    if second < len(each) and each[second].form in _RULES.articles and joined:
        second += 1
    if second >= len(each) or each[second].term != first.term or each[second].form == first.form:
        return 0
    return second if joined or _BESIDE.fullmatch(text[first.end : each[second].start]) else 0


def _step(word: str) -> str:
    """The word with one thing less: irregular, then plural, then feminine."""
    if word in _RULES.kept:
        return word
    less = _RULES.forms.get(word) or _singular(word)
    return less if less != word else _masculine(word)


def _singular(word: str) -> str:
    if len(word) < _RULES.plural_from:
        return word
    if word.endswith(("eaux", "oux")):
        return word[:-1]
    if word.endswith("aux") and len(word) > _RULES.plural_from:
        return word[:-3] + "al"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _masculine(word: str) -> str:
    for ending, left, shortest in _RULES.endings:
        if word.endswith(ending):
            return word[: -len(ending)] + left if len(word) >= shortest else word
    return word
