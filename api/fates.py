"""What became of what is named no longer: for the addresses of things, the interface for programs and the pages alike."""

from usagraph.errors import GoneAddress, UnknownName
from usagraph.graph.deciding.former import fate
from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.claims import is_claimed
from usagraph.workspace import Bundle, Workspace

__all__ = ["bundle_of", "successor"]


def successor(workspace: Workspace, address: str, error: UnknownName, service: QueryService | None = None) -> str:
    """The path where what `address` (`/id/<type>/<slug>`) named is now.

    Raises GoneAddress where it was taken away, and `error` where it never was, or is only proposed as yet to `service`.
    Asked only of what the graph does not name.
    """
    moved = fate(workspace, address)
    if moved is None:
        raise error
    if not moved:
        if service and is_claimed(service, service.base + address):
            raise error
        raise GoneAddress(**error.values)
    return moved


def bundle_of(workspace: Workspace, name: str) -> Bundle:
    """The document `name`: an id, or the start of one; raises GoneAddress where it was taken away, UnknownName, or AmbiguousName."""
    try:
        return workspace.bundle(name)
    except UnknownName as error:
        return workspace.bundle(successor(workspace, f"/id/document/{name}", error).rpartition("/")[2])
