"""Legal texts: every way they are cited, and one identity for each; where the identity is not certain, none is given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from usagraph.errors import BrokenRule
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames, LegalName
from usagraph.ingest.rulebook import Rule, load
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


@dataclass
class Laws:
    """The citations of a document in order."""

    citations: list[Citation] = field(default_factory=list)

    def before(self, offset: int, block: Block) -> Citation | None:
        """The last text cited before view offset `offset` of `block`, in the document: what "the law" stands for."""
        earlier = [c for c in self.citations if c.term and (c.block.start, c.start) < (block.start, offset)]
        return earlier[-1] if earlier else None


def read_laws(draft: Draft, known: KnownNames) -> Laws:
    """Adds the claims of every legal text the document cites, and gives back the citations."""
    found = [c for block in draft.document.blocks if block.kind != "furniture" for c in _cited(draft, block, known)]
    firm = {c.term for c in found if c.term}
    settled = [c if c.term else _by_year(draft, c, known, firm) for c in found]
    for citation in settled:
        if citation.term:
            _claim(draft, citation, known)
    return Laws(settled)


def _cited(draft: Draft, block: Block, known: KnownNames) -> list[Citation]:
    text = flat(draft.view((block.start, block.end)).text)
    taken: list[Span] = []
    found = []
    for citation in [*_by_pattern(block, text, known), *_by_name(block, text, known)]:
        span = (citation.start, citation.end)
        if not any(a < span[1] and b > span[0] for a, b in taken):
            taken.append(span)
            found.append(citation)
    shown = draft.view((block.start, block.end)).text
    return sorted((_worded(c, shown) for c in found), key=lambda c: c.start)


def _worded(citation: Citation, shown: str) -> Citation:
    values = {**citation.__dict__, "words": shown[citation.start : citation.end]}
    return Citation(**values)


def _by_pattern(block: Block, text: str, known: KnownNames) -> Iterator[Citation]:
    version = str(load("legal")["version"])
    for name, regex, confidence in _citations():
        for match in regex.finditer(text):
            groups = match.groupdict()
            number, date = groups.get("number"), _iso(groups.get("date"))
            term = _identity(match["nature"], number, date, known) if name != "yeared" else None
            yield Citation(
                block, match.start(), match.end(), Rule(f"legal.{name}", version), confidence, term, number, date
            )


def _by_name(block: Block, text: str, known: KnownNames) -> Iterator[Citation]:
    rule = Rule("legal.usual-name", str(load("legal")["version"]))
    for start, end, row in known.law_names(text):
        yield Citation(block, start, end, rule, 0.95, row.term, class_name=row.class_name)


def _identity(nature: str, number: str | None, date: str | None, known: KnownNames) -> Term | None:
    """The text of that number, else of that date where only one is known, else a text of its own."""
    kind = nature.split()[0]
    row = known.law(number=number, kind=kind) if number else known.law(date=date, kind=kind)
    if row:
        return row.term
    return key(f"legal-text||{slug(kind + ' ' + (number or 'du ' + (date or '')))}")


def _by_year(draft: Draft, citation: Citation, known: KnownNames, firm: set[Term]) -> Citation:
    """A law cited by its year alone: the one of that year the document cites in full, else the one whose words
    stand around it; none where two come close."""
    year = citation.words[-4:]
    rows = known.laws_of(year)
    named = [row for row in rows if row.term in firm]
    if len(named) == 1:
        return _settled(citation, named[0], 0.8)
    scores = sorted(((_context(draft, citation, row), row.slug, row) for row in rows), reverse=True)
    if scores and scores[0][0] >= _MARGIN and (len(scores) == 1 or scores[0][0] - scores[1][0] >= _MARGIN):
        return _settled(citation, scores[0][2], 0.6)
    return citation


def _settled(citation: Citation, row: LegalName, confidence: float) -> Citation:
    return Citation(**{**citation.__dict__, "term": row.term, "confidence": confidence})


def _context(draft: Draft, citation: Citation, row: LegalName) -> float:
    """How many of the text's context words stand in the same block, and (a quarter each) in the document."""
    near = flat(draft.view((citation.block.start, citation.block.end)).text)
    far = flat(draft.document.text)
    words = [flat(word) for word in row.context]
    return sum(1.0 for w in words if w in near) + sum(0.25 for w in words if w in far)


def _claim(draft: Draft, citation: Citation, known: KnownNames) -> None:
    if citation.term is None:
        return
    block = (citation.block.start, citation.block.end)
    spans = [draft.sentence(block, citation.start, citation.end)]
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
    day, month, year = date.split()
    return f"{year}-{_MONTHS.index(month) + 1:02d}-{int(day.removesuffix('er')):02d}"


@cache
def _citations() -> tuple[tuple[str, re.Pattern[str], float], ...]:
    content = load_legal()
    return tuple((entry["id"], compiled(entry["pattern"]), entry["confidence"]) for entry in content["citations"])


@cache
def load_legal() -> dict[str, Any]:
    """The rules of citation, each checked against its examples with its pieces put in; raises BrokenRule."""
    content = load("legal")
    for entry in [*content["citations"], *(content[name] for name in ("article", "anaphora", "obliges", "charter"))]:
        regex = compiled(entry["pattern"])
        wrong = [e for e in entry["examples"] if not regex.search(flat(e))] + [
            e for e in entry["counterexamples"] if regex.search(flat(e))
        ]
        if wrong:
            raise BrokenRule(where="legal", detail=f"{entry['pattern']} : {wrong}")
    return content


@cache
def compiled(text: str) -> re.Pattern[str]:
    """The pattern with the named pieces put in."""
    pieces = load("legal")["pieces"]
    for _ in range(3):
        text = re.sub(r"\{([a-z]+)\}", lambda m: pieces[m[1]], text)
    return re.compile(text)
