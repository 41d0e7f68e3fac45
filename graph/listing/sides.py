"""One of two things that are compared: its practices, and all that it is linked to by what passages say."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from usagraph.graph.listing.practices import Practice, practices
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.facts import Fact, facts
from usagraph.graph.reading.kinds import family
from usagraph.graph.reading.names import Names, names
from usagraph.graph.reading.statements import touching, worded
from usagraph.graph.reading.things import Node
from usagraph.ontology.terms import CITO, DCT, FOAF, NS, RDF, VOC, ug
from usagraph.textview import fold

__all__ = ["Key", "Side", "side"]

#: A kind, and a name without its writing: things of two documents that are called alike are one line.
Key = tuple[str, str]

#: What says where a thing is spoken of, or holds an action and its steps together.
_ASIDE = frozenset(
    [
        RDF + "type",
        *(DCT + name for name in ("references", "subject", "source")),
        CITO + "cites",
        FOAF + "primaryTopic",
        *map(ug, ("hasStep", "stepOf", "listedIn", "degree")),
    ]
)
#: Kinds that are not told of for themselves.
_UNTOLD = frozenset(
    ("SourceDocument", "ActionSheet", "ParticipationStep", "Passage", "Claim", "Resource", "ContactPoint", "")
)
_SAID = "SELECT DISTINCT ?s ?p ?o { GRAPH $graph { ?s ?p ?o FILTER(ISIRI(?o)) } }"


@dataclass
class Side:
    """A thing with its practices; `nodes` are those that it is linked to, `facts` what links it to each."""

    node: Node
    practices: tuple[Practice, ...]
    nodes: dict[Key, Node] = field(default_factory=dict)
    facts: dict[Key, list[Fact]] = field(default_factory=dict)

    def add(self, node: Node, fact: Fact) -> None:
        """Adds what links it to a thing, where that is told of for itself and a passage says so."""
        if node.kind not in _UNTOLD and fact.evidence:
            key = node.kind, fold(node.label) or node.iri
            self.nodes.setdefault(key, node)
            self.facts.setdefault(key, []).append(fact)


def side(service: QueryService, iri: str, documents: Collection[str] = ()) -> Side:
    """A direction, a policy or a degree with what its actions have, by what `documents` (ids) say where they are named;
    a document with what it says."""
    known = names(service)
    if family(iri) == "document":
        made = Side(known.node(iri), practices(service, (_id(iri),)))
        for node, fact in _told_by(service, known, iri):
            made.add(node, fact)
        return made
    made = Side(known.node(iri), tuple(one for one in practices(service, documents) if iri in _holders(one)))
    for node, fact in _told_of(service, known, made, frozenset(documents)):
        made.add(node, fact)
    return made


def _holders(one: Practice) -> set[str]:
    return {node.iri for nodes in (one.directions, one.policies, one.degrees) for node in nodes}


def _told_of(service: QueryService, known: Names, made: Side, documents: frozenset[str]) -> Iterable[tuple[Node, Fact]]:
    """What is said of a thing, of its actions and of their steps, with each thing at the other end."""
    iri = made.node.iri
    around = {iri, *(one.action.iri for one in made.practices), *(one.step for one in made.practices if one.step)}
    links = [one for one in touching(service, around) if one[1] not in _ASIDE and ":" in one[0]]
    known.load(end for triple in links for end in (triple[0], triple[2]))
    for statement in worded(service, links):
        subject, predicate, object_ = statement.triple
        evidence = tuple(one for one in statement.evidence if not documents or one.document in documents)
        fact = Fact(known.node(subject), predicate, known.node(object_), statement.inferred, evidence)
        for end, other in ((subject, object_), (object_, subject)):
            if end in around and other != iri and (other not in around or end == iri):
                yield known.node(other), fact


def _told_by(service: QueryService, known: Names, iri: str) -> Iterable[tuple[Node, Fact]]:
    """Each thing that a document names, by one statement that it makes of it."""
    rows = service.select(_SAID.replace("$graph", f"<{service.base}/graph/{_id(iri)}>"))
    triples = sorted((row["s"], row["p"], row["o"]) for row in rows)
    known.load(end for triple in triples for end in (triple[0], triple[2]))
    named: dict[str, Triple] = {}
    for triple in triples:
        for end in _named_in(triple):
            if end in known:
                named.setdefault(end, triple)
    said = facts(service, named.values(), (_id(iri),))
    return ((known.node(end), said[triple]) for end, triple in named.items() if triple in said)


def _named_in(triple: Triple) -> Iterable[str]:
    """The things that a statement shows that its document names: of a class of ours, or concepts."""
    subject, predicate, object_ = triple
    if predicate == RDF + "type" and object_.startswith(NS):
        yield subject
    elif object_.startswith(VOC) and ":" in subject:
        yield object_


def _id(iri: str) -> str:
    return iri.rpartition("/")[2]
