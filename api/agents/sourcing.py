"""Statements of the graph as what they are: facts, what is inferred, reference data. What is none of them is withheld."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, TypedDict

from usagraph.api.agents.cutting import short
from usagraph.api.agents.facts import Call, Fact, Inferred, Passage, Reference, Source, Thing
from usagraph.api.agents.house import House, thing_of
from usagraph.api.agents.texts import catalogue
from usagraph.graph.reading.batches import batched
from usagraph.graph.reading.kinds import local_part
from usagraph.graph.reading.names import names
from usagraph.graph.reading.statements import Statement, Triple
from usagraph.graph.reading.things import Evidence, Node, Relation
from usagraph.ontology.load import labels
from usagraph.ontology.terms import RDF, compact

__all__ = ["Sourced", "passage_address", "passage_of", "sourced", "statement_of"]

#: A statement with what holds it; None where nothing does.
Sourced = Fact | Inferred | Reference | None

_IN = "SELECT ?g ?s ?p ?o { $values GRAPH ?g { ?s ?p ?o } }"
_GIVEN: dict[str, Literal["vocabulary", "ontology", "reference", "curation"]] = {
    "vocabularies": "vocabulary",
    "ontology": "ontology",
    "reference": "reference",
    "curation": "curation",
}


def statement_of(iri: str, relation: Relation) -> Statement:
    """The statement that a relation of a thing is, in its own direction."""
    other = relation.other.iri if isinstance(relation.other, Node) else relation.other
    triple = (other, relation.predicate, iri) if relation.inverse else (iri, relation.predicate, other)
    return Statement(triple, isinstance(relation.other, Node), relation.inferred, relation.evidence, relation.language)


def sourced(house: House, statements: Sequence[Statement], most: int) -> list[Sourced]:
    """Each of the statements as what it is, with its first `most` passages."""
    bare = [one.triple for one in statements if not one.evidence and not one.inferred]
    sources = _sources(house, bare)
    known = names(house.service)
    known.load(end for one in statements for end in (one.triple[0], one.triple[2] if one.link else one.triple[0]))
    return [_sourced(house, one, sources.get(one.triple, []), most) for one in statements]


def passage_of(evidence: Evidence) -> Passage:
    """A passage as it is told."""
    exact, shortened = short(evidence.exact)
    resource, link = passage_address(evidence.document, evidence.start, evidence.end)
    return Passage(
        document=evidence.document,
        title=evidence.document_title,
        exact=exact,
        start=evidence.start,
        end=evidence.end,
        shortened=shortened,
        section=evidence.section,
        page=evidence.page,
        rule=evidence.rule,
        confidence=evidence.confidence,
        status=evidence.status,
        resource=resource,
        link=link,
    )


def passage_address(document: str, start: int, end: int) -> tuple[str, str]:
    """Where a passage is read: as a resource of this server, and on the pages of the service."""
    place = f"{start}-{end}"
    return f"usagraph://document/{document}/passage/{place}", f"/documents/{document}?passage={place}#passage"


def _sourced(house: House, statement: Statement, sources: list[Source], most: int) -> Sourced:
    told = _told(house, statement)
    passages, number = [passage_of(one) for one in statement.evidence[:most]], len(statement.evidence)
    if statement.inferred:
        return Inferred(**told, reasons=_reasons(statement.triple), passages=tuple(passages), passages_in_all=number)
    if passages:
        return Fact(**told, passages=(passages[0], *passages[1:]), passages_in_all=number)
    return Reference(**told, sources=(sources[0], *sources[1:])) if sources else None


class _Told(TypedDict):
    """What every kind of statement tells."""

    subject: Thing
    predicate: str
    reads: str
    object: Thing | None
    value: str | None
    language: str | None


def _told(house: House, statement: Statement) -> _Told:
    """The subject, the property and the object in words."""
    subject, predicate, object_ = statement.triple
    return _Told(
        subject=thing_of(names(house.service).node(subject)),
        predicate=compact(predicate),
        reads=_label(house, predicate),
        object=_object(house, predicate, object_) if statement.link else None,
        value=None if statement.link else object_,
        language=statement.language or None,
    )


def _object(house: House, predicate: str, iri: str) -> Thing:
    is_class = predicate == RDF + "type"
    return thing_of(Node(iri, "Class", _label(house, iri)) if is_class else names(house.service).node(iri))


def _label(house: House, iri: str) -> str:
    """A term of the ontology in words."""
    name = compact(iri)
    return labels(house.lang).get(iri) or catalogue(house.lang).get(f"reads.{name}") or local_part(iri)


def _reasons(triple: Triple) -> Call:
    return Call(tool="evidence", arguments=dict(zip(("subject", "predicate", "object"), triple, strict=True)))


def _sources(house: House, triples: Iterable[Triple]) -> dict[Triple, list[Source]]:
    """The graphs that give statements which no passage says."""
    wanted, found = set(triples), defaultdict[Triple, list[Source]](list)
    ends = sorted({triple[:2] for triple in wanted})
    for row in batched(house.service, _IN, "?s ?p", ends):
        triple = (row["s"], row["p"], row["o"])
        source = _source(house, row["g"], triple)
        if source and triple in wanted and source not in found[triple]:
            found[triple].append(source)
    return found


def _source(house: House, graph: str, triple: Triple) -> Source | None:
    """What a graph is to a statement; None where it does not account for it."""
    name = graph.removeprefix(f"{house.service.base}/graph/")
    if name in _GIVEN:
        return Source(graph=graph, what=_GIVEN[name])
    # A document tells its own title and format; anything else it says has a passage.
    is_own = triple[0] == f"{house.service.base}/id/document/{name}"
    return Source(graph=graph, what="document") if is_own else None
