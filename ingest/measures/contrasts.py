"""Figures told in two clauses, what it was and what is left of it; and amounts told without their noun."""

import re
from collections.abc import Iterator

from usagraph.ingest.measures.counted import head, noun, subject, unit_of
from usagraph.ingest.measures.figure import Figure
from usagraph.ingest.measures.numbers import quantity
from usagraph.ingest.rulebook import compiled
from usagraph.textview import Span, holds_any

__all__ = ["contrasts", "prices"]

_MARKS = ("plus qu", "sont desormais", "sont aujourd", "sont maintenant", "ils sont", "elles sont")
_EARLIER = 200  # code points before a clause in which what it was may be told


def contrasts(words: str) -> Iterator[Figure]:
    """The figures that a second clause brings: "là où 300 personnes attendaient, elles ne sont plus que 40"."""
    if not holds_any(words, _MARKS):
        return
    for match in compiled("measurements", "left").all_in(words):
        ending = "_so" if match["so"] else ""
        place = match.span(f"value{ending}")
        told, sign = quantity(words[slice(*place)]), unit_of(match[f"sign{ending}"])
        before = _before(words, match)
        if told is None or (before and unit_of(before["sign"]) != sign and sign):
            continue
        what = _what(words, match, before)
        if not what or (match["so"] and before is None):
            continue
        unit: Span | str = sign or _unit(match, before) or head(words, what[0])
        earlier = quantity(words[slice(*before.span("before"))]) if before else None
        taken = (place, *((before.span("before"),) if before else ()))
        start = min(match.start(), *(a for a, _ in what), *(a for a, _ in taken))
        rhythm = before.span("every") if before and before["every"] and not sign else None
        yield Figure(
            "contrast",
            told,
            place,
            what,
            unit,
            (start, match.end()),
            earlier.value if earlier else None,
            rhythm=rhythm,
            taken=taken,
        )


def _unit(match: re.Match[str], before: re.Match[str] | None) -> str:
    """The unit that stands as a word after one of the two numbers: "24 jours"."""
    told = [match["what"], *((before["sign"], before["what"]) if before else ())]
    return next((unit for said in told if said and (unit := unit_of(said.split()[0]))), "")


def _before(words: str, match: re.Match[str]) -> re.Match[str] | None:
    """The number of the clause before, with what it counts; None where there is none, or several."""
    start = max(0, match.start() - _EARLIER)
    found = [
        one
        for one in compiled("measurements", "had").all_in(words, start, match.start())
        if not compiled("measurements", "not_before").find(words[max(0, one.start() - 15) : one.start()])
    ]
    return found[0] if len(found) == 1 else None


def _what(words: str, match: re.Match[str], before: re.Match[str] | None) -> tuple[Span, ...]:
    """What is counted: after the number, before it, or the subject of the clause."""
    if match["what"] and not unit_of(match["what"].split(" ")[0]):
        return (match.span("what"),)
    if before and before["what"] and not unit_of(before["what"].split()[0]):
        counted = noun(words, before.span("what"))
        return tuple(span for span in (counted, before.span("did")) if span and span[1] > 0)
    told = subject(words, before.start() if before else match.start(), cut=True)
    return (told,) if told else ()


def prices(words: str) -> Iterator[Figure]:
    """The amount that a sentence tells without the noun: "l'addition : 71 000 € l'année", "il en coûte 12 000 €"."""
    match = compiled("measurements", "price").regex.match(words) if "€" in words or "euro" in words else None
    told = quantity(words[slice(*match.span("value"))]) if match else None
    if match is None or told is None:
        return
    place, at = match.span("value"), match.start("value")
    beat = (match.start("rhythm") + 1, match.end("rhythm")) if match["rhythm"] else None
    unit = unit_of(match["sign"])
    yield Figure("cost", told, place, ((at, at),), unit, match.span(), rhythm=beat, taken=(place,))
