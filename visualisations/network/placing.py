"""Where the nodes of a picture stand: in columns, around a thing, in discs of points; and where a reader pinned them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from usagraph.visualisations.network.grouping import ViewNode
from usagraph.visualisations.network.layout import TALLEST, Point, bands, columns, discs, rings
from usagraph.visualisations.network.scope import Pin
from usagraph.visualisations.style import style

__all__ = ["Caption", "narrow", "pinned", "points", "wide"]


@dataclass(frozen=True)
class Caption:
    """Words that name a part of the picture, above `place`."""

    words: str
    place: Point


def wide(
    graph: "nx.MultiDiGraph[str]", nodes: Sequence[ViewNode], center: str | None, holder: Mapping[str, str]
) -> dict[str, Point]:
    """The places on a wide screen: columns of families, or rings around `center`."""
    links = sorted({(holder[one], holder[other]) for one, other in graph.edges()})
    if center is None:
        by_column = _by_column(nodes)
        return columns(by_column, links, tallest=max(TALLEST, -(-max(map(len, by_column), default=0) // 2)))
    near = {name for link in links if center in link for name in link} - {center}
    others = sorted((n for n in nodes if n.id != center), key=lambda n: style().rank(n.kind))
    first = [n.id for n in others if n.id in near]
    # What is farther stands in the order of what leads to it, so that arrows do not cross the whole picture.
    ahead = _ahead(links, first, near, set(holder.values()))
    return rings(center, [first, sorted((n.id for n in others if n.id not in near), key=ahead.__getitem__)])


def narrow(nodes: Sequence[ViewNode], center: str | None) -> dict[str, Point]:
    """The places on a narrow screen: rows of a few, family by family."""
    families = dict.fromkeys(sorted((n.family for n in nodes), key=list(style().families).index))
    rows = [[n.id for n in nodes if n.family == family and n.id != center] for family in families]
    return bands([[center], *rows] if center else rows)


def points(
    graph: "nx.MultiDiGraph[str]", nodes: Sequence[ViewNode], lang: str
) -> tuple[dict[str, Point], tuple[Caption, ...]]:
    """The places of points: a disc for each family, the best linked in its middle; with the name of each."""
    linked = {n.id: graph.degree(n.node.iri) if n.node else 0 for n in nodes}
    by_family = {name: [n for n in nodes if n.family == name] for name in style().families}
    families = [family for family in style().families.values() if by_family[family.name]]
    places = [
        [family for family in families if family.column == column]
        for column in sorted({family.column for family in families})
    ]
    spots, tops = discs(
        [
            [sorted((n.id for n in by_family[f.name]), key=lambda name: -linked[name]) for f in families]
            for families in places
        ]
    )
    counts = {name: sum(len(n.members) or 1 for n in several) for name, several in by_family.items()}
    captions = (
        Caption(family.counted(counts[family.name], lang), top)
        for families, column in zip(places, tops, strict=True)
        for family, top in zip(families, column, strict=True)
    )
    return spots, tuple(captions)


def pinned(places: Mapping[str, Point], nodes: Iterable[ViewNode], pins: Iterable[Pin]) -> dict[str, Point]:
    """The places, those of pinned things where their reader put them."""
    by_iri = {pin.iri: pin.place for pin in pins}
    return {**places, **{n.id: by_iri[n.node.iri] for n in nodes if n.node and n.node.iri in by_iri}}


def _ahead(links: Iterable[tuple[str, str]], first: Sequence[str], near: set[str], names: set[str]) -> dict[str, int]:
    """For each name, the place of the first thing near the middle that leads to it."""
    rank = {name: place for place, name in enumerate(first)}
    found = dict.fromkeys(names, len(first))
    for one, other in links:
        for name, through in ((one, other), (other, one)):
            if through in near:
                found[name] = min(found[name], rank[through])
    return found


def _by_column(nodes: Sequence[ViewNode]) -> list[list[str]]:
    """A column for each place; families that do not fit in one have one each."""
    by_family = {name: [n.id for n in nodes if n.family == name] for name in style().families}
    found: list[list[str]] = []
    for place in sorted({style().families[n.family].column for n in nodes}):
        stacks = [ids for name, ids in by_family.items() if ids and style().families[name].column == place]
        together = [name for stack in stacks for name in stack]
        found += [together] if len(together) <= TALLEST else stacks
    return found
