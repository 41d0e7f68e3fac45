"""The documents read, and which of them count for a page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from fastapi import Request

from usagraph.api.pages.keeping import state_of
from usagraph.visualisations.choice import Choice, Document, choice
from usagraph.workspace import Bundle, Workspace

__all__ = ["choice_of", "documents_of", "listed"]


def documents_of(request: Request) -> list[Document]:
    """The documents read, by title. They are read again when one was added, read anew or taken away."""
    workspace, kept = Workspace(request.app.state.settings.workspace), request.app.state
    state = state_of(workspace)
    if getattr(kept, "listed", (None, ()))[0] != state:
        kept.listed = state, _told_apart(map(listed, workspace.bundles()))
    found: list[Document] = kept.listed[1]
    return found


def _told_apart(documents: Iterable[Document]) -> list[Document]:
    """The documents by title, each with its file where another has the same title."""
    found = sorted(documents, key=lambda one: (one.title.casefold(), one.id))
    counts = Counter(one.title for one in found)
    return [replace(one, beside=one.file) if counts[one.title] > 1 else one for one in found]


def listed(bundle: Bundle) -> Document:
    """A document as lists name it."""
    run = bundle.run
    file = str(run.get("file_name") or run.get("file") or bundle.id)
    return Document(bundle.id, str(run.get("title") or file), file, str(run.get("format") or ""))


def choice_of(request: Request, lang: str) -> Choice | None:
    """The choice of documents that the page offers; None where they change nothing of it, or where there are none."""
    if not getattr(request.state, "offers_choice", False):
        return None
    documents = documents_of(request)
    asked = request.query_params.multi_items()
    return choice(documents, request.state.documents, request.url.path, asked, lang) if documents else None
