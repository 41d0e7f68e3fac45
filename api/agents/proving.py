"""The tool `evidence`: why statements are held, by their passages, their sources, or what they follow from."""

from usagraph.api.agents.answers import Cut, EvidenceAnswer
from usagraph.api.agents.arguments import EvidenceArguments
from usagraph.api.agents.cutting import Budget, cuts
from usagraph.api.agents.describing import by_nature, relations_of
from usagraph.api.agents.facts import Fact, Inferred, Reason
from usagraph.api.agents.house import House, iri_of
from usagraph.api.agents.sourcing import Sourced, sourced, statement_of
from usagraph.errors import UnknownName, WrongUse
from usagraph.graph.reading.entities import describe
from usagraph.graph.reading.grounds import Ground, grounds
from usagraph.graph.reading.statements import Statement, stated
from usagraph.graph.reading.things import Node, Relation
from usagraph.ontology.terms import expand

__all__ = ["proved"]

_HELD = "SELECT ?s { ?s ?p ?o } LIMIT 1"
_CLAIM = "SELECT ?s ?p ?o { GRAPH ?g { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } } LIMIT 1"


def proved(house: House, asked: EvidenceArguments) -> EvidenceAnswer:
    """The statements that are asked about, each with what holds it; the reasons of one that is inferred."""
    asked = _claimed(house, asked)
    statements = _statements(house, asked)
    budget = Budget()
    held = [
        one for one in sourced(house, statements[: asked.limit], asked.passages) if one is None or budget.holds(one)
    ]
    return EvidenceAnswer(
        generation=house.service.generation,
        reasons=_reasons(house, statements[0], asked.passages, budget) if len(statements) == 1 else (),
        cut=cuts(house, "statements", held, len(statements), next=asked.limit) + _passages_cut(house, held),
        **by_nature(held),
    )


def _claimed(house: House, asked: EvidenceArguments) -> EvidenceArguments:
    """What is asked of a claim is asked of its statement."""
    if not asked.subject.startswith(f"{house.service.base}/id/claim/"):
        return asked
    rows = house.service.select(_CLAIM, claim=asked.subject)
    if not rows:
        raise UnknownName(name=asked.subject, known="∅")
    ends = {"subject": rows[0]["s"], "predicate": rows[0]["p"], "object": rows[0]["o"]}
    return asked.model_copy(update=ends)


def _statements(house: House, asked: EvidenceArguments) -> list[Statement]:
    """The statements that are meant; raises WrongUse where the graph holds none."""
    subject = iri_of(house, asked.subject)
    if asked.predicate and asked.object and ":" in asked.object:
        triple = (subject, expand(asked.predicate), expand(asked.object))
        # As it was written: what is told of a thing is told once, in one of its two directions.
        if house.service.select(_HELD, s=triple[0], p=triple[1], o=triple[2]):
            return [stated(house.service, [triple])[triple]]
    entity = describe(house.service, subject)
    relations = relations_of(house, entity, asked.predicate)
    wanted = [one for one in relations if asked.object is None or _is(one, asked.object)]
    if not wanted:
        raise WrongUse(detail=house.say("errors.statement", thing=entity.node.label, object=asked.object))
    return [statement_of(subject, one) for one in wanted]


def _is(relation: Relation, name: str) -> bool:
    """Whether a relation leads to what is named: its IRI, its name, or its value."""
    other = relation.other
    if not isinstance(other, Node):
        return other == name
    named = (other.iri, other.label, other.acronym or other.iri)
    return expand(name) in named or other.iri.endswith(f"/{name}")


def _passages_cut(house: House, held: list[Sourced]) -> tuple[Cut, ...]:
    told = [one for one in held if isinstance(one, Fact | Inferred)]
    total = sum(one.passages_in_all for one in told)
    return cuts(house, "passages", sum(len(one.passages) for one in told), total)


def _reasons(house: House, statement: Statement, most: int, budget: Budget) -> tuple[Reason, ...]:
    """The ways in which an inferred statement follows; none for one that is said."""
    if not statement.inferred:
        return ()
    ways = grounds(house.service, statement.triple)
    return budget.first(reason for way in ways if (reason := _reason(house, way, most)))


def _reason(house: House, way: Ground, most: int) -> Reason | None:
    """A way in words; None where one of its premises has nothing that holds it."""
    premises = [one for one in sourced(house, list(way.premises), most) if one is not None]
    if not premises or len(premises) < len(way.premises):
        return None
    means = way.rule.title_en if house.lang == "en" else way.rule.title_fr
    return Reason(rule=way.rule.name, means=means, premises=(premises[0], *premises[1:]))
