"""The picture of a network as SVG, drawn here from the same places as on the screen: real text, nothing fetched."""

from collections import Counter
from collections.abc import Iterator
from math import atan2, cos, degrees, hypot, sin

from usagraph.graph.export.xml import attributes, text
from usagraph.visualisations.exporting.sheet import FACE, INK, Drawn
from usagraph.visualisations.network.layout import Point
from usagraph.visualisations.network.view import NetworkView, ViewEdge, ViewNode
from usagraph.visualisations.style import fill, style

__all__ = ["LINE", "NAMED_EDGES", "PAPER", "bends", "drawing_svg", "drawn", "is_named", "label_above", "size_of"]

#: Beyond this many arrows their labels hide the picture: a label shows when its arrow, or an end of it, is chosen.
NAMED_EDGES = 26

LINE, PAPER = "#5F6D79", "#FFFFFF"

#: Half the side of a node, in units of the canvas: of the middle, of another, of a point.
MIDDLE, OTHER, POINT = 30, 17, 9
#: Height of a line of a label, its size, and the room around the whole.
LEADING, SIZE, MARGIN = 19, 17, 26
#: The size of the name of a disc of points.
TITLE = 24


def drawing_svg(picture: NetworkView, *, name: str) -> str:
    """The picture alone, as an `svg` element that is called `name`."""
    made = drawn(picture)
    named = attributes(role="img", **{"aria-label": name})
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawn" viewBox="{made.view_box}"{named}'
        f' font-family="{FACE}" font-size="{SIZE}">{made.body}</svg>'
    )


def drawn(picture: NetworkView) -> Drawn:
    """The picture, to stand on a sheet or in a page."""
    lines = _hairs(picture) if picture.scope.points else "".join(_edge(picture, *one) for one in bends(picture))
    shapes = "".join(_node(picture, node) for node in picture.nodes)
    titles = "".join(
        _words(one.words, one.place.x, one.place.y - 14, bold=True, size=TITLE) for one in picture.captions
    )
    left, top, width, height = _covered(picture)
    return Drawn(lines + shapes + titles, width, height, left, top, SIZE)


def bends(picture: NetworkView) -> list[tuple[ViewEdge, float]]:
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


def is_named(picture: NetworkView, edge: ViewEdge) -> bool:
    """Whether the verb of an edge is written on it."""
    around = picture.focus is None or picture.focus in (edge.source, edge.target)
    return around and not picture.scope.points and len(picture.edges) <= NAMED_EDGES


def label_above(picture: NetworkView, node: ViewNode) -> bool:
    """Whether the label stands above its node: in the upper half of what surrounds a thing, arrows come from below."""
    return picture.focus not in (None, node.id) and picture.positions[node.id].y < -60


def size_of(picture: NetworkView, node: ViewNode) -> int:
    """Half the side of the square in which a node is drawn."""
    if picture.scope.points:
        return POINT
    return MIDDLE if node.id == picture.focus else OTHER


def _covered(picture: NetworkView) -> tuple[int, int, int, int]:
    """The left, the top, the width and the height of what the picture covers."""
    xs: list[float] = []
    ys: list[float] = []
    for node in picture.nodes:
        place, size = picture.positions[node.id], size_of(picture, node)
        rows = node.caption.split("\n") if node.caption else []
        half = max([size, *(len(row) * SIZE * 0.27 for row in rows)])
        room = len(rows) * LEADING + 8
        above = label_above(picture, node)
        xs += [place.x - half, place.x + half]
        ys += [place.y - size - (room if above else 4), place.y + size + (0 if above else room)]
    for caption in picture.captions:
        half = len(caption.words) * TITLE * 0.3
        xs += [caption.place.x - half, caption.place.x + half]
        ys.append(caption.place.y - 40)
    left, top = (round(min(side, default=0) - MARGIN) for side in (xs, ys))
    width, height = (round(max(side, default=0) + MARGIN) for side in (xs, ys))
    return left, top, width - left, height - top


def _node(picture: NetworkView, node: ViewNode) -> str:
    place, size = picture.positions[node.id], size_of(picture, node)
    colour = fill(node.node) if node.node else style().kind(node.kind).colour
    scale = size / 9
    wide = 3.5 if node.pinned else 1 if picture.scope.points else 2
    outline = attributes(
        d=style().kind(node.kind).path,
        fill=colour,
        stroke=INK,
        transform=f"translate({place.x - 10 * scale:.1f} {place.y - 10 * scale:.1f}) scale({scale:.2f})",
    )
    dashes = ' stroke-dasharray="2.4 1.6"' if node.members else ""
    shape = f'<path{outline} stroke-width="{wide / scale:.2f}"{dashes}/>'
    # Words on hover, where the reader of the file has any.
    title = f"<title>{text(node.label)}</title>"
    return f"<g>{title}{shape}{_caption(picture, node, place, size)}</g>"


