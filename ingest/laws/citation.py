"""What a text cites: every form in which French writing names a law, a decree, a code, with what each says of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from usagraph.ingest.laws.dates import iso_date, said_date, shared_dates
from usagraph.ingest.laws.nature import is_in_force, kind_words, nature_of, number_of
from usagraph.ingest.laws.texts import LegalName, Named, name_at, places, rest_at
from usagraph.ingest.laws.treaties import treaty_at
from usagraph.ingest.rulebook import Rule, cached, compiled, load, pattern
from usagraph.records import Block, Term
from usagraph.textview import flat

__all__ = ["Citation", "citations"]

_BEFORE, _AFTER = 40, 240  # code points looked at around a citation
_LOCAL = re.compile(r"(?:prefectoral|municipal|departemental)")


@dataclass(frozen=True)
class Citation:
    """A place where a text is cited: view offsets in `block`, what is said of the text, and the one it resolved to.

    `date`: a day, a month or a year in ISO form. `title`: words that say what it is about. `proper`: a name that
    nothing knows. `alternatives`: the texts it may be, with their scores, where none leads. `whole`: of an article, the
    text it is part of. `aside`: it is named only to say what another text does to it.
    """

    block: Block
    start: int
    end: int
    rule: Rule
    confidence: float
    nature: str
    number: str | None = None
    date: str | None = None
    title: str = ""
    named: LegalName | None = None
    proper: str = ""
    acronym: str = ""
    local: bool = False
    aside: bool = False
    term: Term | None = None
    class_name: str = "LegalText"
    alternatives: tuple[tuple[LegalName, float], ...] = ()
    article: str = ""
    whole: Term | None = None
    anaphora: bool = False
    words: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the document, for comparison."""
        return self.block.start, self.start


def citations(block: Block, shown: str, words: str) -> list[Citation]:
    """The citations of a block in order, none of them resolved yet; `shown` is its view, `words` the same, flat."""
    found: list[Citation] = []
    end = 0
    for start in places(words):
        if start < end:
            continue
        for citation in _at(block, words, shown, start):
            end = citation.end
            if is_in_force(words, start) and _is_noun(citation, words):
                found.append(citation)
    return sorted([*found, *_pronouns(block, words, found)], key=lambda c: c.start)


def _at(block: Block, words: str, shown: str, start: int) -> Iterator[Citation]:
    """The text cited at `start`, and those cited in one breath with it."""
    if several := compiled("legal", "shared_year").regex.match(words, start):
        yield from _sharing(block, several)
        return
    first = _first(block, words, shown, start)
    if first is None:
        return
    yield first
    plural = bool(re.match(r"\w+s\b", words[start : start + 20]))
    while following := _next(first, words, shown, plural):
        yield following
        first = following


def _first(block: Block, words: str, shown: str, start: int) -> Citation | None:
    """The citation at `start` by its most telling form: a number, a name, a date, a year, a name in capitals."""
    forms = list(_forms())
    if words.startswith("dit", start):
        return _by_said_name(block, words, shown, start)
    return (
        _by_form(block, words, start, forms[:2])
        or _by_name(block, words, shown, start)
        or _by_code(block, words, start)
        or _by_treaty(block, words, start)
        or _by_form(block, words, start, forms[2:])
        or _by_proper_name(block, shown, start)
        or _by_title(block, words, start)
    )


def _by_form(block: Block, words: str, start: int, forms: list[tuple[str, re.Pattern[str], float]]) -> Citation | None:
    for name, regex, confidence in forms:
        if match := regex.match(words, start):
            return _formed(block, name, match, confidence)
    return None


def _formed(block: Block, form: str, match: re.Match[str], confidence: float) -> Citation:
    said = match.groupdict()
    nature = nature_of(match["nature"])
    # What it is about tells which text it is, and is no part of its name.
    end = match.start("after") - 1 if said.get("after") else match.end()
    return Citation(
        block,
        match.start(),
        end,
        Rule.of(f"legal.{form}"),
        confidence,
        nature,
        number_of(said.get("number") or said.get("plain"), nature),
        said_date(said),
        " ".join(filter(None, [said.get("title"), said.get("after"), kind_words(match["nature"])])),
        local=bool(_LOCAL.search(match["nature"])),
    )


