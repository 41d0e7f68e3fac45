"""Actions from tables: one action a row, whatever the order of the columns and wherever the degree is said."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from usagraph.ingest.bodies import Bodies
from usagraph.ingest.draft import Draft, Span
from usagraph.ingest.known import KnownNames
from usagraph.ingest.rulebook import Pattern, Rule, cached, compiled, load, pattern
from usagraph.ingest.table import Cell, Table, joined, tables
from usagraph.ingest.topics import read_policies
from usagraph.ontology.terms import FOAF, RDF, concept, ug
from usagraph.records import Term, iri, text_value
from usagraph.textview import fold, tidy

__all__ = ["Row", "read_actions", "rows_of"]

_SAID = {"direction": 0.96, "policy": 0.96, "issue": 0.96, "degree": 0.95}


@dataclass
class Row:
    """What a row says of one action, by role, with the classes its columns tell and the degrees around it.

    `spans`: its own cells, then each cell above that is merged into it.
    """

    cells: dict[str, Cell]
    kind: str | None
    spans: tuple[Span, ...]
    degrees: list[tuple[str, Cell]] = field(default_factory=list)
    sheet: tuple[str, str | None] | None = None


@dataclass(frozen=True)
class Column:
    """A column: its place, its heading, its role, the class of what it names, or the degree it ticks."""

    place: int
    words: str
    role: str
    kind: str | None = None
    degree: str | None = None


def read_actions(draft: Draft, bodies: Bodies, known: KnownNames) -> list[Span]:
    """Adds the claims of every table of actions of the document; gives back the spans of these tables."""
    seen: Counter[str] = Counter()
    used = []
    for table in _whole_tables(draft):
        rows = list(rows_of(draft, table))
        for row in rows:
            _Writer(draft, bodies, known, seen).write(row)
        if rows:
            used.append((table.start, table.end))
    return used


def _whole_tables(draft: Draft) -> list[Table]:
    """The tables of the document, each with the parts of it that go on, without column names, on the next page."""
    found: list[Table] = []
    for table in tables(draft.document):
        goes_on = bool(found) and _header(found[-1]) is not None and _header(table) is None
        whole = joined(draft.document, found[-1], table) if goes_on else None
        found[-1:] = [whole] if whole else [*found[-1:], table]
    return found


def rows_of(draft: Draft, table: Table) -> Iterator[Row]:
    """The rows of `table` that are actions: they name a directorate, and an action, an issue or a policy."""
    header = _header(table)
    if header is None:
        return
    first, groups = header
    around = _around(draft, table)
    band: Cell | None = None
    for number, cells in enumerate(table.rows[first:], first):
        filled = list(dict.fromkeys(cell for cell in cells if cell))
        if len(filled) == 1 and degrees_in(filled[0].words) and len(filled[0].words) < 60:
            band = filled[0]
            continue
        for columns in groups:
            row = _row(number, cells, columns)
            if row is not None:
                row.degrees = row.degrees or (_said(band) if band else around)
                yield row


def _said(band: Cell) -> list[tuple[str, Cell]]:
    """The degree of the rows under a band; none where it names several."""
    named = degrees_in(band.words)
    return [(named[0], band)] if len(named) == 1 else []


def degrees_in(words: str) -> list[str]:
    """The degrees that `words` name, in the order of the scale."""
    return [name for name, test in _named("degrees") if words in test]


def _header(table: Table) -> tuple[int, list[list[Column]]] | None:
    """The first row after the column names, and the groups of columns that each make an action."""
    for number, cells in enumerate(table.rows[:4]):
        columns = [c for place, cell in enumerate(cells) if cell and (c := _column(place, cell.words))]
        groups = [g for g in _groups(columns) if _makes_actions({c.role for c in g})]
        if groups:
            return number + 1, groups
    return None


def _makes_actions(roles: set[str]) -> bool:
    return bool(roles & {"direction", "sheet_direction"}) and bool(roles & {"action", "issue", "policy"})


def _groups(columns: list[Column]) -> list[list[Column]]:
    """Columns cut where a role comes back: tables printed side by side."""
    groups: list[list[Column]] = [[]]
    for column in columns:
        if column.role != "tick" and column.role in {c.role for c in groups[-1]}:
            groups.append([])
        groups[-1].append(column)
    return groups


def _column(place: int, words: str) -> Column | None:
    named = degrees_in(words)
    if len(named) == 1 and len(words.split()) <= 2:
        return Column(place, words, "tick", degree=named[0])
    for role, kind, test in _columns():
        if words in test:
            return Column(place, words, role, kind)
    return None


def _row(number: int, cells: tuple[Cell | None, ...], columns: list[Column]) -> Row | None:
    held = [(c, cell) for c in columns if c.place < len(cells) and (cell := cells[c.place])]
    own = [cell for _, cell in held if cell.row == number]
    if not own or all(fold(c.words) == fold(cell.words) for c, cell in held):
        # All merged from above, or the names of the columns printed again.
        return None
    by_role = {c.role: cell for c, cell in held if c.role != "tick"}
    above = [(cell.start, cell.end) for _, cell in held if cell.row < number]
    spans = dict.fromkeys([(min(c.start for c in own), max(c.end for c in own)), *above])
    row = Row(by_role, next((c.kind for c, _ in held if c.kind), None), tuple(spans))
    row.degrees = [(c.degree, cell) for c, cell in held if c.degree and cell.words in compiled("tables", "marked")]
    if "degree" in by_role:
        row.degrees = [(d, by_role["degree"]) for d in degrees_in(by_role["degree"].words)]
    _split_sheet(row)
    return row if _is_action(row) else None


def _is_action(row: Row) -> bool:
    """Whether a row names a directorate and something of its action, each in a cell of its own."""
    leader = row.cells.get("direction")
    told = [cell for role in ("action", "issue", "policy") if (cell := row.cells.get(role))]
    return leader is not None and bool(told) and all(cell.start != leader.start for cell in told)


def _split_sheet(row: Row) -> None:
    """Takes the sheet's label apart from the directorate where one cell holds both."""
    both = row.cells.pop("sheet_direction", None)
    if both is not None:
        match = compiled("tables", "sheet_label").regex.match(both.words)
        if match:
            row.sheet = (both.words[: match.end("sheet")], match["number"])
            at = (
                both.end - (len(both.words) - match.start("rest"))
                if both.end - both.start == len(both.words)
                else both.start
            )
            row.cells["direction"] = Cell(match["rest"], at, both.end, both.row)
        else:
            row.cells["direction"] = both
    elif "sheet" in row.cells:
        label = row.cells["sheet"].words
        number = compiled("tables", "sheet_number").search(label)
        row.sheet = (label, number["number"] if number else None)


