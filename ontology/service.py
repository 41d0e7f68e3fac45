"""The description of a deployment's SPARQL service, in the terms of SPARQL 1.1 Service Description.

The words are in `service.ttl`. No RDF library is imported with this module, so that a start costs nothing.
"""

from collections.abc import Iterable
from pathlib import Path

from usagraph.ontology.terms import BASE

__all__ = ["service_description"]

_FILE = Path(__file__).parent / "service.ttl"


def service_description(service: str, graphs: Iterable[str]) -> str:
    """The description in Turtle of the service at `service`, an address without a slash at its end, over named `graphs`.

    Raises ValueError where an address, or the name of a graph, is no IRI.
    """
    from pyoxigraph import NamedNode

    named = [f"{NamedNode(name)}" for name in graphs]
    written = _FILE.read_text(encoding="utf-8").replace(f"@base <{BASE}/>", f"@base {NamedNode(service + '/')}", 1)
    members = "".join(f"<sparql#dataset> sd:namedGraph [ a sd:NamedGraph ; sd:name {name} ] .\n" for name in named)
    return f"{written}\n{members}"
