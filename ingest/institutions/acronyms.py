"""Definitions of acronyms in running text: the words first, or the acronym first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.initials import LOOSE, NONE, STRICT, fit, is_small, nearly
from usagraph.ingest.institutions.kinds import is_kind, names_body
from usagraph.ingest.rulebook import Rule, cached, compiled
from usagraph.records import Block
from usagraph.textview import flat, fold

__all__ = ["ACRONYM", "CAPITALS", "Defined", "inline", "is_acronym"]

#: What tells apart the units of one kind: "DT Sud".
_SIDE = r"(?:Nord|Sud|Est|Ouest|Centre|NORD|SUD|EST|OUEST|CENTRE)(?:-(?:Est|Ouest|EST|OUEST))?"
ACRONYM = rf"(?:[A-ZÀ-Þ][\wÀ-ÿ&.'’-]{{1,11}}(?: (?:{_SIDE}(?!\w)|[A-ZÀ-Þ]{{2,6}})){{0,2}})"
CAPITALS = rf"[A-ZÀ-Þ](?:[A-ZÀ-Þ0-9&-]{{1,9}}[a-z]?|(?:\.[A-ZÀ-Þ]){{1,7}}\.?|[A-ZÀ-Þ0-9&]{{0,4}}[a-zà-ÿ]{{1,2}}[A-ZÀ-Þ0-9]{{1,5}})(?: (?:{_SIDE}|[A-ZÀ-Þ]{{2,6}}))?(?![\w-])"
_SHORT = rf"(?:{CAPITALS}|[A-ZÀ-Þ][\wÀ-ÿ&-]{{1,11}})"
_SMALL = r"(?:[a-zà-ÿ'’-]+[\s:]+|l')"
_LABEL = r"[^.;:()«»=→]{8,130}"
# Words first. A closing quotation mark before it makes a speaker's tag of a parenthesis.
_AFTER = re.compile(
    rf"(?<![»\"”*_])\s?[(\[]\s?{_SMALL}{{0,6}}(?:Sigle\s?:\s)?[«\"“]?\s?(?P<acronym>{_SHORT})\s?[»\"”]?(?:\s?[,;–-]\s[^()\[\]]{{1,60}}|(?:\s[a-zà-ÿ0-9'’-]+){{1,5}})?\s?[)\]]"
)
_BESIDE = re.compile(
    rf"(?<=\w)(?:\s[-–—]|\s?/)\s?(?P<dashed>{CAPITALS})(?=[\s,.;:)]|$)|(?<=\w),\s(?P<apposed>{CAPITALS})(?=[,.;:)]|$)"
)
# A term in quotation marks: the letters must fit it whole, or the parenthesis tells who speaks.
_QUOTED = re.compile(rf"[«\"“]\s?(?P<label>[^«»\"“”.!?]{{6,80}}?)\s?[»\"”]\s?\((?P<acronym>{CAPITALS})\)")
# The acronym first.
_FIRST = rf"(?<![\w-])(?P<acronym>{CAPITALS}|[A-ZÀ-Þ][a-zà-ÿ]{{2,9}})"
_BEFORE = re.compile(
    rf"{_FIRST}(?:\s?[»\"”])?(?:\s?[(\[](?P<label>[^()\[\]]{{6,130}})[)\]]|,\s(?:(?:ou|soit)\s)?(?P<apposed>{_LABEL})"
    rf"|\s[-–—]\s(?P<dashed>{_LABEL})|\s?(?::|=|→)\s?(?P<listed>{_LABEL})|\s(?=l[ae]s?\s|l')(?P<joined>{_LABEL}))"
)
_COMPOUND = re.compile(r"[a-zà-ÿ]{5,}-[a-zà-ÿ]{5,}")
_LONGEST = 16  # words looked at before a parenthesis
_WINDOW = 260  # code points that hold them
_LEAST = 3  # letters of an acronym whose words name no body
_HEAD = 5  # words before a quotation mark that may begin the name


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
        if _HINT.search(text) or ("dit" in text and _SAID_TO_BE.search(text)):
            yield from _first_words(block, text)
            yield from _quoted(block, text)
            yield from _first_acronym(block, text)


_HINT = re.compile(r"[A-ZÀ-Þ]{2}|[A-ZÀ-Þ]\.[A-ZÀ-Þ]|[A-ZÀ-Þ][a-zà-ÿ]{1,2}[A-ZÀ-Þ]|[(\[](?:[a-zà-ÿ'’ :-]{0,40})[A-ZÀ-Þ]")
_SAID_TO_BE = re.compile(r"\bdite? ")


def _first_words(block: Block, text: str) -> Iterator[Defined]:
    rule = Rule.of("glossary.after", "kinds")
    for regex in (_AFTER, _said(), _BESIDE):
        for match in regex.finditer(text):
            groups = match.groupdict()
            acronym = next(groups[name] for name in ("acronym", "dashed", "apposed") if groups.get(name))
            start = _label_start(text, match.start(), acronym, sure=not groups.get("apposed"))
            if start is not None:
                label = (start, match.start())
                yield Defined(block, acronym, label, start, match.end(), is_kind(text, *label), rule)


def _quoted(block: Block, text: str) -> Iterator[Defined]:
    for match in _QUOTED.finditer(text):
        label = _quoted_label(text, match)
        if label:
            rule = Rule.of("glossary.quoted", "kinds")
            yield Defined(block, match["acronym"], label, label[0], match.end(), False, rule)


def _quoted_label(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """What an acronym after a quotation stands for: the quoted words, what comes before them, or both."""
    acronym = match["acronym"]
    if sum(c.isalpha() for c in acronym) < _LEAST:
        return None
    if fit(acronym, match["label"]) == STRICT:
        return match.span("label")
    base = max(0, match.start() - _WINDOW)
    before = text[base : match.start()].rstrip()
    stop = max(before.rfind(mark) for mark in ".;:!?»«()") + 1
    for word in reversed(list(re.finditer(r"[\w'-]+", before[stop:]))[-_HEAD:]):
        start = base + stop + word.start() + _elided(word.group())
        head = before[start - base :]
        if names_body(head) and fit(acronym, f"{head} {match['label']}") == STRICT:
            return start, match.start("acronym") - 1 - (text[match.start("acronym") - 2] == " ")
        if fit(acronym, head) == STRICT and " " in head:
            return start, base + len(before)
    return None


def _first_acronym(block: Block, text: str) -> Iterator[Defined]:
    rule = Rule.of("glossary.before", "kinds")
    for regex in (_BEFORE, _means()):
        for match in _each(regex, text):
            groups = match.groupdict()
            group = next(
                name for name in ("label", "apposed", "dashed", "listed", "joined", "meant") if groups.get(name)
            )
            enclosed = (
                group == "apposed"
                and text[match.start() - 1 : match.start()] == "("
                and text[match.end() : match.end() + 1] == ")"
            )
            end = _label_end(match[group], match["acronym"], "label" if enclosed else group)
            if end:
                lead = _LEAD.match(match[group])
                start = match.start(group) + (lead.end() if lead else 0)
                label = (start, match.start(group) + end)
                several = is_kind(text, *label) or bool(lead and lead.group()[0] in "ud" and lead.group() != "du ")
                stop = match.end() if group == "label" else label[1]
                yield Defined(block, match["acronym"], label, match.start(), stop, several, rule)


def _each(regex: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Each place where an acronym comes first; the words of one may hold the next."""
    match = regex.search(text)
    while match:
        yield match
        match = regex.search(text, match.end("acronym"))


