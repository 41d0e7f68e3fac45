"""What a view changes in the text: words cut at a line end, white space, typographic marks, inclusive endings.

Most characters can begin none of these, and are not looked at one by one.
"""

import re
from collections.abc import Iterator

from usagraph.inclusive import ADDED

__all__ = ["FOLDING_STEP", "STEP", "TYPOGRAPHIC", "plural_of", "shown_for", "steps_in"]

# Prefixes after which a hyphen at a line end is a real one ("non-|maîtrise", "Saint-|Clair").
_PREFIXES = "non|demi|semi|mi|sous|sur|vice|ex|avant|après|arrière|quasi|saint|sainte|socio|médico|au|ci|là|par|co|inter|intra|hors|peut|celui|celle|ceux|celles|lui|elle|eux|soi|nous|vous|moi|rendez|est|quart|grand|petit|haut|bas"
# Soft hyphens, zero-width and direction marks, control characters: they never reach a rule or a label.
_INVISIBLE = r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f]"
_APOSTROPHES, _DASHES = "\u2018\u2019\u02bc", "\u2010\u2011"
TYPOGRAPHIC = re.compile(f"[{_APOSTROPHES}{_DASHES}]")
_STEPS = (
    rf"(?P<compound>(?<![\w-])(?i:{_PREFIXES})-)[ \t]*\n[ \t]*(?=[^\W\d_])"
    r"|(?P<hyphen>(?<=[^\W\d_])-[ \t]*\n[ \t]*)(?=[a-zà-öø-ÿœ])"
    r"|(?P<kept>-)[ \t]*\n[ \t]*"
    rf"|(?P<apostrophe>[{_APOSTROPHES}])"
    rf"|(?P<dash>[{_DASHES}])"
    # A single plain space stays as it is, and is most of what there is to see.
    rf"|(?P<space>\s(?:\s|{_INVISIBLE})+|[^\S ]|{_INVISIBLE}+\s(?:\s|{_INVISIBLE})*)"
    rf"|(?P<invisible>{_INVISIBLE}+)"
)
STEP = re.compile(_STEPS)
FOLDING_STEP = re.compile(rf"{_STEPS}|(?P<inclusive>{ADDED})")
#: Where a step may begin: by far most characters are none of these, and are not looked at one by one. Two plain spaces
#: are looked for apart, and one before another white space is taken with it.
_BEGINS = re.compile(
    rf"[-{_APOSTROPHES}{_DASHES}\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000.·•‧∙⋅/({_INVISIBLE[1:-1]}]"
)
_DOUBLE = re.compile("  ")
_COMPOUND = re.compile(rf"(?<![\w-])(?i:{_PREFIXES})$")
_LONGEST_COMPOUND = max(map(len, _PREFIXES.split("|")))
_PLAIN = {"apostrophe": "'", "dash": "-", "space": " ", "kept": "-", "hyphen": "", "invisible": ""}


def steps_in(text: str, steps: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
    """What `steps.finditer` gives, from the few places where a step may begin."""
    places = [match.start() for match in _BEGINS.finditer(text, start, end)]
    if text.find("  ", start, end) >= 0:
        places = sorted({*places, *(match.start() for match in _DOUBLE.finditer(text, start, end))})
    done = start
    for place in places:
        if place < done:
            continue
        match = _step_at(text, steps, place, done, end)
        if match:
            yield match
            done = match.end()


def _step_at(text: str, steps: re.Pattern[str], place: int, done: int, end: int) -> re.Match[str] | None:
    """The step at a place, with what stands before it: white space, or a prefix that keeps its hyphen."""
    first = place
    while first > done and text[first - 1] == " ":
        first -= 1
    match = (steps.match(text, first, end) if first < place else None) or steps.match(text, place, end)
    if match and match.lastgroup in ("hyphen", "kept"):
        prefix = _COMPOUND.search(text, max(done, place - _LONGEST_COMPOUND), place)
        compound = steps.match(text, prefix.start(), end) if prefix else None
        return compound if compound and compound.lastgroup == "compound" else match
    return match


def shown_for(words: str, match: re.Match[str]) -> str:
    """What a view shows for a step."""
    kind = match.lastgroup or ""
    if kind != "inclusive":
        return match["compound"] if kind == "compound" else _PLAIN[kind]
    plural = plural_of(words, *match.span())
    return "" if plural is None else words[plural]


def plural_of(text: str, start: int, end: int) -> int | None:
    """Where the plural of an inclusive ending stands, if the word before it has none."""
    plural = end - 1 - (text[end - 1] == ")")
    return plural if text[plural] in "sS" and text[start - 1] not in "sSxX" else None
