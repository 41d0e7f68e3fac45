"""Legal texts: every way they are cited, and one identity for each; where the identity is not certain, none is given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from usagraph.ingest.draft import Draft
from usagraph.ingest.known import KnownNames, LegalName
from usagraph.ingest.rulebook import Rule, cached, compiled, load, pattern
from usagraph.ontology.terms import DCT, RDF, SKOS, XSD, ug
from usagraph.records import Block, Term, iri, key, text_value
from usagraph.textview import flat, slug

__all__ = ["Citation", "Laws", "read_laws"]

_MONTHS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
_MARGIN = 1.0  # a candidate must lead the next one by this much, else the citation stays ambiguous


@dataclass(frozen=True)
class Citation:
    """A place where a text is cited: view offsets in `block`, what was read there, and the text it resolved to."""

    block: Block
    start: int
    end: int
    rule: Rule
    confidence: float
    term: Term | None
    number: str | None = None
    date: str | None = None
    words: str = ""
    class_name: str = "LegalText"
    nature: str = "loi"


@dataclass
class Laws:
    """The citations of a document in order."""

    citations: list[Citation] = field(default_factory=list)

    def before(self, offset: int, block: Block, nature: str) -> Citation | None:
        """The last text of that nature cited before view offset `offset` of `block`: what "the law" there stands for."""
        place = (block.start, offset)
        earlier = [c for c in self.citations if c.term and (c.block.start, c.start) < place]
        return next((c for c in reversed(earlier) if nature in (c.nature, "texte")), None)


def read_laws(draft: Draft, known: KnownNames) -> Laws:
    """Adds the claims of every legal text the document cites, and gives back the citations."""
    cited = [c for block in draft.blocks for c in _cited(draft, block, known)]
    found = [_as_numbered(c, cited) for c in cited]
    found = sorted([*found, *_by_given_name(draft, found)], key=lambda c: (c.block.start, c.start))
    firm = {c.term for c in found if c.term}
    settled = [c if c.term else _by_context(draft, c, known, firm) for c in found]
    for citation in settled:
        if citation.term:
            _claim(draft, citation, known)
    return Laws(settled)


def _as_numbered(citation: Citation, cited: list[Citation]) -> Citation:
    """A text cited by its date alone is the one that the document cites elsewhere with that date and a number."""
    if citation.number or not citation.date:
        return citation
    same = {c.term for c in cited if c.number and c.date == citation.date and c.nature == citation.nature}
    return replace(citation, term=same.pop()) if len(same) == 1 else citation


def _by_given_name(draft: Draft, found: list[Citation]) -> Iterator[Citation]:
    """The places where a text is called by the name that the document gave it: "loi n° 2019-999, dite loi Horizon"."""
    given: dict[str, Citation] = {}
    for citation in found:
        rest = draft.view(citation.block).text[citation.end :]
        if citation.term and (match := compiled("legal", "given_name").regex.match(rest)):
            given.setdefault(match["name"], citation)
    if not given:
        return
    names = "|".join(re.escape(name) for name in sorted(given, key=len, reverse=True))
    called = re.compile(rf"\b[Ll]oi\s(?:dite\s)?(?:«\s?)?(?P<name>{names})\b")
    for block in draft.blocks:
        taken = [c for c in found if c.block is block]
        for match in called.finditer(draft.view(block).text):
            if not any(c.start < match.end() and c.end > match.start() for c in taken):
                rule = Rule.of("legal.given-name")
                source = given[match["name"]]
                words = match.group()
                yield replace(
                    source,
                    block=block,
                    start=match.start(),
                    end=match.end(),
                    rule=rule,
                    confidence=0.9,
                    words=words,
                    number=None,
                    date=None,
                )


def _cited(draft: Draft, block: Block, known: KnownNames) -> list[Citation]:
    shown = draft.view(block).text
    text = flat(shown)
    found: list[Citation] = []
    for citation in [*_by_pattern(block, text, known), *_by_name(block, text, shown, known)]:
        if not any(c.start < citation.end and c.end > citation.start for c in found):
            found.append(replace(citation, words=draft.words(block, citation.start, citation.end)))
    return sorted(found, key=lambda c: c.start)


def _by_pattern(block: Block, text: str, known: KnownNames) -> Iterator[Citation]:
    for name, regex, confidence in _citations():
        for match in regex.finditer(text):
            rule, nature, groups = Rule.of(f"legal.{name}"), match["nature"].split()[0], match.groupdict()
            cited = Citation(block, match.start(), match.end(), rule, confidence, None, nature=nature)
            first = replace(cited, number=groups.get("number"), date=_iso(groups.get("date")))
            yield replace(first, term=_identity(first, known))
            if name != "yeared":
                yield from _also(first, text, known)


def _also(before: Citation, text: str, known: KnownNames) -> Iterator[Citation]:
    """The texts cited in one breath with the one before: "les lois n° 2002-2 et n° 2005-102"."""
    while match := compiled("legal", "also").regex.search(text[before.end :]):
        at = match.start("number") if match["number"] else match.start("alone") - len("du ")
        place = (before.end + at, before.end + match.end())
        date = _iso(match["date"] or match["alone"])
        before = replace(before, start=place[0], end=place[1], number=match["number"], date=date)
        yield replace(before, term=_identity(before, known))


def _by_name(block: Block, text: str, shown: str, known: KnownNames) -> Iterator[Citation]:
    rule = Rule.of("legal.usual-name")
    for start, end, row in known.law_names(text, shown):
        if not compiled("legal", "generic").regex.match(text, start):
            yield Citation(block, start, end, rule, 0.95, row.term, class_name=row.class_name, nature=row.nature)


def _identity(citation: Citation, known: KnownNames) -> Term | None:
    """The text of that number, else of that date; a text of its own where none is known, None where several are."""
    nature, number, date = citation.nature, citation.number, citation.date
    if not number and not date:
        return None
    if number:
        row = known.law(number, nature)
        rows = [row] if row else []
    else:
        rows = known.laws_of(date or "", nature)
    if rows:
        return rows[0].term if len(rows) == 1 else None
    return key(f"legal-text||{slug(f'{nature} {number}' if number else f'{nature} du {date}')}")


def _by_context(draft: Draft, citation: Citation, known: KnownNames, firm: set[Term]) -> Citation:
    """A law cited by its year alone, or by a date that two have: the one the document cites in full elsewhere, else
    the one whose words stand around it; none where two come close."""
    rows = known.laws_of(citation.date or citation.words[-4:], citation.nature)
    named = [row for row in rows if row.term in firm]
    if len(named) == 1:
        return replace(citation, term=named[0].term, confidence=0.8)
    scores = sorted(((_context(draft, citation, row), row.slug, row) for row in rows), reverse=True)
    if scores and scores[0][0] >= _MARGIN and (len(scores) == 1 or scores[0][0] - scores[1][0] >= _MARGIN):
        return replace(citation, term=scores[0][2].term, confidence=0.6)
    return citation


def _context(draft: Draft, citation: Citation, row: LegalName) -> float:
    """How many of the text's context words stand in the same block, and (a quarter each) in the document."""
    near = flat(draft.view(citation.block).text)
    words = [flat(word) for word in row.context]
    return sum(1.0 for w in words if w in near) + sum(0.25 for w in words if w in draft.flat)


