"""Facts: statements between two things, as pages say them, each with the passages that say it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.names import names
from usagraph.graph.reading.statements import stated
from usagraph.graph.reading.things import Evidence, Node

__all__ = ["Fact", "facts"]


@dataclass(frozen=True)
class Fact:
    """A statement between two things; `inferred` where no document says it as it is.

    One that reference data alone gives has no passage.
    """

    subject: Node
    predicate: str
    object: Node
    inferred: bool
    evidence: tuple[Evidence, ...]

    def other(self, iri: str) -> Node:
        """The thing at the other end."""
        return self.object if self.subject.iri == iri else self.subject


def facts(service: QueryService, triples: Iterable[Triple], documents: Collection[str] = ()) -> dict[Triple, Fact]:
    """The facts of some statements that the graph holds; where `documents` (ids) are named, those that they say."""
    wanted = sorted(set(triples))
    known, said = names(service), stated(service, wanted)
    known.load(end for triple in wanted for end in (triple[0], triple[2]))
    found: dict[Triple, Fact] = {}
    for triple, statement in said.items():
        evidence = tuple(one for one in statement.evidence if not documents or one.document in documents)
        if evidence or not documents:
            subject, predicate, object_ = triple
            found[triple] = Fact(known.node(subject), predicate, known.node(object_), statement.inferred, evidence)
    return found
