"""What documents do not say: a matrix of directions or policies whose blanks tell what was searched, and where."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from usagraph.graph.listing.practices import Practice
from usagraph.graph.listing.searched import Searched
from usagraph.graph.reading.entities import Node
from usagraph.visualisations.pictures.gaps_columns import (
    COLUMNS,
    OTHERS,
    UNSAID,
    Column,
    columns_of,
    offered,
    tail,
    within,
)
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import local_name, style
from usagraph.visualisations.words import clean, words

__all__ = ["COLUMNS", "LINES", "ROWS", "UNSAID", "Cell", "Column", "Gaps", "Line", "Missing", "gaps", "tail"]

#: What the address calls the rows, with their field and family.
ROWS = {"directions": ("directions", "directorate"), "politiques": ("policies", "policy")}
#: Rows of one picture.
LINES = 60
#: Policies named in the sentence.
NAMED = 8

#: The class of directions whose documents do not say which they are.
GENERAL = "Directorate"
FOUND, MISSING, UNASKED = "found", "missing", "unasked"


@dataclass(frozen=True)
class Cell:
    """What the documents say of a row at a column: actions, or a blank that was searched for or never asked."""

    state: str
    practices: tuple[Practice, ...] = ()

    @property
    def actions(self) -> tuple[Node, ...]:
        """The actions, each once."""
        return tuple({one.action.iri: one.action for one in self.practices}.values())


@dataclass(frozen=True)
class Line:
    """A row with its cells, in the order of the columns; `node` is None for actions that no document gives to any row.

    `of` is what it belongs to, and `twin` whether the same can be said of another row: then its documents tell them apart.
    """

    key: str
    label: str
    node: Node | None
    cells: tuple[Cell, ...]
    documents: tuple[str, ...]
    of: str = ""
    twin: bool = False


@dataclass(frozen=True)
class Missing:
    """A degree with the policies that have no action at it, of `count` policies."""

    degree: str
    label: str
    policies: tuple[Node, ...]
    count: int


@dataclass(frozen=True)
class Gaps:
    """The matrix: what stands out in a sentence, rows and columns, and the documents that say anything of the columns."""

    by: str
    against: str
    sentence: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    first: int
    count: int
    missing: tuple[Missing, ...]
    asked: tuple[str, ...]
    states: Mapping[str, str]
    choices: Mapping[str, tuple[Column, ...]]
    only: Mapping[str, str]

    def at(self, line: str, column: str) -> tuple[Line, Column, Cell] | None:
        """The row, column and cell of these keys; None where there is none."""
        for one in self.lines:
            for head, cell in zip(self.columns, one.cells, strict=True):
                if (one.key, head.key) == (line, column):
                    return one, head, cell
        return None

    def rows(self, lang: str) -> tuple[tuple[str, ...], ...]:
        """The matrix as rows of text: a heading, then a row for each line."""
        head = (words(lang)(f"gaps.by_{self.by}"), *(one.label for one in self.columns))
        return head, *((one.label, *map(self._told, one.cells)) for one in self.lines)

    def _told(self, cell: Cell) -> str:
        return str(len(cell.actions)) if cell.practices else self.states[cell.state]


def gaps(
    practices: Sequence[Practice],
    where: Searched,
    lang: str,
    *,
    by: str = "directions",
    against: str = "degre",
    documents: Collection[str] = (),
    line: str = "",
    first: int = 1,
    units: Mapping[str, Node] | None = None,
    only: Mapping[str, str] | None = None,
) -> Gaps:
    """What is said and not said of `by` (a key of ROWS) at `against` (a key of COLUMNS), by these documents (ids).

    Where rows are too many, those from the `first` on, and the `line` (its key) that is asked for. `units` are what rows
    belong to, by IRI: it is said of those that are called alike. `only` narrows the actions to a value of other COLUMNS.
    """
    choices = offered(practices, against, lang)
    narrow = {key: value for key, value in (only or {}).items() if value in {one.key for one in choices.get(key, ())}}
    every, practices = practices, within(practices, narrow)
    columns = columns_of(every, against, lang)
    matrix = _Matrix(practices, where, by, against, documents, lang, units or {}, narrow, columns)
    nodes = matrix.nodes()
    first = min(max(1, first), max(1, len(nodes)))
    shown = [node for number, node in enumerate(nodes, 1 - first) if 0 <= number < LINES or tail(node.iri) == line]
    missing = () if narrow else _missing(practices, lang)
    return Gaps(
        by=by,
        against=against,
        sentence=_narrowed(every, practices, lang) if narrow else _standing(practices, missing, against, lang),
        columns=matrix.columns,
        lines=(*map(matrix.line, shown), *matrix.alone()),
        first=first,
        count=len(nodes),
        missing=missing,
        asked=matrix.asked,
        choices=choices,
        only=narrow,
        states={name: words(lang)(f"gaps.{name}") for name in (MISSING, UNASKED)},
    )


class _Matrix:
    """The rows and columns of one view, and what stands in each cell."""

    def __init__(
        self,
        practices: Sequence[Practice],
        where: Searched,
        by: str,
        against: str,
        documents: Collection[str],
        lang: str,
        units: Mapping[str, Node],
        only: Collection[str],
        columns: tuple[Column, ...],
    ) -> None:
        self._where, self._documents, self._lang, self._by, self._units = where, documents, lang, by, units
        (self._field, self._family), (self._asks, matter) = ROWS[by], COLUMNS[against]
        self._named: dict[str, Node] = {}
        self._own: dict[str, list[Practice]] = defaultdict(list)
        for one in practices:
            for node in getattr(one, self._field) or (None,):
                self._own[node.iri if node else UNSAID].append(one)
                self._named |= {node.iri: node} if node else {}
        matters = (matter, *(COLUMNS[key][1] for key in only))
        self.asked = tuple(one for one in where.telling_of(matter, documents) if where.tells(one, matters))
        self.columns = columns
        self._own_column = {one.iri for one in self.columns}

    def nodes(self) -> list[Node]:
        """The things of the rows, those that the documents speak of and those that actions have, in order."""
        said = {node.iri: node for node in self._where.things(self._family, self._documents)}
        nodes = sorted((spoken(node, self._lang) for node in (said | self._named).values()), key=_order)
        self._alike = Counter(map(_label, nodes))
        self._same = Counter((_label(node), self._of(node)) for node in nodes)
        return nodes

    def _of(self, node: Node) -> str:
        """What a thing that is called as another belongs to; empty where nothing says it."""
        unit = self._units.get(node.iri)
        return clean(unit.label) if unit and self._alike[_label(node)] > 1 else ""

    def line(self, node: Node) -> Line:
        """The row of a thing."""
        there = self._where.of(node.iri, self._documents)
        cells = self._cells(node.iri, MISSING if set(there) & set(self.asked) else UNASKED)
        of = self._of(node)
        return Line(tail(node.iri), _label(node), node, cells, there, of, self._same[_label(node), of] > 1)

    def alone(self) -> Iterator[Line]:
        """The row of the actions that no document gives to any other row; none where there are no such actions."""
        if self._own.get(UNSAID):
            label = words(self._lang)(f"gaps.alone_{self._by}")
            yield Line(UNSAID, label, None, self._cells(UNSAID, MISSING), self.asked)

    def _cells(self, row: str, blank: str) -> tuple[Cell, ...]:
        at: dict[str, list[Practice]] = defaultdict(list)
        own = self._own.get(row, ())
        # Of an action that says it of one step, what it does not say of another is no blank.
        told = {one.action.iri for one in own if getattr(one, self._asks)}
        for one in own:
            for key in {self._place(node) for node in getattr(one, self._asks)}:
                at[key].append(one)
            if one.action.iri not in told:
                at[UNSAID].append(one)
        return tuple(Cell(FOUND if at[one.place] else blank, tuple(at[one.place])) for one in self.columns)

    def _place(self, node: Node) -> str:
        return node.iri if node.iri in self._own_column else OTHERS


def _order(node: Node) -> tuple[bool, int, str, str]:
    """By class, in the order of the style, then by name; those of no class of their own last."""
    return node.kind == GENERAL, style().rank(node.kind), _label(node).casefold(), node.iri


def _label(node: Node) -> str:
    return clean(node.acronym or node.label)


def _missing(practices: Sequence[Practice], lang: str) -> tuple[Missing, ...]:
    """For each degree, the policies that have actions and none at it."""
    at: dict[Node, set[str]] = defaultdict(set)
    for one in practices:
        for policy in one.policies:
            at[spoken(policy, lang)].update(local_name(degree.iri) for degree in one.degrees)
    policies = sorted(at, key=lambda node: (node.label.casefold(), node.iri))
    return tuple(
        Missing(name, one.names[lang], tuple(node for node in policies if name not in at[node]), len(policies))
        for name, one in style().degrees.items()
        if policies
    )


def _narrowed(every: Sequence[Practice], kept: Sequence[Practice], lang: str) -> str:
    """How many actions of all are left by the choice."""
    left, of = ({one.action.iri for one in some} for some in (kept, every))
    return words(lang)("gaps.standing_narrowed", count=len(left), of=len(of))


def _standing(practices: Sequence[Practice], missing: Sequence[Missing], against: str, lang: str) -> str:
    """What stands out, in one sentence."""
    say, asks = words(lang), COLUMNS[against][0]
    worst = max(missing, key=lambda one: len(one.policies), default=None)
    if against == "degre" and worst and worst.policies:
        named = ", ".join(clean(node.label) for node in worst.policies[:NAMED])
        more = len(worst.policies[NAMED:])
        listed = named + (say("gaps.others", count=more) if more else "")
        return say(
            "gaps.standing_degre", count=len(worst.policies), of=worst.count, degree=worst.label, policies=listed
        )
    actions, told = ({one.action.iri for one in practices if every or getattr(one, asks)} for every in (True, False))
    return say(f"gaps.standing_{against}_said", count=len(told), of=len(actions))
