"""Which pages of other sites may read what programs read: as the setting `cross_origin` says."""

import re
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import Scope

__all__ = ["ANY", "CrossOrigin"]

#: Stands for every site.
ANY = "*"
#: What is read by programs: pages and their parts are for their own site.
OPEN = (
    "/sparql",
    "/api/",
    "/id/",
    "/voc",
    "/ns",
    "/dataset",
    "/.well-known/void",
    "/openapi.json",
    "/health",
    "/sante",
)
EXPOSED = (b"access-control-expose-headers", b"ETag, Link, Content-Disposition, Retry-After, Usagraph-Truncated")
PREFLIGHT = [
    (b"access-control-allow-methods", b"GET, HEAD, POST"),
    (b"access-control-allow-headers", b"Accept, Accept-Language, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
]
_LOOPBACK = re.compile(r"(localhost|[^:/]*\.localhost|127(\.\d+){3}|\[::1\])(:\d+)?", re.IGNORECASE)


class CrossOrigin:
    """The headers that let pages of some sites read an answer; of none where no site is named."""

    def __init__(self, origins: Sequence[str]) -> None:
        self.origins = frozenset(one.lower().rstrip("/") for one in origins)

    def headers(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        """What is added to the answer to a request."""
        if not self.origins or not scope["path"].startswith(OPEN):
            return []
        headers = Headers(scope=scope)
        if ANY in self.origins:
            return self._allowed(scope, b"*") if not _is_here(headers) else []
        # Where the answer depends on who asks, those who keep it have to know.
        vary = [(b"vary", b"Origin")]
        origin = headers.get("origin", "")
        return vary + (self._allowed(scope, origin.encode("latin-1")) if origin.lower() in self.origins else [])

    @staticmethod
    def _allowed(scope: Scope, origin: bytes) -> list[tuple[bytes, bytes]]:
        preflight = PREFLIGHT if scope["method"] == "OPTIONS" else []
        return [(b"access-control-allow-origin", origin), EXPOSED, *preflight]


def _is_here(headers: Headers) -> bool:
    """Whether the service is asked under a name of this machine.

    Any site is let in under a public name only: else any page that its owner visits could read a graph that is not public.
    """
    return bool(_LOOPBACK.fullmatch(headers.get("host", "localhost")))
