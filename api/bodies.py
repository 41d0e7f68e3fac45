"""The body of a request, read within limits: of size, of time, and of what it may be encoded in."""

import asyncio
from urllib.parse import parse_qsl

from fastapi import Request

from usagraph.api.problems import Problem

__all__ = ["BODY_LIMIT", "SECONDS", "pairs_of", "read_body"]

#: Most bytes in a body.
BODY_LIMIT = 1_000_000
#: Longest time a body may take to come, in seconds.
SECONDS = 10.0
#: Most parameters of a request.
FIELDS = 100


async def read_body(request: Request, limit: int = BODY_LIMIT) -> str:
    """The body as text; refused as soon as it is over the limit, whatever its length was said to be."""
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", ""):
        # A few bytes may unpack to billions.
        raise Problem(415, "unsupported-media-type", "encoded", found=encoding[:80])
    try:
        async with asyncio.timeout(SECONDS):
            return (await _content(request, limit)).decode("utf-8")
    except TimeoutError:
        raise Problem(408, "request-timeout", limit=f"{SECONDS:g}") from None
    except UnicodeDecodeError:
        raise Problem(400, "wrong-use", "not-utf8") from None


async def _content(request: Request, limit: int) -> bytearray:
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > limit:
        raise Problem(413, "body-too-large", limit=limit)
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > limit:
            raise Problem(413, "body-too-large", limit=limit)
    return content


def pairs_of(encoded: str) -> list[tuple[str, str]]:
    """The parameters of a form or of an address, in their order."""
    if encoded.count("&") >= FIELDS:
        raise Problem(400, "wrong-use", "many-parameters", limit=FIELDS)
    # Decoded once, here: a second time would turn "100%41" into "100A".
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict")
    except ValueError:
        pairs = parse_qsl(encoded, keep_blank_values=True, errors="replace")
        name = next((name for name, value in pairs if "\ufffd" in name + value), "∅")
        raise Problem(400, "wrong-use", "parameter-encoding", name=name[:80]) from None
