"""Pieces of advice or things in one paragraph: "Tester tôt. Payer les gens.", "un logiciel ancien ; peu de salles"."""

import re
from itertools import pairwise

from usagraph.textview import Span, View, flat

__all__ = ["advice", "clauses"]

_CUT = re.compile(r"(?<=[^.][.;!])\s+(?=[^\W\d])|\s+;\s+")
_SEMICOLON = re.compile(r"\s*;\s*(?:et )?")
_BRIEF = 9  # words of a thing of such a list
#: Words that begin a piece of advice: "tester tôt", "ne pas promettre".
_INFINITIVE = re.compile(
    r"\W*(?:et |puis |enfin |aussi )?(?:(?:ne (?:pas|jamais|plus|rien)|s'|se|y|en|ne|toujours|bien|d'abord|surtout) ?){0,2}"
    r"(?!premier|dernier|cahier|papier|atelier|quartier|metier|entier|notre|votre|autre|entre|contre)[a-z]{2,}(?:er|ir|re|oir)\b"
)


def advice(seen: View) -> list[Span]:
    """The places of the pieces of advice, or of the few words between semicolons, that a text is made of; none where it tells else."""
    cuts = [(0, 0), *(match.span() for match in _CUT.finditer(seen.text)), (len(seen.text), len(seen.text))]
    parts = [(a[1], b[0]) for a, b in pairwise(cuts) if seen.text[a[1] : b[0]].strip()]
    plain = flat(seen.text)
    if len(parts) > 1 and all(_INFINITIVE.match(plain, *part) for part in parts):
        return parts
    told = clauses(seen)
    brief = all(0 < len(seen.text[a:b].split()) <= _BRIEF and ". " not in seen.text[a:b] for a, b in told)
    return told if len(told) > 1 and brief else []


def clauses(seen: View) -> list[Span]:
    """The places of what stands between the semicolons of a text."""
    marks = [(0, 0), *(match.span() for match in _SEMICOLON.finditer(seen.text)), (len(seen.text), len(seen.text))]
    return [(a[1], b[0]) for a, b in pairwise(marks)]
