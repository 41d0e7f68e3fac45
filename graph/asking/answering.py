"""The things that answer a question, what is told of each, and the statements that say so."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from usagraph.graph.asking.asked import Asked
from usagraph.graph.asking.choices import degrees
from usagraph.graph.asking.forms import Link
from usagraph.graph.asking.pattern import Pattern, counting, listing
from usagraph.graph.querying.service import ROW_TYPES, QueryService
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.names import Names, names
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import expand

__all__ = ["Answered", "Counted", "Group", "Told", "answered", "counted"]

#: Statements of each link whose passages are looked for.
ENOUGH = 3


@dataclass(frozen=True)
class Told:
    """A thing that answers: what each link leads to, and statements that make it answer and tell that."""

    node: Node
    values: Mapping[str, tuple[Node | str, ...]]
    triples: tuple[Triple, ...]


@dataclass(frozen=True)
class Answered:
    """The things that answer, by name; the query; whether there are more than one answer may hold."""

    things: tuple[Told, ...]
    query: str
    truncated: bool


@dataclass(frozen=True)
class Group:
    """How many things have a value; None for those of which none is said."""

    value: Node | None
    count: int


@dataclass(frozen=True)
class Counted:
    """How many things answer, for each value where the question counts by one, most first; and the query."""

    groups: tuple[Group, ...]
    query: str


def answered(service: QueryService, asked: Asked) -> Answered:
    """The things that answer, with what is told of each."""
    pattern = listing(asked, service.base)
    solutions, truncated = _solutions(service, pattern)
    links = [asked.form.base, *_shown(asked)]
    by_thing: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in solutions:
        by_thing[row["thing"]].append(row)
    known = names(service)
    known.load(
        {value for row in solutions for name, value in row.items() if name in asked.form.links or name == "thing"}
    )
    told = [_told(known, iri, rows, links) for iri, rows in by_thing.items()]
    in_order = sorted(told, key=lambda one: _in_order(one.node))
    return Answered(tuple(in_order), pattern.text, truncated)


def counted(service: QueryService, asked: Asked) -> Counted:
    """How many things answer."""
    pattern = counting(asked, service.base)
    solutions, _ = _solutions(service, pattern)
    known = names(service)
    groups = [Group(known.node(row[asked.by]) if row.get(asked.by) else None, int(row["count"])) for row in solutions]
    ranked = sorted(groups, key=_rank)
    return Counted(tuple(ranked), pattern.text)


def _rank(group: Group) -> tuple[bool, int, int, str]:
    """Those of which nothing is said last; degrees in their order; most first."""
    if group.value is None:
        return True, 0, -group.count, ""
    return False, degrees().get(group.value.iri, 0), -group.count, group.value.label.casefold()


def _shown(asked: Asked) -> list[Link]:
    """The links that are asked, then those of the columns."""
    wanted = dict.fromkeys([*(one.link for one in asked.having), *asked.form.columns])
    return [asked.form.link(name) for name in wanted]


def _told(known: Names, iri: str, rows: Sequence[Mapping[str, str]], links: Sequence[Link]) -> Told:
    values: dict[str, tuple[Node | str, ...]] = {}
    for link in links[1:]:
        ends = dict.fromkeys(row[link.name] for row in rows if link.name in row)
        values[link.name] = tuple(ends) if link.text else _nodes(known, ends)
    # What says that it has a value is the last of what leads there; where nothing else is told, what says that it is one.
    found = _statements(links[1:], rows) or _statements(links[:1], rows)
    return Told(known.node(iri), values, found)


def _statements(links: Iterable[Link], rows: Sequence[Mapping[str, str]]) -> tuple[Triple, ...]:
    """The first statements of each link: enough to see who says so."""
    found: list[Triple] = []
    for link in links:
        said = dict.fromkeys(_said(end, row) for end in link.ends for row in rows)
        found += [one for one in said if one][:ENOUGH]
    return tuple(dict.fromkeys(found))


def _said(triple: Triple, row: Mapping[str, str]) -> Triple | None:
    """A statement of a form with the terms of a row in place of its variables; None where one has no value there."""
    terms = [row.get(part[1:], "") if part.startswith("?") else expand(part) for part in triple]
    return (terms[0], terms[1], terms[2]) if all(terms) else None


def _nodes(known: Names, iris: Iterable[str]) -> tuple[Node, ...]:
    return tuple(sorted(map(known.node, iris), key=_in_order))


def _in_order(node: Node) -> tuple[str, str]:
    return node.label.casefold(), node.iri


def _solutions(service: QueryService, pattern: Pattern) -> tuple[list[dict[str, str]], bool]:
    """The rows of the answer, and whether there are more."""
    answer = service.answer(pattern.reading, media_type=ROW_TYPES[0], partial=True)
    found = json.loads(answer.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found], answer.truncated
