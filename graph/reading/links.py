"""The links of things to others, read for many at once, and never more of them than can be looked through."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from usagraph.graph.querying.service import QueryService
from usagraph.graph.reading.batches import batched
from usagraph.graph.reading.chains import Triple
from usagraph.graph.reading.names import Names
from usagraph.graph.reading.statements import PLUMBING
from usagraph.ontology.terms import RDF, SKOS

__all__ = ["Links"]

#: Things whose links are read by one query, and links that one query may give.
_TOGETHER, _READ = 100, 5_000
#: Links of a thing that is looked through, unless it is an end; and links read in all.
_MOST, _ENOUGH = 300, 20_000
#: What holds vocabularies together, and says nothing of what they are used for.
_ASIDE = PLUMBING | {RDF + "type", *(SKOS + name for name in ("inScheme", "topConceptOf", "hasTopConcept"))}

_OUT = "SELECT DISTINCT ?s ?p ?o { $values $pattern FILTER(ISIRI(?o)) } LIMIT $most"
_IN = "SELECT DISTINCT ?s ?p ?o { $values $pattern } LIMIT $most"


@dataclass
class Links:
    """The statements between things, by the two that they link; those of some documents, and what follows, where they
    are named. What is linked to most things has no links, unless it is one of `ends`: two that it links are no nearer."""

    service: QueryService
    known: Names
    ends: tuple[str, str]
    documents: Collection[str] = ()
    read: int = 0
    _of: dict[str, dict[str, set[Triple]]] = field(default_factory=dict)

    def of(self, nodes: Collection[str]) -> dict[str, dict[str, set[Triple]]]:
        """For each of some things, those that it is linked to, with the statements that link them."""
        fresh = sorted(node for node in set(nodes) if node not in self._of)
        for start in range(0, len(fresh), _TOGETHER):
            self._look(fresh[start : start + _TOGETHER])
        return {node: self._of[node] for node in nodes}

    def between(self, one: str, other: str) -> set[Triple]:
        """The statements that link two things that were looked at."""
        return self._of.get(one, {}).get(other, set()) | self._of.get(other, {}).get(one, set())

    def _look(self, nodes: list[str]) -> None:
        self._of |= {node: {} for node in nodes}
        if self.read >= _ENOUGH:
            return
        found = self._rows(nodes)
        self.read += len(found)
        self.known.load(end for triple in found for end in (triple[0], triple[2]))
        for triple in sorted(found):
            subject, _, object_ = triple
            if subject != object_ and subject in self.known and object_ in self.known:
                for one, other in ((subject, object_), (object_, subject)):
                    if one in nodes:
                        self._of[one].setdefault(other, set()).add(triple)
        self._of |= {node: {} for node in nodes if node not in self.ends and len(self._of[node]) > _MOST}

    def _rows(self, nodes: list[str]) -> set[Triple]:
        """The links of some things; read a part at a time where they are many."""
        alone = len(nodes) == 1
        most = _ENOUGH if alone else _READ
        asked = [self._asked(text, end, nodes, most) for text, end in ((_OUT, "?s"), (_IN, "?o"))]
        if alone or max(map(len, asked)) < most:
            rows = (row for several in asked for row in several)
            return {(row["s"], row["p"], row["o"]) for row in rows if row["p"] not in _ASIDE and ":" in row["s"]}
        half = len(nodes) // 2
        return self._rows(nodes[:half]) | self._rows(nodes[half:])

    def _asked(self, text: str, end: str, nodes: Iterable[str], most: int) -> list[dict[str, str]]:
        whole = text.replace("$pattern", self._pattern()).replace("$most", str(most))
        return batched(self.service, whole, end, ((node,) for node in nodes))

    def _pattern(self) -> str:
        if not self.documents:
            return "?s ?p ?o"
        start = f"{self.service.base}/graph/"
        graphs = ", ".join(f"<{start}{name}>" for name in ("inferred", *sorted(self.documents)))
        return f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g IN ({graphs}))"
