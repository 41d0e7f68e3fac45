"""The shapes that the graph must fit, read from `shapes/*.ttl` (SHACL) into records.

The files are standard SHACL, with one word of our own: `shapes:over shapes:everyGraph` on a shape that looks at all the
graphs together (evidence and ontology too) where the others look at the default graph.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from usagraph.ontology.known import known_terms
from usagraph.ontology.shacl.condition import SHAPES, Constraint, Shape, Targets
from usagraph.ontology.shacl.shape_reader import ShapeReader

__all__ = [
    "FOLDER",
    "SHAPES",
    "Constraint",
    "Shape",
    "Targets",
    "read_shapes",
    "shape_files",
    "shapes",
]

FOLDER = Path(__file__).parents[1]


def shape_files() -> list[Path]:
    """The Turtle files of the shapes."""
    return sorted((FOLDER / "shapes").glob("*.ttl"))


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes of the ontology that have targets; raises BrokenShape, with file and line, where one is wrong."""
    return read_shapes(shape_files(), known=known_terms())


def read_shapes(paths: Iterable[Path], *, known: frozenset[str] | None = None) -> tuple[Shape, ...]:
    """The shapes of `paths` that have targets, all or none; `known` are the terms they may name."""
    return ShapeReader(paths, known).shapes()
