"""Why a statement between things holds: the rules read backwards, from the graph as it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from usagraph.graph.inference.clauses import Clause, Statement, clauses, filled, matched
from usagraph.graph.provenance import graph_iri
from usagraph.graph.querying.service import QueryService
from usagraph.ontology.rule import Pattern, Rule

__all__ = ["LIMIT", "Derivation", "explain"]

#: Statements looked into for one explanation; beyond, a way in which nothing circular was found is taken for good.
LIMIT = 200
#: Statements asked about in one query.
_TOGETHER = 200


@dataclass(frozen=True)
class Derivation:
    """One way in which a statement follows: by `rule`, from `premises`, which the graph holds."""

    rule: Rule
    premises: tuple[Statement, ...]


@dataclass(frozen=True)
class _Node:
    """A statement to look into; a `step` must hold by more than its relation being transitive."""

    statement: Statement
    step: bool = False


@dataclass(frozen=True)
class _Way:
    """A way to a statement: it stands where all that is `below` it holds."""

    derivation: Derivation
    below: tuple[_Node, ...]


_Ways = dict[_Node, list[_Way]]


def explain(service: QueryService, statement: Statement) -> list[Derivation]:
    """Why a statement between things holds: the ways in which it follows, those from fewest premises first.

    No premise rests on the statement itself. Nothing is kept for it: each statement on the way is looked into once,
    those at the same distance together, until it is known which ways stand.
    """
    goal, search = _Node(statement), _Search(service, statement)
    edge = [goal]
    while edge and len(search.ways) < LIMIT:
        search.look_into(edge)
        edge = search.edge(goal)
    ways = {way.derivation for way in search.ways[goal] if search.possible.issuperset(way.below)}
    return sorted(ways, key=lambda way: (len(way.premises), way.rule.name, way.premises))


class _Search:
    """What was found on the way to `goal`, which may not be its own reason.

    `proven`: what holds without it. `possible`: what may, as long as the rest has not been looked into.
    """

    def __init__(self, service: QueryService, goal: Statement) -> None:
        self.ways: _Ways = {}
        self.proven: set[_Node] = set()
        self.possible: set[_Node] = set()
        self._service = service
        self._goal = goal
        self._seen: set[_Node] = set()
        self._said: set[_Node] = set()

    def look_into(self, nodes: Iterable[_Node]) -> None:
        """Finds the ways to some statements, and which of what is below them is said."""
        fresh = list(nodes)
        self.ways |= {node: [] for node in fresh}
        for clause in clauses():
            self._read(clause, fresh)
        below = {one for node in fresh for way in self.ways[node] for one in way.below if one.statement != self._goal}
        said = _said(self._service, sorted({one.statement for one in below - self._seen}))
        self._said |= {one for one in below if one.statement in said}
        self._seen |= below
        # What follows from the goal is no reason for it.
        ways = {node: several for node, several in self.ways.items() if node.statement != self._goal}
        self.proven = _least(ways, self._said)
        self.possible = _least(ways, self._said | (self._seen - self.ways.keys()))

    def edge(self, goal: _Node) -> list[_Node]:
        """What must be looked into next: what the ways to the goal that are neither proven nor impossible rest on."""
        found, todo = {goal: None}, [goal]
        while todo:
            for way in self.ways[todo.pop()]:
                if self.possible.issuperset(way.below):
                    fresh = [one for one in way.below if one not in self.proven and one not in found]
                    found |= dict.fromkeys(fresh)
                    todo += [one for one in fresh if one in self.ways]
        return [one for one in found if one not in self.ways]

    def _read(self, clause: Clause, nodes: list[_Node]) -> None:
        wanted: dict[Statement, list[_Node]] = defaultdict(list)
        for node in nodes:
            # A step holds by more than its relation being transitive.
            if matched(clause.head, node.statement) is not None and not (node.step and clause.carries_on):
                wanted[node.statement].append(node)
        for values in _found(self._service, clause, list(wanted)):
            premises = tuple(filled(pattern, values) for pattern in clause.body)
            below = tuple(_Node(one, clause.carries_on and place > 0) for place, one in enumerate(premises))
            for node in wanted[filled(clause.head, values)]:
                self.ways[node].append(_Way(Derivation(clause.rule, premises), below))


def _least(ways: _Ways, held: Iterable[_Node]) -> set[_Node]:
    """All that holds where some statements do: what a way leads to of which all that is below holds, and so on."""
    todo, found = list(held), set[_Node]()
    above: dict[_Node, list[tuple[_Node, int]]] = defaultdict(list)
    missing: list[int] = []
    for node, several in ways.items():
        for way in several:
            for one in set(way.below):
                above[one].append((node, len(missing)))
            missing.append(len(set(way.below)))
    while todo:
        here = todo.pop()
        if here in found:
            continue
        found.add(here)
        for node, number in above[here]:
            missing[number] -= 1
            if not missing[number]:
                todo.append(node)
    return found


def _found(service: QueryService, clause: Clause, statements: list[Statement]) -> Iterator[dict[str, str]]:
    """The values of the variables of a clause wherever it gives one of the statements."""
    names = list(dict.fromkeys(term for term in clause.head if term.startswith("?")))
    for some in _some(statements):
        rows = " ".join(f"({' '.join(_values(clause.head, statement, names))})" for statement in some)
        text = f"SELECT * {{ VALUES ({' '.join(names)}) {{ {rows} }} {_where(service, clause)} }}"
        for row in service.select(text):
            yield {f"?{name}": f"<{value}>" for name, value in row.items()}


def _values(head: Pattern, statement: Statement, names: list[str]) -> list[str]:
    values = matched(head, statement) or {}
    return [values[name] for name in names]


def _where(service: QueryService, clause: Clause) -> str:
    """The body of a clause; the last step that a transitive relation is carried on by must be more than that."""
    if not clause.carries_on:
        return clause.where({})
    first, last = clause.body
    others = [one for one in clauses() if one.gives == clause.gives and not one.carries_on]
    ways = [f"GRAPH ?said_ {{ {' '.join(last)} }} FILTER(?said_ != <{graph_iri(service.base, 'inferred')}>)"]
    ways += [one.where(_renamed(one, last)) for one in others]
    return f"{' '.join(first)} . {' UNION '.join(f'{{ {way} }}' for way in ways)}"


def _renamed(clause: Clause, last: Pattern) -> dict[str, str]:
    """The variables of a clause under names that make its head that pattern, and clash with no other."""
    terms = {term for pattern in clause.body for term in pattern if term.startswith("?")}
    return {term: f"{term}_" for term in terms} | dict(zip(clause.head, last, strict=True))


def _said(service: QueryService, statements: list[Statement]) -> set[Statement]:
    """Those of the statements that a graph says, the inferred ones apart."""
    inferred, found = graph_iri(service.base, "inferred"), set[Statement]()
    for some in _some(statements):
        rows = " ".join(f"({' '.join(str(ox.NamedNode(part)) for part in statement)})" for statement in some)
        text = f"SELECT DISTINCT ?s ?p ?o {{ VALUES (?s ?p ?o) {{ {rows} }} GRAPH ?g {{ ?s ?p ?o }}"
        found |= {(row["s"], row["p"], row["o"]) for row in service.select(f"{text} FILTER(?g != <{inferred}>) }}")}
    return found


def _some(statements: list[Statement]) -> Iterator[list[Statement]]:
    for start in range(0, len(statements), _TOGETHER):
        yield statements[start : start + _TOGETHER]
