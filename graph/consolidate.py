"""Builds the graph from the bundles: a graph and an evidence graph per document, and the default graph that merges them.

The default graph holds a triple once, however many documents say it; it goes when the last of them goes. A document comes,
changes or goes in one transaction: with its evidence, its share of the default graph, its labels and its line of the
ledger. What follows by the rules is settled after, and nothing is published before.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from usagraph.graph.deciding.curation import Curation, weighed
from usagraph.graph.deciding.pending import questions
from usagraph.graph.deciding.review import reviews
from usagraph.graph.identity import Names
from usagraph.graph.index import Index, NoIndex
from usagraph.graph.inference import closure
from usagraph.graph.inference.clauses import predicates
from usagraph.graph.inference.closure import follows
from usagraph.graph.inference.increments import Increment, TooMuch, increment
from usagraph.graph.ledger import Entry, Ledger, digest_of, entry_of
from usagraph.graph.merging import Said, Shift, shift
from usagraph.graph.provenance import DocumentGraphs, graph_iri, to_ox
from usagraph.graph.store.protocol import Store, graph_node
from usagraph.ontology import load
from usagraph.records import read_claims
from usagraph.workspace import Bundle, Workspace

__all__ = ["Consolidation"]

#: Above this share of what documents state, what follows is found anew from the whole rather than from what changed.
_LARGE = 0.2
#: Statements below which the size of the whole is not even looked at.
_FEW = 2_000
#: Quads written in one transaction where what follows is written: a crash in between is made good at the next start.
_TOGETHER = 100_000
_NAMING = "SELECT DISTINCT ?graph { { GRAPH ?graph { ?thing ?p ?o } } UNION { GRAPH ?graph { ?s ?q ?thing } } }"


@dataclass
class Consolidation:
    """Keeps the store equal to the bundles of a workspace, and the search index equal to the store."""

    workspace: Workspace
    store: Store
    names: Names
    index: Index = field(default_factory=NoIndex)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.store, self.names.base)
        self._shift = Shift()
        #: Whether what follows must be found anew: it was never settled, or a crash came in between.
        self._anew = not self.ledger.is_settled

    @cached_property
    def _curation(self) -> Curation:
        return Curation(self.workspace.curation)

    # What is there before any document

    def prepare(self) -> None:
        """Loads the ontology, the vocabularies and the reference data; they replace an older version of themselves."""
        given, digest = graph_iri(self.names.base, "ontology"), _given_digest()
        if self.ledger.digest(given) == digest:
            return
        self._anew = True
        for name, fresh in self._given().items():
            self._put_given(graph_iri(self.names.base, name), fresh, shared=name != "ontology")
        old = self.ledger.digest(given)
        self.store.change(
            [self.ledger.digest_quad(given, old)] if old else [], [self.ledger.digest_quad(given, digest)]
        )

    def _given(self) -> dict[str, set[ox.Triple]]:
        """What the store holds before any document, by graph."""
        reference = (
            (ox.NamedNode(s), ox.NamedNode(p), to_ox(o, self.names))
            for s, p, o in load.reference_triples(self.names.base)
        )
        return {
            "ontology": _parsed(load.ontology_ntriples()),
            "vocabularies": _parsed(load.vocabularies_ntriples(self.names.base)),
            "reference": {ox.Triple(*triple) for triple in reference},
        }

    def _put_given(self, graph: str, fresh: set[ox.Triple], *, shared: bool) -> None:
        held = set(self.store.triples(graph))
        if held != fresh:
            moved = self._moved({graph: held}, {graph: fresh}) if shared else Shift()
            # Where the ontology has nodes without a name, a crash in between leaves what is written again at the next start.
            gone, come = self._default(moved)
            mark = self.ledger.unsettled
            self.store.change([*gone, *_quads(held - fresh, graph)], [*come, *_quads(fresh - held, graph), mark])

    # Documents

    def add(self, bundle: Bundle, instead_of: Collection[str] = ()) -> int:
        """Puts a document in, in the place of others, in one transaction; gives back the number of its triples.

        Twice adds nothing.
        """
        entry, said, evidence = self._read(bundle)
        self.names.save()
        if instead_of or self.ledger.of(bundle.id) != entry:
            self._replace([bundle.id, *instead_of], entry, said, evidence)
            self.index.replace(bundle, entry.digest)
            for old in instead_of:
                self.index.remove(old)
        return len(said)

    def entry_of(self, bundle: Bundle) -> Entry:
        """What the ledger is to tell of a document, by its folder."""
        return self._read(bundle)[0]

    def counted(self, document: str) -> str:
        """The digest of what the graph holds of a document, read anew."""
        name = graph_iri(self.names.base, document)
        return digest_of(self.store.triples(name), self.store.triples(name + "/evidence"))

    def _read(self, bundle: Bundle) -> tuple[Entry, set[ox.Triple], set[ox.Triple]]:
        """What a document says, with the evidence, and its line of the ledger."""
        rules = list(read_claims(bundle.claims_path))
        waiting = weighed(bundle, rules, self._curation)
        graphs = DocumentGraphs(bundle.id, bundle.run, self.names, questions(bundle))
        said, evidence = set(graphs.said([*rules, *waiting])), set(graphs.evidence([*rules, *waiting]))
        evidence |= set(reviews(self._curation.of(bundle.id), waiting, self.names.base))
        digest = digest_of(said, evidence)
        entry = Entry(bundle.id, str(bundle.run["sha256"]), len(rules), len(said), len(evidence), digest)
        return entry, said, evidence

    def remove(self, document: str) -> None:
        """Takes a document's facts away, and only them: what another document says too stays."""
        self._replace([document], None, set(), set())
        self.index.remove(document)

    def _replace(
        self, old: Collection[str], entry: Entry | None, said: set[ox.Triple], evidence: set[ox.Triple]
    ) -> None:
        """Takes documents away and puts one in their place, in one transaction."""
        names = {document: graph_iri(self.names.base, document) for document in old}
        fresh = {names[entry.document]: said, names[entry.document] + "/evidence": evidence} if entry else {}
        held = {name: set(self.store.triples(name)) for iri in names.values() for name in (iri, iri + "/evidence")}
        moved = self._moved(*({iri: graphs.get(iri, set()) for iri in names.values()} for graphs in (held, fresh)))
        gone, come = self._default(moved)
        for name, triples in fresh.items():
            gone += _quads(held[name] - triples, name)
            come += _quads(triples - held[name], name)
        told = [found for document in old if (found := self.ledger.of(document))]
        sums = self.ledger.sum_quads(told, [entry] if entry else [])
        gone += [*map(self.ledger.quad, told), sums[0]]
        come += [*map(self.ledger.quad, [entry] if entry else []), sums[1], self.ledger.unsettled]
        self.store.change(gone, come, [name for name in held if held[name] and name not in fresh])

    def _moved(self, before: Said, after: Said) -> Shift:
        found = shift(self.store, self.names.base, before, after)
        self._shift.then(found)
        return found

    def _default(self, moved: Shift) -> tuple[list[ox.Quad], list[ox.Quad]]:
        """What the default graph loses and gains; what followed stays until it is settled anew."""
        inferred = graph_iri(self.names.base, "inferred")
        stays = self.store.holding(inferred, moved.lost)
        return list(_quads(moved.lost - stays, None)), list(_quads(moved.new, None))

    # Things that were merged

    def is_merged(self, digest: str) -> bool:
        """Whether the graph was written with the fusions of that digest."""
        return self.ledger.digest(self._fusions) == digest

    def tell_merged(self, digest: str) -> None:
        """Notes in the graph the fusions that it was written with."""
        old = self.ledger.digest(self._fusions)
        if old != digest:
            gone, come = ([self.ledger.digest_quad(self._fusions, one)] if one else [] for one in (old, digest))
            self.store.change(gone, come)

    @property
    def _fusions(self) -> str:
        return graph_iri(self.names.base, "fusions")

    def naming(self, paths: Collection[str]) -> set[str]:
        """The documents that say something of the things at some paths (`/id/<type>/<slug>`)."""
        found: set[str] = set()
        for iri in sorted(self.names.base + path for path in paths):
            rows = self.store.query(_NAMING.replace("?thing", str(ox.NamedNode(iri))))
            assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 - a SELECT
            found |= {row["graph"].value.rpartition("/")[2] for row in rows if row["graph"]}
        return found

    # What follows

    def finish(self) -> None:
        """Applies the rules, once all documents are in; only what differs is written."""
        found = self._following()
        inferred = graph_iri(self.names.base, "inferred")
        # From their own graph last: a triple that is only in the default graph passes for a stated one.
        for some in _some(_quads(found.gone - found.stated, None)):
            self.store.change(some, ())
        for some in _some(_quads(found.gone, inferred)):
            self.store.change(some, ())
        for some in _some(_quads(found.come, inferred, None)):
            self.store.change((), some)
        self._tell_index(found)
        self._shift, self._anew = Shift(), False

    def settle(self) -> None:
        """Says in the store that what follows is settled: once the index is on disk, and before all is published."""
        if not self.ledger.is_settled:
            self.store.change([self.ledger.unsettled], [])

    def _following(self) -> Increment:
        """What is to leave and to come: from what changed, or from the whole where that is most of it."""
        if not self._anew and not self._is_large():
            inferred = graph_iri(self.names.base, "inferred")
            with suppress(TooMuch):
                return increment(self.store, inferred, self._shift.lost, self._shift.new)
        return self._from_the_whole()

    def _is_large(self) -> bool:
        changed = len(self._shift.lost) + len(self._shift.new)
        return changed > _FEW and changed > _LARGE * sum(
            entry_of(line).triples for line in self.ledger.lines().values()
        )

    def _from_the_whole(self) -> Increment:
        graph = graph_iri(self.names.base, "inferred")
        held, stated = set(self.store.triples(graph)), set(self._also_said(graph))
        known = set(self._linked())
        fresh = follows(known - (held - stated))
        return Increment(held - fresh, fresh - (held & known), stated - fresh)

    def _linked(self) -> Iterator[ox.Triple]:
        """The triples of the default graph that a rule may read or give."""
        for predicate in predicates():
            yield from self.store.on(None, predicate)

    def _also_said(self, graph: str) -> Iterator[ox.Triple]:
        """The triples of a graph that another graph holds too."""
        found = self.store.query(
            f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{graph}>) }}"
        )
        if not isinstance(found, ox.QuerySolutions | ox.QueryBoolean | bool):
            yield from found

    def _tell_index(self, found: Increment) -> None:
        """Has what is called or classed otherwise read again by the search index."""
        followed = {one.subject.value for one in (*found.gone, *found.come) if isinstance(one.subject, ox.NamedNode)}
        if self._anew:
            self.index.rename(None)
        elif self._shift.things or followed:
            self.index.rename(self._shift.things | followed)


def _quads(triples: Iterable[ox.Triple], *graphs: str | None) -> Iterator[ox.Quad]:
    names = [graph_node(graph) for graph in graphs]
    return (ox.Quad(one.subject, one.predicate, one.object, name) for one in triples for name in names)


def _some(quads: Iterable[ox.Quad]) -> Iterator[list[ox.Quad]]:
    rest = iter(quads)
    while some := list(islice(rest, _TOGETHER)):
        yield some


def _parsed(ntriples: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES)}


@cache
def _given_digest() -> str:
    """A name for the files that what is given, and what follows from it, are made of: it changes when one of them does."""
    total = hashlib.sha256()
    for folder in (Path(load.__file__).parent, Path(closure.__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:32]
