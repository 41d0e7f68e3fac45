"""What a figure counts: the subject of its verb, the noun after it, its unit."""

import re

from usagraph.ingest.rulebook import compiled, load
from usagraph.textview import Span

__all__ = ["bare", "each", "head", "noun", "subject", "trimmed", "unit_of"]

_BEFORE = 170  # code points of the subject of a verb
_BREAK = re.compile(r"[.;:!?«»()\[\]|]|, (?=\D)|\b(?:(?:que|qui|dont|ou)\b|qu') ?")
_HARD = re.compile(r"[.;:!?]\s")
_REFLEXIVE = re.compile(r" (?:se|s'|en|y|ne|n'|nous)$")
_WORD = re.compile(r"[\w'’-]+")
#: What a figure is told by, that is part of what it counts: "68 grammes par plateau".
_EACH = re.compile(
    r" (?P<each>par (?!an\b|mois\b|jour\b|semaine\b|trimestre\b)[a-z]{3,}[\w'-]*(?: (?:de |d')[\w'-]+)?)$"
)
_PER = re.compile(r"/(?:h|j|heure|jour|an|mois|semaine|personne|habitant|foyer)\b")


def subject(words: str, verb: int, *, cut: bool = False) -> Span | None:
    """The subject of the verb at `verb`: what stands before it in its clause, without what leads to it.

    `cut`: another verb of the subject stands between them.
    """
    begin = max(0, verb - _BEFORE)
    begin = max([begin, *(m.end() for m in _HARD.finditer(words, begin, verb) if words[m.end() : verb].strip(" ,"))])
    if cut:
        ends = compiled("measurements", "after_head").find(words, begin, verb)
        verb = ends.start() if ends else verb
    cuts = [m.end() for m in _BREAK.finditer(words, begin, verb) if words[m.end() : verb].strip(" ,")]
    return noun(words, (cuts[-1] if cuts else begin, verb))


def noun(words: str, span: Span) -> Span | None:
    """A noun phrase without what leads to it; None where it is a pronoun or a number."""
    start, end = trimmed(words, span)
    end = start + len(_REFLEXIVE.sub("", words[start:end]))
    for name in ("lead", "determiner"):
        if compiled("measurements", "pronoun").regex.match(words[start:end]):
            return None
        lead = compiled("measurements", name).regex.match(words[start:end])
        start += lead.end() if lead else 0
    said = words[start:end]
    if said.startswith(("etait ", "etaient ", "est ", "sont ")):
        return None
    if len(said) < 4 or compiled("measurements", "pronoun").regex.match(said) or said[0].isdigit():
        return None
    return start, end


def trimmed(words: str, span: Span) -> Span:
    """The place without the spaces, commas and brackets at its ends."""
    said = words[slice(*span)]
    return span[0] + len(said) - len(said.lstrip(" ,(")), span[1] - (len(said) - len(said.rstrip(" ,(")))


def head(words: str, span: Span) -> Span:
    """The first word of a phrase, with "par an" where it follows at once."""
    adjective = compiled("measurements", "adjective").regex.match(words[slice(*span)])
    span = (span[0] + (adjective.end() if adjective else 0), span[1])
    first = _WORD.match(words, *span)
    end = first.end() if first else span[1]
    rhythm = re.match(r" par (?:an|mois|jour|semaine|trimestre|personne|habitant)\b", words[end:])
    per = _PER.match(words, end)
    return span[0], per.end() if per else end + (rhythm.end() if rhythm else 0)


def bare(words: str, span: Span) -> Span:
    """A phrase without the "par an" that it ends with, nor the "nombre de" or "part de" that it begins with."""
    late = compiled("measurements", "trailing").find(words[slice(*span)])
    span = (span[0], span[0] + late.start()) if late else span
    said = words[slice(*span)]
    found = re.search(r" par (?:an|mois|jour|semaine|trimestre)$", said)
    counting = next((m for n in ("counting", "of_things") if (m := compiled("measurements", n).find(said))), None)
    return span[0] + (counting.end() if counting else 0), span[0] + found.start() if found else span[1]


def unit_of(sign: str | None) -> str:
    """The unit that a sign or word after a number stands for; empty where it stands for none."""
    return str(load("measurements")["units"].get((sign or "").strip().removeprefix("d'"), ""))


def each(words: str, span: Span) -> Span | None:
    """Where "par plateau" stands at the end of a phrase: for what a thing is counted; None for a time, or where it is not."""
    found = (
        _EACH.search(words[slice(*span)]) if compiled("measurements", "measured").regex.match(words, *span) else None
    )
    return (span[0] + found.start("each"), span[0] + found.end("each")) if found else None