def _claim(draft: Draft, citation: Citation, known: KnownNames) -> None:
    if citation.term is None:
        return
    spans = draft.sentence(citation.block, citation.start, citation.end)
    say, rule, sure = draft.say, citation.rule, citation.confidence
    say(citation.term, RDF + "type", iri(ug(citation.class_name)), spans, rule, sure, words=citation.words)
    label = "altLabel" if known.is_law(citation.term) else "prefLabel"
    say(citation.term, SKOS + label, text_value(citation.words), spans, rule, sure, words=citation.words)
    if citation.number:
        say(
            citation.term,
            ug("officialNumber"),
            text_value(citation.number, None),
            spans,
            rule,
            sure,
            words=citation.number,
        )
    if citation.date and not known.is_law(citation.term):
        say(
            citation.term,
            DCT + "issued",
            text_value(citation.date, None, XSD + "date"),
            spans,
            rule,
            sure,
            words=citation.words,
        )
    say(key("document"), DCT + "references", citation.term, spans, rule, sure, words=citation.words)


def _iso(date: str | None) -> str | None:
    """The ISO form of a French date.

    >>> _iso("1er janvier 2002")
    '2002-01-01'
    """
    if date is None:
        return None
    if "/" in date:
        day, month, year = date.split("/")
        return f"{year}-{int(month):02d}-{int(day):02d}"
    day, month, year = date.split()
    return f"{year}-{_MONTHS.index(month) + 1:02d}-{int(day.removesuffix('er')):02d}"


@cached
def _citations() -> tuple[tuple[str, re.Pattern[str], float], ...]:
    return tuple((entry["id"], pattern(entry).regex, entry["confidence"]) for entry in load("legal")["citations"])
