"""Queries about many values at once: so many in one text, a few texts under way at a time."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice

from usagraph.graph.querying.bindings import written
from usagraph.graph.querying.service import QueryService

__all__ = ["TOGETHER", "batched", "side_by_side"]

#: Rows of values asked about in one query.
TOGETHER = 400
#: Queries under way at a time: the engine works in other processes.
_AT_ONCE = 2


def batched(
    service: QueryService, text: str, names: str, rows: Iterable[Sequence[str]], together: int = TOGETHER
) -> list[dict[str, str]]:
    """The rows that a query gives where its `$values` are `rows` of IRIs for the variables `names` ("?s ?p")."""
    return side_by_side(service, [text.replace("$values", values) for values in _values(names, rows, together)])


def side_by_side(service: QueryService, texts: Sequence[str]) -> list[dict[str, str]]:
    """The rows of some queries, one after the other, while they run together."""
    if len(texts) < 2:
        return [row for text in texts for row in service.select(text)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(chain.from_iterable(pool.map(service.select, texts)))


def _values(names: str, rows: Iterable[Sequence[str]], together: int) -> Iterator[str]:
    rest = iter(rows)
    while some := list(islice(rest, together)):
        listed = " ".join(f"({' '.join(map(written, row))})" for row in some)
        yield f"VALUES ({names}) {{ {listed} }}"
