"""What shapes are made of: the nodes they are about, and the conditions these must fit."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from usagraph.ontology.shacl.located import Term
from usagraph.ontology.shacl.path import Path

__all__ = ["SHAPES", "Constraint", "Shape", "Targets"]

#: Namespace of our shapes.
SHAPES = "https://w3id.org/usagraph/shapes#"


@dataclass(frozen=True)
class Targets:
    """Which nodes a shape is about."""

    nodes: tuple[Term, ...] = ()
    classes: tuple[NamedNode, ...] = ()
    subjects_of: tuple[NamedNode, ...] = ()
    objects_of: tuple[NamedNode, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)


@dataclass(frozen=True)
class Constraint:
    """One condition: a component of SHACL with its parameters.

    `terms` are the values it compares with, `number` the count or length it sets, `flag` its flags or switch,
    `shapes` the shapes it asks for, `others` those a qualified value may not fit. `query` is the text of sh:select
    with its prefixes in front.
    """

    component: str
    where: str
    terms: tuple[Term, ...] = ()
    number: int = 0
    flag: str = ""
    shapes: tuple["Shape", ...] = ()
    others: tuple["Shape", ...] = ()
    query: str = ""
    prefixes: str = ""
    messages: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Shape:
    """What is asked of a node, or of what `path` leads to from it.

    `iri` is its own name or that of the nearest shape around it; `messages` are its sentences by language.
    """

    iri: str
    where: str
    path: Path | None
    targets: Targets
    severity: str
    messages: Mapping[str, str] = field(hash=False)
    constraints: tuple[Constraint, ...]
    deactivated: bool = False
    every_graph: bool = False
