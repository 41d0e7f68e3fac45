"""What documents do not say: a matrix of directions or policies whose blanks tell what was searched, and where."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from usagraph.graph.listing.practices import Practice
from usagraph.graph.listing.searched import Searched
from usagraph.graph.reading.entities import Node
from usagraph.ontology.terms import VOC, concept
from usagraph.ontology.vocabulary import concepts
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import local_name, style
from usagraph.visualisations.words import clean, shorten, words

__all__ = ["COLUMNS", "ROWS", "UNSAID", "Cell", "Column", "Gaps", "Line", "Missing", "gaps", "tail"]

#: What the address calls them: the rows with their field and family, the columns with their field and matter.
ROWS = {"directions": ("directions", "directorate"), "politiques": ("policies", "policy")}
COLUMNS = {"degre": ("degrees", "degree"), "stade": ("stages", "stage"), "public": ("publics", "audience")}
#: Stands for no value: no document says it.
UNSAID = "-"
#: Rows and columns of one picture.
LINES, AUDIENCES = 60, 8
_HEADING = 60
#: Policies named in the sentence.
NAMED = 8

#: The class of directions whose documents do not say which they are.
GENERAL = "Directorate"
FOUND, MISSING, UNASKED = "found", "missing", "unasked"


@dataclass(frozen=True)
class Column:
    """A value that is looked for; `degree` where it is one of the scale, `iri` empty for what no document says."""

    key: str
    label: str
    iri: str = ""
    degree: str = ""


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
    """A row with its cells, in the order of the columns; `node` is None for actions that no document gives to any row."""

    key: str
    label: str
    node: Node | None
    cells: tuple[Cell, ...]
    documents: tuple[str, ...]


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
    left_out: int
    missing: tuple[Missing, ...]
    asked: tuple[str, ...]
    states: Mapping[str, str]

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
) -> Gaps:
    """What is said and not said of `by` (a key of ROWS) at `against` (a key of COLUMNS), by these documents (ids).

    Where rows are too many, the first ones, and the `line` (its key) that is asked for.
    """
    matrix = _Matrix(practices, where, by, against, documents, lang)
    nodes = matrix.nodes()
    shown = [node for number, node in enumerate(nodes) if number < LINES or tail(node.iri) == line]
    missing = _missing(practices, lang)
    return Gaps(
        by=by,
        against=against,
        sentence=_standing(practices, missing, against, lang),
        columns=matrix.columns,
        lines=(*map(matrix.line, shown), *matrix.alone()),
        left_out=len(nodes) - len(shown),
        missing=missing,
        asked=matrix.asked,
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
    ) -> None:
        self._where, self._documents, self._lang, self._by = where, documents, lang, by
        (self._field, self._family), (self._asks, matter) = ROWS[by], COLUMNS[against]
        self._named: dict[str, Node] = {}
        self._own: dict[str, list[Practice]] = defaultdict(list)
        for one in practices:
            for node in getattr(one, self._field) or (None,):
                self._own[node.iri if node else UNSAID].append(one)
                self._named |= {node.iri: node} if node else {}
        self.asked = where.telling_of(matter, documents)
        last = Column(UNSAID, words(lang)(f"gaps.unsaid_{against}"))
        self.columns = (*_columns(practices, against, lang), last)

    def nodes(self) -> list[Node]:
        """The things of the rows, those that the documents speak of and those that actions have, in order."""
        said = {node.iri: node for node in self._where.things(self._family, self._documents)}
        return sorted((spoken(node, self._lang) for node in (said | self._named).values()), key=_order)

    def line(self, node: Node) -> Line:
        """The row of a thing."""
        there = self._where.of(node.iri, self._documents)
        cells = self._cells(node.iri, MISSING if set(there) & set(self.asked) else UNASKED)
        return Line(tail(node.iri), _label(node), node, cells, there)

    def alone(self) -> Iterator[Line]:
        """The row of the actions that no document gives to any other row; none where there are no such actions."""
        if self._own.get(UNSAID):
            label = words(self._lang)(f"gaps.alone_{self._by}")
            yield Line(UNSAID, label, None, self._cells(UNSAID, MISSING), self.asked)

    def _cells(self, row: str, blank: str) -> tuple[Cell, ...]:
        at: dict[str, list[Practice]] = defaultdict(list)
        for one in self._own.get(row, ()):
            for iri in {node.iri for node in getattr(one, self._asks)} or {""}:
                at[iri].append(one)
        return tuple(Cell(FOUND if at[c.iri] else blank, tuple(at[c.iri])) for c in self.columns)


def tail(iri: str) -> str:
    """What an address calls a thing: the end of its IRI, its kind first.

    >>> tail("https://w3id.org/usagraph/id/directorate/dau"), tail("https://w3id.org/usagraph/voc/degree/consultation")
    ('directorate/dau', 'degree/consultation')
    """
    return iri.removeprefix(VOC) if iri.startswith(VOC) else iri.partition("/id/")[2]


def _columns(practices: Sequence[Practice], against: str, lang: str) -> tuple[Column, ...]:
    if against == "degre":
        return tuple(
            Column(name, one.names[lang], concept("degree", name), name) for name, one in style().degrees.items()
        )
    if against == "stade":
        return tuple(Column(one.slug, one.pref[lang], one.iri) for one in concepts("stage"))
    counts: dict[Node, set[str]] = defaultdict(set)
    for one in practices:
        for node in one.publics:
            counts[node].add(one.action.iri)
    first = sorted(counts, key=lambda node: (-len(counts[node]), node.label.casefold(), node.iri))[:AUDIENCES]
    return tuple(Column(tail(n.iri), shorten(clean(spoken(n, lang).label), _HEADING), n.iri) for n in first)


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
