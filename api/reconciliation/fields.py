"""JSON that others wrote, read field by field: what is not as the specification says is refused with its place."""

import json
import math
from collections.abc import Mapping
from typing import Any, NoReturn

from usagraph.api.problems import Problem

__all__ = ["MOST_CHARACTERS", "Fault", "decoded", "members", "texts", "whole"]

#: Characters of a text.
MOST_CHARACTERS = 2_000
#: Characters of what was found that are repeated.
_SHOWN = 60


class Fault(Exception):
    """What is wrong in a part of what was sent: where it stands, and the name of what was expected, with its values."""

    def __init__(self, place: str, expected: str, **values: object) -> None:
        super().__init__(expected)
        self.place = place
        self.expected = expected
        self.values = values

    @property
    def problem(self) -> Problem:
        """The problem that a request is refused with for it."""
        return Problem(400, "wrong-use", f"reconcile.{self.expected}", name=self.place[: 2 * _SHOWN], **self.values)


def decoded(text: str, name: str) -> dict[str, Any]:
    """The JSON object that a parameter holds."""
    try:
        found = json.loads(text, parse_constant=_refused)
        # Half a pair of code units is no text, and could not be sent back.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Fault(name, "json").problem from None
    if not isinstance(found, dict):
        raise Fault(name, "object").problem
    return found


def members(
    found: object, place: str, known: Mapping[str, type | tuple[type, ...]], *, closed: bool = False
) -> dict[str, Any]:
    """The fields of an object that are `known`, each of its type; a `closed` object may hold no others."""
    if not isinstance(found, dict):
        raise Fault(place, "object")
    for name in found:
        if closed and name not in known:
            raise Fault(f"{place}.{name}", "unknown", known=", ".join(known))
    for name in found.keys() & known.keys():
        kind = known[name]
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if not isinstance(found[name], kinds) or (isinstance(found[name], bool) and bool not in kinds):
            raise Fault(f"{place}.{name}", "kind")
    return {name: found[name] for name in known if name in found}


def texts(found: object, place: str, most: int) -> list[str]:
    """A text or a list of texts, as a list."""
    several = found if isinstance(found, list) else [found]
    if len(several) > most:
        raise Fault(place, "many", limit=most)
    return [_text(one, place) for one in several]


def whole(found: float, place: str, most: int) -> int:
    """A number of things, from one on; never more than `most`."""
    if not 1 <= found < math.inf:
        raise Fault(place, "least", limit=1)
    return int(min(found, most))


def _text(found: object, place: str) -> str:
    if not isinstance(found, str):
        raise Fault(place, "kind")
    if len(found) > MOST_CHARACTERS:
        raise Fault(place, "long", limit=MOST_CHARACTERS)
    return found


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)
