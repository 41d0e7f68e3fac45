"""The way in to the ontology: its files, its labels, its triples, its concepts and its tables."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, Triple, parse

from usagraph.ontology.reference import (
    Departement,
    ImposedInstrument,
    LegalText,
    Region,
    StateBody,
    departements,
    imposed_instruments,
    legal_texts,
    regions,
    state_bodies,
)
from usagraph.ontology.reference_graph import reference_triples
from usagraph.ontology.rule import Rule, rules
from usagraph.ontology.terms import NS, RDFS
from usagraph.ontology.vocabulary import Concept, concepts, schemes

__all__ = [
    "Concept",
    "Departement",
    "ImposedInstrument",
    "LegalText",
    "Region",
    "Rule",
    "StateBody",
    "concepts",
    "departements",
    "files",
    "imposed_instruments",
    "labels",
    "legal_texts",
    "ontology_files",
    "ontology_ntriples",
    "reference_triples",
    "regions",
    "rules",
    "schemes",
    "state_bodies",
    "vocabularies_ntriples",
    "vocabulary_files",
]

FOLDER = Path(__file__).parent


def ontology_files() -> list[Path]:
    """The Turtle files that define classes and properties."""
    return [FOLDER / "usagraph.ttl", FOLDER / "evidence.ttl"]


def vocabulary_files() -> list[Path]:
    """The Turtle files of the SKOS schemes, one a scheme."""
    return sorted((FOLDER / "vocabularies").glob("*.ttl"))


def files() -> list[Path]:
    """All the Turtle files: the ontology, then the vocabularies."""
    return [*ontology_files(), *vocabulary_files()]


def ontology_ntriples() -> bytes:
    """The classes and properties as N-Triples, for `graph/ontology`."""
    return _ntriples(ontology_files())


def vocabularies_ntriples() -> bytes:
    """The concepts of every scheme as N-Triples, for `graph/vocabularies`."""
    return _ntriples(vocabulary_files())


@cache
def labels(lang: str) -> dict[str, str]:
    """The label of each class and property in `lang`, by IRI."""
    found: dict[str, str] = {}
    for triple in _triples(ontology_files()):
        subject, label = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(label, Literal):
            continue
        if triple.predicate.value == RDFS + "label" and label.language == lang and subject.value.startswith(NS):
            found[subject.value] = label.value
    return found


def _triples(paths: Iterable[Path]) -> list[Triple]:
    # `rename_blank_nodes` keeps a list of one file from running into a list of another.
    return [quad.triple for path in paths for quad in parse(path=str(path), rename_blank_nodes=True)]


def _ntriples(paths: Iterable[Path]) -> bytes:
    dataset = Dataset(Quad(*triple) for triple in _triples(paths))
    # Blank nodes get names of their own from the parser at each reading; these do not change.
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad.triple} .\n" for quad in dataset)
    return "".join(lines).encode()
