"""Duties told in every other way: "il appartient à chaque service, aux termes de l'article L. 1, de…", "le livret trouve son
fondement dans l'article L. 1": one text, words that bind, and what is owed."""

import re
from collections.abc import Iterator

from usagraph.ingest.laws.citation import Citation
from usagraph.ingest.laws.duties import Duty
from usagraph.ingest.laws.imposing import Sentence
from usagraph.ingest.rulebook import compiled

__all__ = ["duty_at", "owed", "owed_clause"]

_CUT = re.compile(r";\s")
_SHORT = 14  # code points before a text that begins a clause
_NEAR = 45  # code points between a text and the first thing that it asks for


def owed(sentence: Sentence, duty: Duty) -> list[tuple[Citation, float]]:
    """The one text of a clause that names an instrument and says, in whatever order, that it is compulsory."""
    start, end = _clause(sentence, duty.start)
    words = sentence.words
    headed = _heads(sentence, start, duty)
    marked = headed or compiled("owing", "marker").find(words, start, end)
    if (
        not marked
        or compiled("obligations", "meets").find(words, start, end)
        or _denied(words, start, max(duty.start, start))
    ):
        return []
    if compiled("obligations", "denied").regex.match(words[duty.end : end]):
        return []
    law = _one_text(sentence, start, end)
    return [(law, 0.7)] if (law and law.start < duty.start) or (law and _tells(words, law, duty)) else []


def _heads(sentence: Sentence, start: int, duty: Duty) -> bool:
    """Whether a text heads the line, and the instrument comes first after its colon: "Art. L. 1 : remise d'un livret"."""
    cited = sentence.laws.within(sentence.block, start, duty.start)
    last = next((c for c in reversed(cited) if c.end <= duty.start), None)
    between = sentence.words[last.end : duty.start] if last else ""
    return (
        bool(compiled("owing", "colon").regex.match(between))
        and len(between) < _NEAR
        and cited[0].start - start < _SHORT
    )


def _tells(words: str, law: Citation, duty: Duty) -> bool:
    """Whether a text that comes after an instrument is what founds it, not one more thing that is said of it."""
    between = words[duty.end : law.start]
    return between.count(",") <= len(",,") and not re.search(r"\b(?:alors que|tandis que|mais|or)\b", between)


def owed_clause(sentence: Sentence) -> Iterator[tuple[Citation, Duty]]:
    """A duty without an instrument of its own: "la structure est tenue d'associer les jeunes : l'article L. 1 le demande"."""
    place, words, done = sentence.place, sentence.words, -1
    if "«" in sentence.draft.view(sentence.block).text[slice(*place)]:
        return  # in somebody's words
    for match in compiled("owing", "bound").all_in(words, *place):
        start, end = _clause(sentence, match.start())
        law = _one_text(sentence, start, end) if start != done else None
        if law and not _denied(words, start, match.start("np")):
            done = start
            yield law, duty_at(sentence, match.span("np"))
    if done < 0:
        yield from _as_told(sentence) or _commanded(sentence)


def _as_told(sentence: Sentence) -> list[tuple[Citation, Duty]]:
    """What is done "as the article has it"."""
    match = compiled("obligations", "as_told").find(sentence.words, *sentence.place)
    laws = sentence.laws.within(sentence.block, match.end(), match.end() + _NEAR) if match else []
    law = next((c for c in laws if c.article), laws[0] if laws else None)
    denied = match and _denied(sentence.words, match.start(), match.end())
    return [(law, duty_at(sentence, match.span("np")))] if match and law and not denied else []


def _commanded(sentence: Sentence) -> Iterator[tuple[Citation, Duty]]:
    """What a text that is the subject commands without a verb in the infinitive."""
    for law in sentence.laws.within(sentence.block, *sentence.place):
        match = compiled("owing", "commands").regex.match(sentence.words[law.end : sentence.place[1]])
        if match and not _is_named_aside(sentence, law) and not _denied(sentence.words, law.end, law.end + 30):
            yield law, duty_at(sentence, (law.end + match.start("np"), law.end + match.end("np")))
            return


def duty_at(sentence: Sentence, place: tuple[int, int]) -> Duty:
    """The words of the duty, or the kind of body or document that they ask for."""
    kind = compiled("obligations", "inside").find(sentence.words[slice(*place)])
    if kind:
        at, stop = place[0] + kind.start("np"), place[0] + kind.end("np")
        return Duty(at, stop, "", sentence.draft.words(sentence.block, at, stop), kind=True)
    return Duty(*place, "", sentence.draft.words(sentence.block, *place).strip(" *,"))


def _clause(sentence: Sentence, at: int) -> tuple[int, int]:
    """The part of the sentence between two semicolons that holds a place."""
    start, end = sentence.place
    cuts = [match.end() for match in _CUT.finditer(sentence.words, start, end)]
    return max([start, *(c for c in cuts if c <= at)]), min([end, *(c for c in cuts if c > at)])


def _denied(words: str, start: int, end: int) -> bool:
    """Whether what comes before a duty denies it, after the last colon."""
    start = max(start, words.rfind(" : ", start, end))
    return bool(compiled("owing", "denied").find(words, start, end))


def _one_text(sentence: Sentence, start: int, end: int) -> Citation | None:
    """The text that a clause rests on: the only one, or the only one that is linked to what is owed."""
    cited = [c for c in sentence.laws.within(sentence.block, start, end) if not _is_named_aside(sentence, c)]
    if not cited and start == sentence.place[0]:
        return _carried(sentence)
    told = [c for c in cited if _is_linked(sentence.words, start, c)]
    roots = {c.whole or c.term for c in told}
    if len(roots) > 1:
        headed = [c for c in told if compiled("owing", "colon").regex.match(sentence.words[c.end : end])]
        told = headed[-1:]
    return next((c for c in told if c.article), told[0] if told else None)


def _carried(sentence: Sentence) -> Citation | None:
    """The only text of the sentence before, where this one says what follows from it."""
    follows = compiled("owing", "carried").regex.match(sentence.words[slice(*sentence.place)])
    cited = sentence.laws.within(sentence.block, *sentence.previous) if follows and sentence.previous else []
    told = [c for c in cited if not _is_named_aside(sentence, c)]
    one = len({c.whole or c.term for c in told}) == 1
    return next((c for c in told if c.article), told[0]) if one else None


def _is_named_aside(sentence: Sentence, law: Citation) -> bool:
    before = sentence.words[max(sentence.place[0], law.start - 40) : law.start]
    return law.aside or bool(compiled("obligations", "aside").find(before))


def _is_linked(words: str, start: int, law: Citation) -> bool:
    """Whether what stands before a text, or after it, makes it the ground of a duty."""
    before = words[max(start, law.start - 60) : law.start]
    if compiled("owing", "link").find(before if law.start - start > _SHORT else words[start : law.start]):
        return True
    return bool(re.match(r"\)|\s?:", words[law.end :]))
