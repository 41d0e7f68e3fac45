"""Interactive networks: the one module that knows pyvis, and the two pages made with it.

pyvis builds nodes, edges and options; its own template is never used (it loads from other sites, lets labels run
as scripts and cannot be read by a screen reader), ours is. Positions are given, physics is off.
"""

import json
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup

from usagraph.visualisations.policy import policy
from usagraph.visualisations.style import fill, style
from usagraph.visualisations.templating import STATIC, render, safe_json
from usagraph.visualisations.view import NetworkView, ViewEdge, ViewNode, view

__all__ = ["VENDOR", "drawing", "offline_html", "page_html", "vendor_file", "view"]

#: Files taken from the installed pyvis wheel: the engine that it carries.
VENDOR = {"vis-network.min.js": "text/javascript", "vis-network.css": "text/css"}

#: Beyond this many arrows their labels hide the picture: a label shows when its arrow, or an end of it, is chosen.
NAMED_EDGES = 26

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
    "nodes": {"borderWidth": 2, "borderWidthSelected": 5, "font": {"size": 17, "face": FACE}},
    "edges": {
        "width": 1.2,
        "selectionWidth": 2.5,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "font": {"size": 14, "face": FACE, "align": "middle"},
    },
}


def drawing(picture: NetworkView) -> dict[str, Any]:
    """Nodes, edges and options as pyvis makes them, for the script that draws them."""
    # Here and not above: pyvis loads IPython, which takes half a second.
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    for node in picture.nodes:
        net.add_node(node.id, **_node_options(picture, node))
    for edge, curve in _curves(picture):
        net.add_edge(edge.source, edge.target, **_edge_options(picture, edge, curve))
    net.set_options(json.dumps(OPTIONS))
    narrow = {name: [point.x, point.y] for name, point in picture.narrow.items()}
    return {
        "nodes": net.nodes,
        "edges": net.edges,
        "options": net.options,
        "narrow": narrow,
        "focus": picture.focus,
        "chosen": _chosen(picture),
        "outline": style().outline,
    }


def page_html(picture: NetworkView, **context: object) -> str:
    """The page of the service that shows `picture`."""
    return render("network.html", picture.lang, picture=picture, data=safe_json(drawing(picture)), **context)


def offline_html(picture: NetworkView) -> str:
    """One file with network, table, passages and legend; it makes no request and lets no other script run."""
    scripts = [_vendor_text("vis-network.min.js"), (STATIC / "network.js").read_text(encoding="utf-8")]
    styles = [_vendor_text("vis-network.css"), (STATIC / "usagraph.css").read_text(encoding="utf-8")]
    return render(
        "offline.html",
        picture.lang,
        picture=picture,
        data=safe_json(drawing(picture)),
        scripts=[Markup(script) for script in scripts],  # noqa: S704 our own file and the wheel's
        styles=[Markup(sheet) for sheet in styles],  # noqa: S704 the same
        policy=policy(scripts, styles),
    )


def vendor_file(name: str) -> bytes:
    """The content of a file of `VENDOR`."""
    return (resources.files("pyvis") / "templates" / "lib" / "vis-9.1.2" / name).read_bytes()


def _node_options(picture: NetworkView, node: ViewNode) -> dict[str, Any]:
    place = picture.positions[node.id]
    colour = fill(node.node) if node.node else style().kind(node.kind).colour
    return {
        "label": node.caption,
        "title": node.label,
        "shape": style().kind(node.kind).shape,
        "color": colour,
        "size": 30 if node.id == picture.focus else 17,
        "x": place.x,
        "y": place.y,
        "shapeProperties": {"borderDashes": [4, 3] if node.members else False},
    }


def _edge_options(picture: NetworkView, edge: ViewEdge, curve: float) -> dict[str, Any]:
    verb = style().verb(edge.predicate, picture.lang)
    many = f" ({len(edge.triples)})" if len(edge.triples) > 1 else ""
    return {
        "id": edge.id,
        "title": verb + many,
        "label": verb + many if _named(picture, edge) else "",
        "dashes": edge.inferred,
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": curve} if curve else {"enabled": False},
    }


def _named(picture: NetworkView, edge: ViewEdge) -> bool:
    around = picture.focus is None or picture.focus in (edge.source, edge.target)
    return around and len(picture.edges) <= NAMED_EDGES


def _curves(picture: NetworkView) -> list[tuple[ViewEdge, float]]:
    """Each edge with its bend: none when it is alone between its ends, and no column of things stands in its way."""
    total = Counter(frozenset((edge.source, edge.target)) for edge in picture.edges)
    seen: Counter[frozenset[str]] = Counter()
    found: list[tuple[ViewEdge, float]] = []
    for edge in picture.edges:
        ends = frozenset((edge.source, edge.target))
        seen[ends] += 1
        upright = picture.focus is None and picture.positions[edge.source].x == picture.positions[edge.target].x
        found.append((edge, 0.16 * seen[ends] if total[ends] > 1 else 0.3 * upright))
    return found


def _chosen(picture: NetworkView) -> str | None:
    names = [node.id for node in picture.nodes if node.node and node.node.iri == picture.scope.chosen]
    return names[0] if names else None


@cache
def _vendor_text(name: str) -> str:
    # The parser of the browser turns CRLF into LF before it hashes; the map is a file that does not travel.
    text = vendor_file(name).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line for line in text.split("\n") if not line.startswith("//# sourceMappingURL"))
