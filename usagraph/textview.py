"""A view of the canonical text that rules can read, with the way back to canonical offsets.

The canonical text is never changed. The view joins words cut at a line end, turns every run of white space into one
space and typographic apostrophes into plain ones, reads inclusive spelling as the word itself ("usager.ère.s" is
"usagers"), and remembers where each of its characters comes from.
"""

import codecs
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from usagraph.steps import FOLDING_STEP, STEP, TYPOGRAPHIC, plural_of, shown_for, steps_in

__all__ = ["Span", "View", "flat", "fold", "holds_any", "kebab", "sentences", "slug", "tidy", "view"]

Span = tuple[int, int]

_SENTENCE_END = re.compile(
    # A set of characters comes first, so that the others are not tried one by one.
    r"[.!?…;](?:"
    # From the first of a row of marks: else each dot of a dotted line would begin a search of its own.
    r"(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+(?:[*_\s]{0,2}[»\"”)\]])*[*_]{0,2}\s+(?=[«\"“]?\s?[*_]{0,2}[A-ZÀ-ÖØ-ÞŒ0-9•-])"
    r"|(?:(?<=[»\"”)];)|(?<=[»\"”)]\s;))\s+(?=[«\"“]))"  # quotations in a row are told apart
)
_ABBREVIATION = re.compile(r"(?:\b(?:M|Mme|MM|Mr|Dr|art|Art|cf|Cf|etc|ex|p|pp|vol|n|No|St|L|R|D|al)|\b[A-Z])\.$")


_LETTERS = "".join(map(chr, (*range(0x41, 0x5B), *range(0xC0, 0x180))))
_FLAT = str.maketrans(
    {c: unicodedata.normalize("NFD", c.lower().replace("œ", "o").replace("æ", "a"))[0] for c in _LETTERS}
)
#: The same for a text that one byte a character can hold, as most French ones: many times faster.
_BYTES = "cp1252"
_FLAT_BYTES = bytes(range(256)).decode(_BYTES, "replace").translate(_FLAT)
_NO_NAME = re.compile(r"[^a-z0-9]+")
_MARKS = re.compile("[\u0300-\U0010ffff]")


@dataclass(frozen=True)
class View:
    """The readable text; `offsets[i]` is the canonical offset of its i-th character, the last one the end.

    `starts`: where each of its spans begins in `text`, when it was made of several. `stops`: the canonical end of a
    word whose inclusive ending is left out of `text`, by the end of what is kept of it.
    """

    text: str
    offsets: "array[int]"
    starts: tuple[int, ...] = (0,)
    stops: dict[int, int] = field(default_factory=dict)

    def span(self, start: int, end: int) -> Span:
        """The canonical offsets of `text[start:end]`; empty where it is empty."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        stop = self.offsets[end - 1] + 1
        return self.offsets[start], self.stops.get(stop, stop)

    def spans(self, start: int, end: int) -> list[Span]:
        """The canonical offsets of `text[start:end]`, one pair for each of the spans it runs over."""
        cuts = [start, *(at for at in self.starts if start < at < end), end]
        pieces = (_trim(self.text, *cut) for cut in pairwise(cuts))
        return [self.span(*piece) for piece in pieces if piece[0] < piece[1]] or [self.span(start, end)]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The spans of the sentences in `text`, without the white space around them."""
        return tuple(_sentences(self.text))


def view(text: str, *spans: Span) -> View:
    """The view of `text`, or of its `spans` read as one.

    >>> view("la démar-\\nche d’aller  vers les usager.ère.s").text
    "la démarche d'aller vers les usagers"
    """
    made = _Making(text, FOLDING_STEP)
    for start, end in spans or ((0, len(text)),):
        made.add(start, end)
    return made.view()


@lru_cache(maxsize=8)
def _numbers(power: int) -> "array[int]":
    """The numbers from 0 to 2 ** `power`: offsets are copied from them, for to count costs more."""
    return array("i", range(1 << power))


