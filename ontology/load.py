"""The way in to the ontology: its files, its labels, its triples, its concepts and its tables."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, Triple

from usagraph.ontology.rule import Rule, rules
from usagraph.ontology.statement import read_turtle
from usagraph.ontology.tables.graph import reference_triples
from usagraph.ontology.tables.records import Departement, ImposedInstrument, LegalText, Region, StateBody
from usagraph.ontology.tables.reference import departements, imposed_instruments, legal_texts, regions, state_bodies
from usagraph.ontology.terms import BASE, NS, RDFS, SKOS
from usagraph.ontology.vocabulary import Concept, concepts, schemes

__all__ = [
    "Concept",
    "Departement",
    "ImposedInstrument",
    "LegalText",
    "Region",
    "Rule",
    "StateBody",
    "companion_files",
    "concepts",
    "definitions",
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


def companion_files() -> list[Path]:
    """The Turtle files about the concepts: where they stand in other scales, and who defines them how."""
    return [FOLDER / "mappings.ttl", FOLDER / "definitions.ttl"]


def files() -> list[Path]:
    """All the Turtle files of the graph: the ontology, then the vocabularies and what goes with them."""
    return [*ontology_files(), *vocabulary_files(), *companion_files()]


def ontology_ntriples() -> bytes:
    """The classes and properties as N-Triples, for `graph/ontology`; raises BadTurtle."""
    return _ntriples(ontology_files(), "o")


def vocabularies_ntriples(base: str = BASE) -> bytes:
    """The concepts, their definitions and matches as N-Triples, for `graph/vocabularies`; raises BadTurtle.

    The files name a few things (the holders of the definitions); these are named under `base`.
    """
    written = _ntriples([*vocabulary_files(), *companion_files()], "v")
    return written.replace(f"<{BASE}/id/".encode(), f"<{base}/id/".encode())


@cache
def labels(lang: str) -> dict[str, str]:
    """The label of each class and property in `lang`, by IRI."""
    return _told(RDFS + "label", lang)


@cache
def definitions(lang: str) -> dict[str, str]:
    """The definition of each class and property in `lang`, by IRI."""
    return _told(SKOS + "definition", lang)


def _told(predicate: str, lang: str) -> dict[str, str]:
    """What is said of each class and property of ours, by IRI."""
    found: dict[str, str] = {}
    for triple in _triples(ontology_files()):
        subject, words = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(words, Literal):
            continue
        if triple.predicate.value == predicate and words.language == lang and subject.value.startswith(NS):
            found[subject.value] = words.value
    return found


def _triples(paths: Iterable[Path]) -> list[Triple]:
    return [triple for path in paths for triple in read_turtle(path.read_bytes(), path.name)]


def _ntriples(paths: Iterable[Path], mark: str) -> bytes:
    dataset = Dataset(Quad(*triple) for triple in _triples(paths))
    # Blank nodes get names of their own from the parser at each reading; these do not change.
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad.triple} .\n" for quad in dataset)
    # `mark` keeps those of the ontology from being those of the vocabularies, where both are read into one graph.
    return "".join(lines).replace("_:c14n", f"_:{mark}").encode()
