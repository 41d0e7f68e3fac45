"""Addresses of the pages: from an IRI to the page that shows it, and back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from urllib.parse import quote, quote_plus, urlencode

from usagraph.graph.reading.entities import Evidence
from usagraph.ontology.terms import VOC

__all__ = [
    "address",
    "among",
    "chosen_documents",
    "concept_iri",
    "document_id",
    "evidence_page",
    "page_of",
    "path_of",
    "statement_page",
    "thing_iri",
]

THING = re.compile(r"/id/([a-z0-9-]+)/([^?#]+)$")
#: The documents that count for the page that is being made: each of its addresses keeps them.
_documents: ContextVar[tuple[str, ...]] = ContextVar("documents", default=())
#: A page names the same things and documents in hundreds of addresses.
_quoted = lru_cache(maxsize=8192)(quote_plus)
PASSAGE = re.compile(r"^(?P<document>[^/]+)/passage/(?P<range>\d+-\d+)$")


def chosen_documents() -> tuple[str, ...]:
    """The documents (ids) that count for the page that is being made; none where all do."""
    return _documents.get()


@contextmanager
def among(documents: tuple[str, ...]) -> Iterator[None]:
    """While it lasts, every address asks for what these documents (ids) say alone; for all of them where there are none."""
    token = _documents.set(documents)
    try:
        yield
    finally:
        _documents.reset(token)


def address(path: str, lang: str, anchor: str = "", **state: object) -> str:
    """`path` with its state and, when it is not French, the language; empty values are left out.

    >>> address("/reseau", "en", profondeur=2, focus="")
    '/reseau?profondeur=2&lang=en'
    """
    wanted = {"documents": _documents.get(), **state, "lang": "" if lang == "fr" else lang}
    pairs = [(name, value) for name, value in wanted.items() if value not in ("", None, (), [])]
    query = f"?{urlencode(pairs, doseq=True, quote_via=_quoted)}" if pairs else ""
    return quote(path, safe="/") + query + (f"#{anchor}" if anchor else "")


def page_of(iri: str, lang: str, **state: object) -> str | None:
    """The address of the page about `iri`, with its state, or None where it is none of ours."""
    if iri.startswith(VOC):
        # A group of concepts is named within its scheme, and has no page.
        if "#" in iri:
            return None
        return address("/concept/" + iri.removeprefix(VOC), lang, "", **state)
    found = THING.search(iri)
    if not found:
        return None
    kind, slug = found.groups()
    return _document_page(slug, lang) if kind == "document" else address(f"/fiche/{kind}/{slug}", lang, "", **state)


def path_of(iri: str) -> str:
    """The end of an IRI that tells a thing or a concept from others, as addresses write it.

    >>> path_of("https://w3id.org/usagraph/voc/policy/social"), path_of("https://w3id.org/usagraph/id/issue/x")
    ('policy/social', 'issue/x')
    """
    return iri.removeprefix(VOC) if iri.startswith(VOC) else iri.partition("/id/")[2] or iri


def evidence_page(evidence: Evidence, lang: str) -> str:
    """The address of the document, opened at the passage."""
    state = f"{evidence.start}-{evidence.end}"
    return address(f"/documents/{document_id(evidence.document)}", lang, "passage", passage=state)


def statement_page(subject: str, predicate: str, object_: str, lang: str) -> str:
    """The address of the page that has every passage of a statement."""
    return address("/reseau/passages", lang, sujet=subject, relation=predicate, objet=object_)


def document_id(document: str) -> str:
    """The id of a document, from its IRI or from the id itself.

    >>> document_id("https://w3id.org/usagraph/id/document/note-1234abcd"), document_id("note-1234abcd")
    ('note-1234abcd', 'note-1234abcd')
    """
    return document.rpartition("/")[2]


def thing_iri(base: str, kind: str, slug: str) -> str:
    """The IRI of a thing, from its address."""
    return f"{base}/id/{kind}/{slug}"


def concept_iri(scheme: str, slug: str) -> str:
    """The IRI of a concept, from its address."""
    return f"{VOC}{scheme}/{slug}"


def _document_page(slug: str, lang: str) -> str:
    found = PASSAGE.match(slug)
    if not found:
        return address(f"/documents/{slug}", lang)
    return address(f"/documents/{found['document']}", lang, "passage", passage=found["range"])
