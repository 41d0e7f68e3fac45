"""Shares and multiples in words: "un usager sur trois", "les trois quarts des patients", "trois fois moins nombreux"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from usagraph.ingest.measures.counted import bare, noun, subject
from usagraph.ingest.measures.figure import Figure
from usagraph.ingest.measures.numbers import Quantity, quantity
from usagraph.ingest.rulebook import compiled, load
from usagraph.textview import Span, holds_any

__all__ = ["multiples", "shares"]

_MARKS = ("moitie", "tiers", "quart", "cinquieme", "dixieme", " sur ")
_MANY = (" fois ", "divise", "multiplie")
_FROM = re.compile(r"(?:pass|tomb|mont|recul)\w+ (?:de |d')$")
_THIRDS = "tiers"
_BRIEF = 3  # code points of a verb without words


def shares(words: str) -> Iterator[Figure]:
    """The shares that a sentence tells in words."""
    if holds_any(words, _MARKS):
        yield from _in_n(words)
        yield from _fractions(words)
        yield from _by_part(words)


def multiples(words: str) -> Iterator[Figure]:
    """How many times more or less something is, where the sentence says it."""
    told = holds_any(words, _MANY) and not compiled("measurements", "not_a_result").find(words)
    match = compiled("measurements", "times").find(words) if told else None
    if match is None:
        return
    over = match["value_over"]
    place = match.span("value_over" if over else "value")
    value = quantity(words[slice(*place)])
    way = load("measurements")["sides"][match["side"]] if over else match["way"]
    counted = noun(words, match.span("what")) if match["what"] else subject(words, match.start(), cut=True)
    if value and counted:
        whole, counted = (min(counted[0], match.start()), max(counted[1], match.end())), bare(words, counted)
        yield Figure("times", value, place, (counted,), f"fois {way}", whole, taken=(place,))


def _in_n(words: str) -> Iterator[Figure]:
    for match in compiled("measurements", "in_n").all_in(words):
        told, total = quantity(re.sub(r"\bune?$", "1", match["value"])), quantity(match["total"])
        if told is None or total is None or told.value >= total.value or _FROM.search(words[: match.start()]):
            continue
        place, what, did = match.span("value"), match.span("what"), _trim(words, match.span("did"))
        things = (what, did) if match["did"] and did[1] - did[0] > _BRIEF else (what,)
        taken = (place, match.span("total"))
        if again := compiled("measurements", "in_percent").regex.match(words[match.end() :]):
            yield _in_percent(match.end(), again, things, match.start(), taken)
            continue
        yield Figure("in_n", told, place, things, what, match.span(), total=total.value, taken=taken)


def _in_percent(at: int, again: re.Match[str], things: tuple[Span, ...], start: int, taken: tuple[Span, ...]) -> Figure:
    """The share that stands again in brackets after so many in so many, with what it was where that is said."""
    places = {name: (at + again.start(name), at + again.end(name)) for name in ("share", "was") if again[name]}
    before = Decimal(again["was"].replace(",", ".")) if again["was"] else None
    value = Quantity(Decimal(again["share"].replace(",", ".")), "")
    whole, held = (start, at + again.end()), (*taken, *places.values())
    return Figure("in_n", value, places["share"], things, "%", whole, before, taken=held)


def _fractions(words: str) -> Iterator[Figure]:
    for match in compiled("measurements", "fraction").all_in(words):
        value, place = Decimal(load("measurements")["parts"][match["part"]]), match.span("value")
        lead = words[place[0] : match.start("part")].strip()
        qualifier = re.sub(r"(?: (?:les?|la|une?)|(?<=d)u|(?<=de)s)$|^(?:les?|la|une?)$|(?<=d)'(?:une?)?$", "", lead)
        things = (match.span("what"), match.span("did"))
        thirds = match["part"].endswith(_THIRDS)
        told, unit = Quantity(value, qualifier), _THIRDS if thirds else "%"
        total = Decimal(3) if thirds else None
        yield Figure("fraction", told, place, things, unit, match.span(), total=total, taken=(place,))


def _by_part(words: str) -> Iterator[Figure]:
    for match in compiled("measurements", "by_part").all_in(words):
        counted = subject(words, match.start(), cut=True)
        if counted:
            name = "half" if match["half"] else "quarter"
            fell = not re.match(r"augment|progress|cru|grimp|bond|hauss|gagn|mont|accru", match["way"])
            whole, place = (counted[0], match.end()), match.span(name)
            told = Quantity(Decimal(50 if match["half"] else 25))
            yield Figure("change", told, place, (counted,), "%", whole, negative=fell, taken=(place,))


def _trim(words: str, span: Span) -> Span:
    said = words[slice(*span)]
    return span[0] + len(said) - len(said.lstrip()), span[1]
