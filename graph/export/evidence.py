"""The tables of evidence: each claim with what it says, and each passage with its words."""

from collections.abc import Iterator
from itertools import groupby

import pyoxigraph as ox

from usagraph.graph.export.cells import SEPARATOR, number
from usagraph.graph.export.contents import Contents
from usagraph.graph.reading.kinds import local_part
from usagraph.ontology.terms import OA, RDF, compact, ug

__all__ = ["CLAIMS", "PASSAGES", "claims", "passages"]

#: The columns of each table, with the predicate that each comes from (empty where it comes from none) and its datatype.
CLAIMS = {
    "claim": ("", "anyURI"),
    "document": (ug("inDocument"), "string"),
    "subject": (RDF + "subject", "anyURI"),
    "subject_label": (RDF + "subject", "string"),
    "predicate": (RDF + "predicate", "string"),
    "object": (RDF + "object", "string"),
    "object_label": (RDF + "object", "string"),
    "language": ("", "string"),
    "words": (ug("words"), "string"),
    "rule": (ug("rule"), "string"),
    "confidence": (ug("confidence"), "decimal"),
    "status": (ug("status"), "string"),
    "passages": (ug("passage"), "anyURI"),
}
PASSAGES = {
    "passage": ("", "anyURI"),
    "document": (ug("inDocument"), "string"),
    "start": (OA + "start", "integer"),
    "end": (OA + "end", "integer"),
    "exact": (OA + "exact", "string"),
    "section": (ug("section"), "string"),
    "page": (ug("page"), "integer"),
}
Told = dict[str, list[ox.Triple]]


def claims(contents: Contents) -> Iterator[list[str]]:
    """The rows of the claims, document by document."""
    label = contents.label
    for iri, told in _things(contents, "Claim"):
        values = [_first(told, predicate) for predicate, _ in CLAIMS.values()]
        row = dict(zip(CLAIMS, values, strict=True))
        value = told.get(RDF + "object", [])
        literal = value[0].object if value and isinstance(value[0].object, ox.Literal) else None
        places = sorted(_word(triple) for triple in told.get(ug("passage"), ()))
        row |= {"claim": iri, "document": local_part(places[0].partition("/passage/")[0]) if places else ""}
        row |= {"subject_label": label(row["subject"]), "predicate": compact(row["predicate"])}
        row |= {"object_label": "" if literal else label(row["object"])}
        row |= {"language": (literal.language or "") if literal else "", "confidence": number(row["confidence"])}
        yield list((row | {"status": local_part(row["status"]), "passages": SEPARATOR.join(places)}).values())


def passages(contents: Contents) -> Iterator[list[str]]:
    """The rows of the passages, document by document."""
    for iri, told in _things(contents, "Passage"):
        row = {name: _first(told, predicate) for name, (predicate, _) in PASSAGES.items()}
        yield list((row | {"passage": iri, "document": local_part(row["document"])}).values())


def _things(contents: Contents, kind: str) -> Iterator[tuple[str, Told]]:
    """The things of a class that the evidence tells of."""
    for subject, triples in groupby(contents.evidence(), key=lambda triple: triple.subject):
        told: Told = {}
        for triple in triples:
            told.setdefault(triple.predicate.value, []).append(triple)
        if isinstance(subject, ox.NamedNode) and any(_word(one) == ug(kind) for one in told.get(RDF + "type", ())):
            yield subject.value, told


def _first(told: Told, predicate: str) -> str:
    found = told.get(predicate)
    return _word(found[0]) if found else ""


def _word(triple: ox.Triple) -> str:
    return str(getattr(triple.object, "value", ""))