_LEAD = re.compile(r"(?:l[ae]s? |l'|une? |des |du |de la |de l'|d'|de )(?:«\s?)?")


def _elided(word: str) -> int:
    """How long the article is that is part of a word: "l'eau"."""
    return word.find("'") + 1 if "'" in word[:3] else 0


def _label_start(text: str, end: int, acronym: str, *, sure: bool = True) -> int | None:
    """Where, before `end`, the label that `acronym` abbreviates begins: a word that names a kind of body, or one whose letters leave no doubt.

    `sure`: what follows is written as a definition; else only a body will do.
    """
    base = max(0, end - _WINDOW)
    before = text[base:end]
    stop = max(before.rfind(mark) for mark in ".;:!?»«()") + 1
    words = list(re.finditer(r"[\w'-]+", before[stop:]))[-_LONGEST:]
    exact = None
    first = fold(acronym)[:1]
    for word, may_begin in reversed([*zip(words, _beginnings(words, first), strict=True)]):
        if not may_begin:
            continue
        start = stop + word.start() + _elided(word.group())
        label = before[start:].strip()
        if not re.search(r"[\s-]", label) or re.match(r"[\w-]+,", label) or is_small(re.split(r"\W", label)[0]):
            continue
        fits = fit(acronym, label)
        if names_body(label):
            if (fits > NONE or fit(acronym, label.partition(" ")[2]) >= LOOSE) and (sure or fits >= LOOSE):
                return base + start
            if nearly(acronym, label):
                return base + start
        if sure and exact is None and fits == STRICT and _is_firm(acronym, label, text[base : base + start]):
            exact = base + start
    return exact


