"""The flow, the timeline and the path as pictures of a file: the very places of the page, colours written out."""

from collections.abc import Collection

from usagraph.graph.export.xml import attributes, text
from usagraph.visualisations.exporting.sheet import INK, Drawn
from usagraph.visualisations.pictures import flow_drawing, paths, timeline_drawing
from usagraph.visualisations.pictures.timeline_drawing import Group, Mark, Strip
from usagraph.visualisations.style import fill, style
from usagraph.visualisations.words import Words, clean, words

__all__ = ["flow_drawn", "path_drawn", "timeline_drawn"]

PAPER, WASH, QUIET, RULE, LINE = "#FFFFFF", "#F4F7F9", "#51606D", "#74828F", "#D3DAE0"
#: What has no degree, and the line around a ribbon.
NEUTRAL, BLOCK, AROUND = "#AEB7BF", "#56636E", "#45708F"


def flow_drawn(picture: flow_drawing.Drawing, lang: str, keys: Collection[str] = ()) -> Drawn:
    """The ribbons, the blocks and their names; those that are not of the `keys` chosen are paler."""
    say = words(lang)
    heads = "".join(
        _words(say(f"flow.{name}"), x, 14, anchor, fill=QUIET)
        for name, (x, anchor) in zip(("policy", "degree", "issue"), picture.heads, strict=True)
    )
    ribbons = "".join(_ribbon(one, lit=set(keys) <= set(one.ribbon.ends)) for one in picture.shapes)
    return Drawn(heads + ribbons + "".join(map(_block, picture.boxes)), picture.width, picture.height, size=14)


def _ribbon(shape: flow_drawing.Shape, *, lit: bool) -> str:
    degree = style().degrees.get(shape.ribbon.step)
    painted = attributes(fill=degree.colour if degree else NEUTRAL, stroke=AROUND)
    return "".join(
        f'<path d="{path}"{painted} opacity="{1 if lit else 0.22}" fill-opacity=".8" stroke-width=".8"/>'
        for path in (shape.first, shape.second)
    )


def _block(box: flow_drawing.Box) -> str:
    block = box.block
    degree = style().degrees.get(block.step)
    colour = degree.colour if degree else BLOCK if block.node else PAPER
    placed = attributes(x=box.x, y=f"{box.y:.1f}", width=14, height=f"{box.height:.1f}", fill=colour, stroke=INK)
    dashes = "" if block.node else ' stroke-dasharray="3 2"'
    last = len(box.lines) - 1
    lines = "".join(
        _words(
            clean(line) + (f" ({block.count})" if number == last else ""),
            box.label_x,
            box.label_y + number * 17,
            box.anchor,
            bold=bool(degree),
            halo=PAPER,
        )
        for number, line in enumerate(box.lines)
    )
    return f'<rect{placed} stroke-width="1.2"{dashes}/>{lines}'


def timeline_drawn(picture: timeline_drawing.Picture, lang: str) -> Drawn:
    """The lanes with their marks, over the years."""
    lanes = "".join(
        f'<rect x="0" y="{strip.y:.1f}" width="{picture.width}" height="{strip.height:.1f}" rx="4" fill="{WASH}"/>'
        for strip in picture.strips
    )
    body = lanes + _years(picture, words(lang)) + "".join(map(_strip, picture.strips))
    return Drawn(body, picture.width, picture.height)


def _years(picture: timeline_drawing.Picture, say: Words) -> str:
    foot = picture.foot
    ticks = "".join(
        f'<path d="M{x} 8V{foot:.1f}" stroke="{LINE}"/>{_words(str(year), x, foot + 15, "middle", fill=QUIET)}'
        for stretch in picture.scale.stretches
        for x, year in stretch.ticks
    )
    cuts = "".join(
        f'<rect x="{x - 15:.1f}" y="8" width="30" height="{foot - 8:.1f}" fill="{PAPER}"/>'
        f'<path d="M{x - 6:.1f} {foot:.1f}l6 -14m2 14l6 -14" fill="none" stroke="{RULE}" stroke-width="1.5"/>'
        f'<g transform="rotate(-90 {x:.1f} {foot / 2:.1f})">'
        f"{_words(say('timeline.years_off', years=years), x, foot / 2 + 4, 'middle', fill=QUIET)}</g>"
        for x, years in picture.scale.cuts
    )
    return ticks + cuts


def _strip(strip: Strip) -> str:
    name = _words(strip.lane.name, 12, strip.y + strip.height / 2 + 5, "start", bold=True)
    leaders = "".join(f'<path d="M{mark.x} {mark.y}V{mark.end}" stroke="{RULE}" fill="none"/>' for mark in strip.marks)
    return name + leaders + "".join(map(_mark, strip.marks))


