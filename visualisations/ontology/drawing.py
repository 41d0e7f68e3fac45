"""The drawing of the main relations: boxes and arrows, laid out for a wide page and for a narrow one."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from usagraph.ontology.terms import BASE, NS
from usagraph.visualisations.ontology.term_names import Names, Ref
from usagraph.visualisations.style import Kind, style
from usagraph.visualisations.words import wrap

__all__ = ["Arrow", "Box", "Drawing", "Link", "drawings", "links"]

FILE = Path(__file__).parent / "drawing.yaml"
#: Sizes of the wide drawing, in its own units.
WIDTH, SIDE, HUB, ROW, HIGH, GAP = 1000, 196, 220, 62, 42, 50
#: Sizes of the narrow one.
NARROW, RAIL, TARGET = 358, 14, 162


@dataclass(frozen=True)
class Link:
    """A relation that is drawn, from `subject` to `object`."""

    subject: Ref
    relation: Ref
    object: Ref


@dataclass(frozen=True)
class Box:
    """A class, or a vocabulary where `round`; `lines` are its label."""

    ref: Ref
    kind: Kind
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    hub: bool = False
    round: bool = False


@dataclass(frozen=True)
class Arrow:
    """A relation: its path, its head at the end of it, its label in one or two lines around `x`, `y`."""

    path: str
    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str = "middle"


@dataclass(frozen=True)
class Drawing:
    """Boxes and arrows in a frame."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    rule: float


def drawings(names: Names) -> tuple[Drawing, Drawing]:
    """The wide drawing and the narrow one, of the same relations."""
    return _Wide(names).drawing(), _Narrow(names).drawing()


def links(names: Names) -> list[Link]:
    """The relations drawn, in order: the drawing in words."""
    found: list[Link] = []
    for hub, below in zip(_hubs(), [*_hubs()[1:], None], strict=True):
        found += [_link(names, hub["name"], one) for one in (*hub["left"], *hub["right"])]
        if "next" in hub and below:
            found.append(_next(names, hub, below["name"]))
    return found


