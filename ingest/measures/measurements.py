"""Figures that a document gives, tied to the action, the body or the document they are about."""

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.literature.works import Works
from usagraph.ingest.measures.figure_tables import Row, rows
from usagraph.ingest.measures.measures import Figure, figures_in, labelled_in, listed_in
from usagraph.ingest.measures.naming import amount, is_price, joined, price_of, share
from usagraph.ingest.measures.shares import multiples
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ontology.terms import RDF, SKOS, XSD, ug
from usagraph.records import Block, Claim, Term, iri, key, text_value
from usagraph.textview import flat, fold, sentences, tidy

__all__ = ["read_measurements"]

_KINDS = ("paragraph", "item", "box")
_SURE = {"pair": 0.9, "passage": 0.9, "table": 0.9, "listed": 0.8, "share": 0.85, "named_change": 0.75}
_PAIR = 2  # cells of a row: a label and what it holds
_LONGEST = 1_400  # code points of a passage
_FAR = 4_000  # code points after the last field of a sheet: further on, the text may be about something else
_LONGEST_NAME = 10  # words of a body
_LEAD = 140  # code points of a sentence in which the body that it is about may stand
_BODIES = ("directorate|", "governance-body|")


def read_measurements(draft: Draft, works: Works, scope: str) -> None:
    """Adds each figure of the running text and of the tables of figures."""
    _Reading(draft, works, scope, _Holders.of(draft)).read()


@dataclass(frozen=True)
class _Holders:
    """What the figures of a place are about: the action of the sheet it stands in, a body that its sentence begins with."""

    starts: list[int] = field(default_factory=list)
    actions: list[Term | None] = field(default_factory=list)
    bodies: dict[str, Term] = field(default_factory=dict)
    #: The actions of the rows of tables, by the cells of these.
    cells: dict[int, Term] = field(default_factory=dict)
    #: The actions by their titles.
    titles: dict[str, Term] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Draft) -> "_Holders":
        """Those that the claims made so far tell."""
        claims = draft.claims_on(ug("acronym"), SKOS + "prefLabel", SKOS + "altLabel")
        places = _sheets(draft.claims_by("sheets."))
        named = {
            fold(c.object.value): c.subject
            for c in claims
            if c.object.value and (c.subject.key or "").startswith(_BODIES)
        }
        starts, actions = [start for start, _ in places], [action for _, action in places]
        return cls(starts, actions, named, _cells(draft, claims), _titles(claims))

    def holder(self, start: int, sentence: str) -> Term:
        """The action, else the body, else the document."""
        if start in self.cells:
            return self.cells[start]
        before = bisect.bisect_right(self.starts, start)
        near = bool(before) and start - self.starts[before - 1] < _FAR
        between = before and before < len(self.starts) and self.actions[before] == self.actions[before - 1]
        action = self.actions[before - 1] if near or between else None
        return action or self._body(sentence) or key("document")

    def beside(self, start: int, others: Iterable[str]) -> Term:
        """The action that another cell of a row names, else who a figure at `start` is about."""
        named = {self.titles[words] for said in others if (words := fold(said)) in self.titles}
        return named.pop() if len(named) == 1 else self.holder(start, "")

    def _body(self, sentence: str) -> Term | None:
        words = re.sub(r"^(?:les? |la |l'|au |aux |du |des |de la )", "", sentence.strip()).split()[:_LONGEST_NAME]
        for length in range(len(words), 0, -1):
            found = self.bodies.get(" ".join(words[:length]).strip(" ,"))
            if found:
                return found
        return None


def _cells(draft: Draft, claims: Iterable[Claim]) -> dict[int, Term]:
    """The action that each row of a table names, by the places of its cells."""
    named = {p.start: c.subject for c in claims if (c.subject.key or "").startswith("action|") for p in c.passages}
    rows = [row for grid in draft.grids for row in grid.values()] if named else []
    told = ((row, {named[cell.start] for cell in row.values() if cell.start in named}) for row in rows)
    return {cell.start: next(iter(actions)) for row, actions in told if len(actions) == 1 for cell in row.values()}