def _mark(mark: Mark) -> str:
    one, side = mark.item, -6 if mark.above else 6
    anchor = "end" if mark.above else "start"
    if isinstance(one, Group):
        square = attributes(x=mark.x - 11, y=mark.y - 9, width=22, height=18, rx=4, fill=PAPER, stroke=INK)
        count = _words(str(len(one.entries)), mark.x, mark.y + 4.5, "middle", bold=True, size=11.5)
        label = _words(mark.text, mark.x + side, mark.end + 4.5, anchor, halo=WASH)
        return f'<rect{square} stroke-width="1.4"/>{count}{label}'
    kind = style().kind(one.node.kind)
    painted = 'fill="#FFFFFF" stroke-width="2" stroke-dasharray="2.5 1.8"'
    painted = f'fill="{kind.colour}" stroke-width="1.6"' if one.verified else painted
    bar = "" if one.known else f'<path d="M1 19L19 1" stroke="{INK}" stroke-width="2"/>'
    shape = (
        f'<g transform="translate({mark.x - 8:.1f} {mark.y - 8:.1f}) scale(.8)">'
        f'<path d="{kind.path}" {painted} stroke="{INK}" stroke-linejoin="round"/>{bar}</g>'
    )
    label = f"{one.year} {mark.text}"
    return shape + _words(label, mark.x + side, mark.end + 4.5, anchor, halo=WASH, strong=len(one.year))


def path_drawn(drawing: paths.Drawing) -> Drawn:
    """The boxes from the first thing to the last, and the arrows between them with their verbs."""
    arrows = "".join(map(_step, drawing.arrows)) + "".join(map(_verb, drawing.arrows))
    return Drawn(arrows + "".join(map(_thing, drawing.boxes)), drawing.width, drawing.height, size=15)


def _step(arrow: paths.Arrow) -> str:
    dashes = ' stroke-dasharray="3 5"' if arrow.inferred else ""
    wide, high = arrow.x2 - arrow.x1, arrow.y2 - arrow.y1
    length = (wide**2 + high**2) ** 0.5 or 1
    # The head of the arrow, drawn by itself: some readers of SVG know no markers.
    along, across = (wide / length * 10, high / length * 10), (-high / length * 5, wide / length * 5)
    back = arrow.x2 - along[0], arrow.y2 - along[1]
    corners = " ".join(
        f"L{x:.1f} {y:.1f}"
        for x, y in ((back[0] + across[0], back[1] + across[1]), (back[0] - across[0], back[1] - across[1]))
    )
    return (
        f'<path d="M{arrow.x1:.1f} {arrow.y1:.1f}L{arrow.x2:.1f} {arrow.y2:.1f}" fill="none" stroke="{RULE}"'
        f' stroke-width="1.8"{dashes}/><path d="M{arrow.x2:.1f} {arrow.y2:.1f}{corners}Z" fill="{RULE}"/>'
    )


def _verb(arrow: paths.Arrow) -> str:
    left, top, width, height = arrow.room
    room = attributes(x=round(left, 1), y=round(top, 1), width=round(width, 1), height=round(height, 1), fill=PAPER)
    lines = "".join(
        _words(line, arrow.at[0], top + 14 + 17 * number, "middle", size=14) for number, line in enumerate(arrow.verb)
    )
    return f"<rect{room}/>{lines}"


def _thing(box: paths.Box) -> str:
    square = attributes(x=box.x - 120, y=box.y, width=240, height=66, rx=7, fill=PAPER)
    edge = f'stroke="{INK}" stroke-width="2.4"' if box.is_end else f'stroke="{RULE}" stroke-width="1.2"'
    mark = (
        f'<path transform="translate({box.x - 112:.1f} {box.y + 23:.1f})" d="{style().kind(box.node.kind).path}"'
        f' fill="{fill(box.node)}" stroke="{INK}" stroke-width="1.6" stroke-linejoin="round"/>'
    )
    first = box.y + 38 - 9 * (len(box.lines) - 1)
    lines = "".join(_words(line, box.x - 84, first + 18 * number, "start") for number, line in enumerate(box.lines))
    return f"<rect{square} {edge}/>{mark}{lines}"


def _words(
    said: str,
    x: float,
    y: float,
    anchor: str,
    *,
    fill: str = INK,
    bold: bool = False,
    size: float = 0,
    halo: str = "",
    strong: int = 0,
) -> str:
    """Words in their place; the first `strong` signs bold, a `halo` of the paper around them."""
    at = attributes(
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        fill=fill,
        **{
            "text-anchor": anchor if anchor != "start" else None,
            "font-weight": "bold" if bold else None,
            "font-size": size or None,
        },
    )
    around = f' paint-order="stroke" stroke="{halo}" stroke-width="4" stroke-linejoin="round"' if halo else ""
    first = f'<tspan font-weight="bold">{text(said[:strong])}</tspan>' if strong else ""
    return f"<text{at}{around}>{first}{text(said[strong:])}</text>"
