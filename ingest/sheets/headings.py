"""What a heading of a sheet means: by the profile that knows its words, else by the shared gazetteer of headings."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from rapidfuzz import fuzz, process

from usagraph.ingest.rulebook import Pattern, cached, load, pattern, profiles
from usagraph.ingest.sheets.meaning import Meaning
from usagraph.textview import flat, fold

__all__ = [
    "bare",
    "choice_of",
    "labelled",
    "meaning",
    "meanings",
    "means_nothing",
    "people_alone",
    "people_of",
    "stage_of",
]

_EDGES = " :?!.…*_-–•·→➔❖▪➢|="
_SHORTEST = 8  # code points: shorter words that are nearly alike are other words
_LEAST = 3
_BESIDE = ("cote ", "du cote ")
#: Frames that ordinary words fill too: "pour la suite", "selon la saison".
_NEEDS_PEOPLE = ("bare", "viewpoint", "gain", "gained")


def bare(words: str) -> str:
    """A heading folded, without number, bullet and final marks."""
    return _edge("number").regex.sub("", fold(words).strip(_EDGES)).strip(_EDGES)


def meaning(words: str, profile: str, loose: bool = False) -> Meaning | None:
    """What a heading means in a profile, else in any sheet; None where nobody knows.

    `loose`: its place says that it is a heading, so that a few wrong letters do not matter.
    """
    known = bare(words)
    if not any(c.isalpha() for c in known):
        return None
    return _own(known, words, profile) or (None if ":" in known else _general(known, loose))


def labelled(words: str) -> Meaning | None:
    """What a heading means on any sheet, its letters being right; None where nobody knows."""
    known = bare(words)
    return _general(known, False) if ":" not in known and any(c.isalpha() for c in known) else None


def meanings() -> dict[str, Meaning]:
    """What each known label means, by the label folded."""
    return _labels()


def means_nothing(words: str) -> bool:
    """Whether a value says that there is none: "Néant", "Sans objet", an empty line."""
    told = fold(words).strip(_EDGES)
    return not any(c.isalnum() for c in told) or _edge("nothing").regex.match(told) is not None


def stage_of(words: str) -> str | None:
    """The stage of an action that a heading or a cell names; what stands in brackets may name it too."""
    known = bare(words)
    inside = re.findall(r"\(([^()]*)\)", known)
    for told in (_plain(known), known, *inside):
        for name, test in _tests("stages"):
            if test.regex.match(told):
                return name
    return None


def people_of(words: str) -> str | None:
    """The viewpoint of the people that words name first; None where nobody knows them."""
    who = _edge("ahead").regex.sub("", _plain(fold(words)))
    return next((name for name, people in _tests("who") if people.regex.match(who)), None)


def people_alone(words: str) -> Meaning | None:
    """The effects as the people see them whom a line names and nothing else; it means this under effects only."""
    known = bare(words)
    seen = people_of(known) if len(known.split()) <= _LEAST else None
    return _seen_by("bare", seen) if seen else None


def choice_of(scheme: str, words: str) -> tuple[str, int, int] | None:
    """The concept that a value names first, in most words, with where they stand; None where it names none."""
    tests, told = _choices(scheme), flat(words)
    found = ((match.start(), -match.end(), name) for name, test in tests for match in test.all_in(told))
    start, end, name = min(found, default=(0, 0, ""))
    return (name, start, -end) if name else None


def _own(known: str, words: str, profile: str) -> Meaning | None:
    whole = fold(words).strip(" :?-–•·*→➔")
    any_of, tests = _profile(profile)
    for form in dict.fromkeys((whole, known)):
        if any_of.match(form):
            found = next((m for m, test in tests if test.regex.match(form)), None)
            if found:
                return found
    return None


@cached
def _profile(profile: str) -> tuple[re.Pattern[str], tuple[tuple[Meaning, Pattern], ...]]:
    """All headings of a profile as one expression, which most lines fail at once, and each with its meaning."""
    content = next(p for p in profiles() if p["id"] == profile)
    version = str(content["version"])
    tests = tuple(
        (Meaning(name, rule, f"sheets.{profile}", version, True), pattern(rule))
        for name, rule in content.get("headings", {}).items()
    )
    return _any_of(test for _, test in tests), tests


def _any_of(tests: Iterable[Pattern]) -> re.Pattern[str]:
    told = [f"(?:{test.regex.pattern})" for test in tests]
    return re.compile("|".join(told) if told else "(?!)", re.IGNORECASE)


@cached
def _general(known: str, loose: bool) -> Meaning | None:
    """The meaning of a heading in the gazetteer: asked, told from a point of view, labelled; or nearly labelled."""
    found = _labels().get(known) or _sooner(known) or _labelled(known) or _told_by(known) or _asked(known)
    if found is None and loose and len(known) >= _SHORTEST:
        found = _nearly(known)
    return found


def _labelled(known: str) -> Meaning | None:
    labels = _labels()
    for form in _forms(known):
        if form in labels:
            return labels[form]
    return _both(known)


def _forms(known: str) -> Iterator[str]:
    """A heading, then without what stands in brackets, articles, complement, adjectives."""
    yield known
    form = _plain(known)
    yield form
    for name in ("complement", "adjective", "adjective"):
        shorter = _edge(name).regex.sub("", form).removesuffix(" et").removesuffix(" ou")
        if shorter != form and len(shorter) >= _LEAST:
            form = _plain(shorter)
            yield form


def _plain(known: str) -> str:
    plain = _edge("aside").regex.sub("", known).strip(_EDGES)
    return _edge("article").regex.sub("", plain)


def _both(known: str) -> Meaning | None:
    """The meaning of "contexte et enjeux": of its first part where the others are known too."""
    parts = [part.strip() for part in re.split(r" et | ou |/|,|&", _plain(known)) if part.strip()]
    if not 1 < len(parts) <= _LEAST:
        return None
    found = [next((_labels()[form] for form in _forms(part) if form in _labels()), None) for part in parts]
    first = found[0]
    if first is None or None in found:
        return None
    same = {(m.takes, m.rule.get("property"), m.rule.get("makes")) for m in found if m}
    mixed = len(same) > 1 and first.takes != "text"
    return Meaning(first.name, {"takes": "mixed", "weight": first.weight}, *_file()) if mixed else first


def _asked(known: str) -> Meaning | None:
    any_of, questions = _questions()
    met = ((q, refused) for q, test, refused in questions if test.regex.match(known)) if any_of.match(known) else ()
    return next((found for found, refused in met if not (refused and refused.match(known))), None)


def _told_by(known: str) -> Meaning | None:
    """The effects as somebody sees them: "du point de vue des élus", "chez l'agent"."""
    for name, test in _tests("frames"):
        match = test.regex.match(known)
        if match:
            seen = _seers(match["who"].strip())
            if seen or not (name in _NEEDS_PEOPLE or known.startswith(_BESIDE)):
                return _seen_by(name, next(iter(seen)) if len(seen) == 1 else None)
    return None


def _seers(who: str) -> set[str]:
    """The viewpoints of the people that words name: "des habitants et des agents" names two."""
    parts = re.split(r" et | ou |, | / ", who)
    found = [people_of(part) for part in parts]
    return {name for name in found if name} if found[0] else set()


def _seen_by(frame: str, seen: str | None) -> Meaning:
    rule: dict[str, Any] = {"takes": "items", "makes": "Effect", "property": "hasEffect", "weight": 2}
    if seen:
        rule["viewpoint"] = seen
    if frame == "inside" and seen in ("personnes-accompagnees", "habitants", "professionnels"):
        rule["affects"] = "interne" if seen == "professionnels" else "externe"
    if frame == "bare":
        rule["after"] = True
    return Meaning(f"{frame}-{seen or 'tous'}", rule, *_file())


def _nearly(known: str) -> Meaning | None:
    """The meaning of the label that differs by a letter or two; words of other meanings as near make it none."""
    form = _plain(known)
    near = process.extract(form, _labels().keys(), scorer=fuzz.ratio, score_cutoff=load("headings")["alike"], limit=2)
    kinds = {_labels()[label].name for label, _, _ in near}
    return _labels()[near[0][0]] if len(kinds) == 1 else None


def _file() -> tuple[str, str]:
    return "sheets.headings", str(load("headings")["version"])


@cached
def _labels() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for entry in load("headings")["meanings"]:
        made = Meaning(entry["id"], entry, *_file())
        for label in entry.get("labels", ()):
            found.setdefault(fold(label), made)
            found.setdefault(_plain(fold(label)), made)
    return found


@cached
def _questions() -> tuple[re.Pattern[str], tuple[tuple[Meaning, Pattern, re.Pattern[str] | None], ...]]:
    questions = tuple(
        (
            Meaning(entry["id"], entry, *_file()),
            pattern(entry),
            re.compile(entry["refuses"]) if "refuses" in entry else None,
        )
        for entry in load("headings")["meanings"]
        if "pattern" in entry
    )
    told = tuple((found, test, None) for found, test in _narratives())
    return _any_of(test for _, test, _ in (*questions, *told)), (*questions, *told)


def _narratives(first: bool = False) -> Iterator[tuple[Meaning, Pattern]]:
    """The headings that tell a story, each with the meaning that it stands for; `first`: those asked before labels."""
    known = {entry["id"]: entry for entry in load("headings")["meanings"]}
    version = str(load("narratives")["version"])
    for entry in load("narratives")["headings"]:
        name = entry["means"]
        if entry.get("first", False) == first:
            yield Meaning(name, known[name], "sheets.narratives", version), pattern(entry)


def _sooner(known: str) -> Meaning | None:
    """The meaning of a heading that a label without its complement would mistake for another."""
    told = ((form, found, test) for form in (known, _plain(known)) for found, test in _first())
    return next((found for form, found, test in told if test.regex.match(form)), None)


@cached
def _first() -> tuple[tuple[Meaning, Pattern], ...]:
    return tuple(_narratives(first=True))


@cached
def _edge(name: str) -> Pattern:
    return pattern(load("headings")[name])


@cached
def _tests(family: str) -> tuple[tuple[str, Pattern], ...]:
    return tuple((name, pattern(entry)) for name, entry in load("headings")[family].items())


@cached
def _choices(scheme: str) -> tuple[tuple[str, Pattern], ...]:
    return tuple((name, pattern(entry)) for name, entry in load("headings")["choices"][scheme].items())
