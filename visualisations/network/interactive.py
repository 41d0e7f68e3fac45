"""Interactive networks: the one module that knows pyvis, and the pages made with it.

pyvis builds nodes, edges and options; its own template is never used (it loads from other sites, lets labels run
as scripts and cannot be read by a screen reader), ours is. Positions are given, physics is off.
"""

import json
import re
from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup

from usagraph.graph.reading.shelf import opened
from usagraph.ontology.terms import BASE
from usagraph.visualisations.exporting.told import Told, told_lines
from usagraph.visualisations.network.packing import packed
from usagraph.visualisations.network.phone import stacked
from usagraph.visualisations.network.svg import bends, drawing_svg, is_named, label_above, size_of
from usagraph.visualisations.network.view import NetworkView, ViewEdge, ViewNode, view
from usagraph.visualisations.policy import policy
from usagraph.visualisations.style import fill, style
from usagraph.visualisations.templating import STATIC, render, safe_json

__all__ = ["VENDOR", "drawing", "offline_html", "page_html", "vendor_file", "view"]

#: What is taken from the installed pyvis wheel: the engine that it carries. Its style sheet is of no use to us.
VENDOR = {"vis-network.min.js": "text/javascript"}

#: Beyond this many relations, the page of the network gives the passages of one when it is opened, and not before.
LIGHT = 60

#: Sizes of the names of things and of relations; around a thing there is room for larger ones.
SIZES, NEAR_SIZES = (17, 14), (19, 17)
#: Height of a line of a name that stands above its node.
LEADING = 22
#: What the screen writes with.
FACE = "system-ui, Liberation Sans, sans-serif"

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "zoomView": True,
        "multiselect": False,
    },
    "nodes": {"borderWidth": 2, "borderWidthSelected": 5, "font": {"face": FACE}},
    "edges": {
        "width": 1.2,
        "smooth": {"enabled": False},
        "selectionWidth": 2.5,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "font": {"face": FACE, "align": "middle"},
    },
}


def drawing(picture: NetworkView) -> dict[str, Any]:
    """Nodes, edges and options as pyvis makes them, for the script that draws them."""
    # Here and not above: pyvis loads IPython, which takes half a second.
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    for node in picture.nodes:
        net.add_node(node.id, **_node_options(picture, node))
    for edge, curve in bends(picture):
        net.add_edge(edge.source, edge.target, **_edge_options(picture, edge, curve))
    net.set_options(json.dumps(_options(picture)))
    return {
        "nodes": net.nodes,
        "edges": net.edges,
        "options": net.options,
        "narrow": {name: [point.x, point.y] for name, point in picture.narrow.items()},
        "focus": picture.focus,
        "base": BASE,
        "chosen": _chosen(picture),
        "outline": style().outline,
        "captions": [[one.words, one.place.x, one.place.y] for one in picture.captions],
        "points": picture.scope.points,
        "phone": _phone(picture) if picture.scope.points else None,
    }


def page_html(picture: NetworkView, **context: object) -> str:
    """The page of the service that shows `picture`."""
    # A drawing of thousands of points would weigh as much as all the rest: where no script runs, it is its file.
    still = "" if picture.scope.points else _still(picture)
    shown: dict[str, object] = {"picture": picture, "data": _data(picture), "still": still}
    shown |= {"light": len(picture.triples) > LIGHT, "told": None, "frame_code": "", "choices": ()}
    if not shown["light"]:
        opened(triple.evidence for triple in picture.triples)
    return render("network.html", picture.lang, **(shown | context))


def offline_html(picture: NetworkView, told: Told | None = None) -> str:
    """One file with network, table, passages and legend; it makes no request and lets no other script run."""
    scripts = [_vendor_text("vis-network.min.js"), _own_script()]
    styles = [(STATIC / name).read_text(encoding="utf-8") for name in ("usagraph.css", "network.css")]
    return render(
        "offline.html",
        picture.lang,
        picture=picture,
        data=_data(picture),
        still=_still(picture),
        told=told,
        told_lines=told_lines(told) if told else [],
        scripts=[Markup(script) for script in scripts],  # noqa: S704 our own file and the wheel's
        styles=[Markup(sheet) for sheet in styles],  # noqa: S704 the same
        policy=policy(scripts, styles),
    )


