"""What the files of a network say of themselves, and the network on its sheet."""

from usagraph.visualisations.exporting.sheet import sheet_svg
from usagraph.visualisations.exporting.told import Key, Told
from usagraph.visualisations.network.svg import drawn
from usagraph.visualisations.network.view import NetworkView
from usagraph.visualisations.words import words

__all__ = ["legend_of", "network_sheet", "told_of"]


def told_of(picture: NetworkView, *, documents: str, made: str, generation: str, licence: str, address: str) -> Told:
    """What the files of `picture` say of themselves."""
    about = picture.title, picture.sentence, documents, legend_of(picture), made, generation, licence, address
    return Told(*about, picture.lang)


def legend_of(picture: NetworkView) -> tuple[Key, ...]:
    """The kinds that are drawn, with how many of each, then the marks."""
    say = words(picture.lang)
    kinds = [
        Key(f"{kind.named(picture.lang, count)} ({count})", kind.path, kind.colour) for kind, count in picture.legend
    ]
    marks = [say("network.legend_group")] if any(node.members for node in picture.nodes) else []
    marks += [say("network.legend_inferred")] if any(edge.inferred for edge in picture.edges) else []
    marks += [say("network.legend_pinned")] if any(node.pinned for node in picture.nodes) else []
    return (*kinds, *map(Key, marks))


def network_sheet(picture: NetworkView, told: Told) -> str:
    """The sheet, as an SVG file."""
    return sheet_svg(drawn(picture) if picture.nodes else None, told, words(picture.lang)("network.empty"))
