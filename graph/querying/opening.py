"""The query service of a workspace: over its own generations, or over the server that holds its graph."""

from usagraph.graph.querying.answers import KEPT
from usagraph.graph.querying.service import QueryService
from usagraph.workspace import Workspace

__all__ = ["query_service"]


def query_service(
    workspace: Workspace, *, base: str, timeout: float, max_rows: int, kept: int = KEPT, workers: int | None = None
) -> QueryService:
    """The service, to be closed; raises StoreError where the server does not answer."""
    if workspace.server:
        from usagraph.graph.querying.remote import RemoteQueryService

        return RemoteQueryService(workspace.server, workspace.store, base=base, timeout=timeout, max_rows=max_rows)
    return QueryService(workspace.store, workers=workers, base=base, timeout=timeout, max_rows=max_rows, kept=kept)
