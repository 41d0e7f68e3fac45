"""What a cell or a field says as terms of the vocabularies: degrees with their stages, modes, natures, methods."""

import re
from collections.abc import Callable, Iterable

from usagraph.ingest.actions import degrees
from usagraph.ingest.actions.legend import Legend
from usagraph.ingest.actions.wordings import methods_in
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Pattern, cached, compiled, load, pattern, recalled
from usagraph.ontology.terms import concept
from usagraph.textview import flat, fold

__all__ = [
    "abbreviated",
    "chosen",
    "degrees_of",
    "everyday_for",
    "in_order",
    "is_called",
    "is_denied",
    "is_empty",
    "is_marked",
    "level_of",
    "short_for",
    "terms",
]

_BOXES = re.compile(r"[☐☑☒□■✔✓]|\[[ xX]?\]")
_CHECKED = re.compile(r"(?:[☑☒■✔✓]|\[[xX]\])\s*([^☐☑☒□■✔✓\[\]/|]+)")
_PARTS = re.compile(r"\s*(?:[/,;+&]|->|→|\bet\b|\bpuis\b)\s*")
_LEVEL = re.compile(r"^(?:niveau|niv\.?|degre|deg\.?|n|d)?\s?([0-9])(?:\s?(?:/|sur)\s?4)?$")
_DENIED = re.compile(r"\b(?:non|pas|sans|hors|ni|aucune?)[ -](?:d'|de |une? )?$")
#: A cell longer than this tells a story, not a value.
LONGEST_VALUE = 120
#: The name of a degree is as long at least; shorter words for one are short forms.
_WHOLE = 11
_SCALE = ("information", "consultation", "concertation", "co-construction")
Told = tuple[str, str | None]


@recalled
def is_empty(words: str) -> bool:
    """Whether a cell says that there is nothing to say."""
    return words in compiled("tables", "empty")


@recalled
def is_marked(words: str) -> bool:
    """Whether a cell is a tick."""
    return words in compiled("tables", "marked")


def chosen(words: str) -> list[str]:
    """The boxes that are ticked where there are boxes, else the words themselves."""
    return [m[1].strip() for m in _CHECKED.finditer(words)] if _BOXES.search(words) else [words]


@recalled
def level_of(words: str) -> str | None:
    """The digit of a cell that is a level: "3", "niveau 3", "N3", "3/4"."""
    found = _LEVEL.match(fold(words))
    return found[1] if found else None


def is_denied(before: str) -> bool:
    """Whether the flat words before a term deny it."""
    return bool(_DENIED.search(before[-20:]))


def degrees_of(words: str, legend: Legend | None = None, *, scale: bool = False) -> list[Told]:
    """The degrees that a cell tells, each with its stage where the cell tells it too.

    `scale`: whether a digit from 1 to 4 without a legend is a degree of the scale.
    """
    codes = legend or Legend()
    if len(words) > LONGEST_VALUE:
        return []
    if whole := codes.of("degree", words):
        return [(whole, None)]
    parts = [part for part in _PARTS.split(words) if part]
    coded = [codes.of("degree", part) or _level(part, codes) for part in parts]
    if parts and all(coded):
        return [(degree, None) for degree in dict.fromkeys(coded) if degree]
    level = _LEVEL.match(fold(words)) if scale and not codes.has("degree") else None
    if level and 1 <= int(level[1]) <= len(_SCALE):
        return [(_SCALE[int(level[1]) - 1], None)]
    return [told for part in chosen(words) for told in _named(part) or _phrased(part)]


def abbreviated(values: Iterable[str]) -> dict[str, str]:
    """The degrees that short forms stand for, where every value is one, of two degrees at least: "CS", "CC"."""
    said = {value for value in values if not (is_empty(value) or is_marked(value))}
    whole = {value: named[0] for value in said if len(value) >= _WHOLE and len(named := degrees.named(value)) == 1}
    parts = {fold(part).strip(" .") for value in said - {*whole} for part in _PARTS.split(value) if part}
    told = {part: _only(part, "abbreviations") for part in parts}
    if "concertation" in told.values() and not told.get("c"):
        # "C" beside a short form of its own for concertation.
        told |= {"c": "consultation"} if "c" in told else {}
    known = {part: degree for part, degree in told.items() if degree}
    return known if len(known) == len(parts) and len({*known.values(), *whole.values()}) > 1 else {}