def _titles(claims: Iterable[Claim]) -> dict[str, Term]:
    """The actions by their titles, those that two actions share left out."""
    found: dict[str, set[Term]] = {}
    for claim in claims:
        if (
            claim.predicate == SKOS + "prefLabel"
            and claim.object.value
            and (claim.subject.key or "").startswith("action|")
        ):
            found.setdefault(fold(claim.object.value), set()).add(claim.subject)
    return {title: next(iter(actions)) for title, actions in found.items() if len(actions) == 1}


def _sheets(claims: tuple[Claim, ...]) -> list[tuple[int, Term | None]]:
    """Where the text begins to be about an action: its title where its fields follow, then each field."""
    marks: list[tuple[int, bool, Term]] = [
        (c.passages[0].start, c.rule.endswith(".title"), c.subject)
        for c in claims
        if (c.subject.key or "").startswith("action|")
    ]
    marks.sort(key=lambda mark: mark[0])
    kept = [
        mark
        for mark, after in zip(marks, [*marks[1:], None], strict=False)
        if not mark[1] or (after is not None and after[2] == mark[2])
    ]
    return [(start, action) for start, _, action in kept]


@dataclass(frozen=True)
class _Reading:
    draft: Draft
    works: Works
    scope: str
    holders: _Holders

    def read(self) -> None:
        """Reads the blocks, then the tables."""
        cued = self.draft.allowing(compiled("measurements", "cue"))
        for block in self.draft.blocks:
            if block.start in cued and block.kind in _KINDS and not self.works.holds(block.start):
                self._block(block, announced=self._announced(block))
        for cell in self._beside():
            if cell.start in cued:
                self._block(cell, announced=True)
        for row in rows(self.draft):
            self._row(row)

    def _beside(self) -> Iterator[Block]:
        """The cells beside a label that says that they hold figures."""
        pairs = (row for grid in self.draft.grids for row in grid.values() if len(row) == _PAIR)
        for label, cell in (row.values() for row in pairs):
            if _is_of_figures(self.draft.document.words(label).strip(" :")):
                yield cell
        for grid in self.draft.grids:
            yield from self._below(grid)

    def _below(self, grid: dict[int, dict[int, Block]]) -> Iterator[Block]:
        """The cells of a table of other things in the columns of what came of them."""
        top, *rows = (grid[number] for number in sorted(grid))
        if len(top) > _PAIR and rows:
            told = [c for c, head in top.items() if c and _is_of_figures(self.draft.document.words(head).strip(" :"))]
            yield from (row[column] for row in rows for column in told if column in row)

    def _block(self, block: Block, *, announced: bool) -> None:
        words = flat(self.draft.view(block).text)
        for start, end in sentences(self.draft.view(block)):
            sentence = words[start:end]
            if compiled("measurements", "cue").find(sentence):
                for figure in _figures(sentence, announced=announced):
                    self._claim(block, figure, (start, end), sentence)

    def _announced(self, block: Block) -> bool:
        heading = self.draft.outline.at(block.start)
        return heading is not None and _is_of_figures(heading.title)

    def _claim(self, block: Block, figure: Figure, place: Span, sentence: str) -> None:
        seen, start = self.draft.view(block), place[0]

        def words(span: Span) -> str:
            return self.draft.words(block, start + span[0], start + span[1])

        beat = words(figure.rhythm) if figure.rhythm else ""
        said = [words(span) for span in figure.what]
        indicator = tidy(joined(figure, said)).replace("*", "").strip(" ,;:'\"")
        if not indicator or indicator.startswith("par "):
            indicator = amount(indicator, beat)
        if is_price(figure, sentence[slice(*figure.whole)].replace(flat(indicator), "")):
            indicator = price_of(sentence[: figure.what[0][0]], indicator)
        indicator = share(figure, sentence, indicator)
        unit = figure.unit if isinstance(figure.unit, str) else _common(words(figure.unit))
        if beat and not isinstance(figure.unit, str) and not unit.endswith(beat):
            unit = f"{unit} {beat}"
        if figure.total is not None and figure.form in ("part", "pair", "in_n"):
            unit = f"{unit} sur {_plain(figure.total)}" if "/" not in sentence[slice(*figure.whole)] else unit
        spans = seen.spans(*place)
        if any(b - a > _LONGEST for a, b in spans):
            spans = seen.spans(start + figure.whole[0], start + figure.whole[1])
        value = -figure.value.value if figure.negative else figure.value.value
        told = _Told(indicator, value, unit, words(figure.place), spans, figure.form)
        term = self._write(self.holders.holder(block.start, fold(sentence[:_LEAD])), told)
        self._also(term, told, "qualifier", text_value(_as_told(figure.value.qualifier, words(figure.place)), None))
        self._also(term, told, "valueBefore", _decimal(figure.before))
        self._also(term, told, "valueMax", _decimal(figure.value.most))
        self._also(term, told, "outOf", _decimal(figure.total))
        if figure.moment:
            self._also(term, told, "moment", text_value(words(figure.moment)))

    def _row(self, row: Row) -> None:
        told = _Told(row.indicator, row.value.value, row.unit, row.words, list(row.spans), "table")
        term = self._write(self.holders.beside(row.label.start, row.beside), told)
        self._also(term, told, "qualifier", text_value(row.value.qualifier, None))
        self._also(term, told, "valueBefore", _decimal(row.before))
        if row.moment:
            self._also(term, told, "moment", text_value(row.moment))

    def _write(self, holder: Term, told: "_Told") -> Term:
        term = self.draft.name("measurement", self.scope, told.indicator, f"{_plain(told.value)} {told.unit}")
        self._say(term, RDF + "type", iri(ug("Measurement")), told)
        self._say(term, SKOS + "prefLabel", text_value(f"{told.indicator} : {told.words}"), told)
        self._say(term, ug("indicator"), text_value(told.indicator), told)
        self._say(term, ug("value"), _decimal(told.value), told)
        self._also(term, told, "unit", text_value(told.unit, None))
        self._say(holder, ug("hasMeasurement"), term, told)
        return term

    def _also(self, term: Term, told: "_Told", name: str, value: Term | None) -> None:
        if value is not None and value.value:
            self._say(term, ug(name), value, told)

    def _say(self, subject: Term, predicate: str, value: Term | None, told: "_Told") -> None:
        if value is not None:
            rule, sure = Rule.of(f"measurements.{told.form}"), _SURE.get(told.form, 0.85)
            self.draft.say(subject, predicate, value, told.spans, rule, sure, words=told.words)


