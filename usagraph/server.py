"""Where the graph is, when it is not in the workspace: a SPARQL server, and who asks it."""

from dataclasses import dataclass, field

__all__ = ["Server"]


@dataclass(frozen=True)
class Server:
    """Addresses of a server: of queries, of updates (that of queries where it is empty), of the Graph Store Protocol
    (asked of no one where it is empty, save a Virtuoso). `default`: the named graph that stands for the default one."""

    query: str
    update: str = ""
    graphs: str = ""
    default: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
