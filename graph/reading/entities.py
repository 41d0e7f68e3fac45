"""What is known of a thing, and who says so: the reading model of the API, the pages and the pictures."""

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import Names, find, names, search, suggest, unknown
from usagraph.graph.reading.network import network
from usagraph.graph.reading.statements import Statement, about
from usagraph.graph.reading.things import Entity, Evidence, Found, Hit, Node, PassageHit, Relation
from usagraph.ontology.terms import RDF, compact

__all__ = [
    "Entity",
    "Evidence",
    "Found",
    "Hit",
    "Node",
    "PassageHit",
    "Relation",
    "describe",
    "find",
    "network",
    "search",
    "suggest",
]


def describe(service: QueryService, iri: str, *, unread: bool = False) -> Entity:
    """The entity with its relations and their evidence, sorted; raises UnknownName.

    `unread`: the evidence is read when it is looked at, that of all relations together unless some are opened before.
    """
    known = names(service)
    if iri not in known:
        raise unknown(known, iri, iri)
    said = about(service, iri, unread=unread)
    known.load(end for one in said for end in (one.triple[0], one.triple[2] if one.link else iri))
    relations = [_relation(iri, one, known) for one in said if _shown(one, known)]
    return Entity(known.node(iri), known.reader.alternatives(iri), tuple(sorted(relations, key=_place)))


def _shown(statement: Statement, known: Names) -> bool:
    # Claims and passages point at everything; they are the evidence, not what is said.
    subject, _, other = statement.triple
    return subject in known and (not statement.link or other in known or "/passage/" not in other)


def _relation(iri: str, statement: Statement, known: Names) -> Relation:
    subject, predicate, object_ = statement.triple
    inverse = subject != iri
    other: Node | str = known.node(subject if inverse else object_) if statement.link else object_
    if predicate == RDF + "type":
        other = Node(object_, "Class", compact(object_).rpartition(":")[2])
    return Relation(predicate, other, inverse, statement.inferred, statement.evidence, statement.language)


def _place(relation: Relation) -> tuple[bool, str, str, str]:
    other = relation.other
    return relation.inverse, relation.predicate, *((other.label, other.iri) if isinstance(other, Node) else (other, ""))
