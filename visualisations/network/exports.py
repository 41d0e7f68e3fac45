"""A network taken away as a file: the picture, the table or the network; each says what it is, of when, and how to draw it again."""

from collections.abc import Callable
from dataclasses import dataclass

from usagraph.errors import UnknownForm
from usagraph.visualisations.exporting.forms import MEDIA_TYPES, csv_bytes, png_bytes
from usagraph.visualisations.exporting.told import Told
from usagraph.visualisations.network.rows import rows
from usagraph.visualisations.network.sheet import network_sheet
from usagraph.visualisations.network.view import NetworkView
from usagraph.visualisations.network.xml_networks import gexf, graphml
from usagraph.visualisations.words import words

__all__ = ["FORMS", "Form", "form_named"]


@dataclass(frozen=True)
class Form:
    """A form in which a view is taken away."""

    suffix: str
    media_type: str
    write: Callable[[NetworkView, Told], bytes]


def _svg(picture: NetworkView, told: Told) -> bytes:
    return network_sheet(picture, told).encode()


def _png(picture: NetworkView, told: Told) -> bytes:
    return png_bytes(network_sheet(picture, told))


def _csv(picture: NetworkView, told: Told) -> bytes:
    return csv_bytes(rows(picture), told, words(picture.lang)("network.empty"))


def _graphml(picture: NetworkView, told: Told) -> bytes:
    return graphml(picture, told).encode()


def _gexf(picture: NetworkView, told: Told) -> bytes:
    return gexf(picture, told).encode()


_WRITERS = {"svg": _svg, "png": _png, "csv": _csv, "graphml": _graphml, "gexf": _gexf}
FORMS = {suffix: Form(suffix, MEDIA_TYPES[suffix], write) for suffix, write in _WRITERS.items()}


def form_named(suffix: str) -> Form:
    """The form of that ending; raises UnknownForm."""
    if suffix not in FORMS:
        raise UnknownForm(name=suffix, known=", ".join((*FORMS, "html")))
    return FORMS[suffix]