def _by_name(block: Block, words: str, shown: str, start: int) -> Citation | None:
    found = name_at(words, shown, start)
    if found is None or compiled("legal", "generic").regex.match(words, start):
        return None
    return _named(block, words, start, found)


def _by_said_name(block: Block, words: str, shown: str, start: int) -> Citation | None:
    match = compiled("legal", "said_name").regex.match(words, start)
    found = rest_at(words, shown, match.end()) if match else None
    return _named(block, words, match.end(), found) if match and found else None


def _named(block: Block, words: str, start: int, found: Named) -> Citation:
    """The citation of a known name, with the number or the date that may follow it."""
    rule, row = Rule.of("legal.usual-name"), found.text
    cited = Citation(block, start, found.end, rule, 0.95, row.nature, named=row, class_name=row.class_name)
    return replace(_with_tail(cited, words), acronym=found.acronym)


def _with_tail(citation: Citation, words: str) -> Citation:
    match = compiled("legal", "tail").regex.match(words[citation.end : citation.end + _AFTER])
    if match is None or citation.nature == "code":
        return citation
    said = match.groupdict()
    number = number_of(said["number"] or said["numbered"], citation.nature)
    date = said_date(said | {"date": said["date"] or said["dated"]})
    return replace(citation, end=citation.end + match.end(), number=number, date=date)


def _by_code(block: Block, words: str, start: int) -> Citation | None:
    match = compiled("legal", "codes").regex.match(words, start) or compiled("legal", "short_code").regex.match(
        words, start
    )
    return _code(block, match) if match else None


def _code(block: Block, match: re.Match[str]) -> Citation:
    short: dict[str, str] = load("legal")["short_codes"]
    name = f"code {short[match['short']] if 'short' in match.groupdict() else match['name']}"
    known = name_at(name, name, 0)
    named = known.text if known else None
    return Citation(block, match.start(), match.end(), Rule.of("legal.code"), 0.95, "code", named=named, proper=name)


def _by_treaty(block: Block, words: str, start: int) -> Citation | None:
    found = treaty_at(words, start)
    if found is None:
        return None
    row, rule = found.text, Rule.of("legal.treaty")
    return Citation(block, start, found.end, rule, 0.9, row.nature, named=row, class_name=row.class_name)


def _by_proper_name(block: Block, shown: str, start: int) -> Citation | None:
    match = compiled("legal", "proper").regex.match(shown, start)
    if match is None:
        return None
    name = match["name"] or match["inside"]
    if not _may_name(name, quoted=bool(match["quoted"] or match["said"])) or shown[start:].startswith("LOI "):
        return None
    cited = Citation(block, start, match.end(), Rule.of("legal.proper"), 0.8, "loi", proper=name)
    return _with_tail(cited, flat(shown))


def _by_title(block: Block, words: str, start: int) -> Citation | None:
    match = compiled("legal", "titled").regex.match(words, start)
    if match is None:
        return None
    rule, end = Rule.of("legal.titled"), match.end()
    return Citation(block, start, end, rule, 0.8, nature_of(match["nature"]), title=match["title"])


def _next(before: Citation, words: str, shown: str, plural: bool) -> Citation | None:
    """The text cited in one breath with the one before: "les lois n° 2002-2 et n° 2005-102", "lois MAPTAM et NOTRe"."""
    if before.nature == "code":
        return _next_code(before, words)
    match = compiled("legal", "also").regex.match(words[before.end : before.end + _AFTER])
    if match and (plural or match["pronoun"] or (match["number"] and before.number)):
        return _also(before, match)
    return _next_name(before, words, shown) if plural else None


