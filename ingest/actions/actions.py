"""Actions from tables: one action a row, whatever the order of the columns and wherever the degree is said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from usagraph.ingest.actions.census import identity_of
from usagraph.ingest.actions.columns import Column
from usagraph.ingest.actions.degrees import named as degrees_in
from usagraph.ingest.actions.identities import identities
from usagraph.ingest.actions.joined import whole_tables
from usagraph.ingest.actions.legend import Legend, read_legend
from usagraph.ingest.actions.meanings import abbreviated, is_empty
from usagraph.ingest.actions.names import Names
from usagraph.ingest.actions.rows import Layout, Row, layout_of, rows_of
from usagraph.ingest.actions.steps import Told, say_step
from usagraph.ingest.actions.supplements import supplements
from usagraph.ingest.actions.topics import (
    Said,
    read_issue,
    read_methods,
    read_partner,
    read_policies,
    read_target,
    read_terms,
    seen_by,
)
from usagraph.ingest.actions.values import tells, values_of
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.institutions.bodies import Bodies
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Rule, compiled
from usagraph.ingest.table import Cell, Table
from usagraph.ontology.terms import FOAF, concept, ug
from usagraph.records import Term, iri, text_value
from usagraph.textview import kebab, tidy

__all__ = ["degrees_in", "read_actions"]

_SAID = {"direction": 0.96, "policy": 0.96, "issue": 0.96, "degree": 0.95, "scale": 0.7}
_ITEM = re.compile(r"\s*(?:\n\s*[-–•·▪➢*]?|;|•|▪|➢|(?<=\s)[-–](?=\s))\s*")
_LIST = re.compile(r"\s*(?:\n\s*[-–•·▪➢*]?|[;,/]|•|▪|➢)\s*")
#: How a degree is reached, in its cell: "consultés par questionnaire".
_MEANS = re.compile(r"\b(?:par|via|au moyen d[eu]|grâce à|lors d[eu'’]|en|avec)\s+(?P<means>[^,;]{4,60})")
_LONGEST_ITEM = 400
_HOLDERS = frozenset(["directorate", "pole", "service-point", "organisation", "association"])
#: Roles that are understood and become nothing.
_UNUSED = frozenset(["wished", "law"])
#: Roles of which every column is kept.
_SEVERAL = frozenset(["method", "target", "partner", "objective", "item", "text", "effect"])


def read_actions(draft: Draft, bodies: Bodies, known: KnownNames) -> list[Span]:
    """Adds the claims of every table of actions of the document; gives back the spans of these tables."""
    found = draft.tables
    legend = read_legend(draft, found.all, known)
    names = Names(draft, bodies.scope, identity_of(found.all))
    used = []
    whole = whole_tables(found, legend)
    apart = identities(draft, whole)
    for table, header in whole:
        if table.start in apart:
            continue
        layout = layout_of(table, legend, header)
        rows = list(rows_of(draft, layout, legend, known)) if layout else []
        for row in rows:
            _Writer(draft, bodies, known, legend, names, table.number, row).write()
        if layout and rows:
            _leave(draft, layout, legend)
            used.append((table.start, table.end))
    others = [table for table, _ in whole if (table.start, table.end) not in used and table.start not in apart]
    for table, row, action, leaders in supplements(draft, others, legend):
        _Writer(draft, bodies, known, legend, names, table.number, row, led=leaders).complete(action)
        used.append((table.start, table.end))
    return list(dict.fromkeys(used))


def _leave(draft: Draft, layout: Layout, legend: Legend) -> None:
    """Remembers the headings of a table that no property is made of."""
    table, header = layout.table, layout.header
    unused = [c for group in header.groups for c in _unused(table, header.first, group, legend)]
    places = {cell.words: cell for row in table.rows[: header.first] for cell in row if cell}
    for cell in (*header.left, *(places[c.words] for c in unused if c.words in places)):
        draft.leave("column", cell.words, (cell.start, cell.end))


def _unused(table: Table, first: int, columns: tuple[Column, ...], legend: Legend) -> Iterator[Column]:
    """The columns that become nothing: understood and not kept, beside another of their role, or of which no value is."""
    roles: set[str] = set()
    directed = any(column.role in ("direction", "sheet_direction") for column in columns)
    short = abbreviated(
        value
        for column in columns
        if column.role in ("degree", "staged")
        for value in values_of(table, first, column.place)
    )
    for column in columns:
        values = values_of(table, first, column.place)
        graded = column.role in ("degree", "staged", "tick")
        if (
            column.role in _UNUSED
            or (column.role in roles and not graded and column.role not in _SEVERAL)
            or (column.role == "responsible" and directed)
            or (graded and values and not short and not tells(column, values, legend))
        ):
            yield column
        roles.add(column.role)


@dataclass(frozen=True)
class _Writer:
    draft: Draft
    bodies: Bodies
    known: KnownNames
    legend: Legend
    names: Names
    table: int
    row: Row
    rule: Rule = field(default_factory=lambda: Rule.of("tables.action"))
    led: tuple[Term, ...] = ()

    def write(self) -> None:
        """Adds the claims of the row."""
        leaders = self._leaders()
        leader = self.row.cells.get("direction") or self.row.cells.get("responsible")
        action = self.names.of(self.row, self.table, [term for term, _ in leaders])
        self._label(action)
        for term, words in leaders:
            spans = self._at(leader) if leader else self.row.spans
            self.draft.say(action, ug("ledBy"), term, spans, self.rule, _SAID["direction"], words=words)
        self._topics(action)
        self._terms(action)
        self._agents(action)
        self._more(action)
        for graded in self.row.degrees:
            spans = tuple(dict.fromkeys([*((c.start, c.end) for c in graded.cells), *self.row.spans]))
            words = graded.cells[0].words
            stage = graded.cells[-1].words if graded.stage and len(graded.cells) > 1 else ""
            sure = _SAID["degree"] if not graded.guessed else _SAID["scale"]
            told = Told(graded.degree, graded.stage, words, spans, graded.basis, stage)
            say_step(self.draft, action, told, self.rule, sure)
        self._sheet(action)

    def complete(self, action: Term) -> None:
        """Adds what the row says of an action that another table tells."""
        self._topics(action)
        self._terms(action)
        self._agents(action)
        self._more(action)

    def _leaders(self) -> list[tuple[Term, str]]:
        """Who leads the action; a person's name is left alone."""
        cell = self.row.cells.get("direction")
        if cell is None:
            cell = self.row.cells.get("responsible")
            if cell is None or cell.words not in compiled("tables", "body"):
                return []
        if cell.words in compiled("tables", "person"):
            return []
        return self.bodies.directorates(cell.words, self._at(cell), self.row.kind)

    def _at(self, cell: Cell) -> tuple[Span, ...]:
        """The passages that hold a cell: those of the row, and the cell itself where they do not."""
        held = any(a <= cell.start and cell.end <= b for a, b in self.row.spans)
        return self.row.spans if held else (*self.row.spans, (cell.start, cell.end))

    def _said(self, action: Term, cell: Cell, confidence: float = 0.9) -> Said:
        return Said(self.draft, self.known, action, self._at(cell), self.rule, confidence)

    def _label(self, action: Term) -> None:
        """Calls the action by its title, else by what its cells say together: then the whole row is its words."""
        if cell := self.row.cells.get("action"):
            self.draft.thing(action, "Action", cell.words, self.row.spans, self.rule, 0.95)
            return
        shown = [cell.words for role in ("direction", "policy", "issue") if (cell := self.row.cells.get(role))]
        words = self.draft.document.text[slice(*self.row.spans[0])]
        self.draft.thing(action, "Action", " · ".join(shown), self.row.spans, self.rule, 0.95, words=words)

    def _topics(self, action: Term) -> None:
        if cell := self.row.cells.get("policy"):
            spans = self._at(cell)
            read_policies(self.draft, self.known, action, cell.words, spans, self.rule, _SAID["policy"])
        if cell := self.row.cells.get("issue"):
            read_issue(self._said(action, cell, _SAID["issue"]), cell.words)
        if cell := self.row.cells.get("objective"):
            for said, words in self._items(action, cell):
                said.thing("objective", "Objective", words, ug("hasObjective"), action.key or "")

    def _terms(self, action: Term) -> None:
        for scheme in ("mode", "nature"):
            if cell := self.row.cells.get(scheme):
                read_terms(self._said(action, cell), scheme, cell.words, self.legend)
        if cell := self.row.cells.get("method"):
            for said, words in self._items(action, cell, _LIST):
                read_methods(said, words, mint=True)
        for graded in self.row.degrees:
            if graded.basis and (means := _MEANS.search(graded.cells[0].words)):
                read_methods(self._said(action, graded.cells[0], 0.8), means["means"])

    def _agents(self, action: Term) -> None:
        for role, property_ in (("partner", "hasPartner"), ("support", "supportedBy")):
            if cell := self.row.cells.get(role):
                for said, words in self._items(action, cell, _LIST):
                    read_partner(said, words, ug(property_), self._body)
        if cell := self.row.cells.get("target"):
            for said, words in self._items(action, cell, _LIST):
                read_target(said, words)
        if cell := self.row.cells.get("place"):
            for said, words in self._items(action, cell, _LIST):
                if not is_empty(words):
                    said.thing("territory", "Territory", words, ug("takesPlaceIn"), "")

    def _body(self, words: str) -> Term | None:
        """The directorate that an acronym of the document stands for."""
        return self.bodies.known.body(words)

    def _more(self, action: Term) -> None:
        """What the other columns say: effects, needs, wishes, factors, remarks, dates."""
        for column, cell in self.row.more:
            if is_empty(cell.words):
                continue
            if column.role == "text":
                self._text(action, column, cell)
            elif column.role in ("item", "effect"):
                self._item(action, column, cell)
            elif column.role == "method":
                for said, words in self._items(action, cell, _LIST):
                    read_methods(said, words, mint=True)
            elif column.role == "target":
                for said, words in self._items(action, cell, _LIST):
                    read_target(said, words)
            elif column.role == "partner":
                for said, words in self._items(action, cell, _LIST):
                    read_partner(said, words, ug("hasPartner"), self._body)
            elif column.role == "objective":
                for said, words in self._items(action, cell):
                    said.thing("objective", "Objective", words, ug("hasObjective"), action.key or "")

    def _text(self, action: Term, column: Column, cell: Cell) -> None:
        date = column.rule["property"] in ("startDate", "endDate")
        if len(cell.words) <= _LONGEST_ITEM and (not date or any(c.isdigit() for c in cell.words)):
            self._said(action, cell, 0.8).say(ug(column.rule["property"]), text_value(cell.words), cell.words)

    def _item(self, action: Term, column: Column, cell: Cell) -> None:
        kind = column.rule.get("makes", "Effect")
        for said, words in self._items(action, cell):
            made = said.thing(kebab(kind), kind, words, ug(column.rule.get("property", "hasEffect")), action.key or "")
            if seen := column.rule.get("viewpoint") or seen_by(column.words):
                self.draft.say(
                    made, ug("viewpoint"), iri(concept("viewpoint", seen)), said.spans, self.rule, 0.85, words=words
                )
            if kind in ("Need", "Wish"):
                self._wanted(made, said, words, column.rule["property"])
            if affects := column.rule.get("affects"):
                position = iri(concept("user-position", affects))
                self.draft.say(made, ug("affects"), position, said.spans, self.rule, 0.85, words=words)

    def _wanted(self, made: Term, said: Said, words: str, property_: str) -> None:
        """Says that what an action needs or aims at is wanted by the one that leads it."""
        leaders = self.led or [term for term, _ in self._leaders()]
        if len(leaders) == 1 and (leaders[0].key or "").partition("|")[0] in _HOLDERS:
            self.draft.say(leaders[0], ug(property_), made, said.spans, self.rule, 0.75, words=words)

    def _items(self, action: Term, cell: Cell, cut: re.Pattern[str] = _ITEM) -> Iterator[tuple[Said, str]]:
        """The items of a cell, each with its own passages beside those of the row."""
        text = self.draft.document.text[cell.start : cell.end]
        for part in cut.split(text) if tidy(text) == cell.words else [cell.words]:
            words = tidy(part).strip(" .")
            if words and not is_empty(words) and len(words) <= _LONGEST_ITEM:
                yield self._said(action, cell, 0.85), words

    def _sheet(self, action: Term) -> None:
        if self.row.sheet is None:
            return
        label, number = self.row.sheet
        sheet = self.draft.name("action-sheet", (action.key or "").split("|", 1)[1].replace("|", "-"))
        spans, rule = self.row.spans, self.rule
        self.draft.thing(sheet, "ActionSheet", label, spans, rule, 0.95)
        self.draft.say(sheet, FOAF + "primaryTopic", action, spans, rule, 0.95, words=label)
        if number:
            self.draft.say(sheet, ug("sheetNumber"), text_value(number, None), spans, rule, 0.95, words=number)
