"""The legal texts that can be recognised, by number, by date and by name: those of the reference tables."""

import re
from dataclasses import dataclass
from functools import cache

from usagraph.ingest.lexicon import Lexicon
from usagraph.ingest.rulebook import cached, load
from usagraph.ontology import load as ontology
from usagraph.records import Term, key
from usagraph.textview import flat, kebab

__all__ = ["LegalName", "Named", "by_number", "name_at", "names_in", "of_date", "places", "rest_at", "texts"]

# "loi 2005-102", "loi de 2005", "loi du 11 février 2005": the forms of a citation read these.
_YEAR_OR_DATE = re.compile(
    r"^(?:loi|ordonnance|decret)s?(?: organique)? (?:n° |de |d'|du )?(?:\d{2,4}\b|\d\d? [a-z]{3,9} \d|1er)"
)
_ARTICLE = "(?:les |la |le |l')"
_WORD = re.compile(rf"(?P<article>\b{_ARTICLE})|[^\s,'-]+")
_LINK = re.compile(
    r"^(?:relative (?:aux? |a (?:la |l')?)|portant |visant a (?:la |l')?|de |d'(?:orientation )?|pour (?:le |la |l'|les |une? )?)"
)
_SPACE = re.compile(r" (?=[a-z0-9])(?![a-z]+ \|)")
_DATED = frozenset(["loi", "ordonnance", "decret", "arrete", "circulaire"])
_OPEN, _CLOSE = '(?:«\\s?|"|“)?', '(?:\\s?»|"|”)?'


@dataclass(frozen=True)
class LegalName:
    """A known legal text: what identifies it and what it is called."""

    slug: str
    kind: str
    number: str
    date: str
    names: tuple[str, ...]
    context: tuple[str, ...] = ()
    class_name: str = "LegalText"

    @property
    def nature(self) -> str:
        """Its kind, flat: what it is called in running text."""
        return flat(self.kind)

    @property
    def term(self) -> Term:
        """The key of the text, the same as that of the reference data."""
        return key(f"{kebab(self.class_name)}||{self.slug}")


@dataclass(frozen=True)
class Named:
    """A name found in running text, up to `end`; `acronym`: it is nothing but capitals."""

    end: int
    text: LegalName
    acronym: str = ""


@cache
def texts() -> tuple[LegalName, ...]:
    """All those of the reference tables."""
    return tuple(_text(row) for row in ontology.legal_texts())


def _text(row: ontology.LegalText) -> LegalName:
    names = tuple(dict.fromkeys([row.short_label, row.title, *row.usual_names, row.acronym]))
    return LegalName(row.slug, row.kind, row.number, row.date, names, row.context_words, row.class_name)


def by_number(number: str, nature: str) -> tuple[LegalName, ...]:
    """The texts of that nature and number; the century of the number may be left out."""
    return _numbers().get((nature, _century(number)), ())


def of_date(date: str, nature: str) -> tuple[LegalName, ...]:
    """The texts of that nature and date: a day, a month or a year."""
    return _dates().get((nature, date), ())


@cached
def _numbers() -> dict[tuple[str, str], tuple[LegalName, ...]]:
    numbered = [row for row in texts() if row.number]
    return {(r.nature, _century(r.number)): (r,) for r in numbered}


@cached
def _dates() -> dict[tuple[str, str], tuple[LegalName, ...]]:
    """By day, by month and by year."""
    found: dict[tuple[str, str], tuple[LegalName, ...]] = {}
    for row in texts():
        for date in dict.fromkeys(row.date[:length] for length in (4, 7, 10)):
            found[row.nature, date] = (*found.get((row.nature, date), ()), row)
    return found


def places(words: str) -> list[int]:
    """Where a citation or a name may begin in flat words."""
    return [start for start, _, _ in _anchors().spans(words)]


def name_at(words: str, shown: str, start: int) -> Named | None:
    """The text whose name begins at `start`; a name of one word must stand in `shown` with its capitals."""
    if words[start + 1 : start + 2] == ".":
        return _dotted_at(words, shown, start)
    word = _FIRST.match(words, start)
    found = _scanners().get(word.group()) if word else None
    match = found[0].match(words, start) if found else None
    if found is None or match is None:
        return None
    row, cased = found[1][match.lastgroup or ""]
    if cased and shown[start : match.end()] != cased and not _in_capitals(shown, start, match.end(), cased):
        return None
    return Named(match.end(), row, cased if cased.isupper() else "")


def _dotted_at(words: str, shown: str, start: int) -> Named | None:
    """The text whose acronym begins at `start` with a dot after each letter: "C.G.C.T."."""
    match = _DOTTED.match(words, start)
    found = _scanners().get(match.group().replace(".", "")) if match else None
    if match is None or found is None or not shown[start : match.end()].isupper():
        return None
    acronym = match.group().replace(".", "").upper()
    row = next((row for row, cased in found[1].values() if cased == acronym), None)
    return Named(match.end(), row, acronym) if row else None


def _in_capitals(shown: str, start: int, end: int, cased: str) -> bool:
    """Whether a name that has small letters stands among words in capitals: "VU LA CONSTITUTION"."""
    return not cased.isupper() and shown[start:end] == cased.upper() and shown[max(0, start - 3) : start].isupper()


