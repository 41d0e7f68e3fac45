"""A view of the canonical text that rules can read, with the way back to canonical offsets.

The canonical text is never changed. The view joins words cut at a line end, turns every run of white space into one
space and typographic apostrophes into plain ones, and remembers where each of its characters comes from.
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["View", "flat", "fold", "kebab", "sentences", "slug", "tidy", "view"]

# Prefixes after which a hyphen at a line end is a real one ("non-|maîtrise", "Saint-|Clair").
COMPOUND = "non|demi|semi|mi|sous|sur|vice|ex|avant|après|arrière|quasi|saint|sainte|socio|médico|au|ci|là|par|co|inter|intra|hors|peut|celui|celle|ceux|celles|lui|elle|eux|soi|nous|vous|moi|rendez|est|quart|grand|petit|haut|bas"
# Soft hyphens, zero-width and direction marks, control characters: they never reach a rule or a label.
INVISIBLE = r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f]"
_STEP = re.compile(
    rf"(?P<compound>(?<![\w-])(?i:{COMPOUND})-)[ \t]*\n[ \t]*(?=[^\W\d_])"
    r"|(?P<hyphen>(?<=[^\W\d_])-[ \t]*\n[ \t]*)(?=[a-zà-öø-ÿœ])"
    r"|(?P<kept>-)[ \t]*\n[ \t]*"
    r"|(?P<apostrophe>[\u2018\u2019\u02bc])"
    r"|(?P<dash>[\u2010\u2011])"
    rf"|(?P<space>{INVISIBLE}*\s(?:\s|{INVISIBLE})*)"
    rf"|(?P<invisible>{INVISIBLE}+)",
)
_PLAIN = {"apostrophe": "'", "dash": "-", "space": " ", "kept": "-", "hyphen": "", "invisible": ""}
INCLUSIVE = re.compile(
    r"(?<=\w)(?:[.·•‧]|-(?=\w+[.·-]))(?:e|es|s|ice|ices|rice|rices|trice|trices|ère|ères|euse|euses|ne|nes|le|les|ve|ves|fe|fes|se|ses|x)(?=\W|$)"
)
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
    """The readable text; `offsets[i]` is the canonical offset of its i-th character, the last one the end."""

    text: str
    offsets: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The canonical offsets of `text[start:end]`; empty where it is empty."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def view(text: str, start: int = 0, end: int | None = None) -> View:
    """The view of `text[start:end]`.

    >>> view("la démar-\\nche d’aller  vers").text
    "la démarche d'aller vers"
    """
    stop = len(text) if end is None else end
    pieces: list[str] = []
    offsets = array("q")
    position = start
    for match in _STEP.finditer(text, start, stop):
        pieces.append(text[position : match.start()])
        offsets.extend(range(position, match.start()))
        kind = match.lastgroup or ""
        put = match["compound"] if kind == "compound" else _PLAIN[kind]
        pieces.append(put)
        offsets.extend(range(match.start(), match.start() + len(put)))
        position = match.end()
    pieces.append(text[position:stop])
    offsets.extend(range(position, stop + 1))
    return View("".join(pieces), offsets)


def tidy(words: str) -> str:
    """`words` as they should be shown: one line, words made whole, NFC, no control or invisible character."""
    return unicodedata.normalize("NFC", view(words).text).strip()


@lru_cache(maxsize=20_000)
def fold(words: str) -> str:
    """`words` for comparison: lower case, no accents, plain apostrophes, inclusive endings dropped, single spaces.

    >>> fold("Coordonner des  acteur.ice.s")
    'coordonner des acteur'
    """
    plain = tidy(words)
    while (shorter := INCLUSIVE.sub("", plain)) != plain:
        plain = shorter
    spread = unicodedata.normalize("NFD", plain.casefold().replace("œ", "oe").replace("æ", "ae"))
    bare = "".join(c for c in spread if not unicodedata.combining(c))
    return " ".join(bare.split())


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
    ascii_only = "".join(c for c in spread if not unicodedata.combining(c))
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
        if not _ABBREVIATION.search(seen.text[start : match.start() + 1]):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(seen.text)))
    return [trimmed for span in spans if (trimmed := _trim(seen.text, *span))[0] < trimmed[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