def _caption(picture: NetworkView, node: ViewNode, place: Point, size: int) -> str:
    rows = node.caption.split("\n") if node.caption else []
    first = place.y - size - 8 - LEADING * (len(rows) - 1) if label_above(picture, node) else place.y + size + SIZE + 1
    bold = node.id == picture.focus
    return "".join(_words(row, place.x, first + i * LEADING, bold=bold) for i, row in enumerate(rows))


def _words(words: str, x: float, y: float, *, bold: bool = False, size: int = SIZE, turn: float = 0.0) -> str:
    turned = f' transform="rotate({turn:.1f} {x:.1f} {y:.1f})"' if turn else ""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" fill="{INK}" stroke="{PAPER}" stroke-width="6"'
        f' stroke-linejoin="round" paint-order="stroke" font-size="{size}"{weight}{turned}>{text(words)}</text>'
    )


def _hairs(picture: NetworkView) -> str:
    """The lines between points, thousands of them: those that a document says, then those that follow."""
    told: dict[bool, list[str]] = {False: [], True: []}
    for edge in picture.edges:
        source, target = picture.positions[edge.source], picture.positions[edge.target]
        told[edge.inferred].append(f"M{source.x} {source.y}L{target.x} {target.y}")
    dashes = {False: "", True: ' stroke-dasharray="5 4"'}
    return "".join(
        f'<path d="{"".join(ends)}" fill="none" stroke="{LINE}" stroke-width="0.5"{dashes[inferred]}/>'
        for inferred, ends in told.items()
        if ends
    )


def _edge(picture: NetworkView, edge: ViewEdge, bend: float) -> str:
    source, target = picture.positions[edge.source], picture.positions[edge.target]
    length = hypot(target.x - source.x, target.y - source.y)
    if not length:
        return _loop(picture, edge)
    bow = -bend * length
    middle = (
        (source.x + target.x) / 2 - (target.y - source.y) / length * bow,
        (source.y + target.y) / 2 + (target.x - source.x) / length * bow,
    )
    sizes = {node.id: size_of(picture, node) for node in picture.nodes if node.id in (edge.source, edge.target)}
    start = _toward((source.x, source.y), middle, sizes[edge.source] + 2)
    tip = _toward((target.x, target.y), middle, sizes[edge.target] + 4)
    dashes = ' stroke-dasharray="5 4"' if edge.inferred else ""
    path = (
        f'<path d="M{start[0]:.1f} {start[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {tip[0]:.1f} {tip[1]:.1f}"'
        f' fill="none" stroke="{LINE}" stroke-width="1.3"{dashes}/>'
    )
    return f"{path}{_head(tip, middle)}{''.join(_verb(picture, edge, start, middle, tip))}"


def _loop(picture: NetworkView, edge: ViewEdge) -> str:
    """What a group says of itself, as a ring at its shoulder."""
    place = picture.positions[edge.source]
    dashes = ' stroke-dasharray="5 4"' if edge.inferred else ""
    middle = attributes(cx=place.x + OTHER, cy=place.y - OTHER, r=14)
    return f'<circle{middle} fill="none" stroke="{LINE}" stroke-width="1.3"{dashes}/>'


def _verb(
    picture: NetworkView,
    edge: ViewEdge,
    start: tuple[float, float],
    middle: tuple[float, float],
    tip: tuple[float, float],
) -> Iterator[str]:
    if not is_named(picture, edge):
        return
    many = f" ({len(edge.triples)})" if len(edge.triples) > 1 else ""
    x, y = ((start[i] + 2 * middle[i] + tip[i]) / 4 for i in (0, 1))
    turn = degrees(atan2(tip[1] - start[1], tip[0] - start[0]))
    # Never upside down.
    turn = turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn
    yield _words(style().verb(edge.predicate, picture.lang) + many, x, y + 5, size=14, turn=turn or 0.01)


def _toward(place: tuple[float, float], other: tuple[float, float], far: float) -> tuple[float, float]:
    length = hypot(other[0] - place[0], other[1] - place[1]) or 1
    return place[0] + (other[0] - place[0]) / length * far, place[1] + (other[1] - place[1]) / length * far


def _head(tip: tuple[float, float], origin: tuple[float, float]) -> str:
    angle = atan2(tip[1] - origin[1], tip[0] - origin[0])
    corners = (tip, *((tip[0] - 11 * cos(angle + side), tip[1] - 11 * sin(angle + side)) for side in (0.4, -0.4)))
    return f'<path d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in corners)}Z" fill="{LINE}"/>'
