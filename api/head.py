"""HEAD wherever GET is answered (RFC 9110, 9.3.2): the same headers, no body."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Head"]


class Head:
    """Has a HEAD request answered as a GET, and keeps the body back."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        # `head` tells what is dear to make that it need not be made.
        await self.app({**scope, "method": "GET", "head": True}, receive, send_without_body)
