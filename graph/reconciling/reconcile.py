"""The things that some names may be the names of, best first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.relabelling import labelled
from usagraph.graph.reading.things import Node
from usagraph.graph.reconciling.asked import Query
from usagraph.graph.reconciling.candidates import Candidate, called, carriers, named
from usagraph.graph.reconciling.facts import Facts, facts, told
from usagraph.graph.reconciling.identifiers import identified
from usagraph.graph.reconciling.ids import iri_of
from usagraph.graph.reconciling.kinds import cases_of
from usagraph.graph.reconciling.properties import Property
from usagraph.graph.reconciling.scoring import Features, Scored, features, is_match, near
from usagraph.graph.reconciling.telling import in_a_line, shown_properties
from usagraph.graph.search.reader import Reader

__all__ = ["Answer", "reconciled"]

#: Candidates of a name whose facts are read, beyond those that are asked for.
_MORE = 10
#: What a candidate is worth at least to be shown.
_LEAST = 30.0


@dataclass(frozen=True)
class Answer:
    """A candidate as it is shown: `match` where it is surely the thing."""

    node: Node
    description: str
    features: Features
    match: bool

    @property
    def score(self) -> float:
        """What it is worth, from 0 to 100."""
        return self.features.score


def reconciled(service: QueryService, queries: Mapping[str, Query], lang: str = "fr") -> dict[str, tuple[Answer, ...]]:
    """The candidates of each name, best first; what the graph says of them is read at once."""
    reader = names(service).reader
    drawn = {key: _drawn(service, reader, query) for key, query in queries.items()}
    iris = {one.candidate.node.iri for several in drawn.values() for one in several}
    around = told(service, iris, shown_properties(), lang)
    said = facts(service, _asked(queries, drawn), _properties(queries))
    answers = {
        key: _answers(reader, queries[key], several, around, said, service.base, lang) for key, several in drawn.items()
    }
    return labelled_in(service, answers, lang)


def labelled_in(
    service: QueryService, answers: Mapping[str, tuple[Answer, ...]], lang: str
) -> dict[str, tuple[Answer, ...]]:
    """The answers, with the labels of their things in a language."""
    shown: tuple[tuple[Answer, ...], ...] = labelled(service, tuple(answers.values()), lang)
    return dict(zip(answers, shown, strict=True))


def _drawn(service: QueryService, reader: Reader, query: Query) -> list[Scored]:
    """The candidates whose names are nearest, those that an identifier gives, and those that a value leads to."""
    kinds = cases_of(query.types if query.strictness != "should" else ())
    codes = identified(service, query.text)
    found = {
        one.node.iri: one
        for one in (*named(reader, codes, kinds), *called(reader, query.text, kinds, near=bool(query.wanted)))
    }
    for wanted in query.wanted:
        known = [iri for value in wanted.values for iri in _led(service, wanted.property, value.words, value.id)]
        found |= {one.node.iri: one for one in named(reader, set(known) - found.keys(), kinds)}
    scored = [Scored(one, near(query, one, codes)) for one in found.values()]
    kept = [one for one in scored if one.features.type is not False or query.strictness == "should"]
    return sorted(kept, key=lambda one: one.place)[: query.limit + _MORE]


def _led(service: QueryService, property: Property, words: str, id: str) -> frozenset[str]:
    """The things that a value of a property names by itself: an identifier, or the thing's own IRI."""
    if property.id == "iri":
        return frozenset((iri_of(id or words, service.base),))
    return identified(service, words) if property.kind == "literal" and words else frozenset()


def _answers(
    reader: Reader, query: Query, drawn: Sequence[Scored], around: Facts, said: Facts, base: str, lang: str
) -> tuple[Answer, ...]:
    scored = [Scored(one.candidate, features(query, one.candidate, one.features, around, said, base)) for one in drawn]
    best = sorted((one for one in scored if one.features.score >= _LEAST), key=lambda one: one.place)
    if not best:
        return ()
    letters = carriers(reader, query.text) if best[0].features.acronym else 0
    sure = is_match(best[0], best[1:], carriers=letters, typed=bool(query.types))
    return tuple(
        Answer(one.candidate.node, _line(one.candidate, around, lang), one.features, sure and one is best[0])
        for one in best[: query.limit]
    )


def _line(candidate: Candidate, around: Facts, lang: str) -> str:
    return in_a_line(candidate.node, candidate.names, around.get(candidate.node.iri, {}), lang)


def _asked(queries: Mapping[str, Query], drawn: Mapping[str, Sequence[Scored]]) -> set[str]:
    """The candidates of the names of which some property is known."""
    return {one.candidate.node.iri for key, query in queries.items() if query.wanted for one in drawn[key]}


def _properties(queries: Mapping[str, Query]) -> list[Property]:
    return list(dict.fromkeys(wanted.property for query in queries.values() for wanted in query.wanted))
