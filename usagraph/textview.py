"""A view of the canonical text that rules can read, with the way back to canonical offsets.

The canonical text is never changed. The view joins words cut at a line end, turns every run of white space into one
space and typographic apostrophes into plain ones, reads inclusive spelling as the word itself ("usager.ère.s" is
"usagers"), and remembers where each of its characters comes from.
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from usagraph.inclusive import ADDED

__all__ = ["Span", "View", "flat", "fold", "kebab", "sentences", "slug", "tidy", "view"]

Span = tuple[int, int]

# Prefixes after which a hyphen at a line end is a real one ("non-|maîtrise", "Saint-|Clair").
COMPOUND = "non|demi|semi|mi|sous|sur|vice|ex|avant|après|arrière|quasi|saint|sainte|socio|médico|au|ci|là|par|co|inter|intra|hors|peut|celui|celle|ceux|celles|lui|elle|eux|soi|nous|vous|moi|rendez|est|quart|grand|petit|haut|bas"
# Soft hyphens, zero-width and direction marks, control characters: they never reach a rule or a label.
INVISIBLE = r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f]"
_APOSTROPHES, _DASHES = "\u2018\u2019\u02bc", "\u2010\u2011"
_TYPOGRAPHIC = re.compile(f"[{_APOSTROPHES}{_DASHES}]")
_STEPS = (
    rf"(?P<compound>(?<![\w-])(?i:{COMPOUND})-)[ \t]*\n[ \t]*(?=[^\W\d_])"
    r"|(?P<hyphen>(?<=[^\W\d_])-[ \t]*\n[ \t]*)(?=[a-zà-öø-ÿœ])"
    r"|(?P<kept>-)[ \t]*\n[ \t]*"
    rf"|(?P<apostrophe>[{_APOSTROPHES}])"
    rf"|(?P<dash>[{_DASHES}])"
    # A single plain space stays as it is, and is most of what there is to see.
    rf"|(?P<space>\s(?:\s|{INVISIBLE})+|[^\S ]|{INVISIBLE}+\s(?:\s|{INVISIBLE})*)"
    rf"|(?P<invisible>{INVISIBLE}+)"
)
_STEP = re.compile(_STEPS)
_FOLDING_STEP = re.compile(rf"{_STEPS}|(?P<inclusive>{ADDED})")
_PLAIN = {"apostrophe": "'", "dash": "-", "space": " ", "kept": "-", "hyphen": "", "invisible": ""}
_SENTENCE_END = re.compile(
    # From the first of a row of marks: else each dot of a dotted line would begin a search of its own.
    r"(?<![.!?…])[.!?…]++(?:[*_\s]{0,2}[»\"”)\]])*[*_]{0,2}\s+(?=[«\"“]?\s?[*_]{0,2}[A-ZÀ-ÖØ-ÞŒ0-9•-])"
    r"|(?<=[»\"”)])\s?;\s+(?=[«\"“])"  # quotations in a row are told apart
)
_ABBREVIATION = re.compile(r"(?:\b(?:M|Mme|MM|Mr|Dr|art|Art|cf|Cf|etc|ex|p|pp|vol|n|No|St|L|R|D|al)|\b[A-Z])\.$")


_LETTERS = "".join(map(chr, (*range(0x41, 0x5B), *range(0xC0, 0x180))))
_FLAT = str.maketrans(
    {c: unicodedata.normalize("NFD", c.lower().replace("œ", "o").replace("æ", "a"))[0] for c in _LETTERS}
)


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


def view(text: str, *spans: Span) -> View:
    """The view of `text`, or of its `spans` read as one.

    >>> view("la démar-\\nche d’aller  vers les usager.ère.s").text
    "la démarche d'aller vers les usagers"
    """
    made = _Making(text, _FOLDING_STEP)
    for start, end in spans or ((0, len(text)),):
        made.add(start, end)
    return made.view()


class _Making:
    """A view on its way: pieces of text and the offset of each of their characters."""

    def __init__(self, text: str, steps: re.Pattern[str]) -> None:
        self.text, self.steps = text, steps
        self.pieces: list[str] = []
        self.offsets = array("q")
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
        for match in self.steps.finditer(self.text, start, end):
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
        self.offsets.extend(range(start, end))

    def _put(self, words: str, start: int) -> None:
        self.pieces.append(words)
        self.offsets.extend(range(start, start + len(words)))

    def _step(self, match: re.Match[str]) -> None:
        kind = match.lastgroup or ""
        if kind == "inclusive":
            self._fold(match)
        else:
            self._put(match["compound"] if kind == "compound" else _PLAIN[kind], match.start())

    def _fold(self, match: re.Match[str]) -> None:
        """Leaves an inclusive ending out, its plural apart."""
        start, end = match.span()
        plural = end - 1 - (self.text[end - 1] == ")")
        if self.text[plural] in "sS" and self.text[start - 1] not in "sSxX":
            self._put(self.text[plural], plural)
            start = plural + 1
        self.stops[start] = end


def tidy(words: str) -> str:
    """`words` as they should be shown: one line, words made whole, NFC, no control or invisible character."""
    return unicodedata.normalize("NFC", words if _is_plain(words) else _plainly(words, _STEP)).strip()


def _is_plain(words: str) -> bool:
    """Whether no step can match: asked first, since most labels are one line of plain characters."""
    return words.isprintable() and "  " not in words and (words.isascii() or _TYPOGRAPHIC.search(words) is None)


def _plainly(words: str, steps: re.Pattern[str]) -> str:
    """The text of the view of `words`, without its offsets."""
    if steps.search(words) is None:
        return words
    made = _Making(words, steps)
    made.add(0, len(words))
    return made.view().text


@lru_cache(maxsize=20_000)
def fold(words: str) -> str:
    """`words` for comparison: lower case, no accents, plain apostrophes, inclusive spelling read plainly, single spaces.

    >>> fold("Coordonner des  acteur.ice.s")
    'coordonner des acteurs'
    """
    plain = unicodedata.normalize("NFC", words)
    spread = unicodedata.normalize(
        "NFD", _plainly(plain, _FOLDING_STEP).casefold().replace("œ", "oe").replace("æ", "ae")
    )
    bare = spread if spread.isascii() else "".join(c for c in spread if c < "\u0300" or not unicodedata.combining(c))
    return " ".join(bare.split())


@lru_cache(maxsize=4_000)
def flat(words: str) -> str:
    """`words` in lower case without accents, of the same length, so that offsets hold.

    >>> flat("Évaluation, MŒURS")
    'evaluation, mours'
    """
    return words.translate(_FLAT)


def slug(words: str, limit: int = 80) -> str:
    """`words` as the end of an IRI: ASCII letters, digits and hyphens, at most `limit` characters.

    >>> slug("Décaler la posture des pros")
    'decaler-la-posture-des-pros'
    """
    spread = unicodedata.normalize("NFKD", words.casefold().replace("œ", "oe").replace("æ", "ae"))
    ascii_only = "".join(c for c in spread if c < "\u0300" or not unicodedata.combining(c))
    name = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return name[:limit].rstrip("-") or "x"


def kebab(name: str) -> str:
    """The name of a class as it stands in an IRI.

    >>> kebab("TerritorialDirectorate")
    'territorial-directorate'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def sentences(seen: View) -> list[tuple[int, int]]:
    """The spans of the sentences of a view, in view offsets, without the white space around them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(seen.text):
        # Only the last letters are looked at: a text of nothing but abbreviations would be read again from each of them.
        if not _ABBREVIATION.search(seen.text[max(start, match.start() - 10) : match.start() + 1]):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(seen.text)))
    return [trimmed for span in spans if (trimmed := _trim(seen.text, *span))[0] < trimmed[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
