"""The shortest ways between two nodes, by breadth from both ends: what lies around neither is not looked at."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

__all__ = ["Look", "shortest"]

#: The neighbours of each of some nodes, asked for many at a time.
Look = Callable[[Collection[str]], Mapping[str, Collection[str]]]


@dataclass
class _Side:
    """What was met from one end: how far each node is, those before it on the way, and the nodes farthest out."""

    end: str
    far: dict[str, int] = field(default_factory=dict)
    before: dict[str, list[str]] = field(default_factory=dict)
    edge: list[str] = field(default_factory=list)
    depth: int = 0

    def __post_init__(self) -> None:
        self.far, self.edge = {self.end: 0}, [self.end]

    def widen(self, look: Look) -> None:
        """Goes one step farther."""
        self.depth += 1
        around = look(self.edge)
        for node in self.edge:
            for other in around.get(node, ()):
                if self.far.setdefault(other, self.depth) == self.depth:
                    self.before.setdefault(other, []).append(node)
        self.edge = sorted(node for node, depth in self.far.items() if depth == self.depth)

    def ways(self, node: str) -> Iterator[tuple[str, ...]]:
        """The ways from the end to a node, in order."""
        if node == self.end:
            yield (node,)
        for previous in sorted(self.before.get(node, ())):
            for way in self.ways(previous):
                yield (*way, node)


def shortest(look: Look, source: str, target: str, longest: int) -> Iterator[tuple[str, ...]]:
    """The shortest ways between two nodes of at most `longest` steps, each as its nodes, always in the same order.

    >>> around = {"a": "bc", "b": "ad", "c": "ad", "d": "bc"}
    >>> list(shortest(lambda nodes: {node: around[node] for node in nodes}, "a", "d", 3))
    [('a', 'b', 'd'), ('a', 'c', 'd')]
    """
    one, other = _Side(source), _Side(target)
    while one.depth + other.depth < longest and one.edge and other.edge:
        (one if len(one.edge) <= len(other.edge) else other).widen(look)
        met = sorted(one.far.keys() & other.far.keys())
        if met:
            yield from _joined(one, other, met)
            return


def _joined(one: _Side, other: _Side, met: Collection[str]) -> Iterator[tuple[str, ...]]:
    for node in met:
        # Those that are nearer to an end stand on ways that another node met ends.
        if one.far[node] == one.depth and other.far[node] == other.depth:
            for begins in one.ways(node):
                for ends in other.ways(node):
                    yield (*begins, *reversed(ends[:-1]))
