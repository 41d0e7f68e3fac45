"""The values that a blank of a sentence may take: those that there are."""

from collections.abc import Callable
from functools import cache, lru_cache

from usagraph.graph.asking.forms import Form, form
from usagraph.graph.asking.pattern import values
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.names import names
from usagraph.graph.reading.things import Node
from usagraph.ontology.vocabulary import concepts

__all__ = ["MOST", "choices", "degrees"]

#: Values offered in a blank: more are no list that anybody reads.
MOST = 400


def choices(service: QueryService, asked: Form, link: str) -> tuple[Node, ...]:
    """The values that a link has in the graph, in the order of their vocabulary, or by name. Kept for each generation."""

    def prepare() -> Callable[[str, str], tuple[Node, ...]]:
        return lru_cache(maxsize=None)(lambda name, link: _choices(service, form(name), link))

    return service.remember("choices", prepare)(asked.name, link)


@cache
def degrees() -> dict[str, int]:
    """The place of each degree of participation, from 0."""
    return {one.iri: place for place, one in enumerate(concepts("degree"))}


def _choices(service: QueryService, asked: Form, link: str) -> tuple[Node, ...]:
    found = [row[link] for row in service.select(values(asked, link, service.base).text)]
    known = names(service)
    known.load(found)
    order = degrees()
    nodes = sorted(map(known.node, found), key=lambda one: (order.get(one.iri, 0), one.label.casefold(), one.iri))
    return tuple(nodes[:MOST])
