"""Builds the graph from the bundles: a graph and an evidence graph per document, and the default graph that merges them.

The default graph holds a triple once, however many documents say it; it goes when the last of them goes.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from usagraph.graph.identity import Names
from usagraph.graph.inference.clauses import predicates
from usagraph.graph.inference.closure import follows
from usagraph.graph.pending import proposed, questions, standing
from usagraph.graph.provenance import DocumentGraphs, graph_iri, to_ox
from usagraph.graph.store.embedded import EmbeddedStore
from usagraph.ontology import load
from usagraph.ontology.terms import SKOS
from usagraph.records import read_claims
from usagraph.workspace import Bundle, Workspace

__all__ = ["Consolidation"]

_PREF, _ALT = ox.NamedNode(SKOS + "prefLabel"), ox.NamedNode(SKOS + "altLabel")
_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True)
class Consolidation:
    """Keeps the store equal to the bundles of a workspace."""

    workspace: Workspace
    store: EmbeddedStore
    names: Names

    def prepare(self) -> None:
        """Loads the ontology, the vocabularies and the reference data; they replace an older version of themselves."""
        for name, fresh in self._given().items():
            graph = graph_iri(self.names.base, name)
            if set(self._triples(graph)) != fresh:
                self._forget(graph)
                self.store.load(self._stated(graph, fresh, shared=name != "ontology"))

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

    def add(self, bundle: Bundle) -> int:
        """Puts a document in, in one transaction; gives back the number of its triples. Twice adds nothing."""
        claims = list(read_claims(bundle.claims_path))
        claims += standing(proposed(bundle), claims)
        graphs = DocumentGraphs(bundle.id, bundle.run, self.names, questions(bundle))
        said, evidence = set(graphs.said(claims)), set(graphs.evidence(claims))
        name = graph_iri(self.names.base, bundle.id)
        self.names.save()
        if set(self._triples(name)) == said and set(self._triples(name + "/evidence")) == evidence:
            return len(said)
        self.remove(bundle.id)
        self.store.load(
            [*self._stated(name, said, shared=True), *self._stated(name + "/evidence", evidence, shared=False)]
        )
        return len(said)

    def remove(self, document: str) -> None:
        """Takes a document's facts away, and only them: what another document says too stays."""
        name = graph_iri(self.names.base, document)
        self._forget(name)
        self.store.drop(name + "/evidence")

    def finish(self) -> None:
        """Settles the labels and applies the rules, once all documents are in."""
        self._settle_labels()
        self._infer()

    def write_ledger(self) -> None:
        """Writes one line a document: its hash, claims, triples and state."""
        lines = []
        for bundle in self.workspace.bundles():
            name = graph_iri(self.names.base, bundle.id)
            triples = sum(1 for _ in self._triples(name))
            claims = len(bundle.claims_path.read_bytes().splitlines())
            row = {
                "document": bundle.id,
                "sha256": bundle.run["sha256"],
                "claims": claims,
                "triples": triples,
                "state": "ingested",
            }
            lines.append(json.dumps(row, ensure_ascii=False))
        draft = self.workspace.ledger.with_suffix(".tmp")
        draft.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        draft.replace(self.workspace.ledger)

    def documents(self) -> set[str]:
        """The ids of the documents the store holds."""
        prefix = graph_iri(self.names.base, "")
        names = {str(g.value) for g in self.store.engine.named_graphs() if isinstance(g, ox.NamedNode)}
        return {n.removeprefix(prefix).removesuffix("/evidence") for n in names if n.endswith("/evidence")}

    def _triples(self, graph: str) -> Iterator[ox.Triple]:
        return (quad.triple for quad in self.store.quads(graph))

    def _stated(self, graph: str, triples: Collection[ox.Triple], *, shared: bool) -> Iterator[ox.Quad]:
        yield from _quads(triples, ox.NamedNode(graph))
        if shared:
            yield from _quads(triples, _DEFAULT)

    def _forget(self, graph: str) -> None:
        """Drops a graph, and from the default graph what no other graph states."""
        lone = [quad for quad in self.store.quads(graph) if not self._stated_elsewhere(quad, graph)]
        self.store.drop(graph)
        self.store.remove(_quads((quad.triple for quad in lone), _DEFAULT))

    def _stated_elsewhere(self, quad: ox.Quad, graph: str) -> bool:
        engine = self.store.engine
        others = (q.graph_name for q in engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None))
        return any(isinstance(name, ox.NamedNode) and name.value != graph for name in others)

    def _settle_labels(self) -> None:
        """One preferred label a thing and language: that of reference, else words rather than an acronym, else the
        first document's; the others become alternatives."""
        known = {graph_iri(self.names.base, name) for name in ("reference", "vocabularies")}
        labels: dict[tuple[str, str | None], set[tuple[bool, bool, str, ox.Literal]]] = defaultdict(set)
        for quad in self.store.engine.quads_for_pattern(None, _PREF, None, None):
            if (
                isinstance(quad.graph_name, ox.NamedNode)
                and isinstance(quad.object, ox.Literal)
                and isinstance(quad.subject, ox.NamedNode)
            ):
                name = quad.graph_name.value
                labels[quad.subject.value, quad.object.language].add(
                    (name not in known, quad.object.value.isupper(), name, quad.object)
                )
        for (subject, _), found in labels.items():
            if len({label for *_, label in found}) > 1:
                self._prefer(
                    ox.NamedNode(subject), [label for *_, label in sorted(found, key=lambda f: (*f[:3], f[3].value))]
                )

    def _prefer(self, subject: ox.NamedNode, labels: list[ox.Literal]) -> None:
        for label in labels[1:]:
            if label != labels[0]:
                self.store.engine.remove(ox.Quad(subject, _PREF, label, _DEFAULT))
                self.store.engine.add(ox.Quad(subject, _ALT, label, _DEFAULT))
        self.store.engine.add(ox.Quad(subject, _PREF, labels[0], _DEFAULT))

    def _infer(self) -> None:
        """Makes the inferred triples those that follow from the stated ones; only what differs is written."""
        graph = graph_iri(self.names.base, "inferred")
        held = set(self._triples(graph))
        now_said = set(self._also_said(graph))
        known = set(self._linked())
        fresh = follows(known - (held - now_said))
        gone = held - fresh
        # From their own graph last: a triple that is only in the default graph passes for a stated one.
        self.store.remove(_quads(gone - now_said, _DEFAULT))
        self.store.remove(_quads(gone, ox.NamedNode(graph)))
        self.store.load(self._stated(graph, fresh - (held & known), shared=True))

    def _linked(self) -> Iterator[ox.Triple]:
        """The triples of the default graph that a rule may read or give."""
        for predicate in predicates():
            found = self.store.engine.quads_for_pattern(None, ox.NamedNode(predicate), None, _DEFAULT)
            yield from (quad.triple for quad in found)

    def _also_said(self, graph: str) -> Iterator[ox.Triple]:
        """The triples of a graph that another graph holds too."""
        found = self.store.query(
            f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{graph}>) }}"
        )
        if isinstance(found, ox.QueryTriples):
            yield from found


def _quads(triples: Iterable[ox.Triple], graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    return (ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)


def _parsed(ntriples: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES)}
