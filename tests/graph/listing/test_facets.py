"""Facets: each value with what it would keep, and that is what the list then holds."""

import pytest

from usagraph.errors import UnknownName
from usagraph.graph.listing.facets import facets
from usagraph.graph.listing.listing import Filter, listed
from usagraph.graph.querying.service import QueryService

#: The names that a value is passed by, where the facet has another.
FILTERS = [Filter(), Filter(kind="action"), Filter(degree="consultation"), Filter(kind="directorate", words="mobil")]


def counted(service: QueryService, wanted: Filter, name: str) -> dict[str, int]:
    return {node.label: count for node, count in facets(service, wanted)[name]}


def test_values_come_with_what_they_keep(service: QueryService) -> None:
    assert counted(service, Filter(kind="action"), "degree") == {"consultation": 1, "co-construction": 1}
    assert counted(service, Filter(kind="action"), "policy") == {"mobilities": 1}
    assert counted(service, Filter(kind="action"), "direction") == {"Direction des mobilités": 2}
    assert counted(service, Filter(kind="action"), "stage") == {}


def test_a_facet_leaves_its_own_filter_out(service: QueryService) -> None:
    chosen = Filter(kind="action", degree="consultation")
    assert counted(service, chosen, "degree") == {"consultation": 1, "co-construction": 1}
    assert counted(service, chosen, "direction") == {"Direction des mobilités": 1}
    assert counted(service, chosen, "kind")["DepartmentalDirectorate"] == 1
    assert counted(service, chosen, "document") == {"Note de cadrage": 1}


@pytest.mark.parametrize("wanted", FILTERS)
def test_what_a_facet_counts_is_what_the_list_holds(service: QueryService, wanted: Filter) -> None:
    for name, several in facets(service, wanted).items():
        assert [count for _, count in several] == sorted((count for _, count in several), reverse=True)
        for node, count in several:
            value = node.label if name == "kind" else node.iri
            assert listed(service, Filter(**{**vars(wanted), name: value})).total == count, (name, value)


def test_a_value_there_is_not_is_said(service: QueryService) -> None:
    with pytest.raises(UnknownName):
        facets(service, Filter(degree="nothing"))
