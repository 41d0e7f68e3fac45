"""How a statement that no document says rests on what documents say: steps in a row, and the other way round."""

from dataclasses import dataclass

from usagraph.ontology.terms import ug

__all__ = ["BACKWARD", "CHAINS", "DIRECT", "Chain", "Triple", "turned"]

#: Subject, predicate and object, lexical forms.
Triple = tuple[str, str, str]


@dataclass(frozen=True)
class Chain:
    """How a statement follows from a claim of `predicate`: its `end` ("s" or "o") is another, at the far end of `path`.

    The statement rests on the passages of the claim.
    """

    predicate: str
    end: str
    path: str

    @property
    def links(self) -> str:
        """The text that reads the links of the path; `$values` stands for some of their far ends."""
        return f"SELECT ?near ?far {{ $values ?near {self.path} ?far }}"

    def far(self, triple: Triple) -> str:
        """The end of the statement that the claim does not share."""
        return triple["spo".index(self.end)]

    def claimed(self, triple: Triple, near: str) -> Triple:
        """The claim that the statement of `triple` rests on, where the path leads from `near` to its far end."""
        return (near, self.predicate, triple[2]) if self.end == "s" else (triple[0], self.predicate, near)


CHAINS = {
    ug("hasDegree"): Chain(ug("degree"), "s", "^ug:hasStep"),
    ug("associates"): Chain(ug("involves"), "s", "^ug:hasStep"),
    ug("usesMethod"): Chain(ug("usesMethod"), "s", "^ug:hasStep"),
    ug("inDomain"): Chain(ug("inDomain"), "o", "skos:broader+"),
    ug("takesPlaceIn"): Chain(ug("takesPlaceIn"), "o", "ug:within+"),
    ug("mandatedBy"): Chain(ug("underObligation"), "o", "(ug:imposedBy|^ug:imposes)"),
}
#: What is always drawn, even where the inference has not been written into the graph.
DIRECT = ug("hasDegree")
#: A statement and its inverse rest on the same claims.
_INVERSES = {
    ug("leads"): ug("ledBy"),
    ug("imposedBy"): ug("imposes"),
    ug("stepOf"): ug("hasStep"),
}
BACKWARD = _INVERSES | {there: back for back, there in _INVERSES.items()}


def turned(triple: Triple) -> Triple | None:
    """The statement that says the same the other way round; None where there is none.

    >>> turned(("a", ug("leads"), "b")) == ("b", ug("ledBy"), "a")
    True
    """
    subject, predicate, object_ = triple
    return (object_, BACKWARD[predicate], subject) if predicate in BACKWARD else None
