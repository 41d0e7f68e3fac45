"""A network as a table of text: a row for each passage of each relation, and one for a relation that has none."""

from collections.abc import Iterator

from usagraph.graph.reading.entities import Evidence
from usagraph.visualisations.network.view import NetworkView, Triple
from usagraph.visualisations.style import style
from usagraph.visualisations.words import words

__all__ = ["rows"]

COLUMNS = (
    "subject",
    "subject_kind",
    "verb",
    "object",
    "object_kind",
    "standing",
    "document",
    "page",
    "section",
    "passage",
    "from",
    "to",
    "subject_iri",
    "predicate",
    "object_iri",
)


def rows(picture: NetworkView) -> Iterator[tuple[str, ...]]:
    """The header, then the rows, in the order of the table of the page."""
    say = words(picture.lang)
    yield tuple(say(f"export.column_{name}") for name in COLUMNS)
    for triple in picture.triples:
        for evidence in triple.evidence or (None,):
            yield _row(triple, evidence, picture.lang)


def _row(triple: Triple, evidence: Evidence | None, lang: str) -> tuple[str, ...]:
    say, kind = words(lang), style().kind
    standing = "network.inferred" if triple.inferred else "export.said" if evidence else "export.reference"
    told = (
        (
            evidence.document_title or evidence.document,
            str(evidence.page or ""),
            evidence.section or "",
            evidence.exact,
            str(evidence.start),
            str(evidence.end),
        )
        if evidence
        else ("",) * 6
    )
    return (
        triple.subject.label,
        kind(triple.subject.kind).named(lang),
        style().verb(triple.predicate, lang),
        triple.object.label,
        kind(triple.object.kind).named(lang),
        say(standing),
        *told,
        triple.subject.iri,
        triple.predicate,
        triple.object.iri,
    )
