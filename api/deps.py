"""What the routes are given: the service, the workspace, and the tag of what they answer from."""

import hashlib
from typing import Annotated

from fastapi import Depends, Request, Response

from usagraph import __version__
from usagraph.api.parameters import Cursor, Language, Limit
from usagraph.api.problems import NotModified
from usagraph.graph.querying.service import QueryService
from usagraph.settings import Settings
from usagraph.workspace import Workspace

__all__ = ["Cursor", "Fresh", "Limit", "ServiceDep", "SettingsDep", "WorkspaceDep", "check_tag", "unheld"]


# Coroutines, though they wait for nothing: FastAPI gives a function to a thread, and that costs more than a query.
async def get_service(request: Request) -> QueryService:
    """The query service of the application."""
    service = request.app.state.service
    assert isinstance(service, QueryService)  # noqa: S101 - set by create_app
    return service


async def get_settings(request: Request) -> Settings:
    """The settings of the application."""
    settings = request.app.state.settings
    assert isinstance(settings, Settings)  # noqa: S101 - set by create_app
    return settings


async def get_workspace(request: Request) -> Workspace:
    """The workspace that is served."""
    return Workspace((await get_settings(request)).workspace)


ServiceDep = Annotated[QueryService, Depends(get_service)]
SettingsDep = Annotated[Settings, Depends(get_settings)]
WorkspaceDep = Annotated[Workspace, Depends(get_workspace)]


def check_tag(request: Request, service: QueryService, *parts: object) -> str:
    """The entity tag of an answer made from this generation and `parts`; raises NotModified where the reader has it."""
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:16] if parts else "api"
    return unheld(request, f'W/"{__version__}-{service.mark}-{service.refresh()}-{digest}"')


def unheld(request: Request, tag: str) -> str:
    """`tag`, which the reader does not have yet; raises NotModified where it has."""
    # RFC 9110, 13.1.2: compared weakly, and a star stands for any.
    held = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if held & {tag.removeprefix("W/"), "*"}:
        raise NotModified(tag)
    return tag


async def fresh(request: Request, response: Response, service: ServiceDep, lang: Language) -> None:
    """Sets the tag of an answer that depends on the graph and the language alone; raises NotModified."""
    response.headers["ETag"] = check_tag(request, service, "graph", lang)
    response.headers["Cache-Control"] = "no-cache"


#: Dependency of the routes that read nothing but the graph.
Fresh = Depends(fresh)
