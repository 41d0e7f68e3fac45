"""Which pages of other sites may read an answer, and how: by CORS, or by a script (JSONP) where the client has no other way.

A service that has a public name is read by pages of any site, as the guard says. One that is of this machine alone is read
by pages of this machine, of which OpenRefine is one: any site that a person visits could else read a graph that is not public.
"""

import json
import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Query, Request

from usagraph.api.problems import Problem

__all__ = ["Readable", "access", "script"]

_LOOPBACK = re.compile(r"localhost|.*\.localhost|127(?:\.\d+){3}|::1")
#: Characters of the name of a function.
LONGEST = 100
_FUNCTION = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)

Callback = Annotated[
    str | None,
    Query(
        title="Callback",
        description="Name of a function to call with the answer (JSONP), for a client that cannot use CORS",
        examples=["show"],
    ),
]


async def readable(request: Request, callback: Callback = None) -> None:
    """Raises Problem for a script that calls what is no function, or that the page which asks may not read."""
    if callback is None:
        return
    if len(callback) > LONGEST or not _FUNCTION.fullmatch(callback):
        raise Problem(400, "wrong-use", "reconcile.callback", name="callback")
    if _is_private(request) and not _is_near(request):
        raise Problem(403, "wrong-use", "reconcile.script", name="callback")


#: Dependency of the routes that pages of other sites read.
Readable = Depends(readable)


def access(request: Request) -> dict[str, str]:
    """The headers that let a page of this machine read the answer of a service of this machine."""
    origin = request.headers.get("origin", "")
    return {"Access-Control-Allow-Origin": origin} if _is_private(request) and _is_loopback(origin) else {}


def script(callback: str, content: Mapping[str, object]) -> str:
    """A script that calls a function with the answer.

    >>> script("show", {"a": "</script>"})
    '/**/show({"a": "\\\\u003c/script>"});'
    """
    # ASCII alone: JSON allows ends of lines that end a line of a script too.
    return f"/**/{callback}({json.dumps(content).replace('<', chr(92) + 'u003c')});"


def _is_private(request: Request) -> bool:
    """Whether the service is asked under a name of this machine."""
    return _is_loopback(f"http://{request.headers.get('host', '')}")


def _is_near(request: Request) -> bool:
    """Whether a script is asked for by a page of this machine, or by no page. Browsers say one of the two at least."""
    if referer := request.headers.get("referer"):
        return _is_loopback(referer)
    return request.headers.get("sec-fetch-site", "none") != "cross-site"


def _is_loopback(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(_LOOPBACK.fullmatch(parts.hostname or ""))
    except ValueError:
        return False
