"""Works cited in the running text: tied to the bibliography, or cited and not listed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.literature.named import named_works
from usagraph.ingest.literature.works import Listed, Works
from usagraph.ingest.rulebook import Rule, cached, compiled, load
from usagraph.ontology.terms import CITO, DCT, RDF, SKOS, XSD, ug
from usagraph.records import Block, Term, iri, key, text_value
from usagraph.textview import flat, fold, slug

__all__ = ["Citation", "read_references"]

_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)?)\)")
_LONGEST = 400  # code points of a bracket
_YEAR = re.compile(r"(?:1[5-9]|20)(?<!\d..)\d\d(?!\d)")
_YEARS = re.compile(r"((?:1[5-9]|20)\d\d)([a-z])?")
_PARTS = re.compile(r",? (?:et|and|&) |, ")
_OTHERS = re.compile(r",? ?(?:et al\b\.?|et ses coll[èe]gues|et collab\b\.?)$")
_ALIKE, _ALIKE_PAIR = 86, 68
_LOOKED_BACK = 260
_LEARNED = 2  # citations of listed works: after so many, the document is one that cites by author and year
_MANY = 4  # different citations whose form is telling: as much, where nothing is listed
_WIDEST = 24  # numbers that a range in brackets may hold
_KINDS = ("paragraph", "item", "box", "caption", "cell")


@dataclass(frozen=True)
class Citation:
    """One place where a work is cited: surnames as they stand, year, and the place in the view of its block.

    `strong`: its form alone says that it is a citation; `likely`: nothing speaks against it.
    """

    block: Block
    names: tuple[str, ...]
    year: str
    letter: str
    start: int
    end: int
    likely: bool = True
    strong: bool = False
    others: bool = False

    @property
    def label(self) -> str:
        """As a text cites it: "Roy et Brun (2015)"."""
        told = f"{self.names[0]} et al." if self.others or len(self.names) > 2 else " et ".join(self.names)
        return f"{told} ({self.year}{self.letter})"


def read_references(draft: Draft, works: Works, scope: str) -> None:
    """Adds each work that the text cites, its bibliography left out."""
    _Reading(draft, works, scope).read()


class _Reading:
    """Reads the citations in order, so that "ibid." is the one before."""

    def __init__(self, draft: Draft, works: Works, scope: str) -> None:
        self.draft, self.works, self.scope = draft, works, scope
        self.last: list[Term] = []
        self.absent: list[Citation] = []
        self.rules: dict[Term, str] = {}
        self.tied = 0
        self.numbered = any(work.entry.number is not None for work in works.listed)

    def read(self) -> None:
        """Ties the citations to the works listed; then keeps those that no entry answers to."""
        for block in self.draft.blocks:
            if block.kind in _KINDS and not self.works.holds(block.start):
                self._block(block)
        many = len({(c.names[0], c.year) for c in self.absent if c.strong}) >= _MANY
        for citation in self.absent:
            if self.tied >= _LEARNED or many or (self.tied and citation.strong):
                self._not_listed(citation)

    def _block(self, block: Block) -> None:
        text = self.draft.view(block).text
        found: list[tuple[int, Citation | re.Match[str] | tuple[Span, list[Listed]]]] = []
        if _YEAR.search(text):
            found += [(c.start, c) for c in citations(block, text, self.works)]
        if self.numbered and "[" in text:
            found += [(m.start(), m) for m in _form("numbers").finditer(text)]
        if "bid" in text or "cit" in text or "d." in text:
            found += [(m.start(), m) for m in _form("again").finditer(text)]
        held = [(c.start, c.end) for _, c in found if isinstance(c, Citation)]
        named = list(named_works(text, self.works)) if _YEAR.search(text) or "cit" in text else []
        found = [one for one in found if not _repeats(one[1], named)]
        found += [(span[0], (span, works)) for span, works in named if not _meets(span, held)]
        for _, one in sorted(found, key=lambda pair: pair[0]):
            if isinstance(one, Citation):
                self._cited(one)
            elif isinstance(one, tuple):
                self._named(block, *one)
            elif "numbers" in one.groupdict():
                self._by_number(block, one)
            else:
                self._cite(block, one.span(), self.last, 0.7, "works.again")

    def _cited(self, citation: Citation) -> None:
        found = matches(citation, self.works)
        if found:
            self.tied += 1
            self.last = [work.term for work in found]
            sure = 0.5 if len(found) > 1 else 0.95 if fold(citation.names[0]).endswith(found[0].surnames[0]) else 0.8
            self._cite(citation.block, (citation.start, citation.end), self.last, sure, "works.citation")
        elif citation.likely and not _is_no_author(citation):
            self.absent.append(citation)

    def _named(self, block: Block, span: Span, works: list[Listed]) -> None:
        """Ties a work named in another form; of several by one author, the one cited last."""
        cited = [work for work in works if work.term in self.rules]
        told = works if len(works) == 1 else sorted(cited, key=lambda w: list(self.rules).index(w.term))[-1:]
        if told:
            self.last = [work.term for work in told]
            self._cite(block, span, self.last, 0.85, "works.named")

    def _by_number(self, block: Block, match: re.Match[str]) -> None:
        found = [work.term for n in _numbers(match["numbers"]) for work in self.works.numbered(n)]
        if found:
            self.last = found
            self._cite(block, match.span(), found, 0.95, "works.number")

    def _not_listed(self, citation: Citation) -> None:
        term = key("|".join(["work", self.scope, slug(f"{' '.join(citation.names)} {citation.year}{citation.letter}")]))
        rule, place = Rule.of("works.absent", "works"), (citation.start, citation.end)
        spans = _passages(self.draft, citation.block, place)
        words = self.draft.words(citation.block, *place)
        for predicate, value in (
            (RDF + "type", iri(ug("Work"))),
            (SKOS + "prefLabel", text_value(citation.label)),
            (DCT + "date", text_value(citation.year, datatype=XSD + "gYear")),
            *((DCT + "creator", text_value(name, None)) for name in citation.names),
        ):
            self.draft.say(term, predicate, value, spans, rule, 0.85, words=words)
        self._cite(citation.block, place, [term], 0.85, "works.absent")

    def _cite(self, block: Block, place: Span, works: list[Term], sure: float, rule: str) -> None:
        spans, words = _passages(self.draft, block, place), self.draft.words(block, *place)
        for work in works:
            # A claim keeps the places of the rule that made it: those found later go under the same one.
            told = Rule.of(self.rules.setdefault(work, rule), "works")
            self.draft.say(key("document"), CITO + "cites", work, spans, told, sure, words=words)


def _meets(span: Span, others: list[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)


def _repeats(one: object, named: list[tuple[Span, list[Listed]]]) -> bool:
    """Whether an « op. cit. » is one that follows a surname, and stands for no work cited just before."""
    return isinstance(one, re.Match) and _meets(one.span(), [span for span, _ in named])


def citations(block: Block, text: str, works: Works) -> Iterator[Citation]:
    """The citations of a text, in order, by author and year."""
    for bracket in _BRACKET.finditer(text):
        if len(bracket[1]) <= _LONGEST and _YEAR.search(bracket[1]):
            yield from _in_bracket(block, text, bracket, works)


def _in_bracket(block: Block, text: str, bracket: re.Match[str], works: Works) -> Iterator[Citation]:
    whole = _form("year_only").fullmatch(bracket.group())
    if whole or _form("narrative").fullmatch("Nom " + bracket.group()):
        yield from _before(block, text, bracket, works)
        return
    inside, base = bracket[1], bracket.start(1)
    for match in _form("group").finditer(inside):
        names = _names(match["names"])
        if names and (match.end() == len(inside) or not inside[match.end()].isalnum()):
            start = base + match.start() + match["names"].index(names[0])
            told = bool(match["page"] or len(names) > 1 or ";" in inside or _OTHERS.search(match["names"]))
            yield from _dated(block, match, names, (start, base + match.end()), likely=True, strong=told)


def _before(block: Block, text: str, bracket: re.Match[str], works: Works) -> Iterator[Citation]:
    """The citation whose names stand before a bracket that holds years alone."""
    begin = max(0, bracket.start() - _LOOKED_BACK)
    near = [m for m in _form("narrative").finditer(text, begin, bracket.end()) if m.end() == bracket.end()]
    match = near[0] if near else None
    names = _names(match["names"]) if match else []
    while len(names) > 1 and fold(names[0]) in _not_authors():
        names = names[1:]
    if match and names:
        start = match.start() + match["names"].index(names[0])
        cued = bool(_form("cue").search(flat(text[max(0, start - 30) : start])))
        told = bool(_form("telling").match(flat(text[match.end() : match.end() + 40])))
        strong = len(names) > 1 or told or bool(match["page"]) or bool(_OTHERS.search(match["names"]))
        yield from _dated(
            block, match, names, (start, match.end()), likely=cued or told or len(names) > 1, strong=strong
        )
        return
    year = _form("year_only").fullmatch(bracket.group())
    held = _named_before(text[begin : bracket.start()], works.dated(year["year"])) if year else None
    if year and held:
        yield Citation(block, held, year["year"], year["letter"] or "", *bracket.span(1), strong=True)


def _named_before(before: str, works: list[Listed]) -> tuple[str, ...] | None:
    """The authors of the listed work that the sentence before named last."""
    sentence = flat(re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])", before)[-1])
    places = {w.entry.surname: sentence.rfind(flat(w.entry.surname)) for w in works if w.entry.surname}
    named = [surname for surname, at in sorted(places.items(), key=lambda pair: pair[1]) if at >= 0]
    return (named[-1],) if named else None


def _dated(
    block: Block, match: re.Match[str], names: list[str], place: Span, *, likely: bool, strong: bool
) -> Iterator[Citation]:
    """One citation for each year of a match."""
    others = bool(_OTHERS.search(match["names"]))
    years = [(match["year"], match["letter"] or ""), *_YEARS.findall(match["more"] or "")]
    for year, letter in years[: 1 if re.match(r" ?[-–/]", match["more"] or "") else None]:
        yield Citation(block, tuple(names), year, letter, *place, likely, strong, others)


def _names(words: str) -> list[str]:
    """The surnames of a citation, without the words that lead to it; none where one of them is no name."""
    bare = _OTHERS.sub("", words)
    while lead := _form("lead").match(bare):
        bare = bare[lead.end() :]
    return [name for name in _PARTS.split(bare) if name and name[-1:] != "."]


def matches(citation: Citation, works: Works) -> list[Listed]:
    """The listed works that a citation may mean: one, or several of one author and year; none where none is alike."""
    dated = works.dated(citation.year)
    cited = [fold(name) for name in citation.names]
    exact = [w for w in dated if w.surnames and (w.surnames[0] == cited[0] or _own_name(cited[0], w.surnames[0]))]
    found = exact or [w for w in dated if _alike(cited, w)]
    lettered = [w for w in found if citation.letter and w.entry.letter == citation.letter]
    if lettered:
        return lettered
    if citation.others:
        return [w for w in found if len(w.surnames) > 1 or w.entry.others] or found
    fitting = [w for w in found if w.surnames == tuple(cited)]
    return fitting if len(fitting) == 1 else found


def _own_name(cited: str, surname: str) -> bool:
    """Whether a name is cited with its given name, or an organisation by what stands in its name."""
    return cited.endswith(" " + surname)


def _alike(cited: list[str], work: Listed) -> bool:
    """Whether first surnames differ by a slip; by more where the second author is the same."""
    if not work.surnames:
        return False
    near = fuzz.ratio(cited[0], work.surnames[0])
    slip = cited[0][0] == work.surnames[0][0] and Levenshtein.distance(cited[0], work.surnames[0]) == 1
    pair = len(cited) > 1 and len(work.surnames) > 1 and fuzz.ratio(cited[1], work.surnames[1]) >= _ALIKE
    return (near >= (_ALIKE_PAIR if pair else _ALIKE) or slip) and min(len(cited[0]), len(work.surnames[0])) > 3


def _is_no_author(citation: Citation) -> bool:
    """Whether the first name is a month, a place, a kind of text or an acronym: nobody that a bibliography would list."""
    words = fold(citation.names[0]).replace("'", " ").replace("-", " ").split()
    place = KnownNames().departement_at(flat(citation.names[0]))
    acronym = any(name.isupper() for name in citation.names)
    first = words[1] if len(words) > 1 and words[0] in load("works")["particles"] else words[0]
    return bool(place) or acronym or first in _not_authors() or words[-1] in _not_authors()


def _numbers(words: str) -> list[int]:
    """The numbers in brackets, ranges spread out: "1-3, 7"."""
    found: list[int] = []
    for part in re.split(r" ?[,;] ?", words):
        ends = [int(n) for n in re.split(r" ?[-–] ?", part)]
        found += range(ends[0], min(ends[-1], ends[0] + _WIDEST) + 1)
    return found


def _passages(draft: Draft, block: Block, place: Span) -> list[Span]:
    """The sentence of a citation; the citation alone where that is too long to be read."""
    spans = draft.sentence(block, *place)
    return spans if all(end - start < 1_400 for start, end in spans) else draft.view(block).spans(*place)


def _form(name: str) -> re.Pattern[str]:
    return compiled("works", "citing", name).regex


@cached
def _not_authors() -> frozenset[str]:
    return frozenset(load("works")["not_authors"])
