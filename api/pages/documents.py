"""The documents read, and the text of each: its sections, the things it names, and the relations that its passages say."""

from fastapi import APIRouter, Request

from usagraph.api.fates import bundle_of
from usagraph.api.pages.choosing import documents_of, listed
from usagraph.api.pages.frame import Lang, page, render_page
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.sayings import mentions, sayings
from usagraph.records import read_lines
from usagraph.visualisations.document.prose import written
from usagraph.visualisations.document.reading import Part, Text, block_of, marked, parts, sections
from usagraph.visualisations.document.told import told
from usagraph.visualisations.words import thousands
from usagraph.workspace import Bundle, Workspace

__all__ = ["place_of", "router"]

router = APIRouter(include_in_schema=False)

#: Documents whose parts are kept for a generation.
KEPT = 32


@router.get("/documents")
@page
def documents_page(request: Request, lang: Lang = "fr") -> str:
    """The documents read."""
    return render_page("documents.html", request, lang, here="documents", documents=documents_of(request))


@router.get("/documents/{document}")
@page
def document_page(request: Request, document: str, passage: str = "", lang: Lang = "fr") -> str:
    """The text of a document; the passage asked for is marked, and what it says stands beside it."""
    service, bundle = request.app.state.service, _bundle(request, document)
    text = bundle.text
    place = place_of(passage, len(text))
    said = sayings(service, bundle.id)
    named = mentions(service, bundle.id, text)
    shown = marked(_parts(service, bundle, Text(text, None, named, said.count)), Text(text, place, named, said.count))
    return render_page(
        "document.html",
        request,
        lang,
        here="documents",
        document=listed(bundle),
        signs=thousands(len(text), lang),
        written=written(shown, f"/documents/{bundle.id}", lang),
        sections=sections(shown, place),
        passage=f"{place[0]}-{place[1]}" if place else "",
        asked=text[slice(*place)] if place else None,
        told=told(said, place, names(service).node, lang) if place else None,
        bad_passage=bool(passage) and place is None,
    )


def _parts(service: QueryService, bundle: Bundle, shown: Text) -> tuple[Part, ...]:
    """The parts of the text of a document, with nothing marked; kept for a generation."""
    kept = service.remember("parts of documents", dict[str, tuple[str, tuple[Part, ...]]])
    found = kept.get(bundle.id)
    if found is None or found[0] != shown.text:
        if len(kept) >= KEPT:
            kept.clear()
        found = shown.text, tuple(parts(shown, map(block_of, read_lines(bundle.blocks_path))))
        kept[bundle.id] = found
    return found[1]


def place_of(passage: str, length: int) -> tuple[int, int] | None:
    """The two ends written `start-end`, or None where a text of that length has no such place."""
    start, _, end = passage.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(passage) < 30):
        return None
    place = int(start), int(end)
    return place if place[0] < place[1] <= length else None


def _bundle(request: Request, document: str) -> Bundle:
    return bundle_of(Workspace(request.app.state.settings.workspace), document)
