"""A view in the formats of network tools: the things themselves, those of a group too, at the places they are drawn at."""

from collections.abc import Mapping
from dataclasses import dataclass

from usagraph.graph.export.xml import attributes, text
from usagraph.graph.reading.entities import Node
from usagraph.ontology.terms import compact
from usagraph.visualisations.exporting.told import Told, told_lines
from usagraph.visualisations.network.layout import Point
from usagraph.visualisations.network.view import NetworkView, Triple
from usagraph.visualisations.style import fill, style

__all__ = ["gexf", "graphml"]

NODE = {"iri": "string", "label": "string", "kind": "string", "group": "string", "x": "double", "y": "double"}
EDGE = {
    "predicate": "string",
    "label": "string",
    "inferred": "boolean",
    "passages": "int",
    "documents": "string",
    "quote": "string",
}
#: Signs of the passage that goes with an edge.
LONGEST = 300


@dataclass(frozen=True)
class _Thing:
    """A thing that is drawn, alone or within a group."""

    node: Node
    place: Point
    group: str

    @property
    def values(self) -> dict[str, object]:
        name, node = self.node.label, self.node
        return {
            "iri": node.iri,
            "label": name,
            "kind": node.kind,
            "group": self.group,
            "x": self.place.x,
            "y": self.place.y,
        }


def graphml(picture: NetworkView, told: Told) -> str:
    """The view as GraphML; what it is stands in the data of the graph."""
    things = _things(picture)
    about = {f"about{number}": pair for number, pair in enumerate(told_lines(told))}
    keys = "".join(_key("graph", name, label, "string") for name, (label, _) in about.items())
    keys += "".join(_key("node", f"n_{name}", name, kind) for name, kind in NODE.items())
    keys += "".join(_key("edge", f"e_{name}", name, kind) for name, kind in EDGE.items())
    body = "".join(_data(name, words) for name, (_, words) in about.items())
    body += "".join(
        f"<node{attributes(id=f'n{number}')}>{_values('n_', thing.values)}</node>\n"
        for number, thing in enumerate(things.values())
    )
    ids = {iri: f"n{number}" for number, iri in enumerate(things)}
    body += "".join(
        f"<edge{attributes(id=f'e{number}', source=ids[one.subject.iri], target=ids[one.object.iri])}>"
        f"{_values('e_', _told(one, picture.lang))}</edge>\n"
        for number, one in enumerate(picture.triples)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        f'{keys}<graph id="g" edgedefault="directed">\n{body}</graph>\n</graphml>\n'
    )


def gexf(picture: NetworkView, told: Told) -> str:
    """The view as GEXF 1.3, with places and colours; what it is stands in its metadata."""
    things = _things(picture)
    about = "\n".join(f"{name} : {words}" for name, words in told_lines(told))
    nodes = "".join(_gexf_node(thing) for thing in things.values())
    edges = "".join(
        f"<edge{_gexf_edge(number, one, picture.lang)}>{_attvalues(_told(one, picture.lang))}</edge>\n"
        for number, one in enumerate(picture.triples)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
        f"<meta{attributes(lastmodifieddate=told.made or None)}><creator>usagraph</creator>"
        f"<title>{text(told.title)}</title><description>{text(about)}</description></meta>\n"
        f'<graph defaultedgetype="directed">\n{_declared("node", NODE)}{_declared("edge", EDGE)}'
        f"<nodes>\n{nodes}</nodes>\n<edges>\n{edges}</edges>\n</graph>\n</gexf>\n"
    )


def _things(picture: NetworkView) -> dict[str, _Thing]:
    """What is drawn by IRI; the members of a group stand where it stands."""
    found: dict[str, _Thing] = {}
    for node in picture.nodes:
        for one in [node.node] if node.node else node.members:
            found[one.iri] = _Thing(one, picture.positions[node.id], node.label if node.members else "")
    return found


def _told(triple: Triple, lang: str) -> dict[str, object]:
    documents = dict.fromkeys(one.document for one in triple.evidence)
    quote = triple.evidence[0].exact if triple.evidence else ""
    return {
        "predicate": compact(triple.predicate),
        "label": style().verb(triple.predicate, lang),
        "inferred": str(triple.inferred).lower(),
        "passages": len(triple.evidence),
        "documents": " ".join(documents),
        "quote": quote if len(quote) <= LONGEST else quote[: LONGEST - 1] + "…",
    }


def _key(of: str, name: str, label: str, kind: str) -> str:
    return f"<key{attributes(id=name, for_=of, **{'attr.name': label, 'attr.type': kind})}/>\n"


def _values(prefix: str, values: Mapping[str, object]) -> str:
    return "".join(_data(prefix + name, value) for name, value in values.items())


def _data(name: str, value: object) -> str:
    return f"<data{attributes(key=name)}>{text(str(value))}</data>"


def _declared(of: str, columns: Mapping[str, str]) -> str:
    kinds = {"int": "integer"}
    several = "".join(
        f"<attribute{attributes(id=name, title=name, type=kinds.get(kind, kind))}/>" for name, kind in columns.items()
    )
    return f"<attributes{attributes(class_=of)}>{several}</attributes>\n"


def _attvalues(values: Mapping[str, object]) -> str:
    several = "".join(f"<attvalue{attributes(for_=name, value=value)}/>" for name, value in values.items())
    return f"<attvalues>{several}</attvalues>"


def _gexf_node(thing: _Thing) -> str:
    colour = fill(thing.node)
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    # Upwards there, downwards here.
    place = attributes(x=float(thing.place.x), y=float(-thing.place.y), z=0.0)
    named = attributes(id=thing.node.iri, label=thing.node.label)
    return (
        f"<node{named}>{_attvalues(thing.values)}"
        f"<viz:color{attributes(r=red, g=green, b=blue)}/><viz:position{place}/></node>\n"
    )


def _gexf_edge(number: int, triple: Triple, lang: str) -> str:
    values: dict[str, object] = {"id": f"e{number}", "source": triple.subject.iri, "target": triple.object.iri}
    return attributes(**values, label=style().verb(triple.predicate, lang))
