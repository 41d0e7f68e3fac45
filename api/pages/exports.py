"""Views as files: what they say of themselves, and how they are sent."""

import re
import unicodedata
from dataclasses import replace

from fastapi import Request, Response

from usagraph.api.pages.choosing import documents_of
from usagraph.graph.export.snapshot import published_on
from usagraph.graph.querying.service import QueryService
from usagraph.visualisations.choice import choice
from usagraph.visualisations.exporting.told import Told
from usagraph.visualisations.network.exports import form_named
from usagraph.visualisations.network.interactive import offline_html
from usagraph.visualisations.network.sheet import legend_of
from usagraph.visualisations.network.view import NetworkView
from usagraph.visualisations.words import clean, words

__all__ = ["attached", "file_of", "told_about", "told_of_network"]

#: Signs of the name of a file.
LONGEST = 60
#: Signs of a title: what is longer is a sentence.
TITLE = 300


def told_about(request: Request, title: str, sentence: str, address: str, lang: str) -> Told:
    """What the files of a view say of themselves: which documents count, of when it is, how to draw it again.

    `address` is that of the view, from its path. The legend is left to who draws.
    """
    service, settings = request.app.state.service, request.app.state.settings
    held = isinstance(service, QueryService)
    generation = service.generation if held else 0
    counted = choice(documents_of(request), request.state.documents, "/", (), lang).sentence
    return Told(
        title=clean(title)[:TITLE],
        sentence=clean(sentence),
        documents=words(lang)("export.documents_sentence", documents=clean(counted)),
        legend=(),
        made=published_on(service.root, generation).isoformat() if held else "",
        generation=str(generation),
        licence=getattr(settings, "licence", ""),
        address=str(request.base_url).rstrip("/") + address,
        lang=lang,
    )


def told_of_network(request: Request, picture: NetworkView) -> Told:
    """What the files of a network say of themselves."""
    address = picture.scope.address(picture.lang, cadre="")
    told = told_about(request, picture.title, picture.sentence, address, picture.lang)
    return replace(told, legend=legend_of(picture))


def file_of(picture: NetworkView, told: Told, suffix: str) -> Response:
    """The network as a file of that ending; raises UnknownName where there is no such form."""
    if suffix == "html":
        return attached(offline_html(picture, told).encode(), "text/html; charset=utf-8", told, suffix)
    form = form_named(suffix)
    return attached(form.write(picture, told), form.media_type, told, suffix)


def attached(content: bytes, media_type: str, told: Told, suffix: str) -> Response:
    """A file that is saved under the name of what it shows."""
    plain = unicodedata.normalize("NFKD", told.title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or "vue"
    headers = {
        "Content-Disposition": f'attachment; filename="usagraph-{name}-{told.generation}.{suffix}"',
        "X-Content-Type-Options": "nosniff",
        # Were it opened in place, nothing in it would run.
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    return Response(content, media_type=media_type, headers=headers)
