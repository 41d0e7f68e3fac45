"""GEXF 1.2, as https://gexf.net/1.2/ tells: what Gephi reads, and networkx."""

from typing import IO

from usagraph.graph.export.about import About
from usagraph.graph.export.contents import Contents
from usagraph.graph.export.drawing import EDGE_COLUMNS, NODE_COLUMNS, Values, drawn
from usagraph.graph.export.relations import Network
from usagraph.graph.export.xml import attributes, text

__all__ = ["write_gexf"]

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'


def write_gexf(contents: Contents, about: About, output: IO[bytes]) -> None:
    """Writes the network of things."""
    with drawn(Network(contents)) as drawing:
        output.write(_HEAD.encode())
        output.write(f"<meta{attributes(lastmodifieddate=about.made.isoformat())}><creator>usagraph</creator>".encode())
        output.write(f"<description>{text(about.line('fr'))}</description></meta>\n".encode())
        output.write(b'<graph mode="static" defaultedgetype="directed">\n')
        for kind, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
            output.write(_declared(kind, columns).encode())
        output.write(f"<nodes{attributes(count=len(drawing.things))}>\n".encode())
        for node, values in drawing.nodes():
            output.write(f"<node{attributes(id=node.iri, label=node.label)}>{_values(values)}</node>\n".encode())
        output.write(f"</nodes>\n<edges{attributes(count=drawing.count)}>\n".encode())
        for number, (edge, values) in enumerate(drawing.edges(), 1):
            ends = attributes(id=f"e{number}", source=edge.source, target=edge.target, label=values["label_fr"])
            output.write(f"<edge{ends}>{_values(values)}</edge>\n".encode())
        output.write(b"</edges>\n</graph>\n</gexf>\n")


def _declared(kind: str, columns: dict[str, str]) -> str:
    told = "".join(f"<attribute{attributes(id=name, title=name, type=type_)}/>\n" for name, type_ in columns.items())
    return f"<attributes{attributes(class_=kind, mode='static')}>\n{told}</attributes>\n"


def _values(values: Values) -> str:
    told = "".join(
        f"<attvalue{attributes(for_=name, value=str(value).lower() if isinstance(value, bool) else value)}/>"
        for name, value in values.items()
        if value is not None
    )
    return f"<attvalues>{told}</attvalues>"
