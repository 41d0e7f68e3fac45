"""Definitions of acronyms in running text: the words first, or the acronym first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.initials import LOOSE, NONE, STRICT, fit, is_small
from usagraph.ingest.rulebook import Rule, cached, compiled, load, pattern
from usagraph.records import Block
from usagraph.textview import flat, fold

__all__ = ["ACRONYM", "Defined", "inline", "is_acronym"]

ACRONYM = r"(?:[A-ZÀ-Þ][\wÀ-ÿ&.'’-]{1,11}(?: [A-ZÀ-Þ]{2,6}){0,2})"
_CAPITALS = r"[A-ZÀ-Þ](?:[A-ZÀ-Þ0-9&-]{1,9}[a-z]?|(?:\.[A-ZÀ-Þ]){1,7}\.?|[A-ZÀ-Þ0-9&]{0,4}[a-zà-ÿ]{1,2}[A-ZÀ-Þ0-9]{1,5})(?: [A-ZÀ-Þ]{2,6})?(?![\w-])"
_SHORT = rf"(?:{_CAPITALS}|[A-ZÀ-Þ][\wÀ-ÿ&-]{{1,11}})"
_CALLED = r"(?:(?:ci-après|dite?s?|dénommée?s?|désormais|abrégée?s?(?: en)?|ou|soit|sigle|en abrégé|plus loin|appelée?s?|nommée?s?|connue?s? sous le (?:nom|sigle)(?: de)?)\s?:?\s(?:désormais |après )?(?:l[ae]s? |l')?)"
# Words first. A closing quotation mark before it makes a speaker's tag of a parenthesis.
_AFTER = re.compile(
    rf"(?<![»\"”*_])\s?[(\[]\s?{_CALLED}?[«\"“]?\s?(?P<acronym>{_SHORT})\s?[»\"”]?(?:\s?[,;–-]\s[^()\[\]]{{1,40}}|\sen [^()]{{1,20}})?\s?[)\]]"
)
_SAID = re.compile(
    rf"(?:,\s|\s){_CALLED}[«\"“]?\s?(?P<acronym>{_CAPITALS})|(?<=\w)\s[-–—]\s(?P<dashed>{_CAPITALS})(?=[\s,.;:)]|$)"
)
# A term in quotation marks: the letters must fit it whole, or the parenthesis tells who speaks.
_QUOTED = re.compile(rf"[«\"“]\s?(?P<label>[^«»\"“”.!?]{{6,80}}?)\s?[»\"”]\s?\((?P<acronym>{_CAPITALS})\)")
# The acronym first.
_BEFORE = re.compile(
    rf"(?<![\w-])(?P<acronym>{_CAPITALS}|[A-ZÀ-Þ][a-zà-ÿ]{{2,9}})(?:\s?[(\[](?P<label>[^()\[\]]{{6,130}})[)\]]"
    rf"|,?\s(?:signifie|désigne|c'est-à-dire|soit|pour)\s(?P<meant>[^.;:()«»]{{8,130}})"
    rf"|,\s(?P<apposed>[^.;:()«»]{{8,130}})|\s[-–—]\s(?P<dashed>[^.;:()«»]{{8,130}}))"
)
_LONGEST = 16  # words looked at before a parenthesis
_LEAST = 3  # letters of an acronym whose words name no body


@dataclass(frozen=True)
class Defined:
    """A definition in the view of a block: the acronym, the place of its words, and the place of the whole.

    `generic`: the words name a kind of thing, not a thing ("un centre communal d'action sociale").
    """

    block: Block
    acronym: str
    label: tuple[int, int]
    start: int
    end: int
    generic: bool
    rule: Rule


def is_acronym(words: str) -> bool:
    """Whether words hold two capitals at least."""
    return sum(c.isupper() for c in words) > 1


def inline(draft: Draft) -> Iterator[Defined]:
    """The definitions in running text, in order of the text."""
    for block in draft.blocks:
        text = draft.view(block).text
        if _HINT.search(text):
            yield from _first_words(block, text)
            yield from _quoted(block, text)
            yield from _first_acronym(block, text)


_HINT = re.compile(r"[A-ZÀ-Þ]{2}|[(\[][A-ZÀ-Þ]|\bdite? ")


def _first_words(block: Block, text: str) -> Iterator[Defined]:
    for regex in (_AFTER, _SAID):
        for match in regex.finditer(text):
            acronym = match["acronym"] or match["dashed"]
            start = _label_start(text[: match.start()], acronym)
            if start is not None:
                label = (start, match.start())
                yield Defined(
                    block,
                    acronym,
                    label,
                    start,
                    match.end(),
                    _is_kind(text, *label),
                    Rule.of("glossary.after", "kinds"),
                )


def _quoted(block: Block, text: str) -> Iterator[Defined]:
    for match in _QUOTED.finditer(text):
        letters = sum(c.isalpha() for c in match["acronym"])
        if letters >= _LEAST and fit(match["acronym"], match["label"]) == STRICT:
            label, rule = match.span("label"), Rule.of("glossary.quoted", "kinds")
            yield Defined(block, match["acronym"], label, label[0], match.end(), False, rule)


def _first_acronym(block: Block, text: str) -> Iterator[Defined]:
    for match in _BEFORE.finditer(text):
        group = next(name for name in ("label", "apposed", "dashed", "meant") if match[name])
        end = _label_end(match[group], match["acronym"], apposed=group != "label")
        if end:
            lead = re.match(r"(?:l[ae]s? |l'|une? |des )", match[group])
            start = match.start(group) + (lead.end() if lead else 0)
            label = (start, match.start(group) + end)
            plural = _is_kind(text, *label) or bool(lead and lead.group()[0] in "ud")
            stop = match.end() if group == "label" else label[1]
            yield Defined(
                block, match["acronym"], label, match.start(), stop, plural, Rule.of("glossary.before", "kinds")
            )


def _is_kind(text: str, start: int, end: int) -> bool:
    """Whether words name a kind of body: several of them, or any of them."""
    lead = flat(text[max(0, start - 12) : start])
    several = compiled("kinds", "several").regex.match(flat(text[start:end]))
    return bool(several) or bool(compiled("kinds", "any").regex.search(lead))


def _label_start(before: str, acronym: str) -> int | None:
    """Where the label that `acronym` abbreviates begins: a word that names a kind of body, or one whose letters leave no doubt."""
    stop = max(before.rfind(mark) for mark in ".;:!?»«()") + 1
    words = list(re.finditer(r"[\w'-]+", before[stop:]))[-_LONGEST:]
    exact = None
    for word in reversed(words):
        start = stop + word.start() + (word.group().find("'") + 1 if "'" in word.group()[:3] else 0)
        label = before[start:].strip()
        if re.match(r"[\w-]+,", label) or is_small(re.split(r"\W", label)[0]):
            continue
        fits = fit(acronym, label)
        if names_body(label) and (fits > NONE or fit(acronym, label.partition(" ")[2]) >= LOOSE):
            return start
        if exact is None and fits == STRICT and (_is_firm(acronym, label) or (start == 0 and is_acronym(acronym))):
            exact = start
    return exact


def _is_firm(acronym: str, label: str) -> bool:
    """Whether letters that fit say enough where the words name no body."""
    long = [word for word in re.findall(r"\w+", label) if len(word) > _LEAST]
    return (
        is_acronym(acronym)
        and len(long) > 1
        and (sum(c.isalpha() for c in acronym) >= _LEAST or len(label.split()) == len(long))
    )


def _label_end(words: str, acronym: str, *, apposed: bool) -> int:
    """The end of the label at the start of `words`; 0 where they are no label. In an apposition the rest may go on."""
    lead = re.match(r"(?:l[ae]s? |l'|une? |des )", words)
    begin = lead.end() if lead else 0
    body = names_body(words[begin:])
    if apposed and not body:
        return 0
    whole = fit(acronym, words[begin:])
    if not apposed and ((body and whole > NONE) or (whole == STRICT and _is_firm(acronym, words))):
        return len(words.rstrip(" ,;"))
    for cut in (m.start() for m in re.finditer(r",|$|\s(?=[a-zà-ÿ]+)", words[begin:])):
        label = words[begin : begin + cut]
        fits = fit(acronym, label)
        if fits == STRICT and (body or (not apposed and _is_firm(acronym, label))):
            return begin + cut
        if body and fits == LOOSE and re.match(r"[,.)]|$", words[begin + cut :]):
            return begin + cut
    return _partly(words, begin, acronym) if body else 0


def _partly(words: str, begin: int, acronym: str) -> int:
    """The end of a label that the acronym goes on after: "DEHPAD, direction de l'établissement d'hébergement"."""
    label = words[begin:].partition(",")[0].rstrip()
    letters = fold(acronym)
    known = any(fit(letters[:length], label) == STRICT for length in range(_LEAST, len(letters)))
    return begin + len(label) if known and re.fullmatch(r"[\w' -]+", label) else 0


def names_body(label: str) -> bool:
    """Whether the first words of a label say what kind of body it is."""
    words = fold(label)
    return any(regex.search(words) for regex in _bodies())


@cached
def _bodies() -> tuple[re.Pattern[str], ...]:
    content = load("kinds")
    return tuple(pattern(entry).regex for entry in (*content["kinds"], content["generic"]))
