"""Views written to a file, for the command line."""

from pathlib import Path

from usagraph.graph.export.snapshot import published_on
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import network
from usagraph.visualisations.exporting.told import Told
from usagraph.visualisations.network.exports import form_named
from usagraph.visualisations.network.interactive import offline_html
from usagraph.visualisations.network.relevant import relevant
from usagraph.visualisations.network.scope import OVERVIEW, Scope
from usagraph.visualisations.network.sheet import told_of
from usagraph.visualisations.network.view import NetworkView, view
from usagraph.visualisations.words import words

__all__ = ["render_network"]


def render_network(
    service: QueryService,
    path: Path,
    *,
    lang: str = "fr",
    focus: str | None = None,
    depth: int = 1,
    licence: str = "",
    origin: str = "",
) -> Path:
    """Writes the network (what surrounds `focus`, else the overview) in the form that the name of the file ends with.

    An offline page where it ends in .html or in nothing; gives its path back. `origin` is where the pages are served.
    """
    graph = network(service, focus=focus, depth=depth, kinds=() if focus else OVERVIEW)
    scope = Scope(focus=focus or "", depth=depth)
    picture = view(relevant(graph, scope), lang=lang, scope=scope)
    told = _told(service, picture, licence, origin)
    suffix = path.suffix.lstrip(".").lower()
    if suffix in ("", "html", "htm"):
        # Never the locale's encoding: labels hold every sign of the documents.
        path.write_text(offline_html(picture, told), encoding="utf-8", newline="\n")
    else:
        path.write_bytes(form_named(suffix).write(picture, told))
    return path


def _told(service: QueryService, picture: NetworkView, licence: str, origin: str) -> Told:
    say = words(picture.lang)
    generation = service.generation if isinstance(service, QueryService) else 0
    return told_of(
        picture,
        documents=say("export.documents_sentence", documents=say("export.all_documents")),
        made=published_on(service.root, generation).isoformat() if generation else "",
        generation=str(generation),
        licence=licence,
        address=origin + picture.scope.address(picture.lang),
    )
