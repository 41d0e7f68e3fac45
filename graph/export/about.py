"""What an export says of itself: the data set, its edition, its licence and the generation it was made of."""

from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from usagraph.messages import LANGUAGES, sentence
from usagraph.ontology.terms import DCT, OWL, RDF, XSD

__all__ = ["About"]

_DCAT = "http://www.w3.org/ns/dcat#"


@dataclass(frozen=True)
class About:
    """One export; `documents` are those that were chosen, none for all of them."""

    base: str
    generation: int
    made: date
    edition: str
    licence: str
    documents: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of its file, without the ending."""
        chosen = (
            f"-{len(self.documents)}-documents" if len(self.documents) > 1 else "".join(f"-{d}" for d in self.documents)
        )
        edition = "" if self.edition == "public" else f"-{self.edition}"
        return f"usagraph{edition}{chosen}-{self.generation}"

    def line(self, lang: str) -> str:
        """The export in a sentence."""
        values = {"generation": self.generation, "date": self.made.isoformat(), "licence": self.licence}
        return sentence(f"export.about_{self.edition}", lang, **values)

    def triples(self) -> list[ox.Triple]:
        """The same for programs."""
        dataset = ox.NamedNode(f"{self.base}/dataset")
        day = ox.Literal(self.made.isoformat(), datatype=ox.NamedNode(XSD + "date"))
        said: list[tuple[str, ox.NamedNode | ox.Literal]] = [
            (RDF + "type", ox.NamedNode(_DCAT + "Dataset")),
            (DCT + "license", ox.NamedNode(self.licence)),
            (DCT + "issued", day),
            (OWL + "versionInfo", ox.Literal(str(self.generation))),
            *((DCT + "description", ox.Literal(self.line(lang), language=lang)) for lang in LANGUAGES),
        ]
        return [ox.Triple(dataset, ox.NamedNode(predicate), value) for predicate, value in said]
