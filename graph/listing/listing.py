"""Lists of things: filtered, sorted, a page at a time. A page goes on after the last thing of the one before."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from heapq import nlargest, nsmallest

from usagraph.errors import BadCursor, UnknownName
from usagraph.graph.listing.catalogue import Catalogue, catalogue
from usagraph.graph.listing.mentions import mentions
from usagraph.graph.listing.selection import Filter, selected, settled
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.kinds import kind_name
from usagraph.graph.reading.things import Node

__all__ = ["SORTS", "Filter", "Listed", "listed"]

#: Code points of a label that are looked at to put things in order, and of a cursor that is read.
_SORTED, _LONGEST = 200, 2_000
#: Where a thing stands: what it is sorted by, then its IRI.
_Place = tuple[tuple[str | int, ...], str]
#: The orders there are, and what things are sorted by in each.
_SHAPES: dict[str, tuple[type, ...]] = {
    "label": (str,),
    "-label": (str,),
    "type": (str, str),
    "iri": (),
    "evidence": (int,),
}
SORTS = tuple(_SHAPES)


@dataclass(frozen=True)
class Listed:
    """A page of a list, how many things the list has, and the cursor of the page after; None where there is none."""

    nodes: tuple[Node, ...]
    total: int
    next: str | None


@dataclass(frozen=True)
class _Cursor:
    """Where a page begins: after `last`, in the order that things had in the generation of the first page."""

    sort: str
    began: int
    last: _Place | None = None

    def __str__(self) -> str:
        content = json.dumps([self.sort, self.began, *(self.last or ())], ensure_ascii=False).encode()
        return base64.urlsafe_b64encode(content).decode().rstrip("=")


def listed(
    service: QueryService, filter: Filter, *, sort: str = "label", after: str | None = None, limit: int = 50
) -> Listed:
    """The things that `filter` keeps, in an order: `limit` of them from the cursor `after` on.

    While documents are added, each thing that was there with the first page comes just once. Raises UnknownName for
    an order or a value that there is not, and BadCursor.
    """
    if sort not in SORTS:
        raise UnknownName(name=sort, known=", ".join(SORTS))
    known, limit = catalogue(service), max(1, limit)
    cursor = _read(after, sort) if after else _Cursor(sort, known.reader.generation)
    kept, place = selected(service, settled(service, filter)), _placing(service, known, cursor)
    places = map(place, kept)
    if sort.startswith("-"):
        page = nlargest(limit + 1, (one for one in places if not cursor.last or one < cursor.last))
    else:
        page = nsmallest(limit + 1, (one for one in places if not cursor.last or one > cursor.last))
    following = str(_Cursor(sort, cursor.began, page[limit - 1])) if len(page) > limit else None
    return Listed(tuple(known.things[iri].node for _, iri in page[:limit]), len(kept), following)


def _placing(service: QueryService, known: Catalogue, cursor: _Cursor) -> Callable[[str], _Place]:
    """What tells where each thing stands in an order; what later documents say of it does not move it."""
    was = known.changed_since(cursor.began)
    if cursor.sort == "evidence":
        counts = _counts(service, known, cursor.began)
        return lambda iri: ((-counts.get(iri, 0),), iri)

    def place(iri: str) -> _Place:
        thing = was.get(iri) or known.things[iri]
        by = {"iri": (), "type": (kind_name(thing.node.kind), thing.sort[:_SORTED])}
        return by.get(cursor.sort, (thing.sort[:_SORTED],)), iri

    return place


def _counts(service: QueryService, known: Catalogue, began: int) -> dict[str, int]:
    """The passages of each thing in the documents that were there; in all where none was, for the index is new."""
    there = frozenset(iri for iri in known.of("document") if known.things[iri].since <= began)
    return mentions(service).counts(there or None)


def _read(text: str, sort: str) -> _Cursor:
    """The cursor that a page gave; raises BadCursor."""
    try:
        if len(text) > _LONGEST:
            raise BadCursor
        content = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
        of, began, by, iri = content
        is_ours = of == sort and type(began) is int and isinstance(iri, str) and isinstance(by, list)
        if not is_ours or tuple(map(type, by)) != _SHAPES[sort]:
            raise BadCursor
    except (binascii.Error, ValueError, TypeError, RecursionError):
        raise BadCursor from None
    # SQLite counts in 64 bits.
    return _Cursor(sort, max(0, min(began, 2**62)), (tuple(by), iri))
