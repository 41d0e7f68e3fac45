"""The degrees that the field of a sheet on participation tells: by stage, by sentences, or in one word."""

import re

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.meanings import degrees_of
from usagraph.ingest.sheets.headings import stage_of
from usagraph.ingest.sheets.values import chosen, heads_of
from usagraph.textview import flat

__all__ = ["Graded", "grades_of"]

#: A degree with its stage, where one is told, the words that tell it, and who says so.
Graded = tuple[str, str | None, str, str]
_LEAST = 3  # words of a degree without its stage
_PRONOUN = re.compile(r"\b(?:[Ii]ls|[Ee]lles|[Ee]ux|[Oo]n (?:les|leur))\b")
_PARTS = re.compile(r"[,;.]| puis ")
_ALWAYS = re.compile(
    r"\b(?:a (?:toutes les|chaque) (?:etape|phase|stade)s?|du debut a la fin|de bout en bout|d'un bout a l'autre)\b"
)
_STAGES = ("conception", "mise-en-oeuvre", "evaluation")
_BEGUN = re.compile(r"[.;!?\n]")


def grades_of(words: str) -> list[Graded]:
    """The degrees that a value tells: "conception : consultation", "consultés au départ", or one word."""
    label, colon, rest = words.partition(":")
    stage = stage_of(label) if colon else None
    rest = rest if stage else words
    told = chosen(rest)
    if told is None and (read := _read(words) or _parted(words)):
        return read
    return [graded for part in (heads_of(rest) if told is None else told) for graded in _alone(part, stage)]


def _alone(words: str, stage: str | None) -> list[Graded]:
    """The degree of a few words at a stage, or told for the whole action."""
    if not stage and len(words.split()) > _LEAST:
        return []
    found = degrees.named(words) or [degree for degree, _ in degrees_of(words)]
    return [(degree, stage, words.strip(), "declared") for degree in found]


def _parted(words: str) -> list[Graded]:
    """The degrees of the parts of a value, each with its stage: "consultés avant, informés après"; or with every one:
    "co-construction de bout en bout"."""
    parts = [part.strip() for part in _PARTS.split(words) if part.strip()]
    told: list[Graded] = [
        (degree, stage, part, "declared") for part in parts for degree in degrees.named(part) for stage in _at(part)
    ]
    if not told and parts and _ALWAYS.search(flat(words)):
        told = [(degree, stage, parts[0], "declared") for degree in degrees.named(parts[0]) for stage in _STAGES]
    return told


def _at(words: str) -> list[str]:
    return list(_STAGES) if _ALWAYS.search(flat(words)) else degrees.stages(words)


def _read(words: str) -> list[Graded]:
    """The degrees that sentences tell with their stages, or say of those whom the heading names."""
    read = [found for found in degrees.read(words) if not found.negated]
    if not any(found.stage for found in read):
        return []
    told = [found for found in read if found.stage or found.users or _PRONOUN.search(_before(words, found.start))]
    return list(dict.fromkeys((f.degree, f.stage, words[f.start : f.end], f.basis) for f in told))


def _before(words: str, at: int) -> str:
    return _BEGUN.split(words[:at])[-1]
