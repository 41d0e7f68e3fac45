"""The factors that one sentence names: their kinds, and where the words that name them stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from usagraph.ingest.draft import Span
from usagraph.ingest.rulebook import Pattern, cached, compiled, load, pattern
from usagraph.textview import flat, holds_any

__all__ = ["Named", "announced", "answered", "asked", "is_cued", "kept", "kind_of_factor", "named_in", "nth"]

_CLASSES = {"obstacle": "Obstacle", "lever": "Lever", "vigilance": "VigilancePoint", "success": "SuccessFactor"}
#: Other names of the groups of patterns that tell a kind twice.
_SAME = {
    "hindered": "Obstacle",
    "failed": "Obstacle",
    "hurdle": "Obstacle",
    "aided": "Lever",
    "help": "Lever",
    "key": "SuccessFactor",
    "aiding": "Lever",
    "backing": "Lever",
    "hindering": "Obstacle",
    "held": "Obstacle",
    "easing": "Lever",
    "weighing": "Obstacle",
    "rub": "Obstacle",
}
_MOST = 25  # words that name a factor
_MANY, _BRIEF = 3, 4  # things of a list that needs no plural before it, and words of those without an article
_FORMS = 4  # that one sentence may hold
_END = re.compile(r"\s[:;«]|[,;:.](?=\s|$)|\s\(")
_CLOSED = re.compile(r"[.;:](?=\s|$)|\s[:;«(]")
_QUOTED = re.compile(r"[«“\"]\s?(?P<words>[^«»”\"]{3,80}?)\s?[»”\"]")
_STARTS = re.compile(r"(?:^|[,;:] |\b(?:mais|car|donc|puisque|parce que|alors|et) )")
_OPEN = re.compile(r"\b(?:pour|de|d'|du|des|a|au|aux|afin de|par|avec|en|que|et|(?<!\bpar )(?<!\bde )(?<!\bsur )qui)$")
_LISTED = re.compile(r"\s*;\s*(?:et )?(?P<what>[^;.:«»]{3,160})")
_AND = re.compile(r"\s*,\s*(?:et\s+)?|\s+et\s+|\s+[-–•]\s+")
_THEN = re.compile(
    r"(?:(?:puis|ensuite|enfin|surtout|d'abord|aussi|egalement|et|sur|contre|par|d'une part|d'autre part|d'un cote|de l'autre"
    r"|pour finir),? |[-–•] )+"
)
#: What only tells the things of a list apart: "la confiance, d'une part, et d'autre part le temps".
_MARKS = frozenset(["d'une part", "d'autre part", "d'un cote", "de l'autre", "puis", "ensuite", "enfin"])
_PLURAL = re.compile(
    r"\b(?:leviers|freins|obstacles|blocages|ecueils|resistances|atouts|facteurs|elements|points|conditions|cles|clefs|difficultes|limites|contraintes|faiblesses|forces)\b|\bce sont\b|^\W*ont\b"
)
_THING = re.compile(r"(?:l'|les? |la |une? |des |du |leurs? |son |sa |ses |nos |notre |cett?e? |ces |d'une? )")
#: No infinitive, though it ends like one without its accent: "serré".
_PARTICIPLE = re.compile(r"(?!degré|curé)\w{3,}ré\b")
_INFINITIVE = re.compile(r"(?:ne pas |ne plus |s'|se )?\w+(?:er|ir|re|oir)\b")
_BESIDE = re.compile(r"\b(?:entre|ni)\b")


@dataclass(frozen=True)
class Named:
    """A factor in a sentence: its kind, where its words stand, and those who raise it, in offsets of the view."""

    kind: str
    start: int
    end: int
    who: Span | None = None
    #: Whether only an action that the section is about makes it a factor.
    weak: bool = False


def is_cued(words: str) -> bool:
    """Whether flat words hold one without which no factor is named."""
    return holds_any(words, load("factors")["cues"])


def kind_of_factor(match: re.Match[str]) -> str:
    """The class of the factor that a pattern has met."""
    groups = match.groupdict()
    return next(kind for name, kind in (_CLASSES | _SAME).items() if groups.get(name))


def named_in(text: str, start: int, end: int, *, weak: bool = True) -> list[Named]:
    """The factors that the sentence `text[start:end]` names; none where no form is met; `weak`: ordinary words may too."""
    sentence = flat(text[start:end])
    if compiled("factors", "elsewhere").find(sentence):
        return []
    for read in (_several, _paired, _raised, _told, _subjects, *([_weaker] if weak else [])):
        if found := list(read(text, sentence, start)):
            return found
    return []


def _weaker(text: str, sentence: str, start: int) -> Iterator[Named]:
    """The factors that ordinary words name, where the section or its heading says that it tells of factors."""
    if compiled("factors", "negated").find(sentence):
        return
    for test, needs in _forms("weaker"):
        match = test.search(sentence) if holds_any(sentence, needs) else None
        if match is None:
            continue
        if match.groupdict().get("what"):
            place = kept(text, start + match.start("what"), start + match.end("what"))
        else:
            place = _after(text, start + match.end(), start + len(sentence))
        if place:
            yield Named(kind_of_factor(match), *place, weak=True)
            return


def announced(sentence: str) -> str | None:
    """The class of the factors that a sentence announces and does not name: « Trois obstacles se dégagent. »"""
    match = compiled("factors", "counted_apart").regex.match(flat(sentence))
    return kind_of_factor(match) if match else None


def nth(kind: str, text: str, start: int, end: int) -> list[Named]:
    """The factor that « le premier tient à … » names, after a sentence that announces some."""
    match = compiled("factors", "nth").regex.match(flat(text[start:end]))
    place = _after(text, start + match.end(), end) if match else None
    return [Named(kind, *place)] if place else []


def asked(sentence: str) -> str | None:
    """The class of the factors that a question asks for: « Ce qui a aidé ? »; None where it asks for none."""
    match = compiled("factors", "asks").find(flat(sentence))
    return kind_of_factor(match) if match else None


def answered(kind: str, text: str, start: int, end: int) -> list[Named]:
    """The factors that the sentence `text[start:end]` names, which answers a question; none where it tells a story."""
    sentence = flat(text[start:end]).rstrip()
    match = compiled("factors", "answers").find(sentence)
    if match is None or len(sentence.split()) > _MOST + _BRIEF:
        return []
    parts = _whole(sentence, _parts(sentence, *match.span("what")))
    alike = all(_THING.match(sentence, a) and not _BESIDE.search(sentence, a, b) for a, b in parts)
    places = [kept(text, start + a, start + b) for a, b in (parts if alike else [match.span("what")])]
    return [Named(kind, *place) for place in places if place]


def kept(text: str, start: int, end: int) -> Span | None:
    """Where the words that name a factor stand, marks apart; None where they only point to something."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(' *_«"-–•'))
    end = start + len(text[start:end].rstrip(' *_»".,;:'))
    named = flat(text[start:end])
    refused = not named or len(named.split()) > _MOST or _OPEN.search(named) or _PARTICIPLE.match(text, start, end)
    return None if refused or compiled("factors", "points").find(named) else (start, end)


