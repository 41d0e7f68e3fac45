"""What a request to a worker and its reply are as bytes: what most of them hold has a fixed form, the rest is JSON."""

import json
import struct
from functools import lru_cache
from typing import Any

from usagraph.graph.querying.channel import Message
from usagraph.ontology.terms import PREFIXES

__all__ = ["Header", "Reply", "packed", "reply_from", "reply_to_send", "request_from", "request_to_send"]

Header = dict[str, Any]
#: What went well or wrong, and the answer.
Reply = tuple[Header, bytes]

_SECONDS = struct.Struct("!d")
#: Whether the answer was cut, its rows, the seconds of work.
_DONE = struct.Struct("!?qd")
#: Stands for the rows of an answer that has none.
_NO_ROWS = -2


def packed(header: Header) -> bytes:
    """The header as bytes: the same for the same query, so that who sends or reads it again need not look inside."""
    return json.dumps(header).encode()


def request_to_send(question: bytes, seconds: float, opening: Header | None) -> Message:
    """The message that asks a packed question, empty for none, after opening a snapshot where one is given."""
    return question, _SECONDS.pack(seconds) + (packed(opening) if opening else b"")


def request_from(message: Message) -> tuple[Header | None, float, Header | None]:
    """The question, the seconds it may take, and the snapshot to open first."""
    question, rest = message
    opening = json.loads(rest[_SECONDS.size :]) if len(rest) > _SECONDS.size else None
    return (_question(question) if question else None), _SECONDS.unpack_from(rest)[0], opening


# A few megabytes at most: a query that is too long to be remembered by its reader is not sent often either.
@lru_cache(maxsize=64)
def _question(packed: bytes) -> Header:
    """A question with the prefixes that it may use: to hand over all of them costs as much as a small query."""
    question: Header = json.loads(packed)
    texts = [question[name] for name in ("text", "sent") if name in question]
    return question | {
        "prefixes": {name: iri for name, iri in PREFIXES.items() if any(f"{name}:" in text for text in texts)}
    }


def reply_to_send(reply: Reply) -> Message:
    """The message of a reply."""
    header, body = reply
    if "rows" in header and "error" not in header:
        rows = _NO_ROWS if header["rows"] is None else header["rows"]
        return _DONE.pack(header["truncated"], rows, header.get("seconds", 0.0)), body
    return packed(header), body


def reply_from(message: Message) -> Reply:
    """The reply in a message."""
    head, body = message
    if len(head) == _DONE.size and head[:1] != b"{":
        truncated, rows, seconds = _DONE.unpack(head)
        return {"rows": None if rows == _NO_ROWS else rows, "truncated": truncated, "seconds": seconds}, body
    return json.loads(head), body
