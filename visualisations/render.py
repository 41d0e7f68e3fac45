"""Views written to a file, for the command line."""

from pathlib import Path

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import network
from usagraph.visualisations.network import offline_html
from usagraph.visualisations.relevant import relevant
from usagraph.visualisations.scope import OVERVIEW, Scope
from usagraph.visualisations.view import view

__all__ = ["render_network"]


def render_network(
    service: QueryService, path: Path, *, lang: str = "fr", focus: str | None = None, depth: int = 1
) -> Path:
    """Writes the network (what surrounds `focus`, else the overview) as one file that opens offline; gives its path back."""
    graph = network(service, focus=focus, depth=depth, kinds=() if focus else OVERVIEW)
    scope = Scope(focus=focus or "", depth=depth)
    picture = view(relevant(graph, scope), lang=lang, scope=scope)
    # Never the locale's encoding: labels hold every sign of the documents.
    path.write_text(offline_html(picture), encoding="utf-8", newline="\n")
    return path