def _several(text: str, sentence: str, start: int) -> Iterator[Named]:
    """The factors of a sentence that counts and lists them; none where they are not as many as it says."""
    elided = compiled("factors", "elided").find(sentence)
    match = elided or compiled("factors", "several").find(sentence) or compiled("factors", "depends").find(sentence)
    if match is None:
        return
    parts = [_bare(sentence, *part) for part in _parts(sentence, *match.span("list"))]
    if elided and not all(_THING.match(sentence, a) for a, _ in parts):
        return
    count = load("factors")["counts"].get(match["count"], match["count"])
    if len(parts) == int(count) or (not int(count) and len(parts) > 1):
        yield from (Named(kind_of_factor(match), start + a, start + b) for a, b in parts)


def _parts(sentence: str, first: int, last: int) -> list[Span]:
    """The things that a list names: parted by commas and "et"."""
    cuts = [(first, first), *(cut.span() for cut in _AND.finditer(sentence, first, last)), (last, last)]
    return [(a[1], b[0]) for a, b in pairwise(cuts) if sentence[a[1] : b[0]] not in _MARKS]


def _paired(text: str, sentence: str, start: int) -> Iterator[Named]:
    """What is welcomed and what is regretted in one sentence."""
    match = compiled("factors", "pair").find(sentence)
    for name in ("lever", "obstacle") if match else ():
        if match and (place := kept(text, start + match.start(name), start + match.end(name))):
            yield Named(_CLASSES[name], *place, weak=True)


def _raised(text: str, sentence: str, start: int) -> Iterator[Named]:
    """What a body evokes as an obstacle, and what the words after it say to be one."""
    said = compiled("factors", "as").find(sentence)
    tests = (test for test, _ in _forms("before"))
    match = said or next((found for test in tests if (found := test.find(sentence))), None)
    place = kept(text, start + match.start("what"), start + match.end("what")) if match else None
    if match and place:
        who = match.span("who") if said else None
        things = (place, *_added(text, sentence, start, start + match.end("what")))
        yield from (Named(kind_of_factor(match), *one, who) for one in things)


