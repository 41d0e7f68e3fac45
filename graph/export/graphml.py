"""GraphML, as http://graphml.graphdrawing.org/specification.html tells: what yEd, Cytoscape, igraph and networkx read."""

import re
from typing import IO

from usagraph.graph.export.about import About
from usagraph.graph.export.contents import Contents
from usagraph.graph.export.drawing import EDGE_COLUMNS, NODE_COLUMNS, Drawing, Values, drawn
from usagraph.graph.export.relations import Network
from usagraph.graph.export.xml import attributes, text
from usagraph.ontology.terms import VOC

__all__ = ["short_name", "write_graphml"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
#: The names of types there.
_TYPES = {"integer": "int"}
#: What the name of a node is not made of, but "/", which has a sign of its own.
_UNFIT = re.compile(r"[^A-Za-z0-9./-]")


def short_name(iri: str, base: str) -> str:
    """The name of a node: its schema allows no address (NMTOKEN); no two things have the same.

    >>> short_name("https://w3id.org/usagraph/id/action/écouter", "https://w3id.org/usagraph")
    'action:_e9_couter'
    """
    vocabulary = iri.replace(VOC, "voc/", 1) if iri.startswith(VOC) else iri
    return _UNFIT.sub(lambda sign: f"_{ord(sign.group()):x}_", vocabulary.removeprefix(f"{base}/id/")).replace("/", ":")


def write_graphml(contents: Contents, about: About, output: IO[bytes]) -> None:
    """Writes the network of things."""
    with drawn(Network(contents)) as drawing:
        output.write(f"{_HEAD}<desc>{text(about.line('fr'))}</desc>\n".encode())
        for kind, columns in (("node", {"label": "string"} | NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
            for name, type_ in columns.items():
                key = {
                    "id": f"{kind[0]}_{name}",
                    "for_": kind,
                    "attr.name": name,
                    "attr.type": _TYPES.get(type_, type_),
                }
                output.write(f"<key{attributes(**key)}/>\n".encode())
        output.write(f"<graph{attributes(id='usagraph', edgedefault='directed')}>\n".encode())
        _write_parts(drawing, about.base, output)
        output.write(b"</graph>\n</graphml>\n")


def _write_parts(drawing: Drawing, base: str, output: IO[bytes]) -> None:
    for node, values in drawing.nodes():
        data = _data("n", {"label": node.label, **values})
        output.write(f"<node{attributes(id=short_name(node.iri, base))}>{data}</node>\n".encode())
    for number, (edge, values) in enumerate(drawing.edges(), 1):
        source, target = short_name(edge.source, base), short_name(edge.target, base)
        ends = attributes(id=f"e{number}", source=source, target=target)
        output.write(f"<edge{ends}>{_data('e', values)}</edge>\n".encode())


def _data(kind: str, values: Values) -> str:
    return "".join(
        f"<data{attributes(key=f'{kind}_{name}')}>{text(_written(value))}</data>"
        for name, value in values.items()
        if value is not None
    )


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
