"""The graph on a server: anything that speaks the SPARQL 1.1 Protocol and, where it does, the Graph Store Protocol.

Sources: SPARQL 1.1 Protocol; SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013). Tried on Virtuoso 7.2, which has no default
graph of its own (the default is there the union of all graphs): ours is then a named graph. It has no transaction over
several requests either: a document's entry in the ledger is written last, so that a half document is known for what it is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Self, TypeVar

import pyoxigraph as ox

from usagraph.errors import MissingPart, StoreError
from usagraph.graph.provenance import graph_iri
from usagraph.graph.querying.dataset import over_named_default
from usagraph.graph.querying.syntax import read_query
from usagraph.graph.store.answers import read_answer
from usagraph.graph.store.protocol import Answer, Store, change_text, graph_node, is_named
from usagraph.ontology.terms import RDF
from usagraph.server import Server

if TYPE_CHECKING:
    import httpx

__all__ = ["RemoteStore", "opened"]

#: Quads taken away in one request: a server compiles them all.
TOGETHER = 1_000
#: Quads from which adding goes by the Graph Store Protocol, whose cost is that of reading them.
MANY = 200
#: Longest wait for an answer, in seconds.
SECONDS = 120.0
#: What Virtuoso calls itself, and where its Graph Store Protocol is.
VIRTUOSO, VIRTUOSO_GRAPHS = "Virtuoso", "/sparql-graph-crud"
#: What is asked for, by the form of the query: some servers make rows of triples where both are welcome.
ROWS, TRIPLES = "application/sparql-results+json", "application/n-triples"

T = TypeVar("T")


class RemoteStore(Store):
    """The graph on a server, which all commands may write to: its generations are a number that it keeps itself."""

    def __init__(self, client: "httpx.Client", server: Server, base: str) -> None:
        self.client = client
        self.server = server
        #: The named graph that stands for the default one; None where the server has a default graph.
        self.default = server.default or None
        #: Whether it stops a query at the time that is sent with it; others go on when nobody waits any more.
        self.cuts = False
        self._ours = graph_iri(base, "")
        self._counted = graph_iri(base, "generation")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the connections."""
        self.client.close()

    def query(self, text: str) -> Answer:
        """The answer to a query of our own; raises StoreError."""
        reading = read_query(text)
        asked = {"query": over_named_default(reading.text, self.default)}
        accept = {"Accept": ROWS if reading.form in ("SELECT", "ASK") else TRIPLES}
        response = self._sent("POST", self.server.query, data=asked, headers=accept)
        return read_answer(response.content, response.headers.get("content-type", ""))

    def update(self, text: str) -> None:
        """Runs an update; whole or not at all where the server promises so. Raises StoreError."""
        self._sent(
            "POST",
            self.server.update or self.server.query,
            content=text.encode(),
            headers={"Content-Type": "application/sparql-update; charset=utf-8"},
        )

    def load(self, graph: str | None, triples: Iterable[ox.Triple]) -> None:
        """Adds triples to a graph, a part at a time; raises StoreError."""
        name = graph or self.default
        rest = iter(triples)
        while some := list(islice(rest, 20 * TOGETHER)):
            # An update may not name blank nodes, whose sense ends with the request.
            if self.server.graphs and (len(some) >= MANY or not all(map(is_named, some))):
                body = ox.serialize(some, format=ox.RdfFormat.N_TRIPLES)
                headers = {"Content-Type": "application/n-triples"}
                self._sent("POST", self.server.graphs, params=_named(name), content=body, headers=headers)
            else:
                self._written(graph, come=some)

    def drop(self, graph: str | None) -> None:
        """Empties a graph; raises StoreError."""
        name = graph or self.default
        if self.server.graphs:
            self._sent("DELETE", self.server.graphs, params=_named(name), allowed=(404,))
        else:
            self.update(f"DROP SILENT GRAPH {ox.NamedNode(name)}" if name else "DROP SILENT DEFAULT")

    def change(self, gone: Iterable[ox.Quad], come: Iterable[ox.Quad], dropped: Iterable[str] = ()) -> None:
        """Drops some graphs, takes quads away and adds others, in this order, graph by graph in the order of `come`."""
        for name in dropped:
            self.drop(name)
        for graph, triples in _by_graph(gone).items():
            self._written(graph, gone=list(filter(is_named, triples)))
        for graph, triples in _by_graph(come).items():
            self.load(graph, triples)

    def graphs(self) -> set[str]:
        """The IRIs of the named graphs that hold something."""
        return super().graphs() - {self.default or "", self._counted}

    @property
    def generation(self) -> int:
        """How often it was published."""
        return next((int(t.object.value) for t in self.triples(self._counted) if isinstance(t.object, ox.Literal)), 0)

    @property
    def oldest(self) -> int:
        """The same number: a server keeps no older ones."""
        return self.generation

    def clear(self) -> None:
        """Empties the default graph and all graphs of ours; those of others on the same server stay."""
        for name in self.graphs():
            if name.startswith(self._ours):
                self.drop(name)
        self.drop(None)

    def flush(self) -> None:
        """Nothing: a server says that it is done when it is."""

    def publish(self, before: Callable[[int], object] = lambda _: None) -> int:
        """The number of the new generation, told by the server from now on; `before` is given it first of all."""
        fresh = self.generation + 1
        before(fresh)
        self.drop(self._counted)
        self.load(
            self._counted, [ox.Triple(ox.NamedNode(self._counted), ox.NamedNode(RDF + "value"), ox.Literal(fresh))]
        )
        return fresh

    def _written(self, graph: str | None, gone: Sequence[ox.Triple] = (), come: Sequence[ox.Triple] = ()) -> None:
        """Takes away and adds in requests that each name one graph: Virtuoso leaves out some of the data of several."""
        node = graph_node(graph or self.default)
        for some in _parts(gone):
            self.update(change_text([ox.Quad(t.subject, t.predicate, t.object, node) for t in some], ()))
        for some in _parts(come):
            self.update(change_text((), [ox.Quad(t.subject, t.predicate, t.object, node) for t in some]))

    def _sent(self, method: str, url: str, *, allowed: Sequence[int] = (), **content: object) -> "httpx.Response":
        """A good answer; raises StoreError where there is none."""
        import httpx

        try:
            response = self.client.request(method, url, **content)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            raise StoreError(detail=f"{url}: {type(error).__name__}") from None
        if response.is_success or response.status_code in allowed:
            return response
        said = response.text.strip().splitlines() or [""]
        raise StoreError(detail=f"{url}: {response.status_code} {said[0][:200]}")