def _told(text: str, sentence: str, start: int) -> Iterator[Named]:
    """What the forms announce, in order of the sentence."""
    at = 0
    for _ in range(_FORMS):
        match = _first(sentence, at)
        if match is None:
            return
        place = _after(text, start + match.end(), start + len(sentence))
        if place:
            things = _listed(text, sentence, start, place, match)
            yield from (Named(kind_of_factor(match), *one) for one in things)
        at = max(match.end(), place[1] - start if place else 0)


def _first(sentence: str, at: int) -> re.Match[str] | None:
    """The form that is met first from `at` on; of those that begin together the longest."""
    found = [
        match
        for test, needs in _forms("forms")
        if not needs or holds_any(sentence, needs)
        if (match := test.find(sentence, at))
    ]
    return min(found, key=lambda match: (match.start(), -match.end()), default=None)


def _listed(text: str, sentence: str, start: int, place: Span, match: re.Match[str]) -> list[Span]:
    """The things that follow: several where the words before them are in the plural and each has its article."""
    closed = _CLOSED.search(sentence, place[0] - start)
    end = closed.start() if closed else len(sentence.rstrip(" .!"))
    parts = _parts(sentence, place[0] - start, end)
    plural, labelled = _PLURAL.search(match.group()), match.group().rstrip().endswith(":")
    apart = labelled and len(parts) == len(("one", "another")) and sentence[parts[0][1] :].startswith(", et ")
    brief = plural and labelled and len(parts) >= _MANY and all(len(sentence[a:b].split()) <= _BRIEF for a, b in parts)
    named = [_bare(sentence, *part) for part in (parts if brief else _whole(sentence, parts))]
    like = next((test for test in (_THING, _INFINITIVE) if test.match(sentence, named[0][0])), None)
    alike = like and all(like.match(sentence, a) and not _BESIDE.search(sentence, a, b) for a, b in named)
    if brief or (alike and len(named) > (1 if plural or apart else _MANY - 1)):
        things = [kept(text, start + a, start + b) for a, b in named]
        return [thing for thing in things if thing]
    if labelled:
        place = kept(text, place[0], start + end) or place
    return [place, *_added(text, sentence, start, place[1])]


def _bare(sentence: str, start: int, end: int) -> Span:
    match = _THEN.match(sentence, start)
    return (match.end() if match else start), end


def _whole(sentence: str, parts: list[Span]) -> list[Span]:
    """The parts of a list, each with what is said of it: "le prix, qui décourage, et la distance" names two things."""
    made: list[Span] = []
    for start, end in parts:
        begins = _bare(sentence, start, end)[0]
        if made and not (_THING.match(sentence, begins) or _INFINITIVE.match(sentence, begins)):
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return made


def _added(text: str, sentence: str, start: int, stop: int) -> list[Span]:
    """The factors that a sentence names after the first one: the next of a list, "the second to …", "as well as …"."""
    at = stop - start
    found = []
    listed = _LISTED.match(sentence, at)
    while listed:
        found.append(listed.span("what"))
        listed = _LISTED.match(sentence, listed.end())
    tests = (compiled("factors", name).regex for name in ("further", "likewise"))
    found += [match.span("what") for test in tests if (match := test.search(sentence, at))]
    places = [kept(text, start + a, start + b) for a, b in found]
    return [place for place in places if place]


def _subjects(text: str, sentence: str, start: int) -> Iterator[Named]:
    """The factor that is the subject of the sentence: "la confiance est un levier"."""
    tests = (compiled("factors", name) for name in ("makes", "seen_as"))
    match = next((found for test in tests if (found := test.find(sentence))), None)
    if match is None or compiled("factors", "negated").find(sentence):
        return
    pauses = [found.end() for found in _STARTS.finditer(sentence, 0, match.start())]
    place = kept(text, start + max(pauses, default=0), start + match.start())
    if place:
        things = (place, *_added(text, sentence, start, start + match.end()))
        yield from (Named(kind_of_factor(match), *one) for one in things)


def _after(text: str, start: int, end: int) -> Span | None:
    """The words that name the factor after the verb: those quoted, else up to the next pause and what is apposed."""
    quoted = _QUOTED.match(text, start, end)
    if quoted:
        return quoted.span("words")
    stop = _END.search(text, start, end)
    short = kept(text, start, stop.start() if stop else end)
    more = compiled("factors", "apposed").regex.match(flat(text[stop.start() : end])) if stop and short else None
    whole = kept(text, start, stop.start() + more.end()) if stop and more else None
    return whole or short


@cached
def _forms(name: str) -> tuple[tuple[Pattern, tuple[str, ...]], ...]:
    return tuple((pattern(entry), tuple(entry.get("needs", ()))) for entry in load("factors")[name])
