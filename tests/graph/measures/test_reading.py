"""The network that is measured: that of the picture, without its words."""

import pytest

from usagraph.graph.measures.reading import read_web
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.network import DEFAULT_KINDS, network

SEVERAL = [
    DEFAULT_KINDS,
    ("Action", "directorate"),
    ("action", "degree", "participation-step"),
    ("legal-text", "obligation"),
    ("Action",),
    ("nothing",),
]


@pytest.mark.parametrize("kinds", SEVERAL)
@pytest.mark.parametrize("documents", [(), ("note-11111111",), ("other-00000000",)])
def test_it_has_the_statements_of_the_network(
    service: QueryService, kinds: tuple[str, ...], documents: tuple[str, ...]
) -> None:
    web = read_web(service, kinds, documents)
    graph = network(service, kinds=kinds, documents=documents)
    expected = {(one, data["predicate"], other) for one, other, data in graph.edges(data=True)}
    assert {triple for several in web.statements.values() for triple in several} == expected
    assert set(web.things) == {end for one, _, other in expected for end in (one, other)}


def test_it_has_something_to_measure(service: QueryService) -> None:
    assert len(read_web(service, DEFAULT_KINDS).shape.links) > 3
