"""Words cut at a line end, made whole: what the document writes elsewhere decides, then what French hyphens join.

A word made whole stays on the line where it began.
"""

import re
from collections.abc import Container

__all__ = ["Words", "bare", "join_lines", "join_words"]

_CUT = re.compile(r"(?:\w|://\S{1,500})[-\u2010]$")
#: Parts that keep their hyphen whatever follows.
_ALWAYS = re.compile(
    r"(?:non|demi|semi|ex|vice|saint|sainte|quasi|peut|celui|celle|ceux|celles|rendez|quelques?|lui|elles?|eux|soi"
    r"|nous|vous|moi|toi|jusque|soixante|quatre)-"
)
#: Compounds, by their first part: others that begin so are words in one piece.
_COMPOUND = re.compile(
    r"(?:par|au|ci|là)-(?:delà|dessus|dessous|dehors|dedans|devant|après|avant|contre|joint\w*|bas|haut)"
    r"|mi-(?:temps|chemin|parcours|journée|janvier|février|mars|avril|mai|juin|juillet|août|\w+bre)"
    r"|sous-(?:direct|préf|trait|thèm|group|effect|ensembl|secteur|section|total)\w*"
    r"|co-(?:constru|élabo|écri|anim|pilot|conce[vp]\w*-)\w*"
    r"|(?:après|avant)-(?:midi|guerre|projet\w*|hier|propos)"
    r"|(?:grand|petit)e?s?-(?:mère|père|parent|déjeuner|fils|fille|enfant|chose)\w*"
    r"|(?:mot|porte|chef|avant|arrière|contre)s?-(?:clé|parole|lieu|garde|plan|pouvoir|projet)\w*"
    r"|(?:est|a|ont|sont|dit|fait|vont|y)-(?:ce|ils?|elles?|on|t-)\b"
    r"|(?:dix|vingt|trente|quarante|cinquante)-(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|et)\b"
)
#: How what follows shows that the hyphen is a real one: names in several words, tags, figures.
_FOLLOWS = re.compile(r"(?:du|des?|la|les?|lès|sur|sous|en|et|aux?|à)-|(?:ci|là|mêmes?)\W*$|[dl]['’]|\d")


class Words(frozenset[str]):
    """The words of a document; `cuts`: whether it cuts words at the ends of its lines."""

    cuts: bool = True


def join_lines(lines: list[str], known: Container[str] = ()) -> str:
    """The words of `lines`, each line on its own, a word cut by a hyphen whole on the first of its lines."""
    return _joined(lines, known, "\n")


def join_words(lines: list[str], known: Container[str] = ()) -> str:
    """The words of `lines` on one line; a word cut by a hyphen is made whole, its hyphen kept where `known` has it."""
    return _joined(lines, known, " ")


def bare(word: str) -> str:
    """`word` in lower case, without what stands before an apostrophe and the marks around it."""
    return re.split(r"['’]", word)[-1].strip('.,;:!?()[]«»"“”…').casefold()


def _joined(lines: list[str], known: Container[str], gap: str) -> str:
    pieces: list[str] = []
    last = ""
    for line in lines:
        if not last:
            pieces.append(line)
        elif _CUT.search(last) and line.strip():
            start, _, rest = line.strip().partition(" ")
            pieces[-1] = _mended(pieces[-1], start, known)
            pieces += [gap, rest] if rest else []
        else:
            pieces += [gap, line]
        last = pieces[-1] if line.strip() else last
    return "".join(pieces)


def _mended(whole: str, start: str, known: Container[str]) -> str:
    """`whole`, which ends in a hyphen, with the rest of its last word."""
    first = whole.split()[-1][:-1]
    if "://" in first:
        return whole[:-1] + start
    if bare(f"{first}-{start}") in known:
        return f"{whole[:-1]}-{start}"
    if bare(first + start) in known:
        return whole[:-1] + start
    if not _is_real(f"{first}-", start) and not (isinstance(known, Words) and not known.cuts):
        return whole[:-1] + start
    return f"{whole[:-1]}-{start}"


def _is_real(first: str, start: str) -> bool:
    """Whether the hyphen between two parts of a word is more than the cut of a line."""
    if start[0].isupper():
        return not first[:-1].isupper()
    whole = bare(first) + start.casefold()
    return bool(_FOLLOWS.match(start.casefold()) or _ALWAYS.match(whole) or _COMPOUND.match(whole))
