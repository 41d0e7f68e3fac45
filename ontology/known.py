"""The terms that a rule or a shape may name: those of the ontology, and those it borrows, both read from its files."""

import json
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from usagraph.errors import BrokenRule
from usagraph.messages import sentence
from usagraph.ontology.statement import read_turtle
from usagraph.ontology.terms import NS, OWL, PREFIXES, RDF, RDFS, VOC, XSD

__all__ = ["UnknownTerm", "is_unknown", "known_terms"]

FOLDER = Path(__file__).parent
_OWN = (NS, VOC)
#: The languages that everything is written in; their words are no terms of a vocabulary.
_LANGUAGES = (OWL, RDF, RDFS, XSD, "http://www.w3.org/ns/shacl#")


class UnknownTerm(BrokenRule):
    """A rule that names a term (`name`) which no file defines, nor borrows, `where`."""

    def say(self, lang: str) -> str:
        """Where the term stands, and what to do about it, in `lang`."""
        detail = sentence("shapes.unknown", lang, **self.values)
        return sentence("errors.BrokenRule", lang, **(self.values | {"detail": detail}))


@cache
def known_terms() -> frozenset[str]:
    """The IRIs of the terms and concepts that the files define, and of the borrowed ones that they declare or use."""
    triples = [triple for path in _files() for triple in read_turtle(path.read_bytes(), path.name)]
    named = {node.value for triple in triples for node in triple if isinstance(node, ox.NamedNode)}
    defined = {triple.subject.value for triple in triples if isinstance(triple.subject, ox.NamedNode)}
    return frozenset(defined | {iri for iri in named if not iri.startswith(_OWN)} | _short_names())


def is_unknown(iri: str, known: frozenset[str], *, place: bool = False) -> bool:
    """Whether nothing of that name is among the `known` terms, where one should be.

    That is: in a namespace of the ontology, or in one it borrows from; with `place`, where a class or a relation is
    named, in any other too.
    """
    if iri in known or iri in _OWN or iri.startswith(_LANGUAGES):
        return False
    return place or iri.startswith(_OWN) or iri.startswith(_borrowed())


@cache
def _borrowed() -> tuple[str, ...]:
    return tuple(namespace for namespace in PREFIXES.values() if not namespace.startswith((*_OWN, *_LANGUAGES)))


def _files() -> list[Path]:
    return sorted([*FOLDER.glob("*.ttl"), *(FOLDER / "vocabularies").glob("*.ttl")])


def _short_names() -> set[str]:
    """The borrowed terms to which the JSON-LD context gives a short name: documents and claims are told in them."""
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    said = (value["@id"] if isinstance(value, dict) else value for value in context.values())
    pairs = (str(name).partition(":") for name in said)
    return {PREFIXES[prefix] + name for prefix, _, name in pairs if prefix in PREFIXES and prefix not in ("ug", "voc")}
