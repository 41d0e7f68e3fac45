"""Addresses of the pages: from an IRI to the page that shows it, and back."""

import re
from urllib.parse import quote, urlencode

from usagraph.graph.reading.entities import Evidence
from usagraph.ontology.terms import VOC

__all__ = ["address", "concept_iri", "document_id", "evidence_page", "page_of", "thing_iri"]

THING = re.compile(r"/id/([a-z0-9-]+)/([^?#]+)$")
PASSAGE = re.compile(r"^(?P<document>[^/]+)/passage/(?P<range>\d+-\d+)$")


def address(path: str, lang: str, anchor: str = "", **state: object) -> str:
    """`path` with its state and, when it is not French, the language; empty values are left out.

    >>> address("/reseau", "en", profondeur=2, focus="")
    '/reseau?profondeur=2&lang=en'
    """
    wanted = {**state, "lang": "" if lang == "fr" else lang}
    pairs = [(name, value) for name, value in wanted.items() if value not in ("", None, (), [])]
    query = f"?{urlencode(pairs, doseq=True)}" if pairs else ""
    return quote(path, safe="/") + query + (f"#{anchor}" if anchor else "")


def page_of(iri: str, lang: str) -> str | None:
    """The address of the page about `iri`, or None where it is none of ours."""
    if iri.startswith(VOC):
        return address("/concept/" + iri.removeprefix(VOC), lang)
    found = THING.search(iri)
    if not found:
        return None
    kind, slug = found.groups()
    return _document_page(slug, lang) if kind == "document" else address(f"/fiche/{kind}/{slug}", lang)


def evidence_page(evidence: Evidence, lang: str) -> str:
    """The address of the document, opened at the passage."""
    state = f"{evidence.start}-{evidence.end}"
    return address(f"/documents/{document_id(evidence.document)}", lang, "passage", passage=state)


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
