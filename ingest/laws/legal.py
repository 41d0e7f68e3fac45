"""Legal texts: every way they are cited, and one identity for each; where the identity is not certain, none is given."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from usagraph.ingest.draft import Draft
from usagraph.ingest.institutions.glossary import Glossary
from usagraph.ingest.laws.anaphora import again, anaphoras
from usagraph.ingest.laws.articles import articles, by_last_code
from usagraph.ingest.laws.citation import Citation, citations
from usagraph.ingest.laws.resolver import Context, resolve
from usagraph.ingest.laws.texts import of_date, texts
from usagraph.ingest.rulebook import Rule, compiled, load
from usagraph.ontology.terms import DCT, RDF, SKOS, XSD, ug
from usagraph.records import Block, Term, iri, key, text_value
from usagraph.textview import flat, fold

__all__ = ["Laws", "read_laws"]

_NEAR = 1_500  # code points around a citation whose words may tell which text it is
_BACK = 200  # citations looked back at for what "this law" stands for
_DAY = len("2002-01-02")
_AFTER = 200  # code points after a text in which it may be given a name


class Laws:
    """The citations of a document in order, those that stand for an earlier one too; `words`: its blocks, flat."""

    def __init__(self, citations: list[Citation], words: dict[int, str]) -> None:
        self.citations, self.words = citations, words
        self._by_block: dict[int, list[Citation]] = {}
        for citation in citations:
            self._by_block.setdefault(citation.block.start, []).append(citation)
        self._told = [c for c in citations if c.term and not c.aside]
        self._places = [c.place for c in self._told]

    def before(self, offset: int, block: Block, nature: str) -> Citation | None:
        """The last text of that nature cited before view offset `offset` of `block`: what "the law" there stands for."""
        end = bisect_left(self._places, (block.start, offset))
        earlier = (self._told[n] for n in range(end - 1, max(-1, end - _BACK), -1))
        return next((c for c in earlier if nature in (c.nature, "texte")), None)

    def within(self, block: Block, start: int, end: int) -> list[Citation]:
        """The citations whose text is known in `[start:end]` of the view of `block`."""
        return [c for c in self._by_block.get(block.start, ()) if c.term and start <= c.start < end]


def read_laws(draft: Draft, glossary: Glossary | None = None, scope: str = "") -> Laws:
    """Adds the claims of every legal text the document cites, and gives back the citations.

    `scope`: the authority of the document, which its own orders belong to.
    """
    words = {block.start: flat(draft.view(block).text) for block in draft.blocks}
    cited = [c for block in draft.blocks for c in citations(block, draft.view(block).text, words[block.start])]
    cited = [c for c in cited if _is_text(c, draft, glossary)]
    context = Context(draft.flat, scope=scope)
    numbers = _numbers(cited)
    found = [_as_numbered(_resolved(draft, c, context, words), numbers, context) for c in cited]
    found = _by_given_name(draft, found)
    context.firm = frozenset(c.term for c in found if c.term and c.confidence > 0.7)
    found = [c if c.term else _resolved(draft, c, context, words) for c in found]
    found = [each for c in found for each in _both(draft, c)]
    found = _with_articles(draft, found, words)
    laws = Laws(sorted([*found, *anaphoras(draft, found, words)], key=lambda c: c.place), words)
    _claims(draft, laws)
    return laws


def _resolved(draft: Draft, citation: Citation, context: Context, words: dict[int, str]) -> Citation:
    told = draft.words(citation.block, citation.start, citation.end)
    around = words[citation.block.start]
    near = around[max(0, citation.start - _NEAR) : citation.end + _NEAR]
    found = resolve(replace(citation, words=told), near, context)
    by_year = citation.rule.id in ("legal.yeared", "legal.monthly")
    denied = by_year and compiled("legal", "unknown").regex.match(around[citation.end : citation.end + _AFTER])
    return replace(found, term=None) if denied else found


def _both(draft: Draft, citation: Citation) -> list[Citation]:
    """The two texts of a date: "les deux lois du 30 juin 1975"."""
    before = flat(draft.view(citation.block).text[max(0, citation.start - 5) : citation.start])
    rows = of_date(citation.date, citation.nature) if citation.date and len(citation.date) == _DAY else ()
    if len(rows) != 2 or not before.endswith("deux "):
        return [citation]
    return [replace(citation, term=row.term, confidence=0.9, alternatives=()) for row in rows]


def _is_text(citation: Citation, draft: Draft, glossary: Glossary | None) -> bool:
    """Whether an acronym stands for the text here: the document does not give it another meaning, and a short one, that
    many things share, comes beside an article or with the name in full."""
    if not citation.acronym or citation.named is None:
        return True
    names = {fold(name) for name in citation.named.names}
    defined = [d.label for d in glossary.definitions if d.acronym == citation.acronym] if glossary else []
    if defined:
        return any(
            fold(label) in names or any(fold(label) in n or n in fold(label) for n in names if " " in n)
            for label in defined
        )
    if len(citation.acronym) >= load("legal")["least_acronym"]:
        return True
    shown = flat(draft.view(citation.block).text)
    beside = compiled("legal", "articles").find(shown, max(0, citation.start - 60), citation.end + 30)
    return bool(beside) or any(flat(n) in draft.flat for n in citation.named.names if " " in n)


def _numbers(cited: list[Citation]) -> dict[tuple[str, str], set[str]]:
    """The numbers with which the document cites the texts of a nature and a date."""
    found: dict[tuple[str, str], set[str]] = {}
    for citation in cited:
        if citation.number and citation.date:
            found.setdefault((citation.nature, citation.date), set()).add(citation.number)
    return found


def _as_numbered(citation: Citation, numbers: dict[tuple[str, str], set[str]], context: Context) -> Citation:
    """A text cited by its date alone is the one that the document cites elsewhere with that date and a number."""
    same = numbers.get((citation.nature, citation.date or ""), set())
    known = citation.term and not citation.alternatives and of_date(citation.date or "", citation.nature)
    if citation.number or len(same) != 1 or known:
        return citation
    twin = resolve(replace(citation, number=next(iter(same)), alternatives=(), term=None), "", context)
    return replace(twin, number=None)


def _by_given_name(draft: Draft, found: list[Citation]) -> list[Citation]:
    """The citations with those by a name that the document gives to a text: "loi n° 2019-999, dite loi Horizon"."""
    given: dict[str, Citation] = {}
    for citation in found:
        rest = draft.view(citation.block).text[citation.end : citation.end + _AFTER]
        told = citation.term and citation.rule.id != "legal.proper"
        if told and (match := compiled("legal", "given_name").regex.match(rest)):
            given.setdefault(match["name"] or match["called"], citation)
    if not given:
        return found
    kept = [c for c in found if not (c.rule.id == "legal.proper" and c.proper in given)]
    return sorted([*kept, *_called(draft, given, kept)], key=lambda c: c.place)


def _called(draft: Draft, given: dict[str, Citation], found: list[Citation]) -> Iterator[Citation]:
    """The places where one of the given names stands."""
    names = "|".join(re.escape(name) for name in sorted(given, key=len, reverse=True))
    called = re.compile(rf"\b[Ll]oi\s(?:dite\s)?(?:«\s?|\")?(?P<name>{names})\b")
    taken: dict[int, list[Citation]] = {}
    for citation in found:
        taken.setdefault(citation.block.start, []).append(citation)
    for block in draft.blocks:
        for match in called.finditer(draft.view(block).text):
            near = taken.get(block.start, ())
            if not any(c.term and c.start < match.end() and c.end > match.start() for c in near):
                source, rule = given[match["name"]], Rule.of("legal.given-name")
                yield again(draft, source, block, match.start(), match.end(), rule, 0.9)


def _with_articles(draft: Draft, found: list[Citation], words: dict[int, str]) -> list[Citation]:
    """The citations with those of articles, each with the text it is part of."""
    by_block: dict[int, list[Citation]] = {}
    for citation in found:
        by_block.setdefault(citation.block.start, []).append(citation)
    done: list[Citation] = []
    codes: list[Citation] = []
    for block in draft.blocks:
        near = by_block.get(block.start, [])
        made = articles(block, draft.view(block).text, words[block.start], near)
        for citation in sorted([*near, *made], key=lambda c: c.place):
            whole = citation if citation.term or not citation.article else by_last_code(citation, codes)
            if whole.term or not whole.article:
                told = draft.words(block, whole.start, whole.end) if whole.article else whole.words
                done.append(replace(whole, words=told))
            if citation.nature == "code" and citation.term:
                codes.append(citation)
    return done


def _claims(draft: Draft, laws: Laws) -> None:
    known = frozenset(row.term for row in texts())
    for citation in laws.citations:
        if citation.term and not citation.anaphora:
            _describe(draft, citation, known)
    for citation in laws.citations:
        if citation.term:
            _refer(draft, citation)
    for citation in laws.citations:
        if not citation.term:
            _ambiguous(draft, citation)


def _describe(draft: Draft, citation: Citation, known: frozenset[Term]) -> None:
    """What the citation says of its text: its class, what it is called, its number, its date."""
    term, words = citation.term, citation.words
    if term is None:
        return
    spans, rule, sure = draft.sentence(citation.block, citation.start, citation.end), citation.rule, citation.confidence
    draft.say(term, RDF + "type", iri(ug(citation.class_name)), spans, rule, sure, words=words)
    label = SKOS + ("altLabel" if term in known else "prefLabel")
    draft.say(term, label, text_value(words), spans, rule, sure, words=words)
    if citation.number and not citation.article:
        number = text_value(citation.number, None)
        draft.say(term, ug("officialNumber"), number, spans, rule, sure, words=words)
    if citation.date and term not in known and len(citation.date) == _DAY and not citation.named:
        issued = text_value(citation.date, None, XSD + "date")
        draft.say(term, DCT + "issued", issued, spans, rule, sure, words=words)
    if citation.whole:
        draft.say(term, DCT + "isPartOf", citation.whole, spans, rule, sure, words=words)


def _refer(draft: Draft, citation: Citation) -> None:
    """The document refers to the text; one rule for all the ways of citing it, so that every place is kept."""
    spans = draft.sentence(citation.block, citation.start, citation.end)
    rule, term = Rule.of("legal.reference"), citation.term
    if term is not None:
        draft.say(key("document"), DCT + "references", term, spans, rule, citation.confidence, words=citation.words)


def _ambiguous(draft: Draft, citation: Citation) -> None:
    """The texts that a citation may mean, kept for a person to choose from."""
    spans, rule = draft.sentence(citation.block, citation.start, citation.end), Rule.of("legal.ambiguous")
    for row, score in citation.alternatives:
        sure = min(score, 0.5)
        draft.say(key("document"), ug("mayReference"), row.term, spans, rule, sure, words=citation.words)
