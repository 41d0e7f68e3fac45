"""The shapes that the graph must fit, read from `shapes/*.ttl` (SHACL) into records.

The files are standard SHACL, with one word of our own: `shapes:over shapes:everyGraph` on a shape that looks at all the
graphs together (evidence and ontology too) where the others look at the default graph.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode

from usagraph.ontology.shacl.condition import SHAPES, Constraint, Shape, Targets
from usagraph.ontology.shacl.located import Located
from usagraph.ontology.shacl.shape_reader import ShapeReader

__all__ = [
    "FOLDER",
    "SHAPES",
    "Constraint",
    "Shape",
    "Targets",
    "known_terms",
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
    """The shapes of `paths` that have targets, all or none; `known` are the terms of the ontology they may name."""
    return ShapeReader(paths, known).shapes()


@cache
def known_terms() -> frozenset[str]:
    """The IRIs of the terms and concepts of the ontology."""
    statements = Located([*FOLDER.glob("*.ttl"), *(FOLDER / "vocabularies").glob("*.ttl")])
    return frozenset(node.value for node in statements.subjects() if isinstance(node, NamedNode))
