"""Entities that were merged or taken away: their addresses lead to what they are now, or say that they are gone."""

from collections.abc import AsyncIterator
from urllib.parse import quote

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from usagraph.api.deps import ServiceDep, WorkspaceDep
from usagraph.api.fates import successor
from usagraph.api.problems import Moved
from usagraph.errors import UnknownName

__all__ = ["Followed"]


async def follow(request: Request, workspace: WorkspaceDep, service: ServiceDep) -> AsyncIterator[None]:
    """Raises Moved, or GoneAddress, where the graph names the entity of the address no longer."""
    try:
        yield
    except UnknownName as error:
        named = request.path_params
        address = f"/id/{named['kind']}/{named['slug']}"
        moved = await run_in_threadpool(successor, workspace, address, error, service)
        kind, _, slug = moved.removeprefix("/id/").partition("/")
        found = request.scope["route"].path_format.format(kind=quote(kind), slug=quote(slug))
        raise Moved(found + (f"?{request.url.query}" if request.url.query else "")) from None


#: Dependency of the routes whose address names an entity.
Followed = Depends(follow)