def _beginnings(words: list[re.Match[str]], letter: str) -> list[bool]:
    """Which words a label may begin with: those with the first letter of the acronym, and those right before one of them."""
    has = [fold(word.group()[_elided(word.group()) :])[:1] == letter for word in words]
    small = [is_small(word.group()) for word in words]
    found, after = [], False
    for number in range(len(words) - 1, -1, -1):
        found.append(has[number] or after)
        after = has[number] or (after and small[number])
    return found[::-1]


def _is_firm(acronym: str, label: str, before: str) -> bool:
    """Whether letters that fit say enough where the words name no body."""
    long = [word for word in re.findall(r"\w+", label) if len(word) > _LEAST]
    if not is_acronym(acronym):
        return False
    if len(long) > 1 and sum(c.isalpha() for c in acronym) >= _LEAST:
        return True
    if not before.strip(" •*-–—"):
        return True
    # Two letters fit by chance: a noun with its article and its complement, no verb.
    noun = compiled("kinds", "two_words").regex.match(flat(label)) or _COMPOUND.fullmatch(label)
    return bool(noun and len(long) > 1 and compiled("kinds", "determiner").find(flat(before)))


def _label_end(words: str, acronym: str, group: str) -> int:
    """The end of the label at the start of `words`; 0 where they are no label. In an apposition the rest may go on."""
    lead = _LEAD.match(words)
    begin = lead.end() if lead else 0
    body, apposed = names_body(words[begin:]), group in ("apposed", "dashed", "joined")
    if apposed and not body:
        return 0
    whole = fit(acronym, words[begin:])
    if group == "label" and ((body and whole > NONE) or (whole == STRICT and _firm_before(acronym, words[begin:]))):
        return len(words.rstrip(" ,;"))
    for cut in (m.start() for m in re.finditer(r",|$|\s(?=[a-zà-ÿ]+)|\s?[)\]-]", words[begin:])):
        label, after = words[begin : begin + cut], words[begin + cut :]
        if is_small(label.rpartition(" ")[2]):
            continue  # "délégué à la protection des": the name goes on
        fits = fit(acronym, label)
        if fits == STRICT and " " in label and (body or (not apposed and _firm_before(acronym, label))):
            return begin + cut
        if body and (fits == LOOSE or nearly(acronym, label)) and re.match(r"[,.)]|$", after):
            return begin + cut
    return _partly(words, begin, acronym) if body and group not in ("joined", "meant", "listed") else 0


def _firm_before(acronym: str, label: str) -> bool:
    """The same where the acronym comes first."""
    long = [word for word in re.findall(r"\w+", label) if len(word) > _LEAST]
    return is_acronym(acronym) and len(long) > 1 and sum(c.isalpha() for c in acronym) >= _LEAST


def _partly(words: str, begin: int, acronym: str) -> int:
    """The end of a label that the acronym goes on after: "DEHPAD, direction de l'établissement d'hébergement"."""
    label = words[begin:].partition(",")[0].rstrip()
    letters = fold(acronym)
    known = any(fit(letters[:length], label) == STRICT for length in range(_LEAST, len(letters)))
    return begin + len(label) if known and re.fullmatch(r"[\w' -]+", label) else 0


@cached
def _said() -> re.Pattern[str]:
    """The words, what introduces a short name, and the acronym."""
    called = compiled("kinds", "called").regex.pattern
    return re.compile(rf"(?:,\s|\s){called}(?:l[ae]s? |l')?[«\"“]?\s?(?P<acronym>{CAPITALS})")


@cached
def _means() -> re.Pattern[str]:
    """The acronym, a verb that says what it stands for, and the words."""
    means = compiled("kinds", "means").regex.pattern
    return re.compile(rf"{_FIRST}(?:\s?[»\"”])?,?\s{means}(?P<meant>(?:«\s?)?{_LABEL})")