def _also(before: Citation, match: re.Match[str]) -> Citation:
    said = match.groupdict()
    at = next(match.start(name) for name in ("number", "alone", "year", "day") if match[name])
    date = iso_date(said["date"] or said["alone"]) or said["year"] or _same_year(before, said["day"])
    form = "numbered" if said["number"] else "dated" if said["alone"] or said["day"] else "yeared"
    return Citation(
        before.block,
        before.end + at,
        before.end + match.end(),
        Rule.of(f"legal.{form}"),
        0.75 if said["year"] else 0.95,
        before.nature,
        number_of(said["number"], before.nature),
        date,
    )


def _same_year(before: Citation, day: str | None) -> str | None:
    """The date of a text told by that of the one before: "celle du 4 mars de la même année"."""
    row = before.named
    told = [
        before.date,
        row.date if row else None,
        before.number if before.number and before.number[4:5] == "-" else None,
    ]
    year = next((words[:4] for words in told if words), None)
    return iso_date(f"{day} {year}") if day and year else None


def _next_name(before: Citation, words: str, shown: str) -> Citation | None:
    match = compiled("legal", "then_name").regex.match(words[before.end : before.end + _BEFORE])
    if match is None:
        return None
    start = before.end + match.end()
    if known := rest_at(words, shown, start):
        return _named(before.block, words, start, known)
    proper = re.compile(r"[«\"“]?\s?(?P<name>[A-ZÀ-Þ][a-zà-ÿ]{3,}(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)\s?[»\"”]?").match(
        shown, start
    )
    if proper is None or before.rule.id not in ("legal.proper", "legal.usual-name") or not _may_name(proper["name"]):
        return None
    return Citation(before.block, start, proper.end(), Rule.of("legal.proper"), 0.75, "loi", proper=proper["name"])


def _next_code(before: Citation, words: str) -> Citation | None:
    match = re.compile(r",?\s(?:et\s|ou\s)?").match(words, before.end)
    code = compiled("legal", "codes").regex.match(words, match.end()) if match else None
    return _code(before.block, code) if code else None


def _sharing(block: Block, match: re.Match[str]) -> Iterator[Citation]:
    rule, nature = Rule.of("legal.dated"), nature_of(match["nature"])
    for date in shared_dates(match["days"], match["date"]):
        yield Citation(block, match.start(), match.end(), rule, 0.95, nature, date=date)


def _pronouns(block: Block, words: str, found: list[Citation]) -> Iterator[Citation]:
    """The texts that a pronoun stands for, after one of their nature in the same sentence."""
    if not found:
        return
    for match in compiled("legal", "pronoun").all_in(words):
        near = [c for c in found if match.start() - _AFTER < c.end <= match.start()]
        taken = any(c.start < match.end() and c.end > match.start() for c in found)
        if near and not taken and ". " not in words[near[-1].end : match.start()]:
            feminine = near[-1].nature in ("loi", "ordonnance", "circulaire", "instruction", "directive")
            if feminine == (match["pronoun"] == "celle"):
                rule, date = Rule.of("legal.pronoun"), iso_date(match["date"]) or _same_year(near[-1], match["day"])
                yield Citation(block, match.start(), match.end(), rule, 0.8, near[-1].nature, date=date, aside=True)


def _is_noun(citation: Citation, words: str) -> bool:
    """Whether "arrêté" is the order there, not what was decided or stopped."""
    if citation.nature != "arrete" or citation.number:
        return True
    return bool(compiled("legal", "order").find(words, max(0, citation.start - 12), citation.start))


def _may_name(name: str, *, quoted: bool = False) -> bool:
    """Whether words after "loi" can be its name: not a word of everyday use, not the name that a table knows otherwise."""
    first = flat(name).split()[0].split("-")[0]
    shaped = any(c.isupper() or c.isdigit() for c in name)
    return shaped and (len(name) > 2) and (quoted or first not in load("legal")["proper"]["excluded"])


@cached
def _forms() -> tuple[tuple[str, re.Pattern[str], float], ...]:
    return tuple((entry["id"], pattern(entry).regex, entry["confidence"]) for entry in load("legal")["forms"])
