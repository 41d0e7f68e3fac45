"""Names of the tables as other tables spell them: found, and never given another thing for sure."""

from collections.abc import Iterator, Sequence
from itertools import islice

import pytest

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reconciling.asked import Query
from usagraph.graph.reconciling.candidates import Candidate, named
from usagraph.graph.reconciling.kinds import cases_of, lineage
from usagraph.graph.reconciling.reconcile import reconciled

from .asked_names import STRANGERS, Spelling, spellings

#: One name in so many; the bench asks all of them.
STEP = 23

Asked = Sequence[tuple[Candidate, Spelling]]


@pytest.fixture(scope="module")
def spelt(tables: QueryService) -> Asked:
    """Some names of the tables, each with its thing."""
    reader, kinds = names(tables).reader, cases_of(())
    things = named(reader, [node.iri for kind in sorted(kinds) for node in reader.listed(kind)], kinds)
    every: Iterator[tuple[Candidate, Spelling]] = (
        (thing, one) for thing in things for one in spellings(thing.node, thing.names)
    )
    return list(islice(every, 0, None, STEP))


@pytest.mark.parametrize("typed", [True, False], ids=["of their type", "of no type"])
def test_names_are_found_and_none_is_given_another_thing(tables: QueryService, spelt: Asked, typed: bool) -> None:
    assert len(spelt) > 300
    queries = {
        str(at): Query(one.text, lineage(thing.node.kind)[:1] if typed else ()) for at, (thing, one) in enumerate(spelt)
    }
    answers = reconciled(tables, queries)
    pairs = [(thing, one, answers[str(at)]) for at, (thing, one) in enumerate(spelt)]
    wrong = [(one.text, found[0].node.iri) for thing, one, found in pairs if found and _is_wrong(thing, found[0])]
    first = sum(bool(found) and found[0].node.iri == thing.node.iri for thing, _, found in pairs)
    assert wrong == []
    assert first / len(pairs) >= 0.97
    assert sum(found[0].match for _, _, found in pairs if found) / len(pairs) >= 0.8


def test_names_of_other_things_are_given_none_for_sure(tables: QueryService) -> None:
    answers = reconciled(tables, {text: Query(text) for text in STRANGERS})
    assert [text for text, found in answers.items() if found and found[0].match] == []


def _is_wrong(thing: Candidate, found: object) -> bool:
    return bool(getattr(found, "match", False)) and getattr(found, "node", None) != thing.node
