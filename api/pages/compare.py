"""The page that compares: two directions, two degrees, two policies or two documents side by side."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request

from usagraph.api.pages.choosing import documents_of
from usagraph.api.pages.frame import Documents, Lang, page, render_page
from usagraph.graph.listing.comparing import comparison
from usagraph.graph.listing.mentions import mentions
from usagraph.graph.listing.practices import practices
from usagraph.graph.listing.units import units
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import concept
from usagraph.visualisations.links import document_id
from usagraph.visualisations.pictures.compare import compare_view
from usagraph.visualisations.said import key_of, named
from usagraph.visualisations.spoken import spoken
from usagraph.visualisations.style import style
from usagraph.visualisations.words import clean

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Choice:
    """A thing to choose: how the address names it, its IRI, and what it is called, shortly and in full."""

    key: str
    iri: str
    short: str
    name: str


@router.get("/comparer")
@page
def compare_page(
    request: Request,
    genre: str = "directions",
    un: str = "",
    autre: str = "",
    documents: Documents = None,
    lang: Lang = "fr",
) -> str:
    """Two things of a `genre`, `un` and `autre`, side by side; the choice of two where they are not both named."""
    genre = genre if genre in GENRES else "directions"
    service, chosen = request.app.state.service, tuple(documents or ())
    choices = GENRES[genre](request, lang)
    by_key = {one.key: one for one in choices}
    one, two = by_key.get(un), by_key.get(autre)
    view = None
    if genre == "documents":
        # Each is compared as it is, whichever count elsewhere.
        request.state.offers_choice = False
    if one and two and one != two:
        titles = (one.short, two.short) if genre == "documents" else None
        view = compare_view(comparison(service, one.iri, two.iri, () if titles else chosen), lang, titles)
    return render_page(
        "compare.html",
        request,
        lang,
        here="compare",
        genres=tuple(GENRES),
        genre=genre,
        choices=choices,
        one=one,
        two=two,
        unknown=bool((un and not one) or (autre and not two)),
        view=view,
        key_of=key_of,
    )


def _directions(request: Request, lang: str) -> list[Choice]:
    """The directions that documents speak of, by acronym; those called alike with what they belong to, else their document."""
    service: QueryService = request.app.state.service
    titles = {one.id: one.title for one in documents_of(request)}
    found: list[Choice] = service.remember("compared directions", lambda: _all_directions(service, titles))
    return found


def _all_directions(service: QueryService, titles: Mapping[str, str]) -> list[Choice]:
    known = names(service)
    of, bodies = mentions(service).of, units(service)
    told = {iri: document for document, things in sorted(of.items(), reverse=True) for iri in things}
    nodes = [known.node(iri) for iri in told.keys() & known.reader.of_kinds(("directorate",))]
    nodes = _told_apart(nodes, {iri: named(body) for iri, body in bodies.items()})
    first = {iri: titles.get(document_id(document), "") for iri, document in told.items()}
    return _choices(_told_apart(nodes, first))


def _told_apart(nodes: Sequence[Node], beside: Mapping[str, str]) -> list[Node]:
    """The things, with what stands beside each in the names of those that are called alike."""
    counts = Counter(map(named, nodes))
    return [
        replace(one, label=f"{one.label} – {beside[one.iri]}")
        if counts[named(one)] > 1 and beside.get(one.iri)
        else one
        for one in nodes
    ]


def _degrees(request: Request, lang: str) -> list[Choice]:
    """The degrees, from the lowest."""
    nodes = [Node(concept("degree", name), "degree", one.names[lang]) for name, one in style().degrees.items()]
    return [_choice(node) for node in nodes]


def _policies(request: Request, lang: str) -> list[Choice]:
    """The policies that actions belong to, by name."""
    found = {node.iri: node for one in practices(request.app.state.service) for node in one.policies}
    return _choices(spoken(node, lang) for node in found.values())


def _documents(request: Request, lang: str) -> list[Choice]:
    """The documents read, by title: with the file where two have the same."""
    base, found = request.app.state.settings.base, documents_of(request)
    titles = [one.title for one in found]
    return [
        Choice(
            one.id,
            f"{base}/id/document/{one.id}",
            clean(one.title if titles.count(one.title) == 1 else f"{one.title} ({one.file})"),
            clean(f"{one.title} ({one.file})"),
        )
        for one in found
    ]


def _choices(nodes: Iterable[Node]) -> list[Choice]:
    return sorted(map(_choice, nodes), key=lambda one: (one.short.casefold(), one.key))


def _choice(node: Node) -> Choice:
    return Choice(key_of(node.iri).partition("/")[2], node.iri, clean(node.acronym or node.label), clean(named(node)))


#: What may be compared, by its name in the address, with what there is to choose from.
GENRES: dict[str, Callable[[Request, str], list[Choice]]] = {
    "directions": _directions,
    "degres": _degrees,
    "politiques": _policies,
    "documents": _documents,
}