class _Sketch:
    """What both layouts share: boxes and arrows gathered one by one."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.boxes: list[Box] = []
        self.arrows: list[Arrow] = []

    def box(self, name: str, x: float, y: float, width: float, *, hub: bool = False) -> Box:
        """Adds the box of a class or vocabulary, its middle at the height `y`."""
        ref = _ref(self.names, name)
        room = int((width - 44) / 7.2)
        lines = tuple(wrap(ref.label, room, 2).split("\n"))
        kind = style().kind(name.removeprefix("voc/"))
        made = Box(ref, kind, lines, x, y - HIGH / 2, width, HIGH, hub, name.startswith("voc/"))
        self.boxes.append(made)
        return made

    def arrow(self, path: str, relation: str, x: float, y: float, *, width: int, anchor: str = "middle") -> None:
        """Adds an arrow with the label of its relation."""
        label = _ref(self.names, relation).label
        self.arrows.append(Arrow(path, tuple(wrap(label, width, 2).split("\n")), x, y, anchor))


class _Wide(_Sketch):
    """Hubs in a column, their links on both sides."""

    def drawing(self) -> Drawing:
        """The drawing, hubs from top to bottom."""
        top = rule = 0.0
        for hub in _hubs():
            height = ROW * max(len(hub["left"]), len(hub["right"]))
            middle = top + height / 2
            self.box(hub["name"], (WIDTH - HUB) / 2, middle, HUB, hub=True)
            for side in ("left", "right"):
                self._side(hub[side], side, middle)
            if "next" in hub:
                self._spine(hub, middle, top + height)
            top += height + GAP
            rule = rule if "next" in hub else rule or top - GAP / 2 + 4
        return Drawing(WIDTH, int(top - GAP), tuple(self.boxes), tuple(self.arrows), rule)

    def _side(self, several: list[dict[str, str]], side: str, middle: float) -> None:
        turn = -1 if side == "left" else 1
        edge, far = WIDTH / 2 + turn * HUB / 2, WIDTH / 2 + turn * (WIDTH / 2 - SIDE)
        bus = edge + turn * 24
        for number, link in enumerate(several):
            y = middle + (number - (len(several) - 1) / 2) * ROW
            self.box(link.get("to") or link["from"], 2 if turn < 0 else WIDTH - SIDE - 2, y, SIDE)
            outward = f"M{edge:g} {middle:g}H{bus:g}V{y:g}H{far - turn * 2:g}"
            inward = f"M{far:g} {y:g}H{bus:g}V{middle:g}H{edge - turn * -2:g}"
            self.arrow(outward if "to" in link else inward, link["relation"], (bus + far) / 2, y, width=23)

    def _spine(self, hub: dict[str, Any], middle: float, bottom: float) -> None:
        below = _hubs()[[one["name"] for one in _hubs()].index(hub["name"]) + 1]
        rows = max(len(below["left"]), len(below["right"]))
        start, end = middle + HIGH / 2, bottom + GAP + rows * ROW / 2 - HIGH / 2
        up = hub["next"].get("up")
        path = f"M500 {end:g}V{start + 2:g}" if up else f"M500 {start:g}V{end - 2:g}"
        self.arrow(path, hub["next"]["relation"], 510, (start + end) / 2 + 4, width=40, anchor="start")


class _Narrow(_Sketch):
    """Each hub as a heading, its links one under the other along a rail."""

    def drawing(self) -> Drawing:
        """The drawing, hubs from top to bottom."""
        y, rule = HIGH / 2 + 2, 0.0
        for number, hub in enumerate(_hubs()):
            self.box(hub["name"], 1, y, NARROW - 2, hub=True)
            start = y + HIGH / 2
            rows = [*hub["left"], *hub["right"], *self._between(number)]
            for link in rows:
                y += ROW - 8
                self._row(link, start, y)
            y += HIGH + 22 + (0 if "next" in hub else 34)
            rule = rule if "next" in hub else rule or y - HIGH / 2 - 32
        return Drawing(NARROW, int(y - HIGH / 2 - 54), tuple(self.boxes), tuple(self.arrows), rule)

    def _between(self, number: int) -> list[dict[str, str]]:
        """The relations of a hub to its neighbours, each told once, by the hub it starts from."""
        hubs = _hubs()
        found: list[dict[str, str]] = []
        if number and hubs[number - 1].get("next", {}).get("up"):
            found.append({"relation": hubs[number - 1]["next"]["relation"], "to": hubs[number - 1]["name"]})
        step = hubs[number].get("next", {})
        if step and not step.get("up"):
            found.append({"relation": step["relation"], "to": hubs[number + 1]["name"]})
        return found

    def _row(self, link: dict[str, str], start: float, y: float) -> None:
        x = NARROW - TARGET - 1
        self.box(link.get("to") or link["from"], x, y, TARGET)
        outward, inward = f"M{RAIL} {start:g}V{y:g}H{x - 2:g}", f"M{x:g} {y:g}H{RAIL}V{start + 2:g}"
        self.arrow(outward if "to" in link else inward, link["relation"], (RAIL + x) / 2 + 2, y, width=23)


@cache
def _hubs() -> list[dict[str, Any]]:
    hubs: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["hubs"]
    return hubs


def _ref(names: Names, name: str) -> Ref:
    return names.ref(f"{BASE}/{name}" if name.startswith("voc/") else NS + name)


def _link(names: Names, hub: str, link: dict[str, str]) -> Link:
    subject, object = (hub, link["to"]) if "to" in link else (link["from"], hub)
    return Link(_ref(names, subject), _ref(names, link["relation"]), _ref(names, object))


def _next(names: Names, hub: dict[str, Any], below: str) -> Link:
    ends = (below, hub["name"]) if hub["next"].get("up") else (hub["name"], below)
    return Link(_ref(names, ends[0]), _ref(names, hub["next"]["relation"]), _ref(names, ends[1]))