def rest_at(words: str, shown: str, start: int) -> Named | None:
    """The law whose name but for its first word begins at `start`: the second of "lois MAPTAM et NOTRe"."""
    regex, rows = _rest()
    match = regex.match(words, start)
    if match is None or not any(c.isupper() or c.isdigit() for c in shown[start : start + 3]):
        return None
    return Named(match.end(), rows[match.lastgroup or ""])


def names_in(words: str, shown: str) -> list[tuple[int, int, LegalName]]:
    """Where texts are called by a name: start, end, text; the longest name at each place."""
    found: list[tuple[int, int, LegalName]] = []
    for start in places(words):
        if (not found or start >= found[-1][1]) and (named := name_at(words, shown, start)):
            found.append((start, named.end, named.text))
    return found


_FIRST = re.compile(r"\w+")
_DOTTED = re.compile(r"(?:[a-z]\.){3,5}[a-z]\.?|(?:[a-z]\.){3}")


def _century(number: str) -> str:
    return number.removeprefix("19") if not number.startswith("19-") else number


@cached
def _anchors() -> Lexicon:
    dotted = {".".join(name) for name, _, cased in _names() if len(name) > 3 and cased.isupper()}
    words = sorted({*load("legal")["anchors"], *_scanners(), *dotted}, key=lambda w: (-len(w), w))
    first = "".join(sorted({word[0] for word in words}))
    return Lexicon(rf"(?=[{first}])(?:{'|'.join(map(re.escape, words))})", after=r"(?!\w)")


@cached
def _scanners() -> dict[str, tuple[re.Pattern[str], dict[str, tuple[LegalName, str]]]]:
    """By the first word of the names: one expression for all of them, longest first, the text each of its groups
    stands for, and its capitals where it is one word: "ADELE" is a programme, "Adèle" is somebody."""
    words: dict[str, list[tuple[str, LegalName, str]]] = {}
    for name, row, cased in _names():
        first = _FIRST.match(name)
        heads = [first.group()] if first else []
        if heads and heads[0] in _DATED and " " in name:
            heads.append(heads[0] + "s")
        for head in heads:
            words.setdefault(head, []).append((name, row, cased))
    return {first: _scanner(found) for first, found in words.items()}


def _scanner(found: list[tuple[str, LegalName, str]]) -> tuple[re.Pattern[str], dict[str, tuple[LegalName, str]]]:
    rows = {f"n{number}": (row, cased) for number, (_, row, cased) in enumerate(found)}
    ways: dict[str, list[str]] = {}
    for number, (name, _, _) in enumerate(found):
        head, rest = _pattern(name)
        ways.setdefault(head, []).append(f"(?P<n{number}>{rest})")
    # What the names begin with is read once, not once for each of them.
    parts = (f"{head}(?:{'|'.join(rests)})" for head, rests in ways.items())
    return re.compile(f"(?:{'|'.join(parts)})(?![\\w-])"), rows


@cached
def _rest() -> tuple[re.Pattern[str], dict[str, LegalName]]:
    laws = [(name.partition(" ")[2], row) for name, row, _ in _names() if name.startswith("loi ")]
    rows = {f"n{number}": row for number, (_, row) in enumerate(laws)}
    parts = (f"(?P<n{number}>{_OPEN}{_spelt(name)}{_CLOSE})" for number, (name, _) in enumerate(laws))
    return re.compile(f"(?:{'|'.join(parts)})(?![\\w-])"), rows


@cached
def _names() -> tuple[tuple[str, LegalName, str], ...]:
    """Every name, flat, with its text and its capitals where it is one word; the longest first."""
    found = {}
    for row in texts():
        for name in filter(None, row.names):
            plain = flat(name.replace("’", "'"))
            cased = "" if " " in name else name
            # "DALO" alone is a right, not a law: the acronym of a law needs the word before it.
            if not _YEAR_OR_DATE.match(plain) and not (cased and row.nature in _DATED and not _alone(name, row)):
                found[plain, row.slug] = (plain, row, cased)
    return tuple(sorted(found.values(), key=lambda f: (-len(f[0]), f[0])))


def _alone(name: str, row: LegalName) -> bool:
    """Whether a name of one word is listed as a usual name, not only as the acronym of a law."""
    return name in row.names[2:-1]


def _pattern(name: str) -> tuple[str, str]:
    """How a name begins, then how it goes on: "loi Taquet", "loi dite « Taquet »"; "l'exclusion" or "les exclusions"."""
    first, _, rest = name.partition(" ")
    if not rest:
        return re.escape(name), ""
    if first in _DATED:
        return rf"{first}s?,?\s(?:dite?s?\s|sur\s)?{_OPEN}(?:loi\s)?", _linked(rest) + _CLOSE
    return rf"{re.escape(first)}\s{_OPEN}", _spelt(rest) + _CLOSE


def _linked(words: str) -> str:
    """What is said after "loi"; between quotation marks the title may stand without its link."""
    core = _LINK.sub("", words)
    short = core == words or " " not in core
    return _spelt(words) if short else rf"(?:{_spelt(words)}|(?<=[«\"“]\s|.[«\"“]){_spelt(core)}(?=\s?[»\"”]))"


def _spelt(words: str) -> str:
    spelt = _WORD.sub(lambda m: _ARTICLE if m["article"] else _either_number(m.group()), words)
    spelt = spelt.replace("-", "[ -]").replace(" et ", "(?:,? et |, | & |-)")
    return _SPACE.sub("[ -]", spelt)


def _either_number(word: str) -> str:
    return re.escape(word.removesuffix("s")) + "s?" if len(word) > 4 else re.escape(word)
