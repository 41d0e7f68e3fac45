"""The Turtle files of the ontology and of the vocabularies as they are published: as written, or converted."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, Quad, RdfFormat, Triple, serialize

from usagraph.ontology.load import companion_files, ontology_files, vocabulary_files
from usagraph.ontology.statement import read_turtle
from usagraph.ontology.terms import BASE, OWL, SKOS, VOC
from usagraph.ontology.vocabulary import FOLDER
from usagraph.visualisations.ontology.triples import Triples

__all__ = ["TYPES", "converted", "documents", "schemes", "written"]

#: What a file can be read in: as it was written first.
TYPES = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")
CONTEXT = FOLDER.parent / "context.jsonld"


@cache
def documents() -> dict[str, tuple[Path, ...]]:
    """The files of each document under `/ns`, by the end of its address; the ontology itself is at the empty one.

    A term of the evidence has its IRI under the ontology's, so the ontology's document holds both files.
    """
    whole = tuple(ontology_files())
    found = {"": whole}
    for path in whole:
        triples = Triples([path])
        for iri in triples.instances(OWL + "Ontology"):
            own = whole if iri == f"{BASE}/ns" else (path,)
            addresses = [iri, *triples.resources(iri, OWL + "versionIRI")]
            found |= {one.removeprefix(f"{BASE}/ns").lstrip("/"): own for one in addresses}
    return found


@cache
def schemes() -> dict[str, tuple[Path, ...]]:
    """The file of each scheme, by its name, and all of them under the empty name."""
    found: dict[str, tuple[Path, ...]] = {}
    for path in (*vocabulary_files(), *companion_files()):
        for iri in Triples([path]).instances(SKOS + "ConceptScheme"):
            found.setdefault(iri.removeprefix(VOC), (path,))
    return {"": (*vocabulary_files(), *companion_files())} | found


@cache
def written(paths: tuple[Path, ...], media_type: str) -> bytes:
    """The files as one document of `media_type`, comments kept where it is Turtle; the same bytes each time."""
    if media_type == "text/turtle":
        return b"\n".join(path.read_bytes() for path in paths)
    return converted([(path.read_bytes(), path.name) for path in paths], media_type, _prefixes(paths))


def converted(files: Sequence[tuple[bytes, str]], media_type: str, prefixes: dict[str, str]) -> bytes:
    """Turtle, each file with its name, as one document of another `media_type`; the same bytes each time."""
    triples = _triples(files)
    if media_type == "application/n-triples":
        return "".join(f"{triple} .\n" for triple in triples).encode()
    if media_type == "application/ld+json":
        return _json(triples)
    return cast("bytes", serialize(triples, format=RdfFormat.RDF_XML, prefixes=prefixes))


def _triples(files: Sequence[tuple[bytes, str]]) -> list[Triple]:
    """The triples in one order, with names of blank nodes that do not change."""
    dataset = Dataset(Quad(*triple) for content, name in files for triple in read_turtle(content, name))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return [quad.triple for quad in sorted(dataset, key=str)]


def _prefixes(paths: Sequence[Path]) -> dict[str, str]:
    return {prefix: namespace for namespace, prefix in Triples(paths).prefixes.items()}


def _json(triples: Sequence[Triple]) -> bytes:
    """JSON-LD with our context, its nodes in the order of their names."""
    # Only here: the library takes a second to load.
    from rdflib import Graph

    context = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
    graph = Graph()
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    made = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=True))
    return json.dumps(_ordered(made, _kept(context)), sort_keys=True, ensure_ascii=False, indent=1).encode()


def _term(term: object) -> Any:
    from rdflib import BNode, URIRef
    from rdflib import Literal as Words

    if isinstance(term, BlankNode):
        return BNode(term.value)
    if isinstance(term, Literal):
        typed = None if term.language else URIRef(term.datatype.value)
        return Words(term.value, lang=term.language, datatype=typed, normalize=False)
    return URIRef(cast("Any", term).value)


def _kept(context: dict[str, Any]) -> frozenset[str]:
    """The keys whose lists have an order: those of JSON-LD, and those that the context says to hold lists."""
    lists = (name for name, said in context.items() if isinstance(said, dict) and "@list" in said.get("@container", ()))
    return frozenset(("@context", "@list", *lists))


def _ordered(value: Any, kept: frozenset[str]) -> Any:
    """The same JSON with the lists that have no order sorted, so that it is written alike each time."""
    if isinstance(value, dict):
        return {name: inner if name in kept else _ordered(inner, kept) for name, inner in value.items()}
    if isinstance(value, list):
        return sorted((_ordered(one, kept) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value