def short_for(words: str) -> str | None:
    """The degree that a word is a short form of; None where it is none."""
    return _only(fold(words).strip(" ."), "abbreviations")


def everyday_for(words: str) -> str | None:
    """The degree that the name of a column says in an everyday verb: "On demande"; None where it says none."""
    return _only(fold(words).strip(" .?!…"), "everyday")


def _phrased(words: str) -> list[Told]:
    """The degree that a verb tells in other words than the scale: "On décide ensemble"."""
    found = None if is_empty(words) else _only(fold(words).strip(" .;,"), "phrases")
    return [(found, None)] if found and not any(f.negated for f in degrees.read(words)) else []


def _only(folded: str, family: str) -> str | None:
    """The one entry of a family that words match; None where several do."""
    found = [name for name, test in _family(family) if test.find(folded)]
    return found[0] if len(found) == 1 else None


def _level(words: str, legend: Legend) -> str | None:
    found = _LEVEL.match(fold(words))
    return legend.of("degree", found[1]) if found else None


def _named(words: str) -> list[Told]:
    """The degrees that words name, with their stages where each is said of one."""
    if is_empty(words):
        return []
    read = [f for f in degrees.read(words) if not f.negated]
    if any(f.stage for f in read):
        return list(dict.fromkeys((f.degree, f.stage) for f in read))
    return [(degree, None) for degree in in_order(words, degrees.named)]


def in_order(words: str, named: Callable[[str], list[str]]) -> list[str]:
    """What `named` finds in words, as its parts come: "consultation puis information" is no scale."""
    found = named(words)
    if len(found) < 2:
        return found
    places = {name: number for number, part in reversed([*enumerate(_PARTS.split(words))]) for name in named(part)}
    return sorted(found, key=lambda name: places.get(name, len(places)))


def is_called(known: KnownNames, scheme: str, words: str, legend: Legend) -> bool:
    """Whether the whole of a cell is the name of a concept of `scheme`, or a code of it."""
    return bool(legend.of(scheme, words) or any(_whole(known, scheme, part) for part in chosen(words)))


def terms(known: KnownNames, scheme: str, words: str, legend: Legend | None = None) -> list[tuple[str, str]]:
    """The concepts of `scheme` that a cell or a field names: the IRI of each, and the words that name it."""
    if is_empty(words):
        return []
    if legend and (coded := legend.of(scheme, words)):
        return [(concept(scheme, coded), words)]
    found: dict[str, str] = {}
    for part in chosen(words):
        if whole := _whole(known, scheme, part):
            found.setdefault(whole, part)
            continue
        plain = flat(part)
        for start, end, name in methods_in(known, plain) if scheme == "method" else known.mentions(scheme, plain):
            if not is_denied(plain[:start]):
                found.setdefault(name, part[start:end])
    return list(found.items())


def _whole(known: KnownNames, scheme: str, words: str) -> str | None:
    """The concept that the whole of `words` names: as the vocabulary does, or in the words of tables."""
    whole = known.concept(scheme, words)
    return whole.iri if whole and whole.iri else _in_tables(scheme, words)


@recalled
def _in_tables(scheme: str, words: str) -> str | None:
    called = fold(words).strip(" .;,")
    found = next((name for name, test in _called(scheme) if test.find(called)), None)
    return concept(scheme, found) if found else None


def _called(scheme: str) -> tuple[tuple[str, Pattern], ...]:
    return _family({"mode": "modes", "method": "methods"}.get(scheme, ""))


@cached
def _family(name: str) -> tuple[tuple[str, Pattern], ...]:
    entries = load("tables").get(name, {})
    return tuple((name, pattern(entry)) for name, entry in entries.items())
