"""The page of paths: how two things are linked; before two are chosen, what obliges whom to do what."""

import re
from dataclasses import dataclass

from fastapi import APIRouter, Request

from usagraph.api.pages.frame import UNNAMED, Documents, Lang, page, render_page
from usagraph.errors import UnknownName
from usagraph.graph.listing.duties import duties
from usagraph.graph.listing.practices import practices
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.entities import search
from usagraph.graph.reading.names import names, resolve
from usagraph.graph.reading.paths import paths
from usagraph.graph.reading.things import Node
from usagraph.textview import fold
from usagraph.visualisations.pictures.ladder import Ladder, ladder
from usagraph.visualisations.pictures.paths import path_view
from usagraph.visualisations.said import key_of, named
from usagraph.visualisations.words import clean

__all__ = ["End", "end_named", "router"]

router = APIRouter(include_in_schema=False)

#: Things offered where words may stand for several, and signs of a name that are read.
OFFERED, READ = 8, 400
#: Steps and paths shown at most.
LONGEST, MOST = 6, 5
_KEY = re.compile(r"(?P<kind>[a-z][a-z-]*)/(?P<name>\S+)")


@dataclass(frozen=True)
class End:
    """What was asked for: the thing where it is one, or else those that the words may stand for, by key."""

    asked: str
    node: Node | None = None
    choices: tuple[tuple[str, Node], ...] = ()

    @property
    def key(self) -> str:
        """How the address names it."""
        return key_of(self.node.iri) if self.node else self.asked


@router.get("/chemin")
@page
def path_page(
    request: Request, de: str = "", vers: str = "", direction: str = "", documents: Documents = None, lang: Lang = "fr"
) -> str:
    """The shortest paths from `de` to `vers`; without both, the ladder, of one `direction` where it is named."""
    service, chosen = request.app.state.service, tuple(documents or ())
    ends = end_named(service, de), end_named(service, vers)
    source, target = (one.node for one in ends)
    view = None
    if source and target:
        found = paths(service, source.iri, target.iri, longest=LONGEST, most=MOST, documents=chosen)
        view = path_view(found, source, target, lang)
    shown = None if view else _ladder(service, chosen, direction, lang)
    return render_page(
        "path.html", request, lang, here="path", ends=ends, view=view, ladder=shown, direction=direction, key_of=key_of
    )


def end_named(service: QueryService, words: str) -> End:
    """The thing that `words` name: by type and name, or by a name that is its own; else those that they may stand for."""
    asked = clean(words)[:READ]
    if not asked:
        return End("")
    node = _keyed(service, asked)
    if node:
        return End(asked, node)
    hits = [hit.node for hit in search(service, asked, limit=50).hits if hit.node.kind not in UNNAMED]
    exact = [one for one in hits if fold(asked) in map(fold, (one.label, one.acronym or one.label, named(one)))]
    if len(exact) == 1:
        return End(asked, exact[0])
    offered = (exact or hits)[:OFFERED]
    return End(asked, None, tuple((key_of(one.iri), one) for one in offered))


def _keyed(service: QueryService, asked: str) -> Node | None:
    found = _KEY.fullmatch(asked)
    if not found:
        return None
    try:
        return names(service).node(resolve(service, found["kind"], found["name"]))
    except UnknownName:
        return None


def _ladder(service: QueryService, documents: tuple[str, ...], direction: str, lang: str) -> Ladder:
    told = practices(service, documents)
    known = {one.iri: one for practice in told for one in practice.directions}
    chosen = _keyed(service, direction) if direction else None
    return ladder(duties(service, documents), known.values(), chosen, lang)
