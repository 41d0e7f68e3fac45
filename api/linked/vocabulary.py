"""The vocabulary on the web: the page of the ontology, and the documents that its IRIs lead to."""

import hashlib
from pathlib import Path as File
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from usagraph.api.deps import unheld
from usagraph.api.linked.vocabulary_files import TYPES, documents, schemes, written
from usagraph.api.negotiation import choose, wanted
from usagraph.api.pages.frame import POLICY, Lang
from usagraph.api.problems import language
from usagraph.errors import UnknownName
from usagraph.messages import LANGUAGES
from usagraph.visualisations.links import address
from usagraph.visualisations.ontology.page import served_html

__all__ = ["router", "tag_of"]

router = APIRouter(tags=["Vocabulary"])

#: The page, and what a browser is sent to.
PAGE = "/ontologie"
#: Types by the end of an address.
ENDS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}

Format = Annotated[str, Query(title="turtle, ntriples, rdfxml, jsonld; else by Accept")]
Name = Annotated[str, Path(title="Name of the scheme", examples=["degree"])]
Suffix = Annotated[str, Path(title="End of the name of the file", examples=["ttl"])]
Part = Annotated[str, Path(title="Version, or part of the ontology", examples=["evidence"])]


@router.get(PAGE, include_in_schema=False)
def page(request: Request, lang: Lang = "fr") -> Response:
    """The page of the ontology; its triples for a program that asks for them."""
    media_type = choose(("text/html", *TYPES), accept=wanted(request.headers))
    if media_type != "text/html":
        return _document(request, documents()[""], media_type)
    content = served_html(lang if lang in LANGUAGES else "fr")
    headers = {
        "Content-Security-Policy": POLICY,
        "ETag": tag_of(request, content.encode()),
        "Vary": "Accept",
        "Cache-Control": "no-cache",
    }
    return HTMLResponse(content, headers=headers)


@router.get(PAGE + ".{suffix}", summary="The ontology as a file: ttl, jsonld, nt or rdf")
def file(request: Request, suffix: Suffix) -> Response:
    """The ontology in the format that the end of the address names."""
    if suffix not in ENDS:
        raise UnknownName(name=f"{PAGE}.{suffix}", known=", ".join(f"{PAGE}.{one}" for one in ENDS))
    return _document(request, documents()[""], ENDS[suffix])


@router.get("/ns", summary="The ontology: its page, or its triples")
def ontology(request: Request, format: Format = "") -> Response:
    """A redirection (303) to the page for a browser, else the classes and properties, those of the evidence included."""
    return _negotiated(request, documents()[""], "", format)


@router.get("/ns/{part:path}", summary="A version, or a part of the ontology")
def part(request: Request, part: Part, format: Format = "") -> Response:
    """The same for the version that is served, and for the terms of the evidence alone."""
    part = part.rstrip("/")
    if part not in documents():
        raise UnknownName(name=f"/ns/{part}", known=_addresses("/ns", documents()))
    return _negotiated(request, documents()[part], "", format)


@router.get("/voc", summary="All the vocabularies: their page, or their triples")
def vocabularies(request: Request, format: Format = "") -> Response:
    """A redirection (303) to the page for a browser, else every scheme with its concepts."""
    return _negotiated(request, schemes()[""], "part-schemes", format)


@router.get("/voc/{scheme}", summary="A vocabulary: its page, or its triples")
def vocabulary(request: Request, scheme: Name, format: Format = "") -> Response:
    """A redirection (303) to the page for a browser, else the file that holds the scheme."""
    if scheme not in schemes():
        raise UnknownName(name=f"/voc/{scheme}", known=_addresses("/voc", schemes()))
    return _negotiated(request, schemes()[scheme], f"voc/{scheme}", format)


def _negotiated(request: Request, paths: tuple[File, ...], anchor: str, format: str) -> Response:
    accept = wanted(request.headers)
    media_type = choose(TYPES if format else (*TYPES, "text/html"), format=format, accept=accept)
    if media_type != "text/html":
        return _document(request, paths, media_type)
    # A fragment of the IRI asked for is kept by the browser: /ns#Action opens the page at Action.
    lang = language(request.query_params, request.headers.get("accept-language", ""))
    return RedirectResponse(address(PAGE, lang, anchor), 303, headers={"Vary": "Accept, Accept-Language"})


def _document(request: Request, paths: tuple[File, ...], media_type: str) -> Response:
    content = written(paths, media_type)
    headers = {"ETag": tag_of(request, content), "Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(content, media_type=media_type, headers=headers)


def tag_of(request: Request, content: bytes) -> str:
    """The entity tag of `content`; raises NotModified where the reader has it."""
    return unheld(request, f'"{hashlib.sha256(content).hexdigest()[:16]}"')


def _addresses(root: str, names: dict[str, tuple[File, ...]]) -> str:
    return ", ".join(sorted(f"{root}/{name}".rstrip("/") for name in names))