def vendor_file(name: str) -> bytes:
    """The content of a file of `VENDOR`."""
    return (resources.files("pyvis") / "templates" / "lib" / "vis-9.1.2" / name).read_bytes()


def _options(picture: NetworkView) -> dict[str, Any]:
    sizes = dict(zip(("nodes", "edges"), NEAR_SIZES if picture.focus else SIZES, strict=True))
    return OPTIONS | {name: OPTIONS[name] | {"font": OPTIONS[name]["font"] | {"size": sizes[name]}} for name in sizes}


def _node_options(picture: NetworkView, node: ViewNode) -> dict[str, Any]:
    place, size = picture.positions[node.id], size_of(picture, node)
    colour = fill(node.node) if node.node else style().kind(node.kind).colour
    return {
        # An empty one would be taken for none, and the engine would write the id.
        "label": node.caption or " ",
        "title": node.label,
        "shape": style().kind(node.kind).shape,
        "kind": style().kind(node.kind).name,
        "family": node.family,
        "color": colour,
        "size": size,
        "x": place.x,
        "y": place.y,
        "borderWidth": 5 if node.pinned else 1 if picture.scope.points else 2,
        "shapeProperties": {"borderDashes": [4, 3] if node.members else False},
        # Away from the arrows that come from the middle.
        "font": {
            "vadjust": -2 * size - 14 - LEADING * (node.caption.count("\n") + 1) if label_above(picture, node) else 0
        },
    }


def _edge_options(picture: NetworkView, edge: ViewEdge, curve: float) -> dict[str, Any]:
    verb = style().verb(edge.predicate, picture.lang)
    many = f" ({len(edge.triples)})" if len(edge.triples) > 1 else ""
    told = {"id": edge.id, "title": verb + many, "dashes": edge.inferred}
    if picture.scope.points:
        # Thousands of them: straight, and without a label.
        return told
    return told | {
        "label": verb + many if is_named(picture, edge) else "",
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": curve} if curve else {"enabled": False},
    }


def _data(picture: NetworkView) -> Markup:
    """The drawing as a page carries it; points by columns, without the names, which stand in the list as well."""
    made = drawing(picture)
    if picture.scope.points:
        for node in made["nodes"]:
            del node["title"], node["label"]
        made |= {"nodes": packed(made["nodes"]), "edges": packed(made["edges"]), "narrow": {}}
    return safe_json(made)


def _chosen(picture: NetworkView) -> str | None:
    names = [node.id for node in picture.nodes if node.node and node.node.iri == picture.scope.chosen]
    return names[0] if names else None


def _phone(picture: NetworkView) -> dict[str, Any]:
    """Where discs of points stand on a narrow screen: how far each family moves, and its name."""
    made = stacked(picture)
    return {
        "moves": {name: [move.x, move.y] for name, move in made.moves.items()},
        "captions": [[one.words, one.place.x, one.place.y] for one in made.captions],
    }


def _own_script() -> str:
    """Our modules as one: a file that opens offline has nothing to import from."""
    texts = [
        (STATIC / name).read_text(encoding="utf-8") for name in ("network-parts.js", "network-pins.js", "network.js")
    ]
    return re.sub(r"^import .*\n|^export (?=function|async)", "", "\n".join(texts), flags=re.MULTILINE)


def _still(picture: NetworkView) -> Markup:
    """The drawing that stays where no script runs, and that is printed."""
    name = f"{picture.title}. {picture.sentence}"
    return Markup(drawing_svg(picture, name=name))  # noqa: S704 its words are escaped where it is written


@cache
def _vendor_text(name: str) -> str:
    # The parser of the browser turns CRLF into LF before it hashes; the map is a file that does not travel.
    text = vendor_file(name).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line for line in text.split("\n") if not line.startswith("//# sourceMappingURL"))