@dataclass(frozen=True)
class _Told:
    """A figure ready to be written; `words`: the number as it stands."""

    indicator: str
    value: Decimal
    unit: str
    words: str
    spans: list[Span]
    form: str


def _is_of_figures(words: str) -> bool:
    """Whether a heading says that figures stand below it."""
    return words in compiled("measurements", "announces") or words in compiled("measurements", "of_results")


def _figures(sentence: str, *, announced: bool) -> list[Figure]:
    """The figures of a sentence; where it announces figures, or stands where they are, each of its pieces may be one."""
    labelled = labelled_in(sentence)
    if labelled:
        return [] if compiled("measurements", "not_a_result").find(sentence) else labelled
    inline = compiled("measurements", "announced_inline").regex.match(sentence)
    found = figures_in(sentence)
    if announced or inline or compiled("measurements", "nominal").regex.match(sentence):
        listed = listed_in(sentence, inline.end() if inline else 0)
        found += [f for f in listed if not any(f.meets(held) for held in found)]
    return found or list(multiples(sentence))


def _decimal(number: Decimal | None) -> Term | None:
    return None if number is None else text_value(_plain(number), datatype=XSD + "decimal")


def _plain(number: Decimal) -> str:
    """A number without exponent and without zeros after the comma."""
    whole = number.to_integral_value()
    return f"{whole:f}" if number == whole else f"{number.normalize():f}"


def _common(words: str) -> str:
    """A unit in small letters, acronyms apart."""
    return words if words.isupper() else words.lower()


def _as_told(qualifier: str, words: str) -> str:
    """A qualifier with the accents of the text; as it is read where it does not stand there."""
    stem = qualifier.removesuffix(" de")
    at = flat(words).find(stem)
    return words[at : at + len(stem)].lower() + qualifier[len(stem) :] if qualifier and at >= 0 else qualifier
