"""The language that an address says, and how an answer is sent."""

from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import Depends, Path, Request
from fastapi.responses import JSONResponse, Response

from usagraph.api.deps import ServiceDep, check_tag
from usagraph.api.problems import language
from usagraph.api.reconciliation.access import access, script

__all__ = ["PREFIX", "ROOT", "Fresh", "Tongue", "answered", "negotiated", "root_of"]

PREFIX = "/api/v1/reconcile"
#: The same in one language, which each address of the service says: a client adds its own parameters.
ROOT = PREFIX + "/{lang}"
#: What an answer depends on, beside its address.
VARY = "Origin, Accept-Language, Referer, Sec-Fetch-Site"

Tongue = Annotated[
    Literal["fr", "en"],
    Path(
        title="Language", description="Language of the names, of the descriptions and of the problems", examples=["fr"]
    ),
]


def root_of(request: Request) -> str:
    """The start of the addresses of the service, as the client wrote it."""
    return str(request.base_url).rstrip("/")


def negotiated(request: Request) -> str:
    """The language of a client whose address says none."""
    return language(request.query_params, request.headers.get("accept-language", ""), request.app.state.settings.lang)


def answered(request: Request, content: Mapping[str, object], lang: str, tag: str = "", status: int = 200) -> Response:
    """The answer as JSON, or as a script that calls a function of the client with it."""
    headers = {"Content-Language": lang, "Vary": VARY, "Cache-Control": "no-cache"} | access(request)
    headers |= {"ETag": tag} if tag else {}
    callback = request.query_params.get("callback") if request.method == "GET" else None
    if callback is not None:
        return Response(script(callback, content), status, headers, media_type="application/javascript")
    return JSONResponse(content, status, headers)


async def fresh(request: Request, service: ServiceDep) -> str:
    """The tag of an answer that depends on the graph and on the address alone; raises NotModified."""
    return check_tag(request, service, root_of(request), negotiated(request), request.url.path, request.url.query)


Fresh = Annotated[str, Depends(fresh)]
