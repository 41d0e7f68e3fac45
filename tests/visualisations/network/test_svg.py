"""The picture drawn here: the same things at the same places as in the interactive one."""

import re
from typing import Any
from xml.etree import ElementTree

import networkx as nx

from usagraph.visualisations.network.interactive import drawing
from usagraph.visualisations.network.layout import Point
from usagraph.visualisations.network.scope import Pin, Scope
from usagraph.visualisations.network.svg import drawing_svg
from usagraph.visualisations.network.view import NetworkView, view

SVG = "{http://www.w3.org/2000/svg}"


def parsed(picture: NetworkView) -> ElementTree.Element:
    """The picture, read as XML."""
    return ElementTree.fromstring(drawing_svg(picture, name="un nom"))  # noqa: S314 our own writing


def centres(root: ElementTree.Element) -> list[tuple[int, int]]:
    """Where the shapes stand."""
    found = []
    for group in root.iter(f"{SVG}g"):
        told = re.match(r"translate\((\S+) (\S+)\) scale\((\S+)\)", group.findall(f"{SVG}path")[0].get("transform", ""))
        assert told
        x, y, scale = (float(one) for one in told.groups())
        found.append((round(x + 10 * scale), round(y + 10 * scale)))
    return found


def test_things_stand_where_the_interactive_drawing_has_them(county: Any) -> None:
    for scope in (Scope(), Scope(points=True), Scope(folded=("actions",))):
        picture = view(county.graph, scope=scope)
        assert centres(parsed(picture)) == [(node["x"], node["y"]) for node in drawing(picture)["nodes"]]


def test_everything_is_within_the_picture(county: Any) -> None:
    root = parsed(view(county.graph))
    left, top, width, height = (int(one) for one in root.get("viewBox", "").split())
    assert all(left < x < left + width and top < y < top + height for x, y in centres(root))
    for words in root.iter(f"{SVG}text"):
        assert left < float(words.get("x", "")) < left + width


def test_it_is_an_image_with_a_name(county: Any) -> None:
    root = parsed(view(county.graph))
    assert (root.get("role"), root.get("aria-label")) == ("img", "un nom")


def test_what_follows_is_dashed_and_what_is_said_is_not(county: Any) -> None:
    picture = view(county.network(None, focus=county.focus), scope=Scope(focus=county.focus))
    dashed = sum(path.get("stroke-dasharray") == "5 4" for path in parsed(picture).findall(f"{SVG}path"))
    assert dashed == sum(edge.inferred for edge in picture.edges) > 0


def test_a_pinned_thing_stands_where_it_was_put(county: Any) -> None:
    scope = Scope(focus=county.focus, pins=(Pin(county.focus, Point(321, -123)),))
    picture = view(county.network(None, focus=county.focus), scope=scope)
    assert (321, -123) in centres(parsed(picture))


def test_nothing_to_draw() -> None:
    assert list(parsed(view(nx.MultiDiGraph()))) == []
