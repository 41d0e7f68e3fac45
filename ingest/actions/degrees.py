"""The degrees that words tell: in a heading or a cell, and in sentences, with the stage and what denies them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from usagraph.ingest.rulebook import Pattern, cached, compiled, load, pattern, recalled
from usagraph.textview import Span, flat, fold

__all__ = ["Found", "named", "opens", "read", "stages"]

#: How far from a degree its stage may stand, in characters.
_NEAR = 100
#: How far where the stage opens the sentence: what follows is said of it.
_FAR = 250
#: How near to its beginning a stage opens a sentence.
_OPENING = 12
#: How far at most such a stage may be.
_CLOSE = 24
#: Between a degree and the stage that follows it: "l'information en mise en œuvre".
_FOLLOWED = re.compile(r"\s\(?(?:(?:en|lors d[eu]|pendant|pour|dans|au stade d[eu]|a l'etape de) )?(?:la |l'|le )?\Z")
#: Between the stages that follow a degree together: "la consultation en conception et en évaluation".
_JOINED = re.compile(
    r"(?:,| et| ou| puis|, puis| comme)\s(?:(?:en|lors d[eu]|pendant|pour|dans|a|au|au stade de) )?(?:la |l'|le )?\Z"
)
_PREPOSED = re.compile(r"(?:en|lors|pendant|pour|dans|au|a|des)\b")
#: What each kind of mark says of the basis of a degree.
_BASES = {"assessed": "assessed", "reported": "declared"}
#: Something that was made together, or by several hands; and that, or an opinion.
_TOGETHER = re.compile(r"\b(?:ensemble|mains?|egales?|egalite|egal)$")
_LOOSE = re.compile(r"\b(?:ensemble|mains?|egales?|egalite|egal|avis)\b|\bavec$")
#: How many words a sentence that is but a stage has at most: "Et l'évaluation ?"
_ALONE = 4
#: Where the words of a stage that opens a sentence end at most.
_BEGINNING = 40
_SENTENCE = re.compile(r"[^.;!?\n]+")


@dataclass(frozen=True)
class Found:
    """A degree that words tell, and where; `stage`: when, where they say it.

    `negated`: denied, or only wished for. `users`: said of users, or said to be the degree of what is told: elsewhere
    the word may be an everyday one. `basis`: declared by the actors, or assessed by the author.
    """

    degree: str
    stage: str | None
    start: int
    end: int
    negated: bool = False
    users: bool = False
    basis: str = "declared"


def read(words: str) -> list[Found]:
    """The degrees that sentences tell, in order; ordinary uses of the words are left out. `words`: as in a view."""
    return list(_read(words))


def named(words: str) -> list[str]:
    """The degrees that a heading or a cell names, in the order of the scale; those it denies left out."""
    return list(_named(words))


def opens(words: str) -> bool:
    """Whether a sentence begins by saying at which stage it stands."""
    return any(test.find(flat(words), 0, _BEGINNING) for _, test in _tests("moments"))


def stages(words: str) -> list[str]:
    """The stages that a heading or a cell names, in order."""
    return list(_stages(words))


# The cells of a table say the same few words again and again.
@recalled
def _read(words: str) -> tuple[Found, ...]:
    read: list[Found] = []
    before, last = "", 0
    for sentence in _SENTENCE.finditer(flat(words)):
        told = [_gone_on(_of_them(found, sentence, before), before) for found in _in_sentence(sentence)]
        told = [_next(found, sentence.group(), read[last:]) for found in told]
        read, last = [*read, *(_corrected(found, read[last:]) for found in told)], len(read)
        before = sentence.group()
    return tuple(read)


@recalled
def _named(words: str) -> tuple[str, ...]:
    folded = fold(words)
    alone = tuple(name for name, test in _tests("cells") if test.find(folded.strip(" :-")))
    if alone:
        return alone
    found = {name for name, start, end in _words(folded) if not _holds(_denied(folded), start, end)}
    return tuple(name for name, _ in _tests("degrees") if name in found)


@recalled
def _stages(words: str) -> tuple[str, ...]:
    folded = fold(words).strip(" :.-–→➔")
    return tuple(name for name, test in _tests("stages") if test.find(folded))


def _in_sentence(sentence: re.Match[str]) -> Iterator[Found]:
    words, shift = sentence.group(), sentence.start()
    places = list(_words(words))
    if not places:
        return
    # Where a word of the scale stands, it says what the others only let think.
    places = [place for place in places if not _LOOSE.search(words[place[1] : place[2]])] or places
    denied = _denied(words)
    said = cache(lambda name: [match.span() for match in compiled("degrees", name).all_in(words)])
    marks = _marks(words)
    for (degree, start, end), moments in zip(places, _moments(words, places), strict=True):
        # "Information" beside users is too everyday a word to be their degree; an infinitive is what one means to do.
        everyday = words[start:end] == "information" or words[start:end].endswith(("er", "ire", "evoir"))
        users = not everyday and _holds(said("of_users"), start, end)
        told = (bool(moments) or _holds(said("declared"), start, end)) and not _holds(said("of_others"), start, end)
        telling = _is_said(words[start:end], words, users, told)
        conceived = compiled("degrees", "conceiving").find(words[start:end])
        stages_told: list[str | None] = [*moments] or ["conception" if conceived else None]
        for stage in stages_told:
            yield Found(
                degree, stage, start + shift, end + shift, _holds(denied, start, end), telling, _basis(marks, start)
            )


def _of_them(found: Found, sentence: re.Match[str], before: str) -> Found:
    """A degree said of those whom the sentence before it is about: "les familles sont venues. Elles sont consultées"."""
    said = None if found.users else compiled("degrees", "of_them").find(sentence.group())
    held = said is not None and found.start - sentence.start() < said.end()
    return replace(found, users=True) if held and compiled("degrees", "whom").find(before) else found


def _next(found: Found, sentence: str, before: list[Found]) -> Found:
    """A degree without a stage in a sentence that goes on after what was conceived: "ensuite, …"."""
    conceived = bool(before) and all(other.stage == "conception" and not other.negated for other in before)
    if found.stage or not found.users or not conceived or not compiled("degrees", "next").find(sentence):
        return found
    return replace(found, stage="mise-en-oeuvre")


def _gone_on(found: Found, before: str) -> Found:
    """A degree without a stage where the sentence before it opens with one, and tells no degree: at that stage."""
    alone = len(before.split()) <= _ALONE
    if found.stage or not (found.users or alone) or found.negated or len(before) > _FAR or next(_words(before), None):
        return found
    told = sorted((m.start(), name) for name, test in _tests("moments") for m in test.all_in(before))
    opening = bool(told) and told[0][0] <= _CLOSE and len({name for _, name in told}) == 1
    return replace(found, stage=told[0][1], users=True) if opening else found


def _corrected(found: Found, before: list[Found]) -> Found:
    """A degree that the author assesses without its stage: at that of the degree the words just before it declare."""
    stages_told = {other.stage for other in before if other.basis == "declared"}
    if found.stage or found.basis != "assessed" or not found.users or len(stages_told) != 1:
        return found
    return replace(found, stage=stages_told.pop())


def _is_said(words: str, sentence: str, users: bool, said: bool) -> bool:
    """Whether the words of a degree tell it: `users`: beside users; `said`: its sentence says it, or its stage."""
    if _TOGETHER.search(words):
        return compiled("degrees", "together_with").find(sentence) is not None
    return users or (said and not _LOOSE.search(words))


def _marks(words: str) -> list[tuple[int, str]]:
    """Where a sentence says who tells a degree; a service that judges is still the service."""
    found = {name: [m.span() for m in compiled("degrees", name).all_in(words)] for name in _BASES}
    own = [(a, b) for a, b in found["assessed"] if not any(a < end and start < b for start, end in found["reported"])]
    return sorted([*((a, "assessed") for a, _ in own), *((a, "reported") for a, _ in found["reported"])])


def _basis(marks: list[tuple[int, str]], at: int) -> str:
    """Who says the degree at a place: as the nearest mark before it tells, else the first after it."""
    before = [name for place, name in marks if place <= at]
    mark = before[-1] if before else next((name for _, name in marks), "reported")
    return _BASES[mark]


def _words(words: str) -> Iterator[tuple[str, int, int]]:
    """The words of degrees and where they stand, in order; ordinary uses left out."""
    found = sorted((m.start(), m.end(), name) for name, test in _tests("degrees") for m in test.all_in(words))
    ordinary = [m.span() for test in _list("ordinary") for m in test.all_in(words)] if found else []
    yield from ((name, start, end) for start, end, name in found if not _holds(ordinary, start, end))


def _denied(words: str) -> list[Span]:
    return [m.span() for test in _list("denied") for m in test.all_in(words)]


def _holds(spans: list[Span], start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in spans)


def _moments(words: str, places: list[tuple[str, int, int]]) -> list[list[str]]:
    """The stages of each degree of a sentence: those just before it where the sentence begins with a stage, else those
    just after it."""
    marks = sorted((m.start(), m.end(), name) for name, test in _tests("moments") for m in test.all_in(words))
    if not marks:
        return [[] for _ in places]
    own = _followed(words, places, marks)
    taken = {at for stages in own.values() for at in stages}
    line = sorted([*((a, name) for a, _, name in marks if a not in taken), *((a, "") for _, a, _ in places)])
    before = bool(line[0][1]) or marks[0][0] < places[0][1]
    told: list[list[str]] = []
    run: list[tuple[int, str]] = []
    fresh = False
    for at, name in line if before else reversed(line):
        if not name:
            near = [stage for place, stage in (run if before else reversed(run)) if abs(place - at) <= _reach(place)]
            told.append(list(dict.fromkeys(near)))
        else:
            run = [*run, (at, name)] if fresh else [(at, name)]
        fresh = bool(name)
    said = told if before else told[::-1]
    names = {a: name for a, _, name in marks}
    return [
        list(dict.fromkeys(names[at] for at in own[a])) if a in own else stages
        for (_, a, _), stages in zip(places, said, strict=True)
    ]


def _reach(place: int) -> int:
    return _FAR if place <= _OPENING else _NEAR


def _followed(
    words: str, places: list[tuple[str, int, int]], marks: list[tuple[int, int, str]]
) -> dict[int, list[int]]:
    """Where a degree stands, the places of the stages that follow it at once: "puis l'information en mise en œuvre"; or
    of the one just before it, where the sentence begins with another degree: "consulté, puis le bilan est débattu"."""
    starts = [a for a, _, _ in marks]
    found: dict[int, list[int]] = {}
    for _, start, end in places:
        number = bisect_left(starts, end)
        if number < len(starts) and starts[number] - end <= _CLOSE and _is_followed(words, end, starts[number]):
            last = number
            while last + 1 < len(marks) and _JOINED.match(words[marks[last][1] : starts[last + 1]]):
                last += 1
            found[start] = starts[number : last + 1]
    taken = {at for stages in found.values() for at in stages}
    for _, start, _ in places if len(places) > 1 else ():
        led = [a for a, b, _ in marks if b + 1 == start and a not in taken]
        if start not in found and led and starts[0] > places[0][1]:
            found[start] = led
    return found


def _is_followed(words: str, end: int, at: int) -> bool:
    between = words[end:at]
    return bool(_FOLLOWED.match(between)) and (between != " " or bool(_PREPOSED.match(words, at)))


@cached
def _tests(family: str) -> tuple[tuple[str, Pattern], ...]:
    return tuple((name, pattern(entry)) for name, entry in load("degrees")[family].items())


@cached
def _list(family: str) -> tuple[Pattern, ...]:
    return tuple(pattern(entry) for entry in load("degrees")[family])
