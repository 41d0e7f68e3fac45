"""How many rows a serialised answer holds: the engine does not say, and to take each row in hand would cost more than it."""

import re
from collections.abc import Callable

__all__ = ["UNCOUNTED", "may_exceed", "rows_in"]

#: Stands for the number of rows where it cannot be over the cap: who wants it can count.
UNCOUNTED = -1

_QUOTED_JSON = re.compile(rb'"(?:[^"\\]|\\.)*+"')
_QUOTED_CSV = re.compile(rb'"[^"]*+"')


def rows_in(body: bytes, media_type: str) -> int:
    """The rows of an answer in one of the formats of rows."""
    return _COUNTERS[media_type](body)


def may_exceed(body: bytes, media_type: str, rows: int) -> bool:
    """Whether there may be more than so many rows: each has a length at least."""
    if len(body) <= rows * _LEAST[media_type]:
        return False
    return media_type != _JSON or len(body) > rows * len(_BINDING) or b"{}" in body


def _json_rows(body: bytes) -> int:
    """Rows of a JSON answer: a comma before a brace stands between two rows and nowhere else, strings apart."""
    if b'"bindings":[]' in body[-20:]:
        return 0
    plain = _QUOTED_JSON.sub(b'"x', body) if b",{}" in body else body
    # A string may end with a comma and a brace; the quote that closes it is followed by one of these.
    ends = plain.count(b',{",') + plain.count(b',{"}')
    return 1 + plain.count(b',{"') + plain.count(b",{}") - ends


def _csv_rows(body: bytes) -> int:
    return (_QUOTED_CSV.sub(b"", body) if b'"' in body else body).count(b"\r\n") - 1


_JSON = "application/sparql-results+json"
#: The shortest row of each format, with what separates it from the next; and in JSON the shortest that binds something.
_LEAST = {
    _JSON: len(",{}"),
    "application/sparql-results+xml": len("<result></result>"),
    "text/csv": len("\r\n"),
    "text/tab-separated-values": len("\n"),
}
_BINDING = b',{"a":{"type":"uri","value":""}}'
_COUNTERS: dict[str, Callable[[bytes], int]] = {
    _JSON: _json_rows,
    "application/sparql-results+xml": lambda body: body.count(b"<result>"),
    "text/csv": _csv_rows,
    "text/tab-separated-values": lambda body: body.count(b"\n") - 1,
}