def _around(draft: Draft, table: Table) -> list[tuple[str, Cell]]:
    """The degree that the caption says, else the heading above; none where they name several or disagree."""
    places: list[Span] = [(table.caption.start, table.caption.end)] if table.caption else []
    heading = draft.outline.at(table.start)
    if heading:
        places.append((heading.start, heading.end))
    told = [
        (named[0], Cell(tidy(draft.document.text[s:e]), s, e))
        for s, e in places
        if len(named := degrees_in(draft.document.text[s:e])) == 1
    ]
    return told if len({degree for degree, _ in told}) == 1 else []


@dataclass(frozen=True)
class _Writer:
    draft: Draft
    bodies: Bodies
    known: KnownNames
    seen: Counter[str]

    def write(self, row: Row) -> None:
        """Adds the claims of one row."""
        rule = Rule.of("tables.action")
        leaders = self.bodies.directorates(row.cells["direction"].words, row.spans, row.kind)
        action = self._action(row, [term for term, _ in leaders])
        self._label(action, row, rule)
        for term, words in leaders:
            self.draft.say(action, ug("ledBy"), term, row.spans, rule, _SAID["direction"], words=words)
        self._topics(action, row, rule)
        self._steps(action, row, rule)
        self._sheet(action, row, rule)

    def _label(self, action: Term, row: Row, rule: Rule) -> None:
        """Calls the action by its title, else by what its cells say together: then the whole row is its words."""
        if cell := row.cells.get("action"):
            self.draft.thing(action, "Action", cell.words, row.spans, rule, 0.95)
            return
        shown = [cell.words for role in ("direction", "policy", "issue") if (cell := row.cells.get(role))]
        words = self.draft.document.text[slice(*row.spans[0])]
        self.draft.thing(action, "Action", " · ".join(shown), row.spans, rule, 0.95, words=words)

    def _action(self, row: Row, leaders: list[Term]) -> Term:
        """Directorate and title, else directorate, policy and issue; a row that repeats them is one more action."""
        who = "-".join((t.key or "").split("|", 1)[1].replace("|", "-") for t in leaders)
        what = [
            row.cells[r].words
            for r in (("action",) if "action" in row.cells else ("policy", "issue"))
            if r in row.cells
        ]
        name = self.draft.name("action", who, *what)
        self.seen[name.key or ""] += 1
        count = self.seen[name.key or ""]
        return name if count == 1 else self.draft.name("action", who, *what, str(count))

    def _topics(self, action: Term, row: Row, rule: Rule) -> None:
        if cell := row.cells.get("policy"):
            read_policies(self.draft, self.known, action, cell.words, row.spans, rule, _SAID["policy"])
        if cell := row.cells.get("issue"):
            issue = self.draft.name("issue", cell.words)
            self.draft.thing(issue, "Issue", cell.words, row.spans, rule, 0.95)
            self.draft.say(action, ug("hasIssue"), issue, row.spans, rule, _SAID["issue"], words=cell.words)
        if cell := row.cells.get("mode"):
            for name in [n for n, test in _named("modes") if cell.words in test]:
                self.draft.say(action, ug("mode"), iri(concept("mode", name)), row.spans, rule, 0.9, words=cell.words)

    def _steps(self, action: Term, row: Row, rule: Rule) -> None:
        stages = [n for n, test in _named("stages") if (cell := row.cells.get("stage")) and cell.words in test]
        for degree in dict.fromkeys(d for d, _ in row.degrees):
            spans = [(c.start, c.end) for d, c in row.degrees if d == degree]
            words = next(c.words for d, c in row.degrees if d == degree)
            for stage in stages or [""]:
                step = self.draft.name(
                    "participation-step",
                    (action.key or "").split("|", 1)[1].replace("|", "-"),
                    f"{stage or 'na'}-{degree}",
                )
                places = [*spans, *row.spans]
                self.draft.say(
                    step, RDF + "type", iri(ug("ParticipationStep")), places, rule, _SAID["degree"], words=words
                )
                self.draft.say(action, ug("hasStep"), step, places, rule, _SAID["degree"], words=words)
                self.draft.say(
                    step, ug("degree"), iri(concept("degree", degree)), places, rule, _SAID["degree"], words=words
                )
                if stage:
                    self.draft.say(
                        step,
                        ug("stage"),
                        iri(concept("stage", stage)),
                        row.spans,
                        rule,
                        0.9,
                        words=row.cells["stage"].words,
                    )

    def _sheet(self, action: Term, row: Row, rule: Rule) -> None:
        if row.sheet is None:
            return
        label, number = row.sheet
        sheet = self.draft.name("action-sheet", (action.key or "").split("|", 1)[1].replace("|", "-"))
        self.draft.thing(sheet, "ActionSheet", label, row.spans, rule, 0.95)
        self.draft.say(sheet, FOAF + "primaryTopic", action, row.spans, rule, 0.95, words=label)
        if number:
            self.draft.say(sheet, ug("sheetNumber"), text_value(number, None), row.spans, rule, 0.95, words=number)


@cached
def _columns() -> tuple[tuple[str, str | None, Pattern], ...]:
    return tuple((entry["role"], entry.get("kind"), pattern(entry)) for entry in load("tables")["columns"])


@cached
def _named(family: str) -> tuple[tuple[str, Pattern], ...]:
    return tuple((name, pattern(entry)) for name, entry in load("degrees")[family].items())
