"""A page of a list that is held whole: it goes on after the last item of the page before, whatever is added meanwhile."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from typing import TypeVar

from usagraph.errors import BadCursor

__all__ = ["paged"]

T = TypeVar("T")

#: What an item is sorted by: the types of its parts are the same for all the items of a list.
Place = tuple[str | int | bool, ...]


def paged(
    items: Iterable[T], place: Callable[[T], Place], *, after: str | None, limit: int
) -> tuple[list[T], int, str | None]:
    """The items of a page in the order of their places, how many there are in all, and the cursor of the next page.

    Raises BadCursor for a cursor that no such list gave.
    """
    ordered = sorted(((place(item), number, item) for number, item in enumerate(items)), key=lambda one: one[:2])
    last = _read(after, ordered[0][0]) if after and ordered else None
    rest = [one for one in ordered if last is None or one[0] > last]
    page = rest[:limit]
    following = _written(page[-1][0]) if len(rest) > limit else None
    return [item for _, _, item in page], len(ordered), following


def _written(place: Place) -> str:
    return base64.urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode().rstrip("=")


def _read(text: str, like: Place) -> Place:
    try:
        content = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise BadCursor from None
    if not isinstance(content, list) or [type(one) for one in content] != [type(one) for one in like]:
        raise BadCursor
    return tuple(content)
