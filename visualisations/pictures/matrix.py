"""What the overview says: the opening sentences, the matrix of policies by degree, and the actions of one of its cells."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from usagraph.graph.listing.practices import Practice
from usagraph.graph.reading.entities import Node
from usagraph.ontology.terms import ug
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import Kind, local_name, style
from usagraph.visualisations.words import clean, words

__all__ = ["REVIEWED", "Asked", "Cell", "Home", "Opened", "Row", "counts", "home", "opened", "sentence"]

#: Families named in the opening sentence, in this order.
NAMED = ("texts", "institutions", "directorates", "actions", "policies")
#: Whether a person accepted the degree, as the address says it.
REVIEWED = {"valide": True, "a-valider": False}
#: Policies that a sentence names before it counts the others.
NAMED_POLICIES = 4

Triple = tuple[str, str, str]


@dataclass(frozen=True)
class Asked:
    """What the address asks of the overview, each by the last part of its IRI: filters, then the cell to open."""

    territory: str = ""
    pole: str = ""
    status: str = ""
    policy: str = ""
    degree: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """The filters, as the address says them."""
        return {"territoire": self.territory, "pole": self.pole, "statut": self.status}

    def keeps(self, one: Practice) -> bool:
        """Whether the filters keep a practice."""
        return (
            (not self.territory or self.territory in map(_slug, one.territories))
            and (not self.pole or self.pole in map(_slug, one.poles))
            and (self.status not in REVIEWED or one.reviewed == REVIEWED[self.status])
        )


@dataclass(frozen=True)
class Cell:
    """The actions of one policy at one degree: how many, and who leads them."""

    count: int
    directorates: tuple[Node, ...]


@dataclass(frozen=True)
class Row:
    """A policy with its cells, one a degree in order; `count` counts each action once."""

    policy: Node
    cells: tuple[tuple[str, Cell], ...]
    count: int


@dataclass(frozen=True)
class Home:
    """The matrix, what to see in it, the values that its filters may take, and the actions that have no place in it."""

    message: str
    degrees: tuple[str, ...]
    policies: tuple[Row, ...]
    totals: tuple[tuple[str, int], ...]
    count: int
    unplaced: int
    territories: tuple[Node, ...]
    poles: tuple[Node, ...]
    lang: str

    def rows(self) -> list[list[str]]:
        """The matrix as rows of text, the heading first and the totals last."""
        say, names = words(self.lang), [style().degrees[name].names[self.lang] for name in self.degrees]
        lines = [
            [clean(row.policy.label), *(str(cell.count) for _, cell in row.cells), str(row.count)]
            for row in self.policies
        ]
        totals = [say("matrix.all"), *(str(count) for _, count in self.totals), str(self.count)]
        return [[say("matrix.policy"), *names, say("matrix.total")], *lines, totals]


@dataclass(frozen=True)
class Opened:
    """An action of the cell that is open, and the statements that put it there."""

    action: Node
    directorates: tuple[Node, ...]
    degrees: tuple[str, ...]
    policies: tuple[Node, ...]
    stages: tuple[Node, ...]
    said: tuple[Triple, ...]


def home(practices: Sequence[Practice], asked: Asked, lang: str) -> Home:
    """The matrix of the practices that the filters of `asked` keep, in words of `lang`."""
    placed = _placed(practices)
    kept = [one for one in placed if asked.keeps(one)]
    rows = _rows(kept, lang)
    reached = _reached(kept)
    totals = tuple((name, sum(name in degrees for degrees in reached.values())) for name in style().degrees)
    return Home(
        message=_message(rows, totals, len(reached), lang),
        degrees=tuple(style().degrees),
        policies=rows,
        totals=totals,
        count=len(reached),
        unplaced=len({one.action.iri for one in practices} - {one.action.iri for one in placed}),
        territories=_values(node for one in placed for node in one.territories),
        poles=_values(node for one in placed for node in one.poles),
        lang=lang,
    )


def opened(practices: Sequence[Practice], asked: Asked, lang: str) -> tuple[Opened, ...]:
    """The actions of the cell, of the row or of the column that `asked` opens, by label; none where it opens none."""
    if not (asked.policy or asked.degree):
        return ()
    found: dict[str, list[Practice]] = {}
    for one in filter(asked.keeps, _placed(practices)):
        in_row = not asked.policy or asked.policy in map(_slug, one.policies)
        if in_row and (not asked.degree or asked.degree in map(_slug, one.degrees)):
            found.setdefault(one.action.iri, []).append(one)
    return tuple(_opened(several, asked, lang) for several in found.values())


def sentence(things: Iterable[Node], documents: int, lang: str) -> str:
    """What there is in all, from how many documents."""
    say = words(lang)
    found = Counter(style().family(one.kind).name for one in things)
    parts = [style().families[name].counted(found[name], lang) for name in NAMED if found[name]]
    listed = ", ".join(parts[:-1]) + (say("home.and") if len(parts) > 1 else "") + "".join(parts[-1:])
    return say("home.holds", things=listed or "0", documents=say("home.documents", count=documents))


def counts(things: Iterable[Node]) -> tuple[tuple[Kind, int], ...]:
    """How many things there are of each kind, in the order of the style."""
    found = Counter(style().kind(one.kind).name for one in things)
    return tuple((style().kind(name), found[name]) for name in sorted(found, key=style().rank))


def _slug(node: Node) -> str:
    return local_name(node.iri)


def _placed(practices: Iterable[Practice]) -> list[Practice]:
    """The practices of a policy and at a degree of the ladder: those that have a place in the matrix."""
    return [one for one in practices if one.policies and any(_slug(node) in style().degrees for node in one.degrees)]


def _reached(practices: Iterable[Practice]) -> dict[str, set[str]]:
    """The degrees that each action reaches, by whatever of its steps."""
    found: dict[str, set[str]] = {}
    for one in practices:
        found.setdefault(one.action.iri, set()).update(map(_slug, one.degrees))
    return found


def _rows(practices: Sequence[Practice], lang: str) -> tuple[Row, ...]:
    """The rows, the most advanced policies first: those with most actions at the highest degree."""
    within: dict[Node, list[Practice]] = {}
    for one in practices:
        for policy in one.policies:
            within.setdefault(policy, []).append(one)
    rows = [
        Row(
            spoken(policy, lang),
            tuple((name, _cell(one for one in several if name in map(_slug, one.degrees))) for name in style().degrees),
            len({one.action.iri for one in several}),
        )
        for policy, several in within.items()
    ]
    return tuple(sorted(rows, key=lambda row: ([-cell.count for _, cell in reversed(row.cells)], row.policy.label)))


def _cell(practices: Iterable[Practice]) -> Cell:
    several = list(practices)
    leaders = {node for one in several for node in one.directions}
    by_name = sorted(leaders, key=lambda node: ((node.acronym or node.label).casefold(), node.iri))
    return Cell(len({one.action.iri for one in several}), tuple(by_name))


def _values(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(set(nodes), key=lambda node: (node.label.casefold(), node.iri)))


def _opened(practices: Sequence[Practice], asked: Asked, lang: str) -> Opened:
    first = practices[0]
    wanted = [(one, node) for one in practices for node in one.degrees if asked.degree in ("", _slug(node))]
    # The policy first: it is the row of a table that says it, and the degree is often that of a heading.
    said = [
        (first.action.iri, ug("inDomain"), node.iri) for node in first.policies if asked.policy in ("", _slug(node))
    ]
    said += [
        (one.step, ug("degree"), node.iri) if one.step else (first.action.iri, ug("hasDegree"), node.iri)
        for one, node in wanted
    ]
    reached = {_slug(node) for _, node in wanted}
    return Opened(
        action=first.action,
        directorates=first.directions,
        degrees=tuple(name for name in style().degrees if name in reached),
        policies=tuple(spoken(node, lang) for node in first.policies),
        stages=tuple(spoken(node, lang) for node in _values(node for one in practices for node in one.stages)),
        said=tuple(dict.fromkeys(said)),
    )


def _message(rows: Sequence[Row], totals: Sequence[tuple[str, int]], count: int, lang: str) -> str:
    """What to see: how many actions go furthest and in which policy first, then the policies that stay low."""
    say, ladder = words(lang), [name for name, _ in totals]
    top = next((name for name, many in reversed(totals) if many), None)
    if top is None:
        return ""
    most = max(rows, key=lambda row: dict(row.cells)[top].count)
    values = {"top": dict(totals)[top], "degree": style().degrees[top].names[lang], "count": count}
    first = say("matrix.furthest", **values, policy=clean(most.policy.label), most=dict(most.cells)[top].count)
    if count == 1:
        return first
    low = ladder[: ladder.index(top)][:2]
    staying = [row for row in rows if low and not any(cell.count for name, cell in row.cells if name not in low)]
    if not staying:
        return first
    degree = style().degrees[low[-1]].names[lang]
    return f"{first} {say('matrix.staying', count=len(staying), degree=degree, policies=_listed(staying, lang))}"


def _listed(rows: Collection[Row], lang: str) -> str:
    names = [clean(row.policy.label) for row in rows]
    if len(names) <= NAMED_POLICIES:
        return ", ".join(names)
    return ", ".join(names[:NAMED_POLICIES]) + words(lang)("matrix.others", count=len(names) - NAMED_POLICIES)
