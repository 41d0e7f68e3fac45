"""What holds for every request, whatever answers it: known host names, and headers that keep browsers safe."""

import logging
import re
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from usagraph.api.problems import language, problem
from usagraph.messages import sentence

__all__ = ["HEADERS", "Guard"]

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


class Guard:
    """Refuses hosts that are not ours and adds the headers that an answer has not set itself."""

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str], lang: str = "fr") -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.lang = lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, itself or through the application."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        host = Headers(scope=scope).get("host", "")
        app = self.app if "*" in self.hosts or _name(host) in self.hosts else self._refuse(scope, host)
        try:
            await app(scope, receive, send_with_headers)
        except ClientDisconnect:
            log.info("client gone: %s", scope["path"])

    def _refuse(self, scope: Scope, host: str) -> ASGIApp:
        query = QueryParams(scope.get("query_string", b""))
        lang = language(query, Headers(scope=scope).get("accept-language", ""), self.lang)
        detail = sentence("http.wrong-host", lang, host=_name(host)[:100] or "∅")
        return problem(400, "wrong-host", detail, lang, scope["path"])


def _name(host: str) -> str:
    """The host without its port; the whole where it is not a host and a port.

    >>> _name("localhost:8011"), _name("[::1]:8011"), _name("[::1]"), _name("[::1]evil")
    ('localhost', '[::1]', '[::1]', '[::1]evil')
    """
    found = _HOST.fullmatch(host.lower())
    return found[1] if found else host.lower()
