"""What helps to write SPARQL: our terms with their labels, and queries to begin with, those of questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from usagraph.graph.asking.pattern import listing
from usagraph.graph.querying.service import QueryService
from usagraph.ontology.load import labels
from usagraph.ontology.terms import PREFIXES, compact
from usagraph.ontology.vocabulary import concepts, schemes
from usagraph.visualisations.question.examples import asked_by, examples
from usagraph.visualisations.templating import STATIC

__all__ = ["Example", "editor_is_there", "sparql_examples", "terms"]

#: Questions whose queries show, one after the other, what can be asked.
SHOWN = ("consulting", "co-building-social", "at-least-concertation", "no-deliberation", "law-2002-2", "unpaid-rents")


@dataclass(frozen=True)
class Example:
    """A question in words, and its query."""

    words: str
    query: str


@cache
def terms(lang: str) -> list[tuple[str, str]]:
    """Our terms as a query writes them, each with its label: classes, relations, the values of the vocabularies."""
    return sorted(_terms(lang), key=lambda pair: (pair[0].startswith("<"), pair[0].casefold()))


def sparql_examples(service: QueryService, lang: str) -> tuple[Example, ...]:
    """Queries to begin with, with the prefixes left out that every query may use."""
    return service.remember(f"sparql examples {lang}", lambda: tuple(_examples(service, lang)))


def editor_is_there() -> bool:
    """Whether the files of the editor were put beside ours (`make assets`)."""
    return all((STATIC / "editor" / name).is_file() for name in ("yasqe.min.js", "yasqe.min.css"))


def _terms(lang: str) -> Iterator[tuple[str, str]]:
    for iri, label in labels(lang).items():
        name = compact(iri)
        if name != iri and name.partition(":")[0] in PREFIXES and "/" not in name:
            yield name, label
    for scheme in schemes():
        for concept in concepts(scheme):
            yield f"<{concept.iri}>", concept.pref[lang]


def _examples(service: QueryService, lang: str) -> Iterator[Example]:
    for one in (example for group in examples(service, lang) for example in group.examples):
        if one.name in SHOWN:
            yield Example(one.words, listing(asked_by(service, one.state), service.base).text)