def opened(server: Server, base: str) -> RemoteStore:
    """The store on a server, asked once what it is; raises MissingPart, and StoreError where nobody answers."""
    try:
        import httpx
    except ImportError:
        raise MissingPart(part="httpx", remedy="pip install 'usagraph[remote]'") from None
    client = httpx.Client(timeout=SECONDS, trust_env=False, auth=_credentials(server))
    store = RemoteStore(client, server, base)
    response = store._sent("POST", server.query, data={"query": "ASK {}"}, headers={"Accept": ROWS})
    if VIRTUOSO in response.headers.get("server", ""):
        graphs = server.graphs or str(httpx.URL(server.query).join(VIRTUOSO_GRAPHS))
        default = server.default or graph_iri(base, "default")
        store = RemoteStore(client, replace(server, graphs=graphs, default=default), base)
        store.cuts = True
    return store


def _credentials(server: Server) -> "httpx.DigestAuth | httpx.BasicAuth | None":
    """How to prove who asks: by digest where the password would otherwise go in clear."""
    import httpx

    if not server.user:
        return None
    secret = httpx.URL(server.query).scheme == "https"
    return (httpx.BasicAuth if secret else httpx.DigestAuth)(server.user, server.password)


def _by_graph(quads: Iterable[ox.Quad]) -> dict[str | None, list[ox.Triple]]:
    """The triples of each graph, in the order in which the graphs come."""
    found: dict[str | None, list[ox.Triple]] = defaultdict(list)
    for quad in quads:
        found[quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else None].append(quad.triple)
    return found


def _named(graph: str | None) -> dict[str, str]:
    return {"graph": graph} if graph else {"default": ""}


def _parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + TOGETHER] for start in range(0, len(items), TOGETHER))