class _Making:
    """A view on its way: pieces of text and the offset of each of their characters."""

    def __init__(self, text: str, steps: re.Pattern[str]) -> None:
        self.text, self.steps = text, steps
        self.numbers = _numbers(max(16, len(text).bit_length()))
        self.pieces: list[str] = []
        self.offsets = array("i")
        self.starts: list[int] = []
        self.stops: dict[int, int] = {}
        self.end = 0

    def add(self, start: int, end: int) -> None:
        """Adds a span; a space stands between it and the one before."""
        if self.starts:
            self._put(" ", self.end)
        self.starts.append(len(self.offsets))
        self.end = end
        position = start
        for match in steps_in(self.text, self.steps, start, end):
            self._keep(position, match.start())
            self._step(match)
            position = match.end()
        self._keep(position, end)

    def view(self) -> View:
        """The view of what was added."""
        self.offsets.append(self.end)
        return View("".join(self.pieces), self.offsets, tuple(self.starts), self.stops)

    def _keep(self, start: int, end: int) -> None:
        self.pieces.append(self.text[start:end])
        self.offsets += self.numbers[start:end]

    def _put(self, words: str, start: int) -> None:
        self.pieces.append(words)
        self.offsets += self.numbers[start : start + len(words)]

    def _step(self, match: re.Match[str]) -> None:
        if match.lastgroup == "inclusive":
            self._fold(match)
        else:
            self._put(shown_for(self.text, match), match.start())

    def _fold(self, match: re.Match[str]) -> None:
        """Leaves an inclusive ending out, its plural apart."""
        start, end = match.span()
        plural = plural_of(self.text, start, end)
        if plural is not None:
            self._put(self.text[plural], plural)
            start = plural + 1
        self.stops[start] = end


def tidy(words: str) -> str:
    """`words` as they should be shown: one line, words made whole, NFC, no control or invisible character."""
    plain = words if _is_plain(words) else _plainly(words, STEP)
    return (plain if plain.isascii() else unicodedata.normalize("NFC", plain)).strip()


def _is_plain(words: str) -> bool:
    """Whether no step can match: asked first, since most labels are one line of plain characters."""
    return words.isprintable() and "  " not in words and (words.isascii() or TYPOGRAPHIC.search(words) is None)


def _plainly(words: str, steps: re.Pattern[str]) -> str:
    """The text of the view of `words`, without its offsets."""
    pieces: list[str] = []
    position = 0
    for match in steps_in(words, steps, 0, len(words)):
        pieces += (words[position : match.start()], shown_for(words, match))
        position = match.end()
    return "".join([*pieces, words[position:]]) if position else words


@lru_cache(maxsize=20_000)
def fold(words: str) -> str:
    """`words` for comparison: lower case, no accents, plain apostrophes, inclusive spelling read plainly, single spaces.

    >>> fold("Coordonner des  acteur.ice.s")
    'coordonner des acteurs'
    """
    plain = _plainly(unicodedata.normalize("NFC", words), FOLDING_STEP).casefold()
    return " ".join(_bare(plain.replace("œ", "oe").replace("æ", "ae"), "NFD").split())


def _bare(words: str, form: Literal["NFD", "NFKD"]) -> str:
    """`words` in a decomposed form, without their accents."""
    if words.isascii():
        return words
    return _MARKS.sub(lambda m: "" if unicodedata.combining(m[0]) else m[0], unicodedata.normalize(form, words))


@lru_cache(maxsize=16_000)
def flat(words: str) -> str:
    """`words` in lower case without accents, of the same length, so that offsets hold.

    >>> flat("Évaluation, MŒURS")
    'evaluation, mours'
    """
    try:
        return codecs.charmap_decode(words.encode(_BYTES), "strict", _FLAT_BYTES)[0]
    except UnicodeEncodeError:
        return words.translate(_FLAT)


def slug(words: str, limit: int = 80) -> str:
    """`words` as the end of an IRI: ASCII letters, digits and hyphens, at most `limit` characters.

    >>> slug("Décaler la posture des pros")
    'decaler-la-posture-des-pros'
    """
    bare = _bare(words.casefold().replace("œ", "oe").replace("æ", "ae"), "NFKD")
    name = _NO_NAME.sub("-", bare).strip("-")
    return name[:limit].rstrip("-") or "x"


def holds_any(words: str, wanted: Iterable[str]) -> bool:
    """Whether one of the `wanted` stands in `words`.

    >>> holds_any("dans un port", ("pont", "port"))
    True
    """
    for one in wanted:  # noqa: SIM110 - `any` with a generator costs twice as much, a million times a text
        if one in words:
            return True
    return False


def kebab(name: str) -> str:
    """The name of a class as it stands in an IRI.

    >>> kebab("TerritorialDirectorate")
    'territorial-directorate'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def sentences(seen: View) -> list[Span]:
    """The spans of the sentences of a view, in view offsets, without the white space around them."""
    return list(seen.sentences)


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        # Only the last letters are looked at: a text of nothing but abbreviations would be read again from each of them.
        if not _ABBREVIATION.search(text[max(start, match.start() - 10) : match.start() + 1]):
            yield from _shown(text, start, match.end())
            start = match.end()
    yield from _shown(text, start, len(text))


def _shown(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without the white space around it, where something is left."""
    trimmed = _trim(text, start, end)
    if trimmed[0] < trimmed[1]:
        yield trimmed


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
