"""What holds for every request, whatever answers it: known host names, reading only, headers that keep browsers safe."""

import logging
import re
from collections.abc import Sequence

from starlette.datastructures import Headers, QueryParams
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from usagraph.api.cross_origin import ANY, CrossOrigin
from usagraph.api.leaving import Watch
from usagraph.api.problems import Problem, language, refusal
from usagraph.graph.querying.departures import departure

__all__ = ["HEADERS", "HEAD_LIMIT", "Guard"]

log = logging.getLogger(__name__)
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]/?#@\\]+)(?::\d{1,5})?")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
SAFE = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
READING = ("GET", "HEAD", "OPTIONS")
#: The one address that writes: an error that a reader reports, in a file apart, within bounds.
REPORTED = "/signaler"
#: The addresses that take a body; it is read, and nothing else is written.
POSTED = frozenset((REPORTED, "/sparql", "/api/v1/reconcile", "/api/v1/reconcile/fr", "/api/v1/reconcile/en"))
#: Where messages are posted, and nothing is read by its address.
MESSAGES = frozenset(("/mcp",))
#: Bytes of an address and of its headers; how many these may be; and requests that may be under way.
HEAD_LIMIT, MOST_HEADERS, MOST_REQUESTS = 65_536, 100, 600


class Guard:
    """Refuses hosts that are not ours, whatever would write and what is ambiguous; adds headers to every answer."""

    def __init__(
        self, app: ASGIApp, *, hosts: Sequence[str], origins: Sequence[str] = (ANY,), lang: str = "fr"
    ) -> None:
        self.app = app
        self.cross_origin = CrossOrigin(origins)
        self.hosts = frozenset(host.lower() for host in hosts)
        self.lang = lang
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, itself or through the application."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        added = SAFE + self.cross_origin.headers(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                set_already = {name for name, _ in message["headers"]}
                message["headers"] += [pair for pair in added if pair[0] == b"vary" or pair[0] not in set_already]
            await send(message)

        self._under_way += 1
        try:
            answer = self._own_answer(scope)
            if answer:
                await answer(scope, receive, send_with_headers)
            else:
                await self._through(scope, receive, send_with_headers)
        except ClientDisconnect:
            log.info("client gone: %s", scope["path"])
        finally:
            self._under_way -= 1

    async def _through(self, scope: Scope, receive: Receive, send: Send) -> None:
        watch = Watch(receive)
        token = departure.set(watch.departure)
        if scope["method"] != "POST":
            watch.begin()
        try:
            await self.app(scope, watch.receive, send)
        finally:
            watch.end()
            departure.reset(token)

    def _own_answer(self, scope: Scope) -> ASGIApp | None:
        """What the request is answered without the application; None where it goes through."""
        try:
            self._check(scope, Headers(scope=scope))
        except Problem as error:
            query = QueryParams(scope.get("query_string", b""))
            lang = language(query, Headers(scope=scope).get("accept-language", ""), self.lang)
            return refusal(error, lang, scope["path"])
        if scope["method"] != "OPTIONS":
            return None
        return Response(status_code=204, headers={"Allow": ", ".join(_allowed(scope["path"]))})

    def _check(self, scope: Scope, headers: Headers) -> None:
        """Raises Problem for a request that is refused whatever it asks for."""
        if scope["http_version"] not in ("1.0", "1.1"):
            raise Problem(505, "malformed", found=f"HTTP/{scope['http_version']}")
        hosts = headers.getlist("host")
        if len(hosts) > 1 or ("*" not in self.hosts and _name(headers.get("host", "")) not in self.hosts):
            raise Problem(400, "wrong-host", host=", ".join(_name(host)[:100] for host in hosts) or "∅")
        if len(scope["raw_path"]) + len(scope["query_string"]) > HEAD_LIMIT:
            raise Problem(414, "head-too-large", limit=HEAD_LIMIT)
        if len(headers) > MOST_HEADERS or sum(len(name) + len(value) for name, value in headers.raw) > HEAD_LIMIT:
            raise Problem(431, "head-too-large", limit=HEAD_LIMIT)
        if "transfer-encoding" in headers and "content-length" in headers:
            # RFC 9112, 6.3: two lengths for one body are how a request is smuggled in.
            raise Problem(400, "malformed", found="Content-Length + Transfer-Encoding")
        if self._under_way > MOST_REQUESTS:
            raise Problem(503, "overload")
        if scope["method"] not in (allowed := _allowed(scope["path"])):
            raise Problem(405, "method-not-allowed", path=scope["path"], method=scope["method"], allowed=allowed)


def _allowed(path: str) -> tuple[str, ...]:
    if path in MESSAGES:
        return ("OPTIONS", "POST")
    return (*READING, "POST") if path in POSTED else READING


def _name(host: str) -> str:
    """The host without its port; the whole where it is not a host and a port.

    >>> _name("localhost:8011"), _name("[::1]:8011"), _name("[::1]"), _name("[::1]evil")
    ('localhost', '[::1]', '[::1]', '[::1]evil')
    """
    found = _HOST.fullmatch(host.lower())
    return found[1] if found else host.lower()
