"""How things are drawn and named: `style.yaml` as frozen records."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from usagraph.graph.reading.entities import Node

__all__ = ["SHAPES", "Degree", "Family", "Kind", "Relation", "Style", "fill", "local_name", "style"]

FILE = Path(__file__).parent / "style.yaml"

#: Shapes that vis-network draws with the label beneath, with their outline on a 20 by 20 square.
SHAPES = {
    "dot": "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z",
    "square": "M3 3h14v14H3z",
    "triangle": "M10 2l8.5 15.5h-17z",
    "triangleDown": "M10 18l8.5-15.5h-17z",
    "diamond": "M10 1l8.5 9l-8.5 9l-8.5-9z",
    "star": "M10 1l2.6 6.1l6.6.6l-5 4.3l1.5 6.5l-5.7-3.4l-5.7 3.4l1.5-6.5l-5-4.3l6.6-.6z",
    "hexagon": "M5.5 2.5h9l4.5 7.5l-4.5 7.5h-9l-4.5-7.5z",
}


@dataclass(frozen=True)
class Family:
    """Kinds that are counted and folded together; `column` is their place in the overview."""

    name: str
    column: int
    names: dict[str, tuple[str, str]]

    def counted(self, count: int, lang: str) -> str:
        """`count` and the noun in agreement: « 12 actions »."""
        return f"{count} {self.names[lang][count > 1]}"


@dataclass(frozen=True)
class Kind:
    """A class, or a scheme of concepts, as it is drawn and named (one, many)."""

    name: str
    family: str
    shape: str
    colour: str
    names: dict[str, tuple[str, str]]

    @property
    def path(self) -> str:
        """The outline of the shape, as SVG path data."""
        return SHAPES[self.shape]

    def named(self, lang: str, count: int = 1) -> str:
        """The noun, in agreement with `count`."""
        return self.names[lang][count > 1]


@dataclass(frozen=True)
class Relation:
    """The verb of a predicate in both directions."""

    name: str
    verbs: dict[str, tuple[str, str]]

    def verb(self, lang: str, *, inverse: bool = False) -> str:
        """The verb from subject to object, or from object to subject where `inverse`."""
        return self.verbs[lang][inverse]


@dataclass(frozen=True)
class Degree:
    """A degree of participation: its colour on the scale, the text colour that reads on it, its name."""

    name: str
    colour: str
    ink: str
    names: dict[str, str]


@dataclass(frozen=True)
class Style:
    """All that `style.yaml` says."""

    families: dict[str, Family]
    kinds: dict[str, Kind]
    relations: dict[str, Relation]
    degrees: dict[str, Degree]
    outline: dict[str, str]

    def kind(self, name: str) -> Kind:
        """The kind called `name`; one it does not know is drawn as « autre chose »."""
        return self.kinds.get(name) or self.kinds["Thing"]

    def family(self, kind: str) -> Family:
        """The family of a kind."""
        return self.families[self.kind(kind).family]

    def rank(self, kind: str) -> int:
        """The place of a kind in the file: the order of legends and lists."""
        return list(self.kinds).index(self.kind(kind).name)

    def verb(self, predicate: str, lang: str, *, inverse: bool = False) -> str:
        """The verb of a predicate; one the file does not know is its name in words."""
        name = local_name(predicate)
        relation = self.relations.get(name)
        return relation.verb(lang, inverse=inverse) if relation else _words(name) + (" ←" if inverse else "")


@cache
def style() -> Style:
    """The style of the house."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Style(
        families={n: Family(n, v["column"], _pairs(v)) for n, v in data["families"].items()},
        kinds={n: Kind(n, v["family"], v["shape"], v["colour"], _pairs(v)) for n, v in data["kinds"].items()},
        relations={n: Relation(n, _pairs(v)) for n, v in data["relations"].items()},
        degrees={
            n: Degree(n, v["colour"], v["ink"], {"fr": v["fr"], "en": v["en"]}) for n, v in data["degrees"].items()
        },
        outline=dict(data["outline"]),
    )


def fill(node: Node) -> str:
    """The colour of a thing: that of its kind, or of its step of the scale where it is a degree."""
    degree = style().degrees.get(local_name(node.iri)) if node.kind == "degree" else None
    return degree.colour if degree else style().kind(node.kind).colour


def local_name(iri: str) -> str:
    """The last part of an IRI or prefixed name.

    >>> local_name("https://w3id.org/usagraph/ns#ledBy"), local_name("ug:ledBy"), local_name("ledBy")
    ('ledBy', 'ledBy', 'ledBy')
    """
    for mark in ("#", "/", ":"):
        iri = iri.rpartition(mark)[2]
    return iri


def _pairs(row: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {lang: (row[lang][0], row[lang][1]) for lang in ("fr", "en")}


def _words(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
